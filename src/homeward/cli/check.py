"""`homeward check`."""

from __future__ import annotations

import typer

from homeward.errors import ScenarioError, word
from homeward.scenario.doubts import doubts
from homeward.scenario.load import load_scenario


def check_scenario(name: str) -> None:
    """Print every problem and end with status 2, or every doubt and end well."""
    try:
        scenario = load_scenario(name)
    except ScenarioError as error:
        typer.echo(word(error.problems), err=True)
        count = len(error.problems)
        typer.echo(f"\n{count} problem{'s' if count != 1 else ''}: {name} cannot run.", err=True)
        raise typer.Exit(error.exit_status) from None
    doubtful = doubts(scenario)
    if doubtful:
        typer.echo(word(doubtful))
        typer.echo("")
    typer.echo(
        f"{scenario.name}: nothing wrong; {len(doubtful)} thing{'s' if len(doubtful) != 1 else ''} to doubt."
    )
