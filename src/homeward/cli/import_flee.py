"""`homeward import flee`."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

import typer

from homeward.errors import ScenarioError
from homeward.exchange.flee import import_flee
from homeward.scenario.load import load_scenario
from homeward.scenario.reading.tables import tables_of
from homeward.scenario.text.file_limits import MOST_LISTED

COUNTED = ("places", "routes", "fighting", "barriers", "registrations")
"""Tables whose rows are counted on the screen."""


def import_instance(
    input_dir: Path,
    validation_dir: Path | None,
    *,
    to: Path,
    settings: Path | None,
    every: bool,
) -> None:
    """Import an instance, print what is worth knowing of it, and say what was made."""
    try:
        warnings = import_flee(input_dir, validation_dir, to=to, settings=settings)
    except ScenarioError as error:
        most = None if every else MOST_LISTED
        again = shlex.join(["homeward", *sys.argv[1:], "--all"])
        raise ScenarioError(error.problems, most=most, all_with=again) from None
    warn(warnings)
    scenario = load_scenario(to)
    rows = {table.name: len(getattr(scenario, table.name)) for table in tables_of("camps")}
    counts = ", ".join(f"{rows[name]} {name}" for name in COUNTED)
    typer.echo(f"Made {to}, {scenario.start} to {scenario.end}: rows of {counts}.")
    typer.echo(f"Next: homeward score {to}")


def warn(warnings: list[str]) -> None:
    """Print warnings on standard error, a line each."""
    for warning in warnings:
        typer.echo(f"Warning: {warning}", err=True)
