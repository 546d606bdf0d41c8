"""`homeward upgrade`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from homeward.cli import options
from homeward.cli.output import say

app = options.verb_app()


@app.command()
def upgrade(
    folder: Annotated[Path, typer.Argument(help="Folder of a scenario.")],
    to: Annotated[
        Path | None,
        typer.Option(help="New folder for a copy; without it the scenario itself is changed."),
    ] = None,
    people_once: Annotated[
        bool,
        typer.Option(
            "--people-once",
            help="Rows that measure fled mean people once, as in 0.1.0; known where other names are old.",
        ),
    ] = False,
) -> None:
    """What is changed is said by file and line."""
    from homeward.scenario.renamed import word_edit
    from homeward.scenario.upgrade import upgrade as upgrade_scenario

    found = upgrade_scenario(folder, to=to, people_once=people_once)
    for file, edits in found.edits.items():
        for edit in edits:
            say(f"{file}, line {edit.line}: {word_edit(edit)}")
    copy = "" if to is None else f" The copy is in {to}."
    count = sum(map(len, found.edits.values()))
    if not count:
        say(f"Nothing to do: {folder} has the names of today.{copy}")
        return
    say(f"{count} {'name' if count == 1 else 'names'} changed.{copy}")
