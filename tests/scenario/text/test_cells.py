"""What one cell can say."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.errors import Problem
from homeward.scenario.text.cells import (
    as_identifier,
    read_day,
    read_names,
    read_number,
    read_whole,
    read_wholes,
    read_yes_no,
    write_cell,
)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_is_read_back_as_it_was_written(number: float):
    assert read_number(write_cell(number)) == number


@given(st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31)))
def test_a_day_is_read_back_as_it_was_written(day: dt.date):
    assert read_day(write_cell(day)) == day


@pytest.mark.parametrize("text", ["1_000", "0x10", "1e999", "nan", "-inf", "1,5", "five", "1 000"])
def test_what_is_not_a_plain_finite_number_is_refused(text: str):
    assert isinstance(read_number(text), Problem)


@pytest.mark.parametrize(("text", "way"), [("1,500", "write 1500, or 1.5."), ("1,5", "write 1.5.")])
def test_a_comma_is_explained(text: str, way: str):
    refused = read_number(text)
    assert isinstance(refused, Problem)
    assert refused.ways_out == (way,)


def test_whole_numbers_may_end_in_a_zero_decimal():
    assert read_whole("250.0") == 250
    assert isinstance(read_whole("250.5"), Problem)


@pytest.mark.parametrize("text", ["31/12/2015", "2015-02-30", "1815-05-01", "20150501", "2015-5-1"])
def test_what_is_not_an_iso_day_is_refused(text: str):
    assert isinstance(read_day(text), Problem)


def test_yes_and_no():
    assert read_yes_no("Yes") is True
    assert read_yes_no("no") is False
    assert isinstance(read_yes_no("1"), Problem)


def test_lists_are_separated_by_spaces():
    assert read_names("a  b") == ("a", "b")
    assert read_wholes("2 3 4") == (2, 3, 4)
    assert isinstance(read_names("a,b"), Problem)
    assert isinstance(read_wholes("2 x"), Problem)


def test_cells_are_written_as_they_are_read():
    assert [write_cell(value) for value in (None, True, False, ("a", "b"), 3)] == [
        "",
        "yes",
        "no",
        "a b",
        "3",
    ]


def test_any_text_can_become_an_identifier():
    assert as_identifier("South  Army!") == "south_army"
