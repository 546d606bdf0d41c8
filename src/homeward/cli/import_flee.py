"""`homeward import flee`."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import Annotated

import typer

from homeward.cli import options

COUNTED = ("places", "routes", "fighting", "barriers", "registrations")
"""Tables whose rows are counted on the screen."""

app = options.verb_app()


@app.callback(no_args_is_help=True)
def imports() -> None:
    """Each format is a command of its own."""


@app.command("flee", help="Make a scenario of camp registrations from an instance of Flee.")
def import_flee(
    input_dir: Annotated[Path, typer.Argument(help="Input directory of an instance of Flee.")],
    to: Annotated[Path, typer.Option(help="Folder to make.")],
    validation_dir: Annotated[
        Path | None,
        typer.Argument(
            help="Validation directory.",
            show_default="INPUT_DIR/../validation or ../source_data, if it is there",
        ),
    ] = None,
    settings: Annotated[
        Path | None,
        typer.Option(help="Settings (simsetting.yml).", show_default="those that Flee ships"),
    ] = None,
    every: options.EveryProblem = False,
) -> None:
    """Import an instance, print what is worth knowing of it, and say what was made."""
    from homeward.api.import_flee import import_flee as import_instance
    from homeward.errors import ScenarioError
    from homeward.scenario.text.file_limits import MOST_LISTED

    try:
        found = import_instance(input_dir, validation_dir, to=to, settings=settings)
    except ScenarioError as error:
        most = None if every else MOST_LISTED
        again = shlex.join(["homeward", *sys.argv[1:], "--all"])
        raise ScenarioError(error.problems, most=most, all_with=again) from None
    for warning in found.warnings:
        typer.echo(f"Warning: {warning}", err=True)
    counts = ", ".join(f"{found.rows[name]} {name}" for name in COUNTED)
    made = found.scenario
    typer.echo(f"Made {to}, {made.start} to {made.end}: rows of {counts}.")
    typer.echo(f"Next: homeward score {to}")
