"""Where ticks stand."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.results.figures.scales import Frame, date_ticks, round_ticks, word_day


@given(st.floats(1e-3, 1e9))
def test_ticks_hold_the_most(most: float) -> None:
    ticks = round_ticks(most)
    assert ticks[0] == 0
    assert ticks[-1] >= most * 0.99
    assert 2 <= len(ticks) <= 6


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (dt.date(2015, 1, 7), dt.date(2025, 6, 30), ["2016", "2018", "2020", "2022", "2024"]),
        (dt.date(2015, 5, 7), dt.date(2015, 7, 30), ["Jun 2015", "Jul 2015"]),
    ],
)
def test_dates_are_named(first: dt.date, last: dt.date, said: list[str]) -> None:
    assert [name for _, name in date_ticks(first, last)] == said


def test_days_are_worded() -> None:
    assert word_day(dt.date(2025, 6, 30)) == "30 June 2025"


def test_a_frame_spans_its_dates_and_values() -> None:
    frame = Frame(10, 20, 110, 220, dt.date(2020, 1, 1), dt.date(2020, 1, 11), 50)
    assert (frame.x(dt.date(2020, 1, 1)), frame.x(dt.date(2020, 1, 11))) == (10, 110)
    assert (frame.y(0), frame.y(50)) == (220, 20)
