"""`homeward upgrade`: a scenario of version 0.1.0 with the names of today."""

from __future__ import annotations

from pathlib import Path

import typer

from homeward.scenario.renamed import word_edit
from homeward.scenario.upgrade import upgrade


def upgrade_scenario(folder: Path, *, to: Path | None) -> None:
    """Rewrite the names of a scenario and say what was changed, by file and line."""
    found = upgrade(folder, to=to)
    for file, edits in found.edits.items():
        for edit in edits:
            typer.echo(f"{file}, line {edit.line}: {word_edit(edit)}")
    copy = "" if to is None else f" The copy is in {to}."
    count = sum(map(len, found.edits.values()))
    if not count:
        typer.echo(f"Nothing to do: {folder} has the names of today.{copy}")
        return
    typer.echo(f"{count} {'name' if count == 1 else 'names'} changed.{copy}")
