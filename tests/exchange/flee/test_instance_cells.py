"""Cells of an instance."""

from __future__ import annotations

import datetime as dt

import pytest

from homeward.errors import Problem
from homeward.exchange.flee.instance_cells import (
    MOST,
    date_cell,
    day_after,
    number_cell,
    shortened,
    whole_cell,
)


@pytest.mark.parametrize(
    ("text", "number"),
    [("12", 12), (" 12 ", 12), ("-3", -3), ("+4", 4), ("000123", 123), (str(MOST), MOST)],
)
def test_whole_numbers(text: str, number: int):
    assert whole_cell(text) == number


@pytest.mark.parametrize("text", ["", "12.0", "1,200", "1e3", "x", str(MOST + 1), "9" * 5000, "٣"])
def test_what_is_no_whole_number(text: str):
    assert isinstance(whole_cell(text), Problem)


def test_numbers_lose_their_blanks():
    assert number_cell(" -3.98 ") == -3.98
    assert isinstance(number_cell("nan"), Problem)
    assert isinstance(number_cell("9" * 5000), Problem)


def test_dates_lose_their_blanks():
    assert date_cell(" 2012-02-29 ") == dt.date(2012, 2, 29)
    assert isinstance(date_cell("2013-02-29"), Problem)


def test_days_that_a_scenario_cannot_say():
    start = dt.date(2012, 2, 29)
    assert day_after(start, 1) == dt.date(2012, 3, 1)
    assert day_after(start, 100_000) is None
    assert day_after(start, -100_000) is None
    assert day_after(start, MOST) is None


def test_long_words_are_shortened():
    assert shortened("short") == "short"
    assert shortened("x" * 100) == "x" * 60 + "…"
