"""Reading a workbook as the files of a scenario: as it stands, or why it cannot be, by sheet and cell."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from homeward.errors import Problem, ScenarioError, or_raise
from homeward.exchange.workbook.typed_cells import as_text
from homeward.exchange.workbook.write_book import FILES_PROPERTY, LISTS, README, SUFFIX, TEXT_SHEETS
from homeward.libraries import load_optional
from homeward.scenario.reading.tables import LEVERS_FILE, SETTINGS_FILE, TABLES
from homeward.scenario.text.file_limits import MOST_BYTES, MOST_CELLS
from homeward.scenario.text.source_files import read_file

FILE_OF = TEXT_SHEETS | {table.name: table.file for table in TABLES}
"""The file that a sheet stands for, by its title in small letters."""
MOST_UNPACKED = 4 * MOST_BYTES
"""Bytes that the parts of a workbook may come to: a mistaken one does not fill the memory."""


@dataclass
class Book:
    """A workbook as files, and how to say where something stands in it.

    Parameters
    ----------
    files
        Contents by name.
    headers
        Names in the first row, by table.
    titles
        Titles of the sheets, as written, by file.
    present
        Names that the sheets stand for, and those of sheets that stand for none.
    """

    path: Path
    files: dict[str, bytes] = field(default_factory=dict[str, bytes])
    headers: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    titles: dict[str, str] = field(default_factory=dict[str, str])
    present: list[str] = field(default_factory=list[str])


def read_book(path: Path) -> Book:
    """Read a workbook as files, without making sense of them.

    Raises
    ------
    ScenarioError
        If it is no workbook, or holds what cannot be read as it stands: merged cells, formulas without a value,
        hidden tables, errors.
    """
    content = or_raise(read_file(path, str(path)))
    formulas = _open(path, content, data_only=False)
    has_formulas = any(
        cell.data_type == "f" for sheet in formulas for row in sheet.iter_rows() for cell in row
    )
    values = _open(path, content, data_only=True) if has_formulas else formulas
    book = Book(path)
    problems: list[Problem] = []
    known = _files_kept(formulas)
    for sheet in formulas.worksheets:
        title = sheet.title.strip().lower()
        file = FILE_OF.get(title)
        if file is None:
            if title not in {README, LISTS} and sheet.sheet_state == "visible":
                book.present.append(f"{title}.csv")
            continue
        faults = list(_faults(sheet, values[sheet.title], file in book.files))
        problems.extend(faults)
        if not faults:
            _take(book, file, sheet, values[sheet.title], known)
    if SETTINGS_FILE not in book.files and not problems:
        way = (
            'add it, with the lines of scenario.yaml in column A: "title: …", "start: …", "end: …".'
        )
        problems.append(Problem(path.name, 'there is no sheet "scenario".', "", (way,)))
    if problems:
        raise ScenarioError(problems)
    return book


def _open(path: Path, content: bytes, *, data_only: bool) -> Any:
    openpyxl = load_optional("openpyxl", "public", "to read a workbook")
    why = _why_not(content)
    if why:
        way = f'save it as a workbook, "Excel workbook (*{SUFFIX})".'
        raise ScenarioError(Problem(str(path), why, "", (way,)))
    try:
        return openpyxl.load_workbook(io.BytesIO(content), data_only=data_only)
    except Exception as error:  # a foreign reader of damaged files: whatever it raises is worded
        found = f"it cannot be read as a workbook: {error}."
        way = "open it with the program that made it, and save it anew."
        raise ScenarioError(Problem(str(path), found, "", (way,))) from error


def _why_not(content: bytes) -> str:
    """Say why some bytes are no workbook that may be opened; nothing if they may be one."""
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        return "it is an older workbook (.xls), or has a password."
    try:
        parts = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except (zipfile.BadZipFile, OSError):
        return "it is no workbook, whatever its name says."
    if sum(part.file_size for part in parts) > MOST_UNPACKED:
        return f"unpacked it has more than {MOST_UNPACKED / 1e6:,.0f} MB."
    return ""


def _faults(sheet: Any, values: Any, is_second: bool) -> Iterator[Problem]:
    """Find what keeps a sheet from being read as a table."""
    where = f'sheet "{sheet.title}"'
    if is_second:
        yield Problem(where, "another sheet has the same name.", "", ("remove one of them.",))
    if sheet.sheet_state != "visible":
        why = "What cannot be seen is not read, so that nobody is surprised by it."
        yield Problem(where, "the sheet is hidden.", why, ("show it, or remove it.",))
    if sheet.max_row * sheet.max_column > MOST_CELLS:
        found = f"it has {sheet.max_row:,} rows and {sheet.max_column:,} columns."
        yield Problem(
            where, found, "", ("remove the empty rows below the table and save it anew.",)
        )
        return
    for merged in sheet.merged_cells.ranges:
        found = f"cells {merged.coord} are merged."
        way = "undo it, and write in each cell what holds for it."
        yield Problem(f"{where}, cell {merged.coord.partition(':')[0]}", found, "", (way,))
    for row in sheet.iter_rows():
        for cell in row:
            found = _fault(cell, values[cell.coordinate].value)
            if found:
                way = "write the value itself (copy, and paste values only)."
                yield Problem(f"{where}, cell {cell.coordinate}", found, "", (way,))


def _fault(cell: Any, value: Any) -> str:
    if cell.data_type == "e" or (
        isinstance(value, str) and value.startswith("#") and cell.data_type == "f"
    ):
        return f"the cell holds the error {value}."
    if cell.data_type == "f" and value is None:
        return "the cell holds a formula whose value was not saved."
    return ""


def _files_kept(book: Any) -> set[str] | None:
    """Names of the files that the folder had, if the workbook was made of one."""
    for one in book.custom_doc_props.props:
        if one.name == FILES_PROPERTY:
            return set(str(one.value).split())
    return None


def _take(book: Book, file: str, sheet: Any, values: Any, known: set[str] | None) -> None:
    rows = [
        [as_text(values.cell(row=cell.row, column=cell.column).value) for cell in row]
        for row in sheet.iter_rows()
    ]
    while rows and not any(rows[-1]):
        rows.pop()
    is_new = known is not None and file not in known
    if file in TEXT_SHEETS.values():
        if rows:
            book.files[file] = ("\n".join(row[0] for row in rows) + "\n").encode()
    elif rows and not (is_new and len(rows) == 1):
        width = max(
            len(row) - row[::-1].index(next(filter(None, row[::-1]))) for row in rows if any(row)
        )
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows(row[:width] for row in rows)
        book.files[file] = text.getvalue().encode()
        book.headers[file] = [cell.strip() for cell in rows[0]]
    if file in book.files:
        book.present.append(file)
    book.titles[file] = sheet.title
    if file == LEVERS_FILE and not rows and known is not None and file in known:
        book.files[file] = b""
