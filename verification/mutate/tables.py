"""Taking a table apart into cells, and putting it together again."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from random import Random

from mutate.folder import Folder


@dataclass
class Table:
    """The cells of one file; the first row is its header, if it has one."""

    name: str
    rows: list[list[str]]

    def save(self, files: Folder) -> None:
        """Write it back."""
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows(self.rows)
        files[self.name] = text.getvalue().encode("utf-8", "surrogatepass")


@dataclass
class Spot:
    """One cell of a table."""

    table: Table
    row: int
    column: int

    @property
    def text(self) -> str:
        """What it says."""
        return self.table.rows[self.row][self.column]

    @property
    def where(self) -> str:
        """Where it is."""
        return f"{self.table.name}, line {self.row + 1}, cell {self.column + 1}"

    def put(self, files: Folder, text: str) -> str:
        """Write something else into it, and say so."""
        said = f"{self.where}: {shown(self.text)} is now {shown(text)}"
        self.table.rows[self.row][self.column] = text
        self.table.save(files)
        return said


def pick_table(chance: Random, files: Folder, least_rows: int = 1) -> Table | None:
    """Choose a table that can still be read as one."""
    names = [name for name, content in files.items() if name.endswith(".csv") and content]
    if not names:
        return None
    name = chance.choice(names)
    content = files[name]
    if not isinstance(content, bytes):
        return None
    try:
        rows = list(csv.reader(io.StringIO(content.decode(), newline="")))
    except (csv.Error, UnicodeDecodeError):
        return None
    rows = [row for row in rows if row]
    return Table(name, rows) if len(rows) >= least_rows else None


def pick_cell(chance: Random, files: Folder, *, is_number: bool = False) -> Spot | None:
    """Choose a cell that says something, seldom of the header; a number, if one is wanted."""
    table = pick_table(chance, files)
    if table is None:
        return None
    first = 0 if chance.random() < 0.08 or len(table.rows) == 1 else 1
    spots = [
        Spot(table, row, column)
        for row in range(first, len(table.rows))
        for column, text in enumerate(table.rows[row])
        if text.strip() and (not is_number or looks_like_number(text))
    ]
    return chance.choice(spots) if spots else None


def looks_like_number(text: str) -> bool:
    """Whether a cell is a plain number."""
    return text.replace(".", "", 1).lstrip("-").isdecimal()


def shown(text: str, most: int = 60) -> str:
    """Quote a text, not all of it if it is long."""
    quoted = ascii(text[: most + 1])
    return quoted if len(text) <= most else f"{quoted[:most]}…' ({len(text)} letters)"
