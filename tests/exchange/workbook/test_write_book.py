"""A workbook there and back, and what it offers whoever fills it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
import pytest

from builders import make_folder
from homeward.errors import ScenarioError
from homeward.exchange.workbook.read_workbook import load_workbook, workbook_to_folder
from homeward.exchange.workbook.write_book import write_book
from homeward.scenario.load import load_scenario
from homeward.scenario.reading.tables import FILES, TABLE, tables_of
from homeward.scenario.shipped import SHIPPED_FOLDER, shipped_names


def there_and_back(folder: Path, tmp_path: Path) -> Path:
    write_book(folder, tmp_path / "book.xlsx")
    workbook_to_folder(tmp_path / "book.xlsx", tmp_path / "back")
    return tmp_path / "back"


@pytest.mark.parametrize("name", shipped_names())
def test_there_and_back_no_byte_of_what_is_shipped_changes(name: str, tmp_path: Path):
    folder = SHIPPED_FOLDER / name
    back = there_and_back(folder, tmp_path)
    there = {path.name for path in folder.iterdir() if path.name in FILES}
    assert {path.name for path in back.iterdir()} == there
    for file in there:
        assert (back / file).read_bytes() == (folder / file).read_bytes(), file
    assert load_scenario(back).digest == load_scenario(folder).digest


def test_a_table_that_is_not_there_stays_away(tmp_path: Path):
    folder = make_folder(tmp_path, closures=None, levers=None)
    back = there_and_back(folder, tmp_path)
    assert not (back / "closures.csv").exists()
    assert not (back / "levers.yaml").exists()


def test_what_looks_like_a_formula_or_a_number_stays_text(tmp_path: Path):
    rows = "claim,document,paragraph,said_by,said_on,statement,source_grade,information_grade\n"
    rows += 'c1,report,=1+1,007,2019,"a\nb, ""c""",B,2\n'
    folder = make_folder(tmp_path, claims=rows)
    assert (there_and_back(folder, tmp_path) / "claims.csv").read_text() == rows


def test_numbers_and_dates_have_their_types_and_columns_say_what_they_mean(book: Path):
    sheets = openpyxl.load_workbook(book)
    presence = sheets["presence"]
    assert presence["D2"].value == 0.7
    assert presence["H2"].value == dt.datetime(2031, 1, 15)
    assert presence["H2"].number_format == presence["H90"].number_format == "yyyy-mm-dd"
    for table in tables_of("communities"):
        for cell in sheets[table.name][1]:
            said = cell.comment.text
            assert "Unit: " in said, (table.name, cell.value)
            assert next(one for one in table.columns if one.name == cell.value).meaning in said
    assert "clashes 0.4 (0.2 to 0.6)" in presence["D1"].comment.text


def test_every_name_and_word_is_offered(book: Path):
    sheets = openpyxl.load_workbook(book)
    for table in tables_of("communities"):
        header = [cell.value for cell in sheets[table.name][1]]
        offered = {
            header[openpyxl.utils.cell.range_boundaries(str(rule.sqref))[0] - 1]: rule.formula1
            for rule in sheets[table.name].data_validations.dataValidation
        }
        for column in TABLE[table.name].columns:
            if column.name in header and (column.choices or column.refers_to):
                assert column.name in offered, (table.name, column.name)
    lists = sheets["lists"]
    assert lists.sheet_state == "hidden"
    modes = next(
        cells for cells in lists.iter_cols(values_only=True) if cells[0] == "presence mode"
    )
    assert list(filter(None, modes))[1:] == ["garrison", "raiding", "informers", "assault"]


def test_nothing_is_written_over(book: Path):
    with pytest.raises(ScenarioError, match="the file exists"):
        write_book("tiny", book)


def test_a_workbook_is_the_scenario(book: Path):
    assert load_workbook(book).digest == load_scenario("tiny").digest
