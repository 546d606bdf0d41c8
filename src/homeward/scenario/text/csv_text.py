"""One CSV text as records, and as lines of named cells, numbered as a spreadsheet shows them (model §2)."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from homeward.errors import Problem, nearest
from homeward.scenario.text.cells import shortened
from homeward.scenario.text.decoding import decode, unseen_problem
from homeward.scenario.text.file_limits import MOST_CELLS, MOST_COLUMNS, MOST_LETTERS, MOST_ROWS

_OTHER_DELIMITERS = {";": "semicolons", "\t": "tabs", "|": "bars"}
_QUOTED = re.compile(r'"(?:[^"]|"")*"')
_AFTER_QUOTE = re.compile(r'"([;\t|])')
_MOST_NAMED = 20
"""Unknown columns that are named one by one."""

SAVE_WITH_COMMAS = "save it as CSV separated by commas."


Otherwise = tuple[tuple[str, int], ...]
"""Names of other separators that a row holds outside quotes, and how many cells each would make."""


@dataclass(frozen=True, slots=True)
class CsvRecord:
    """One row of cells as they are written.

    Parameters
    ----------
    number
        Its row, as a spreadsheet counts them.
    line
        The line it begins on, as an editor counts them; a cell may hold several.
    cells
        Its cells, with their blanks.
    otherwise
        Cells it would have if they were separated by semicolons, tabs or bars.
    """

    number: int
    line: int
    cells: tuple[str, ...]
    otherwise: Otherwise = ()


@dataclass(frozen=True)
class CsvLine:
    """One line of a table: its number (the header is line 1) and its cells by column."""

    number: int
    cells: dict[str, str]


@dataclass
class Sheet:
    """The lines of one table, and what is wrong with how they are written."""

    lines: list[CsvLine] = field(default_factory=list[CsvLine])
    problems: list[Problem] = field(default_factory=list[Problem])
    is_read: bool = True


class _Lines:
    """The lines of a text, with those that were taken since last asked."""

    def __init__(self, text: str) -> None:
        self._lines = io.StringIO(text, newline="")
        self._taken: list[str] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self._taken.append(line)
        return line

    def taken(self) -> str:
        text = "".join(self._taken)
        self._taken.clear()
        return text


def read_records(file: str, content: bytes) -> list[CsvRecord] | Problem:
    """Read the rows of any CSV file, or say why it is none that a scenario has."""
    text = decode(file, content)
    if isinstance(text, Problem):
        return text
    lines = _Lines(text)
    reader = csv.reader(lines, strict=True)
    records: list[CsvRecord] = []
    n_cell, line = 0, 1
    try:
        for cells in reader:
            raw = lines.taken()
            n_cell += len(cells)
            where = f"{file}, line {line}"
            problem = _too_much(where, cells, raw, len(records), n_cell)
            if problem is not None:
                return problem
            records.append(CsvRecord(len(records) + 1, line, tuple(cells), _otherwise(raw)))
            line = reader.line_num + 1
    except csv.Error as error:
        return _not_csv(f"{file}, line {line}", str(error), lines.taken())
    if records and "".join(records[0].cells).lower().startswith("sep="):
        found = "the line tells a spreadsheet how cells are separated."
        why = "It is no part of the table."
        return Problem(
            f"{file}, line 1", found, why, ("remove it; cells are separated by commas.",)
        )
    return records


def _too_much(
    where: str, cells: Sequence[str], raw: str, n_record: int, n_cell: int
) -> Problem | None:
    why = "It is no table of a scenario; limits keep a mistaken file from filling the memory."
    if len(cells) > MOST_COLUMNS:
        found = f"the row has {len(cells):,} cells, more than {MOST_COLUMNS:,}."
        return Problem(where, found, why, ("name the file that was meant.",))
    if n_record >= MOST_ROWS or n_cell > MOST_CELLS:
        found = f"the table has more than {MOST_ROWS:,} rows or {MOST_CELLS:,} cells."
        return Problem(where, found, why, ("leave out what the scenario does not need.",))
    if len(raw) > MOST_LETTERS and max(map(len, cells)) > MOST_LETTERS:
        return _long_cell(where)
    return None


def _long_cell(where: str) -> Problem:
    found = f"a cell has more than {MOST_LETTERS:,} letters."
    why = "A quote that does not end makes one cell of all that follows."
    return Problem(where, found, why, ("shorten the cell, or close the quote.",))


def _not_csv(where: str, error: str, raw: str) -> Problem:
    """Word what the reader of CSV stumbled on; it tells its reasons in words alone."""
    if "field larger" in error:
        return _long_cell(where)
    other = _AFTER_QUOTE.search(raw)
    if "expected after" in error and other is not None:
        return word_separator(where, _OTHER_DELIMITERS[other[1]])
    if "expected after" in error:
        found = "letters follow the closing quote of a cell."
        why = "They may also belong to an earlier cell whose quote does not end."
        way = 'put the whole cell in quotes, and write a quote inside it twice: "a ""b"" c".'
        return Problem(where, found, why, (way,))
    way = "close the quote, or write a quote inside a cell twice."
    return Problem(where, "a quoted cell does not end.", "", (way,))


def _otherwise(raw: str) -> Otherwise:
    found = [letter for letter in _OTHER_DELIMITERS if letter in raw]
    if not found:
        return ()
    bare = _QUOTED.sub("", raw)
    return tuple(
        (_OTHER_DELIMITERS[letter], bare.count(letter) + 1) for letter in found if letter in bare
    )


def separator(cells: Sequence[str], otherwise: Otherwise, needed: int) -> str:
    """Name what separates the cells of a row where commas leave too few; empty if nothing does."""
    if len(cells) >= needed:
        return ""
    return next((name for name, count in otherwise if count >= needed), "")


def word_separator(where: str, name: str) -> Problem:
    """Word that cells are separated by something else than commas."""
    return Problem(
        where, f"the cells are separated by {name}, not commas.", "", (SAVE_WITH_COMMAS,)
    )


def read_sheet(file: str, content: bytes, columns: Sequence[str], needed: Sequence[str]) -> Sheet:
    """Read one CSV file whose first line names its columns.

    Parameters
    ----------
    file
        Name of the file, as messages give it.
    content
        Its bytes.
    columns
        The columns it may have, in the order of a header to suggest.
    needed
        The columns it must have.
    """
    records = read_records(file, content)
    if isinstance(records, Problem):
        return Sheet(problems=[records], is_read=False)
    header = _stripped(records[0]) if records else []
    unreadable = _unreadable(file, header, columns)
    if unreadable is not None:
        return Sheet(problems=[unreadable], is_read=False)
    sheet = Sheet(problems=_header_problems(file, header, columns, needed))
    names = [name for name in header if name]
    is_whole = set(needed) <= set(names) and len(set(names)) == len(names)
    if not is_whole or len(set(names) - set(columns)) > _MOST_NAMED:
        sheet.is_read = False
        return sheet
    _read_lines(file, records, header, sheet)
    return sheet


def _read_lines(file: str, records: Sequence[CsvRecord], header: list[str], sheet: Sheet) -> None:
    """Read every row below the header; the empty cells that a spreadsheet adds to all of them count as none."""
    width = len(records[0].cells)
    nameless: dict[int, int] = {}
    for record in records[1:]:
        row = [cell.strip() for cell in record.cells]
        if not any(row):
            continue
        if len(row) not in {len(header), width}:
            sheet.problems.append(_wrong_width(f"{file}, line {record.number}", record, header))
            continue
        for column, cell in enumerate(row):
            if cell and not (column < len(header) and header[column]):
                nameless.setdefault(column, record.number)
        named = zip(header, row, strict=False)
        sheet.lines.append(CsvLine(record.number, {name: cell for name, cell in named if name}))
    sheet.problems.extend(
        _nameless(f"{file}, line {number}", column) for column, number in nameless.items()
    )


def _stripped(record: CsvRecord) -> list[str]:
    """Strip a header, and leave out the columns without a name that a spreadsheet adds at its end."""
    cells = [cell.strip() for cell in record.cells]
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _unreadable(file: str, header: list[str], columns: Sequence[str]) -> Problem | None:
    where, known = f"{file}, line 1", set(columns)
    way = f"put this on line 1: {','.join(columns)}"
    if not any(header):
        why = "A table begins with the names of its columns, even where it has no rows."
        return Problem(where, "there is no header.", why, (way,))
    if known & {name.lower() for name in header}:
        return None
    whole = ",".join(header)
    for delimiter, name in _OTHER_DELIMITERS.items():
        if delimiter in whole and known & {part.strip(' "') for part in whole.split(delimiter)}:
            return word_separator(where, name)
    if len(header) == 1 and known & {part.strip(' "') for part in whole.split(",")}:
        found = "the whole line is one cell in quotes."
        return Problem(where, found, "", ("remove the quotes around each line.",))
    for name in header:
        unseen = unseen_problem(name)
        if unseen is not None:
            return Problem(where, unseen.found, unseen.why, unseen.ways_out)
    found = f'"{shortened(header[0])}" and the other cells are data, not the names of columns.'
    why = "A table begins with the names of its columns."
    return Problem(where, found, why, (way,))


def _header_problems(
    file: str, header: list[str], columns: Sequence[str], needed: Sequence[str]
) -> list[Problem]:
    where = f"{file}, line 1"
    times = Counter(name for name in header if name)
    strangers = [name for name in times if name not in columns]
    if len(strangers) > _MOST_NAMED:
        few = ", ".join(f'"{shortened(name)}"' for name in strangers[:3])
        found = f"{len(strangers):,} columns are unknown: {few} and so on."
        ways = (f"remove them; the columns are {', '.join(columns)}.",)
        return [Problem(where, found, "", ways)]
    problems: list[Problem] = []
    misspelt = {nearest(name, columns) for name in strangers}
    for name, count in times.items():
        if count > 1:
            found = f'column "{shortened(name)}" appears {count} times.'
            problems.append(Problem(where, found, "", ("keep one of them.",)))
        if name not in columns:
            problems.append(_unknown_column(where, name, columns))
    for name in needed:
        if name not in times and name not in misspelt:
            found = f'there is no column "{name}".'
            problems.append(Problem(where, found, "", (f'add the column "{name}".',)))
    return problems


def _unknown_column(where: str, name: str, columns: Sequence[str]) -> Problem:
    unseen = unseen_problem(name)
    if unseen is not None:
        return Problem(where, f"column {unseen.found}", unseen.why, unseen.ways_out)
    near = nearest(name, columns)
    hint = f'Nearest column: "{near}". ' if near else ""
    why = (
        f"{hint}homeward refuses columns it does not know, "
        "so that a misspelt one cannot be silently ignored."
    )
    ways = (f"correct the name, or remove it; the columns are {', '.join(columns)}.",)
    return Problem(where, f'unknown column "{shortened(name)}".', why, ways)


def _nameless(where: str, column: int) -> Problem:
    found = f"column {column + 1} has a cell, and in the header no name."
    return Problem(where, found, "", ("name the column on line 1, or empty the cell.",))


def _wrong_width(where: str, record: CsvRecord, header: Sequence[str]) -> Problem:
    other = separator(record.cells, record.otherwise, len(header))
    if other:
        return word_separator(where, other)
    given = len(record.cells)
    found = f"{given} cells, where the header has {len(header)}."
    why = "A comma inside a cell must be quoted; an empty cell still needs its comma."
    way = 'put quotes around the cell with the comma: "a, b".'
    if given < len(header):
        way = f"add {len(header) - given} commas at the end, one for each empty cell."
    return Problem(where, found, why, (way,))
