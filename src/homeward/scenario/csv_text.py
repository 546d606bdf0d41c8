"""One CSV text as lines of named cells, numbered as a spreadsheet shows them (model §2)."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, field

from homeward.errors import Problem, nearest

_OTHER_DELIMITERS = {";": "semicolons", "\t": "tabs", "|": "bars"}


@dataclass(frozen=True)
class Line:
    """One line of a table: its number (the header is line 1) and its cells by column."""

    number: int
    cells: dict[str, str]


@dataclass
class Sheet:
    """The lines of one table, and what is wrong with how they are written."""

    lines: list[Line] = field(default_factory=list[Line])
    problems: list[Problem] = field(default_factory=list[Problem])
    is_read: bool = True


def decode(file: str, content: bytes) -> str | Problem:
    """Decode a file as UTF-8, with or without a byte order mark."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        number = content[: error.start].count(b"\n") + 1
        return Problem(
            f"{file}, line {number}",
            f"the byte 0x{content[error.start]:02x} is not UTF-8.",
            "The file was saved in another encoding; its letters would be guessed.",
            ('save it as UTF-8 (in a spreadsheet: "CSV UTF-8").',),
        )


def read_sheet(file: str, content: bytes, columns: Sequence[str], needed: Sequence[str]) -> Sheet:
    """Read one CSV file.

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
    text = decode(file, content)
    if isinstance(text, Problem):
        return Sheet(problems=[text], is_read=False)
    records: list[list[str]] = []
    try:
        records.extend(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error:
        where = f"{file}, line {len(records) + 1}"
        way = "close the quote, or write a quote inside a cell twice."
        return Sheet(
            problems=[Problem(where, "a quoted cell does not end.", "", (way,))], is_read=False
        )
    cells = [[cell.strip() for cell in record] for record in records]
    header = cells[0] if cells else []
    unreadable = _unreadable(file, header, columns)
    if unreadable is not None:
        return Sheet(problems=[unreadable], is_read=False)
    sheet = Sheet(problems=_header_problems(file, header, columns, needed))
    if not set(needed) <= set(header) or len(set(header)) < len(header):
        sheet.is_read = False
        return sheet
    for number, row in enumerate(cells[1:], start=2):
        if any(row):
            _add_line(file, sheet, number, header, row)
    return sheet


def _unreadable(file: str, header: list[str], columns: Sequence[str]) -> Problem | None:
    way = f"put this on line 1: {','.join(columns)}"
    if not any(header):
        why = "A table begins with the names of its columns, even where it has no rows."
        return Problem(f"{file}, line 1", "there is no header.", why, (way,))
    if len(header) == 1:
        for delimiter, name in _OTHER_DELIMITERS.items():
            if delimiter in header[0]:
                found = f"the cells are separated by {name}, not commas."
                return Problem(
                    f"{file}, line 1", found, "", ("save it as CSV separated by commas.",)
                )
    if not set(header) & set(columns):
        found = f'"{header[0]}" and the other cells are data, not the names of columns.'
        why = "A table begins with the names of its columns."
        return Problem(f"{file}, line 1", found, why, (way,))
    return None


def _header_problems(
    file: str, header: list[str], columns: Sequence[str], needed: Sequence[str]
) -> list[Problem]:
    where = f"{file}, line 1"
    problems: list[Problem] = []
    misspelt = {nearest(name, columns) for name in header if name not in columns}
    for name in dict.fromkeys(header):
        if header.count(name) > 1:
            found = f'column "{name}" appears {header.count(name)} times.'
            problems.append(Problem(where, found, "", ("keep one of them.",)))
        if name not in columns:
            problems.append(_unknown_column(where, name, columns))
    for name in needed:
        if name not in header and name not in misspelt:
            found = f'there is no column "{name}".'
            problems.append(Problem(where, found, "", (f'add the column "{name}".',)))
    return problems


def _unknown_column(where: str, name: str, columns: Sequence[str]) -> Problem:
    near = nearest(name, columns)
    hint = f'Nearest column: "{near}". ' if near else ""
    why = (
        f"{hint}homeward refuses columns it does not know, "
        "so that a misspelt one cannot be silently ignored."
    )
    ways = (f"correct the name, or remove it; the columns are {', '.join(columns)}.",)
    return Problem(where, f'unknown column "{name}".', why, ways)


def _add_line(file: str, sheet: Sheet, number: int, header: list[str], row: list[str]) -> None:
    if len(row) != len(header):
        found = f"{len(row)} cells, where the header has {len(header)}."
        why = "A comma inside a cell must be quoted; an empty cell still needs its comma."
        way = 'put quotes around the cell with the comma: "a, b".'
        if len(row) < len(header):
            way = f"add {len(header) - len(row)} commas at the end, one for each empty cell."
        sheet.problems.append(Problem(f"{file}, line {number}", found, why, (way,)))
        return
    sheet.lines.append(Line(number, dict(zip(header, row, strict=True))))
