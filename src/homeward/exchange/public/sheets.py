"""Rows of text of any table: CSV, JSON, workbooks, whatever the separator; read again as often as is asked."""

from __future__ import annotations

import csv
import datetime as dt
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Literal, cast

from homeward.errors import Problem
from homeward.exchange.public.downloads import Download
from homeward.libraries import load_optional

Row = tuple[int, Sequence[str]]
"""Its line, as an editor or a spreadsheet counts them, and its cells."""

LISTS = ("result", "results", "items", "data")
"""Keys under which answers of services hold their records."""
_SEPARATORS = (",", ";", "\t", "|")
_QUOTED = re.compile(r'(?:^|\t)"[^\t]*"(?:\t|\r?$)')
_PROBED = 40
"""Lines by which a separator is told."""


@dataclass(frozen=True)
class RawSheet:
    """A table as it is written, nothing of it understood.

    Parameters
    ----------
    title
        Name of the sheet of a workbook; empty for a file of one table.
    rows
        Gives all rows anew.
    """

    title: str
    rows: Callable[[], Iterator[Row]]


def sheets_of(download: Download, encoding: str | None) -> list[RawSheet] | Problem:
    """Find the tables of a file.

    Parameters
    ----------
    encoding
        What a file that is not UTF-8 is written in, if the user says so.
    """
    try:
        if download.kind == "workbook":
            return _workbook(download)
        if download.kind == "json":
            return _json(download)
        if download.kind == "parquet":
            return _parquet(download)
        return _csv(download, encoding)
    except (OSError, RecursionError, MemoryError) as error:
        return Problem(download.name, f"it cannot be read: {error}.")


def _csv(download: Download, encoding: str | None) -> list[RawSheet] | Problem:
    if not download.is_utf8 and encoding is None:
        why = "Its letters would be guessed."
        ways = ("say how it was saved: --encoding cp1252, say, or latin-1.",)
        return Problem(download.name, "it is not UTF-8.", why, ways)
    used = "utf-8-sig" if download.is_utf8 else cast("str", encoding)
    try:
        with download.path.open(encoding=used, newline="") as file:
            lines = list(islice(file, _PROBED))
    except (UnicodeDecodeError, LookupError) as error:
        return Problem(download.name, f"it is not {used}: {error}.")
    if not any(line.strip() for line in lines):
        return Problem(download.name, "it is empty.")
    separator = max(_SEPARATORS, key=lambda one: _width(lines, one))
    # A dump of GeoNames quotes nothing, and has quotes in its names.
    is_bare = separator == "\t" and not any(_QUOTED.search(line) for line in lines)
    quoting = csv.QUOTE_NONE if is_bare else csv.QUOTE_MINIMAL
    return [RawSheet("", rows=lambda: _csv_rows(download.path, used, separator, quoting))]


def _width(lines: list[str], separator: str) -> int:
    """Return how many separators stand in the lines that are as wide as most."""
    try:
        widths = Counter(
            len(cells) for cells in csv.reader(lines, delimiter=separator) if len(cells) > 1
        )
    except csv.Error:
        return 0
    return max(((width - 1) * times for width, times in widths.items()), default=0)


def _csv_rows(path: Path, encoding: str, separator: str, quoting: Literal[0, 3]) -> Iterator[Row]:
    """Give the rows; a line that is no CSV ends them with an error that the caller words."""
    with path.open(encoding=encoding, newline="") as file:
        reader = csv.reader(file, delimiter=separator, quoting=quoting)
        line = 1
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1


def _json(download: Download) -> list[RawSheet] | Problem:
    try:
        tree = json.loads(download.path.read_bytes())
    except (ValueError, RecursionError) as error:
        return Problem(download.name, f"it is not JSON: {error}.")
    records = records_of(tree)
    if not records:
        return Problem(download.name, "it holds no list of records.")
    names = list(dict.fromkeys(name for record in records for name in record))
    rows = [(0, names)]
    rows += [
        (number, [as_text(record.get(name)) for name in names])
        for number, record in enumerate(records, start=1)
    ]
    return [RawSheet("", rows=lambda: iter(rows))]


def _parquet(download: Download) -> list[RawSheet] | Problem:
    from pyarrow import ArrowException  # noqa: PLC0415  slow to import, and few downloads are of it
    from pyarrow.parquet import ParquetFile  # noqa: PLC0415

    def rows() -> Iterator[Row]:
        with ParquetFile(download.path) as file:
            yield 0, file.schema_arrow.names
            line = 1
            for batch in file.iter_batches():
                for cells in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                    yield line, [as_text(cell) for cell in cells]
                    line += 1

    try:
        for _ in rows():
            pass
    except (ArrowException, OSError, ValueError) as error:
        return Problem(download.name, f"it is damaged, or no Parquet: {error}.")
    return [RawSheet("", rows=rows)]


def records_of(tree: Any) -> list[dict[str, Any]]:
    """Find the records of an answer: a list, or the list under a key that services use; none if there are none."""
    if isinstance(tree, dict):
        held = [tree[name] for name in LISTS if isinstance(tree.get(name), list)]
        tree = held[0] if held else []
    if not isinstance(tree, list):
        return []
    return [record for record in tree if isinstance(record, dict)]


def _workbook(download: Download) -> list[RawSheet] | Problem:
    calamine = load_optional("python_calamine", "public", "to read a workbook")
    try:
        book = calamine.CalamineWorkbook.from_path(str(download.path))
        rows = {title: book.get_sheet_by_name(title).to_python() for title in book.sheet_names}
    except Exception as error:  # noqa: BLE001  a foreign reader of damaged files: whatever it raises is worded
        return Problem(download.name, f"it cannot be read as a workbook: {error}.")
    return [
        RawSheet(title, rows=lambda cells=cells: _workbook_rows(cells))
        for title, cells in rows.items()
    ]


def _workbook_rows(cells: list[list[Any]]) -> Iterator[Row]:
    for number, row in enumerate(cells, start=1):
        yield number, [as_text(cell) for cell in row]


def as_text(value: Any) -> str:
    """Write a typed cell as the text that a CSV file would hold."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, dt.datetime | dt.date):
        return value.isoformat()
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    return str(value)
