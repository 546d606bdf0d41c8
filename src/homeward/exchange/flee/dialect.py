"""Flee's own kind of CSV: rows by position, and a comment that is the header as well."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from homeward.errors import Problem
from homeward.exchange.flee.findings import Findings
from homeward.exchange.flee.instance_cells import whole_cell
from homeward.scenario.text.cells import shortened
from homeward.scenario.text.csv_text import Otherwise, read_records, separator, word_separator

COMMENT = "#"
_FIRST_DIGITS, _NEXT_DIGITS = re.compile("[+-]?[1-9][0-9]{0,2}"), re.compile("[0-9]{3}")


@dataclass(frozen=True)
class FleeRow:
    """One row that is not blank: its file, the line it begins on, and its cells as they are."""

    file: str
    line: int
    cells: tuple[str, ...]
    otherwise: Otherwise = ()

    def refuse_separator(self, needed: int, findings: Findings) -> bool:
        """Refuse cells that are separated by something else than commas; whether they are."""
        other = separator(self.cells, self.otherwise, needed)
        if other:
            findings.problems.append(word_separator(self.where, other))
        return bool(other)

    @property
    def where(self) -> str:
        """File and line, as messages give them."""
        return f"{self.file}, line {self.line}"

    @property
    def is_comment(self) -> bool:
        """Whether its first cell begins with the sign of a comment."""
        return self.cells[0].startswith(COMMENT)

    def cell(self, index: int) -> str:
        """Return a cell; what is not there is empty."""
        return self.cells[index] if index < len(self.cells) else ""

    def last_whole(self, index: int) -> int | Problem:
        """Read the whole number that ends what a row says; a comma may cut off its thousands."""
        number = self.cell(index).strip()
        others = [cell.strip() for cell in self.cells[index + 1 :] if cell.strip()]
        are_digits = all(_NEXT_DIGITS.fullmatch(cell) for cell in others)
        if not others or not are_digits or not _FIRST_DIGITS.fullmatch(number):
            return whole_cell(number)
        written, meant = ",".join((number, *others)), "".join((number, *others))
        found = f'"{shortened(written)}" can be read in two ways.'
        why = "A comma separates cells here, and thousands in many countries."
        ways = (f"write {shortened(meant)}, or {number} alone.",)
        return Problem("", found, why, ways)


@dataclass(frozen=True)
class FleeTable:
    """The rows of one file, and the names of the columns beyond those that position decides."""

    header: tuple[str, ...]
    extra: tuple[str, ...]
    rows: tuple[FleeRow, ...]


def rows_by_position(file: str, content: bytes, findings: Findings) -> list[FleeRow] | None:
    """List the rows of a file, comments included; None if it is not CSV."""
    records = read_records(file, content)
    if isinstance(records, Problem):
        findings.problems.append(records)
        return None
    return [
        FleeRow(file, record.line, record.cells, record.otherwise)
        for record in records
        if record.cells
    ]


def data_rows(rows: Sequence[FleeRow], needed: int, findings: Findings) -> Iterator[FleeRow]:
    """Give the rows that are no comments and have what they need; refuse the others."""
    for row in rows:
        if row.is_comment:
            continue
        if row.refuse_separator(needed, findings):
            return  # so are the others
        if len(row.cells) < needed:
            count = f"{len(row.cells)} cell{'s' if len(row.cells) != 1 else ''}"
            found = f"the row has {count}, and needs {needed}."
            way = "write every cell; one that is empty still needs its comma."
            findings.refuse(row.where, found, "", way)
        elif not row.cells[0].strip():
            way = f"fill it, remove the row, or begin the row with {COMMENT}."
            findings.refuse(row.where, "the first cell is empty.", "Flee stops there.", way)
        else:
            yield row


def table_of(rows: Sequence[FleeRow], n_column: int, needed: int, findings: Findings) -> FleeTable:
    """Make a table of rows whose first `n_column` columns are known by position.

    The first comment with further columns names these; Flee would append those of a second.
    """
    headers = [row for row in rows if row.is_comment]
    if headers and headers[0].refuse_separator(needed, findings):
        return FleeTable((), (), ())
    named = [row for row in headers if any(header_names(row)[n_column:])]
    for row in named[1:]:
        why = f"Only the first header counts, on line {named[0].line}; Flee reads both, one after the other."
        findings.warn(row.where, "a second header names columns.", why)
    header = header_names((named or headers)[0]) if headers else ()
    extra = header[n_column:]
    sound = data_rows(rows, needed, findings)
    return FleeTable(header, extra, tuple(_fitting(sound, n_column, extra, findings)))


def header_names(row: FleeRow) -> tuple[str, ...]:
    """Return the names of the columns in a header."""
    return tuple(cell.strip().lstrip(COMMENT).strip(' "') for cell in row.cells)


def _fitting(
    rows: Iterator[FleeRow], n_column: int, extra: Sequence[str], findings: Findings
) -> Iterator[FleeRow]:
    """Give the rows whose every cell has the name of a column."""
    for row in rows:
        nameless = [cell for cell in row.cells[n_column + len(extra) :] if cell.strip()]
        if nameless:
            found = f'the cell "{nameless[0]}" is in no column of the header.'
            way = "name the column in the first line, after the sign #, or remove the cell."
            findings.refuse(row.where, found, "", way)
        else:
            yield row


def attributes_of(row: FleeRow, n_column: int, extra: Sequence[str]) -> dict[str, str]:
    """Return what a row says in the columns that the header names."""
    return {name: row.cell(n_column + index).strip() for index, name in enumerate(extra) if name}
