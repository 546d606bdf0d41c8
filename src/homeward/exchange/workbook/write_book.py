"""Writing a scenario folder as a workbook: a sheet a table, meanings as comments, names to choose from."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

from homeward.atomic.named_file import hold_file
from homeward.catalogue import JUDGEMENT
from homeward.errors import Problem, ScenarioError, or_raise
from homeward.exchange.workbook.typed_cells import as_value
from homeward.libraries import load_optional
from homeward.scenario.load import load_scenario
from homeward.scenario.reading.column_words import told
from homeward.scenario.reading.columns import Column
from homeward.scenario.reading.tables import FILES, LEVERS_FILE, SETTINGS_FILE, Table, tables_of
from homeward.scenario.shipped import find_folder
from homeward.scenario.text.cells import read_day
from homeward.scenario.text.csv_text import read_records
from homeward.scenario.text.decoding import decode
from homeward.scenario.text.source_files import read_file

SUFFIX = ".xlsx"
README, LISTS = "readme", "lists"
"""Sheets that are no table: what the workbook is, and words to choose from."""
TEXT_SHEETS = {"scenario": SETTINGS_FILE, "levers": LEVERS_FILE}
"""Sheets that hold a file of lines, one a row."""
FILES_PROPERTY = "homeward files"
"""Property of the workbook: files that the folder had, so that those it had not are not made of empty sheets."""
MORE_ROWS = 200
"""Rows below the last that take dates and offer names."""
WHAT_IT_IS = (
    "A scenario of Homeward, a sheet a table. Point at a name in the first row to read what its cells mean.",
    "Yellow names are needed. Cells with an arrow offer the names there are; dates are dates.",
    "Numbers of 0 to 1, and some others, may be written as words: the comment lists them.",
    "Check it:         homeward check BOOK.xlsx --mark COPY.xlsx",
    "Make a folder:    homeward workbook BOOK.xlsx --to FOLDER",
    "The sheets scenario and levers hold scenario.yaml and levers.yaml, a line a row.",
)


def write_book(folder: str | Path, to: Path) -> None:
    """Write a scenario as a workbook.

    Raises
    ------
    ScenarioError
        If there is no such scenario, its tables cannot be read, or the file is there.
    """
    openpyxl = load_optional("openpyxl", "public", "to write a workbook")
    found = find_folder(folder)
    model = load_scenario(folder).model
    contents = {
        name: or_raise(read_file(found / name)) for name in FILES if (found / name).is_file()
    }
    with hold_file(to, SUFFIX, force=None, elsewhere="--to BOOK.xlsx") as place:
        book = openpyxl.Workbook()
        _write_readme(book)
        for title, file in TEXT_SHEETS.items():
            _write_lines(book.create_sheet(title), file, contents.get(file, b""))
        _write_lists(book, tables_of(model))
        for table in tables_of(model):
            _write_table(book, table, contents.get(table.file))
        _keep_names(openpyxl, book, contents)
        made = BytesIO()
        book.save(made)
        place.file(made.getvalue())


def _write_readme(book: Any) -> None:
    sheet = book.active
    sheet.title = README
    for line in WHAT_IT_IS:
        sheet.append([line])
    sheet.column_dimensions["A"].width = 110


def _write_lines(sheet: Any, file: str, content: bytes) -> None:
    lines = or_raise(decode(file, content)).removesuffix("\n").split("\n")
    for number, line in enumerate(lines, start=1):
        _write_text(sheet.cell(row=number, column=1), line)
    sheet.column_dimensions["A"].width = 110


def _write_text(cell: Any, text: str) -> None:
    """Write a text that is never taken for a formula."""
    cell.value = text or None
    if text:
        cell.data_type = "s"


def _write_lists(book: Any, tables: tuple[Table, ...]) -> None:
    """Write the words of every column that has some, a column each; nobody needs to see them."""
    sheet = book.create_sheet(LISTS)
    sheet.sheet_state = "hidden"
    columns = [(table, column) for table in tables for column in table.columns if column.choices]
    for at, (table, column) in enumerate(columns, start=1):
        for row, word in enumerate((f"{table.name} {column.name}", *column.choices), start=1):
            _write_text(sheet.cell(row=row, column=at), word)


def _write_table(book: Any, table: Table, content: bytes | None) -> None:
    sheet = book.create_sheet(table.name)
    known = {column.name: column for column in table.columns}
    content = table.header.encode() if content is None else content
    records = read_records(table.file, content)
    if isinstance(records, Problem):
        raise ScenarioError(records)
    header = [cell.strip() for cell in records[0].cells]
    for record in records:
        for at, text in enumerate(record.cells, start=1):
            cell = sheet.cell(row=record.number, column=at)
            column = known.get(header[at - 1]) if at <= len(header) else None
            value = text if record.number == 1 or column is None else as_value(column, text)
            if isinstance(value, str):
                _write_text(cell, value)
            else:
                cell.value = value
    last = len(records) + MORE_ROWS
    for at, name in enumerate(header, start=1):
        if name not in known:  # an empty column that a spreadsheet added
            continue
        _dress(book, sheet, table, known[name], at, last)
    sheet.freeze_panes = "B2"


def _dress(book: Any, sheet: Any, table: Table, column: Column, at: int, last: int) -> None:
    """Say what a column means, and offer what may stand in it."""
    styles = load_optional("openpyxl.styles", "public", "to write a workbook")
    letter = sheet.cell(row=1, column=at).column_letter
    head = sheet.cell(row=1, column=at)
    head.font = styles.Font(bold=True)
    if column.is_needed:
        head.fill = styles.PatternFill("solid", fgColor="FFF2B3")
    head.comment = comment(told(table, column))
    sheet.column_dimensions[letter].width = max(len(column.name) + 4, 12)
    if column.read is read_day:
        for row in range(2, last + 1):
            sheet.cell(row=row, column=at).number_format = "yyyy-mm-dd"
    offered = _offered(book, table, column)
    if offered:
        validation = load_optional(
            "openpyxl.worksheet.datavalidation", "public", "to write a workbook"
        )
        rule = validation.DataValidation(type="list", formula1=offered, allow_blank=True)
        # A cell may hold several names, and the word judgement.
        rule.showErrorMessage = not column.is_list
        rule.error = f"{column.meaning} Choose one of the list."
        rule.add(f"{letter}2:{letter}{last}")
        sheet.add_data_validation(rule)


def comment(text: str) -> Any:
    """Make a comment that is large enough for its text."""
    comments = load_optional("openpyxl.comments", "public", "to write a workbook")
    made = comments.Comment(text, "Homeward")
    made.width, made.height = 420, 24 + 18 * sum(1 + len(line) // 58 for line in text.split("\n"))
    return made


def _offered(book: Any, table: Table, column: Column) -> str:
    """Name the cells that hold what a column may; nothing where anything may stand."""
    if column.choices:
        lists = book[LISTS]
        for cells in lists.iter_cols(min_row=1, max_row=1):
            if cells[0].value == f"{table.name} {column.name}":
                letter = cells[0].column_letter
                return f"={LISTS}!${letter}$2:${letter}${len(column.choices) + 1}"
    owner = "places" if column.refers_to == "homes" else column.refers_to
    return f"={owner}!$A$2:$A$2000" if owner and column.refers_to != JUDGEMENT else ""


def _keep_names(openpyxl: Any, book: Any, contents: dict[str, bytes]) -> None:
    custom = load_optional("openpyxl.packaging.custom", "public", "to write a workbook")
    del openpyxl
    names = custom.StringProperty(name=FILES_PROPERTY, value=" ".join(contents))
    book.custom_doc_props.append(names)
