"""Workbooks as people damage them: read as they stand, or refused with sheet and cell; never a traceback."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from homeward.errors import ScenarioError
from homeward.exchange.workbook import read_book
from homeward.exchange.workbook.mark_book import mark_book
from homeward.exchange.workbook.read_workbook import load_workbook, workbook_to_folder

Damage = Callable[[Any], object]


def put(sheet: str, cell: str, value: object, kind: str = "") -> Damage:
    def damage(book: Any) -> None:
        book[sheet][cell] = value
        if kind:
            book[sheet][cell].data_type = kind

    return damage


def hide(sheet: str) -> Damage:
    return lambda book: setattr(book[sheet], "sheet_state", "hidden")


def twice(book: Any) -> None:
    book.copy_worksheet(book["routes"]).title = "Routes "


def notes(book: Any) -> None:
    book.create_sheet("my notes")["A1"] = "ask about Oldtown"


def blank_rows(book: Any) -> None:
    book["control"].insert_rows(3, amount=2)


REFUSED: dict[str, tuple[Damage, str]] = {
    "merged cells": (lambda book: book["places"].merge_cells("A2:A3"), 'sheet "places", cell A2: cells A2:A3 are merged.'),
    "a merged header": (lambda book: book["routes"].merge_cells("A1:B1"), 'sheet "routes", cell A1: cells A1:B1 are merged.'),
    "a date as text, day first": (put("control", "C3", "20/01/2031"), 'sheet "control", cell C3 ("from"): "20/01/2031" is not an ISO date.'),
    "a date as text, month first": (put("control", "C3", "1/20/2031"), 'cell C3 ("from"): "1/20/2031" is not an ISO date.'),
    "a date in words": (put("control", "C3", "20 janvier 2031"), 'cell C3 ("from"): "20 janvier 2031" is not a date.'),
    "a date with a time": (put("control", "C3", dt.datetime(2031, 1, 20, 13, 30)), 'cell C3 ("from"): "2031-01-20T13:30:00" is not a date.'),
    "Arabic digits": (put("control", "C3", "٢٠٣١-٠١-٢٠"), 'sheet "control", cell C3 ("from"):'),
    "a claim that is not there": (put("conditions", "H2", "c99"), 'cell H2 ("claims"): claim "c99" is not in sheet "claims".\n  Fix: correct the name, or add the claim to sheet "claims".'),
    "the name of a file for a number": (put("places", "H2", "claims.csv"), 'sheet "places", cell H2 ("population"): "claims.csv" is not'),
    "a hidden table": (hide("control"), 'sheet "control": the sheet is hidden.'),
    "a formula without a value": (put("places", "H2", "=2000*1.1"), 'sheet "places", cell H2: the cell holds a formula whose value was not saved.'),
    "an error": (put("places", "H2", "#REF!", "e"), 'sheet "places", cell H2: the cell holds the error #REF!.'),
    "a comma for a point": (put("presence", "D2", "0,7"), 'sheet "presence", cell D2 ("strength"): "0,7" is not a number.'),
    "thousands with a point": (put("places", "H2", "2.000"), 'sheet "places", cell H2 ("population"):'),
    "thousands with a blank": (put("places", "H2", "2 000"), 'sheet "places", cell H2 ("population"): "2 000" is not a number.'),
    "a per cent": (put("presence", "D2", 70), 'cell D2 ("strength"): 70 is above the most allowed, 1.'),
    "a word of no scale": (put("presence", "D2", "fierce"), 'cell D2 ("strength"): "fierce" is neither a number nor a word'),
    "a misspelt place": (put("control", "A2", "oldtwon"), 'sheet "control", cell A2 ("place"):'),
    "a label for a name": (put("control", "A2", "Oldtown"), 'sheet "control", cell A2 ("place"):'),
    "a renamed column": (put("routes", "D1", "distance"), 'sheet "routes", cell A1: unknown column "distance".'),
    "a note beside the table": (put("routes", "M3", "check this"), 'sheet "routes", cell M3: column 13 has a cell'),
    "a title above the table": (lambda book: book["routes"].insert_rows(1), 'sheet "routes", cell A1: there is no header.'),
    "a sheet named twice": (twice, 'sheet "Routes ": another sheet has the same name.'),
    "a sheet that is gone": (lambda book: book.remove(book["places"]), 'sheet "places": the file is missing.'),
    "no sheet scenario": (lambda book: book.remove(book["scenario"]), 'there is no sheet "scenario".'),
    "a misspelt sheet": (lambda book: setattr(book["conditions"], "title", "condition"), "rename condition.csv to conditions.csv."),
    "a day that is none": (put("scenario", "A2", "start: 2031-02-30"), 'sheet "scenario", cell A2, "start": "2031-02-30" is not a day'),
    "a letter nobody sees": (put("control", "A2", "oldtown\u200b"), 'sheet "control", cell A2 ("place"):'),
    "an empty cell that is needed": (put("routes", "D2", None), 'sheet "routes", cell D2 ("km"): the cell is empty.'),
}  # fmt: skip

READ: dict[str, Damage] = {
    "capitals in the names of sheets": lambda book: setattr(book["places"], "title", "PLACES "),
    "sheets in another order": lambda book: book.move_sheet("claims", offset=-10),
    "a sheet of notes": notes,
    "blank rows within a table": blank_rows,
    "colours and widths": lambda book: setattr(book["places"].column_dimensions["A"], "width", 90),
    "a word of a scale": put("presence", "D2", "heavy"),
    "a date as a number in a column of dates": put("control", "C3", 47868),
    "yes as TRUE": put("routes", "F2", True),
    "a date as text as it should be": put("control", "C3", "2031-01-20"),
}


@pytest.fixture
def damaged(book: Path, tmp_path: Path) -> Callable[[Damage], Path]:
    def make(damage: Damage) -> Path:
        sheets = openpyxl.load_workbook(book)
        damage(sheets)
        sheets.save(tmp_path / "damaged.xlsx")
        return tmp_path / "damaged.xlsx"

    return make


def refusal_of(path: Path) -> ScenarioError:
    with pytest.raises(ScenarioError) as refusal:
        load_workbook(path)
    return refusal.value


@pytest.mark.parametrize("case", REFUSED)
def test_it_is_refused_with_sheet_and_cell(case: str, damaged: Callable[[Damage], Path]):
    damage, said = REFUSED[case]
    assert said in str(refusal_of(damaged(damage)))


@pytest.mark.parametrize("case", READ)
def test_it_is_read_as_it_stands(case: str, damaged: Callable[[Damage], Path]):
    assert load_workbook(damaged(READ[case])).title


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "it is no workbook"),
        (b"place,label\n", "it is no workbook"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "it is an older workbook (.xls), or has a password."),
    ],
)
def test_what_is_no_workbook_is_refused(content: bytes, said: str, tmp_path: Path):
    (tmp_path / "a.xlsx").write_bytes(content)
    assert said in str(refusal_of(tmp_path / "a.xlsx"))


def test_a_torn_workbook_and_one_that_unpacks_without_end(
    book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / "torn.xlsx").write_bytes(book.read_bytes()[:4000])
    assert "it is no workbook" in str(refusal_of(tmp_path / "torn.xlsx"))
    with zipfile.ZipFile(tmp_path / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("xl/workbook.xml", b"<a/>")
        bomb.writestr("xl/worksheets/sheet1.xml", b" " * 1_000_001)
    monkeypatch.setattr(read_book, "MOST_UNPACKED", 1_000_000)
    assert "unpacked it has more than" in str(refusal_of(tmp_path / "bomb.xlsx"))
    with zipfile.ZipFile(tmp_path / "other.xlsx", "w") as other:
        other.writestr("mimetype", "application/zip")
    assert "it cannot be read as a workbook" in str(refusal_of(tmp_path / "other.xlsx"))


def test_errors_are_written_on_cells_of_a_copy(damaged: Callable[[Damage], Path], tmp_path: Path):
    def several(book: Any) -> None:
        for cell in (("presence", "D2", "fierce"), ("control", "C3", "20/01/2031")):
            put(*cell)(book)

    path = damaged(several)
    before = path.read_bytes()
    assert mark_book(path, tmp_path / "copy.xlsx", refusal_of(path).problems) == 2
    copy = openpyxl.load_workbook(tmp_path / "copy.xlsx")
    assert "neither a number nor a word" in copy["presence"]["D2"].comment.text
    assert "write 2031-01-20." in copy["control"]["C3"].comment.text
    assert path.read_bytes() == before


def test_a_folder_is_made_of_a_sound_workbook_only(
    damaged: Callable[[Damage], Path], tmp_path: Path
):
    path = damaged(REFUSED["a misspelt place"][0])
    with pytest.raises(ScenarioError):
        workbook_to_folder(path, tmp_path / "made")
    assert not (tmp_path / "made").exists()
