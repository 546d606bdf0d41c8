"""`homeward workbook`."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Annotated

import typer

from homeward.cli import options

app = options.verb_app()


@app.command()
def workbook(
    source: Annotated[
        str, typer.Argument(help="A scenario folder, the name of a shipped one, or a workbook.")
    ],
    to: Annotated[
        Path,
        typer.Option(metavar="BOOK.xlsx|FOLDER", help="What to make of it: the other of the two."),
    ],
) -> None:
    """A sheet a table, with names to choose from and what each column means; there and back nothing changes."""
    from homeward.errors import Problem, ScenarioError
    from homeward.exchange.workbook.read_workbook import is_workbook, workbook_to_folder
    from homeward.exchange.workbook.write_book import write_book

    if is_workbook(source) == is_workbook(to):
        found = f"{source} and {to} are both {'workbooks' if is_workbook(source) else 'folders'}."
        ways = ("name a folder and a workbook, BOOK.xlsx.",)
        raise ScenarioError(Problem("--to", found, "", ways))
    if is_workbook(source):
        workbook_to_folder(Path(source), to)
    else:
        write_book(source, to)
    typer.echo(f"Wrote {to}. Next: homeward check {shlex.quote(str(to))}")
