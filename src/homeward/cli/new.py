"""`homeward new`."""

from __future__ import annotations

from typing import Annotated

import typer

from homeward.cli import options

app = options.verb_app()


@app.command()
def new(
    name: Annotated[str, typer.Argument(help="Folder to make.")],
    source: Annotated[str, typer.Option("--from", help="Shipped scenario to start from.")] = "tiny",
) -> None:
    """It is a copy of a shipped scenario, to be changed file by file."""
    from homeward.scenario.new import new_scenario

    folder = new_scenario(name, source=source)
    typer.echo(f"Made {folder} from {source}. Next: homeward check {folder}")
