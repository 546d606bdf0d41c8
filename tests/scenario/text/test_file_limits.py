"""How large the files of a scenario may be: what is just below each limit is read, what is above is refused."""

from __future__ import annotations

import pytest

from homeward.errors import Problem
from homeward.scenario.text import csv_text
from homeward.scenario.text.csv_text import read_records
from homeward.scenario.text.file_limits import MOST_BYTES, MOST_CELLS, MOST_COLUMNS, MOST_ROWS


def found(content: bytes) -> str:
    read = read_records("t.csv", content)
    return f"{read.where}: {read.found}" if isinstance(read, Problem) else f"{len(read)} rows"


def test_columns():
    assert found(b"," * (MOST_COLUMNS - 1)) == "1 rows"
    assert found(b"," * MOST_COLUMNS) == "t.csv, line 1: the row has 2,001 cells, more than 2,000."
    assert found(b"a\n" + b"," * 1_000_000).startswith("t.csv, line 2: the row has 1,000,001 cells")


def test_rows_and_cells(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(csv_text, "MOST_ROWS", 3)
    assert found(b"a\n" * 3) == "3 rows"
    assert found(b"a\n" * 4) == "t.csv, line 4: the table has more than 3 rows or 5,000,000 cells."
    monkeypatch.setattr(csv_text, "MOST_CELLS", 5)
    assert found(b"a,b\n" * 2) == "2 rows"
    assert found(b"a,b\n" * 3) == "t.csv, line 3: the table has more than 3 rows or 5 cells."


def test_a_series_of_a_decade_for_a_hundred_camps_is_below_every_limit():
    rows, columns = 100 * 3_650, 7
    assert rows < MOST_ROWS
    assert rows * columns < MOST_CELLS
    assert rows * 60 < MOST_BYTES


def test_a_mistaken_file_is_refused_at_its_first_row(monkeypatch: pytest.MonkeyPatch):
    looked_at: list[int] = []
    too_much = csv_text._too_much

    def look(where: str, cells: list[str], *more: object) -> Problem | None:
        looked_at.append(len(cells))
        return too_much(where, cells, *more)

    monkeypatch.setattr(csv_text, "_too_much", look)
    assert "cells, more than" in found(b"x," * 3_000_000 + b"\n" + b"x\n" * 10)
    assert looked_at == [3_000_001]
