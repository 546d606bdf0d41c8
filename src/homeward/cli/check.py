"""`homeward check`."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Annotated

import typer

from homeward.cli import options

app = options.verb_app()


@app.command()
def check(
    scenario: options.ScenarioName,
    documents: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER",
            help="Documents, named as in documents.csv: which claims do they no longer bear out?",
        ),
    ] = None,
    every: options.EveryProblem = False,
) -> None:
    """Ends with status 2 if there are errors; warnings are legal and doubtful."""
    from homeward.api.check import check as check_scenario
    from homeward.api.check import counted
    from homeward.errors import ScenarioError, word
    from homeward.scenario.text.file_limits import MOST_LISTED

    most = None if every else MOST_LISTED
    all_with = f"homeward check {shlex.quote(scenario)} --all"
    found = check_scenario(scenario, documents=documents)
    if found.errors:
        typer.echo(word(found.errors, most, all_with), err=True)
        typer.echo(f"\n{counted(len(found.errors), 'error')}: {scenario} cannot run.", err=True)
        raise typer.Exit(ScenarioError.exit_status)
    if found.warnings:
        typer.echo(word(found.warnings, most, all_with))
        typer.echo("")
    typer.echo(f"{found.title}.")
