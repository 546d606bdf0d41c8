"""A scenario read from a workbook as it stands; what is wrong is said by sheet and cell."""

from __future__ import annotations

import re
from pathlib import Path

from homeward.atomic.target import hold
from homeward.errors import Problem, ScenarioError
from homeward.exchange.workbook.read_book import Book, read_book
from homeward.exchange.workbook.write_book import SUFFIX
from homeward.libraries import load_optional
from homeward.scenario.load import load_files
from homeward.scenario.new import check_new
from homeward.scenario.scenario import Scenario

_WHERE = re.compile(
    r'(?<!")(?P<file>\w+\.(?:csv|yaml))(?:, lines? (?P<line>\d+))?(?:, (?:column|key) "(?P<column>[^"]*)")?'
)

_NAMELESS = re.compile(r"column (\d+) has a cell, and in the header no name")
"""What says which column it is about where the column has no name."""


def is_workbook(name: str | Path) -> bool:
    """Whether a name is that of a workbook."""
    return str(name).lower().endswith(SUFFIX)


def load_workbook(path: Path) -> Scenario:
    """Read a scenario from a workbook.

    Raises
    ------
    ScenarioError
        If something in it cannot be understood; problems name sheet and cell.
    """
    return scenario_of(read_book(path))


def scenario_of(book: Book) -> Scenario:
    """Make sense of a workbook that has been read.

    Raises
    ------
    ScenarioError
        If something in it cannot be understood; problems name sheet and cell.
    """
    try:
        return load_files(book.path.with_suffix(""), dict(book.files), book.present, [])
    except ScenarioError as error:
        raise ScenarioError([in_cells(problem, book) for problem in error.problems]) from None


def in_cells(problem: Problem, book: Book) -> Problem:
    """Say of sheets and cells what was said of files, lines and columns."""
    nameless = _NAMELESS.match(problem.found)

    def at(found: re.Match[str]) -> str:
        number = int(nameless[1]) if nameless else 0
        return _cell(book, found["file"], found["line"], found["column"] or "", number)

    def told(text: str) -> str:
        """Other rows and files that a sentence names; what is no sheet of the book stays as it is."""
        return _WHERE.sub(
            lambda found: at(found) if found["file"] in book.files else found[0], text
        )

    return Problem(
        _WHERE.sub(at, problem.where, count=1),
        told(problem.found),
        told(problem.why),
        tuple(told(way) for way in problem.ways_out),
    )


def _cell(book: Book, file: str, line: str | None, column: str, number: int) -> str:
    """Word where a cell is: in a column with a name, in one whose number is known, or in the first of its row."""
    title = book.titles.get(file, file.partition(".")[0])
    if line is None:
        return f'sheet "{title}"'
    header = book.headers.get(file, [])
    letters = load_optional("openpyxl.utils", "public", "to read a workbook").get_column_letter
    is_known = column != "" and column in header
    at = header.index(column) + 1 if is_known else number or 1
    said = f' ("{column}")' if is_known else f', "{column}"' if column else ""
    return f'sheet "{title}", cell {letters(at)}{line}{said}'


def workbook_to_folder(path: Path, folder: Path) -> None:
    """Write the files of a workbook as the folder of a scenario, whole or not at all.

    Raises
    ------
    ScenarioError
        If it is no scenario that can run, or the folder is there.
    """
    book = read_book(path)
    scenario_of(book)
    with hold(folder, check_new, "choose another name") as place, place.folder() as made:
        for name, content in book.files.items():
            (made / name).write_bytes(content)
