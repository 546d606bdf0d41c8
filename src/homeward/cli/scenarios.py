"""`homeward scenarios`."""

from __future__ import annotations

import typer

from homeward.cli import options

app = options.verb_app()


@app.command()
def scenarios() -> None:
    """Their names are taken wherever a scenario folder is."""
    from homeward.scenario.load import load_scenario
    from homeward.scenario.shipped import shipped_names

    for name in shipped_names():
        scenario = load_scenario(name)
        typer.echo(f"{name:12}{scenario.start} to {scenario.end}  {scenario.title}")
