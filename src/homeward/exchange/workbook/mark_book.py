"""A copy of a workbook in which the cells that are wrong bear a comment that says why."""

from __future__ import annotations

import re
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from homeward.atomic.named_file import hold_file
from homeward.errors import Problem
from homeward.exchange.workbook.write_book import README, SUFFIX, comment
from homeward.libraries import load_optional

_CELL = re.compile(r'^sheet "(?P<title>[^"]+)"(?:, cell (?P<cell>[A-Z]+\d+))?')
RED = "F4B6B0"


def mark_book(path: Path, to: Path, problems: Sequence[Problem]) -> int:
    """Write the copy.

    Returns
    -------
    How many problems were marked on a cell; the others stand on the first cell of the first sheet.

    Raises
    ------
    ScenarioError
        If the copy cannot be written.
    """
    openpyxl = load_optional("openpyxl", "public", "to write a workbook")
    styles = load_optional("openpyxl.styles", "public", "to write a workbook")
    with hold_file(to, SUFFIX, force=None, elsewhere="--mark COPY.xlsx") as place:
        book = openpyxl.load_workbook(path)
        said: dict[Any, list[str]] = {}
        n_marked = 0
        for problem in problems:
            found = _CELL.match(problem.where)
            has_cell = found is not None and found["title"] in book.sheetnames
            n_marked += has_cell
            sheet = book[found["title"]] if found is not None and has_cell else book.worksheets[0]
            at = (found["cell"] if found is not None and has_cell else None) or "A1"
            said.setdefault(sheet[at], []).append(str(problem))
        for cell, texts in said.items():
            cell.comment = comment("\n\n".join(texts))
            cell.fill = styles.PatternFill("solid", fgColor=RED)
            if cell.parent.title == README or cell.parent is book.worksheets[0]:
                book.active = book.index(cell.parent)
        made = BytesIO()
        book.save(made)
        place.file(made.getvalue())
    return n_marked
