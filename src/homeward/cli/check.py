"""`homeward check`."""

from __future__ import annotations

import shlex

import typer

from homeward.errors import ScenarioError, word
from homeward.scenario.load import load_scenario
from homeward.scenario.text.file_limits import MOST_LISTED
from homeward.scenario.warnings.find_warnings import find_warnings


def check_scenario(name: str, *, every: bool) -> None:
    """Print every problem and end with status 2, or every doubt and end well."""
    most = None if every else MOST_LISTED
    all_with = f"homeward check {shlex.quote(name)} --all"
    try:
        scenario = load_scenario(name)
    except ScenarioError as error:
        typer.echo(word(error.problems, most, all_with), err=True)
        count = len(error.problems)
        typer.echo(f"\n{count:,} problem{'s' if count != 1 else ''}: {name} cannot run.", err=True)
        raise typer.Exit(error.exit_status) from None
    doubtful = find_warnings(scenario)
    if doubtful:
        typer.echo(word(doubtful, most, all_with))
        typer.echo("")
    typer.echo(
        f"{scenario.name}: nothing wrong; {len(doubtful)} thing{'s' if len(doubtful) != 1 else ''} to doubt."
    )
