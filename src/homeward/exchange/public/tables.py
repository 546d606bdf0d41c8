"""A table whose header has been found: titles above it, tags below it and sums at its end left out, and said."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TypeVar

from homeward.errors import Problem
from homeward.exchange.public.layouts import Layout, layout_of, plain
from homeward.exchange.public.public_cells import LostDates, Unread
from homeward.exchange.public.sheets import RawSheet, Row

MOST_TITLES = 30
"""Lines above a header in which it is looked for."""
MOST_TAGS = 10
"""Lines below a header in which a line of tags may stand."""
_SUMS = ("grand_total", "total", "totals", "sub_total", "subtotal", "sum", "overall_total")
MOST_CASES = 5
Made = TypeVar("Made")


@dataclass
class Met:
    """What was met on the way through a file, to be said once.

    Parameters
    ----------
    bad
        Rows that cannot be read, each with the reason.
    counts
        How often, by what is to be said of it.
    cases
        Some of them by name.
    """

    bad: list[str] = field(default_factory=list[str])
    counts: Counter[str] = field(default_factory=Counter[str])
    cases: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def note(self, what: str, case: str = "") -> None:
        """Count something, and name the case."""
        self.counts[what] += 1
        if case and len(self.cases[what]) < MOST_CASES:
            self.cases[what].append(case)

    def sentences(self) -> Iterator[str]:
        """Word it, a sentence each without its end."""
        if self.bad:
            yield f"{len(self.bad)} rows left out that cannot be read; {self.bad[0]}"
        for what, number in self.counts.items():
            named = "; ".join(self.cases.get(what, ()))
            yield f"{number} {what}" + (f" ({named})" if named else "")


@dataclass
class Table:
    """Rows under a header that is known.

    Parameters
    ----------
    names
        Its columns, as `plain` writes them.
    header_line
        The line of the header; 0 where it has none.
    notes
        What was left out of it, a sentence each.
    """

    sheet: RawSheet
    layout: Layout
    names: tuple[str, ...]
    header_line: int
    notes: list[str] = field(default_factory=list[str])
    problem: Problem | None = None

    def column(self, *names: str) -> int | None:
        """Find a column by any of its names."""
        return next((self.names.index(name) for name in names if name in self.names), None)

    def made(self, make: Callable[[dict[str, str]], Made | None], met: Met) -> Iterator[Made]:
        """Give what is made of each row by the names of its columns; rows that cannot be read are left out, and noted.

        Raises
        ------
        LostDates
            If a spreadsheet destroyed a day: then the file is not what it was.
        """
        for line, cells in self.rows():
            try:
                one = make(dict(zip(self.names, cells, strict=True)))
            except LostDates:
                raise
            except Unread as error:
                met.bad.append(f"line {line}: {error}")
            else:
                if one is not None:
                    yield one

    def rows(self) -> Iterator[Row]:
        """Give the rows of data, as wide as the header, and note what is left out.

        Ends where the file cannot be read further; `problem` says why.
        """
        width, tagged, sums, below = len(self.names), 0, 0, 0
        try:
            for line, cells in self.sheet.rows():
                if line <= self.header_line:
                    continue
                below += 1
                if below > MOST_TAGS and len(cells) == width and cells[0][:1].isdecimal():
                    yield line, cells
                elif below <= MOST_TAGS and _is_tags(cells):
                    tagged += 1
                elif _is_sum(cells):
                    sums += 1
                elif any(cell.strip() for cell in cells):
                    yield line, _as_wide(cells, width)
        except (csv.Error, UnicodeDecodeError) as error:
            self.problem = Problem("", f"it cannot be read to its end: {error}.")
        self._note(tagged, "line of tags (#...)", "HXL tags are no data")
        self._note(sums, "row of sums", "its parts are counted")

    def _note(self, number: int, what: str, why: str) -> None:
        if number:
            said = f"{number} {what} left out: {why}"
            if said not in self.notes:
                self.notes.append(said)


def _as_wide(cells: Sequence[str], width: int) -> Sequence[str]:
    if len(cells) == width:
        return cells
    return [*cells[:width], *([""] * (width - len(cells)))]


def _is_tags(cells: Sequence[str]) -> bool:
    """Whether each cell is empty or a tag, and some are tags."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    return bool(filled) and all(cell.startswith("#") for cell in filled)


def _is_sum(cells: Sequence[str]) -> bool:
    """Whether the first cell that is filled says that the others are sums."""
    first = next((cell for cell in cells if cell.strip()), "")
    return first[:1].isalpha() and len(first) < 40 and plain(first) in _SUMS


def find_table(sheet: RawSheet) -> Table | None:
    """Find the header of a sheet; None if no line of the first looks like one that is known."""
    try:
        first = list(islice(sheet.rows(), MOST_TITLES))
    except (csv.Error, UnicodeDecodeError, StopIteration):
        return None
    for line, cells in first:
        names = _named(cells)
        layout = layout_of(names)
        if layout is None:
            continue
        table = Table(sheet, layout, names, line)
        above = sum(any(cell.strip() for cell in row) for at, row in first if at < line)
        if above:
            table.notes.append(f"{above} lines above the header left out")
        return table
    return None


def _named(cells: Sequence[str]) -> tuple[str, ...]:
    """Name the columns; tags of HXL that stand in the header itself name none."""
    return tuple("" if cell.strip().startswith("#") else plain(cell) for cell in cells)
