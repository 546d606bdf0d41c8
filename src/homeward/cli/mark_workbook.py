"""Marking errors in a copy of a workbook, for `homeward check`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import typer

from homeward.errors import Problem, ScenarioError


def check_marked(source: str, to: Path) -> None:
    """Refuse to mark what is no workbook, or what is there.

    Raises
    ------
    ScenarioError
        If it cannot be done.
    """
    from homeward.atomic.named_file import check_file
    from homeward.exchange.workbook.read_workbook import is_workbook
    from homeward.exchange.workbook.write_book import SUFFIX

    if not is_workbook(source):
        found = f"{source} is no workbook."
        ways = (f"name a file that ends in {SUFFIX}, or leave --mark out.",)
        raise ScenarioError(Problem("--mark", found, "", ways))
    check_file(to, SUFFIX, force=None, elsewhere="--mark COPY.xlsx")


def mark(source: str, to: Path, errors: Sequence[Problem]) -> None:
    """Write the copy, unless there is nothing to mark."""
    from homeward.exchange.workbook.mark_book import mark_book

    if errors:
        n_marked = mark_book(Path(source), to, errors)
        typer.echo(f"Marked {n_marked} of {len(errors)} errors in {to}.", err=True)
