"""New counts."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from exchange.flee.small_instance import import_small
from homeward.exchange.flee.corrections import with_corrections
from homeward.exchange.flee.dialect import FleeRow
from homeward.exchange.flee.validation import Count, Part, RegistrationSeries
from homeward.scenario.load import load_scenario

CORRECTIONS = "input/registration_corrections.csv"
ROW = FleeRow("data_layout.csv", 1, ("foo", "foo.csv"))


def day(number: int) -> dt.date:
    return dt.date(2030, 1, number)


def series(*parts: tuple[tuple[int, int], ...]) -> RegistrationSeries:
    made = tuple(
        Part("", tuple(Count(day(when), people) for when, people in part)) for part in parts
    )
    return RegistrationSeries("foo", "foo", ROW, None, is_total=False, parts=made)


def test_a_new_count_becomes_a_correction(tmp_path: Path):
    import_small(
        tmp_path, files={CORRECTIONS: "# note\nEastcamp,2030-01-05\nNorthcamp,2030-01-06,x,y\n"}
    )
    rows = load_scenario(tmp_path / "made").corrections
    assert [(row.series, row.date.day) for row in rows] == [("eastcamp", 5), ("northcamp", 6)]


def test_parts_are_added_date_by_date():
    found = with_corrections(series(((1, 10), (4, 40)), ((2, 5), (4, 7), (6, 8))))
    assert found == [(day(1), 10), (day(2), 15), (day(4), 47), (day(6), 48)]


def test_one_part_stays_in_its_order():
    assert with_corrections(series(((4, 40), (1, 10), (1, 11)))) == [
        (day(4), 40),
        (day(1), 10),
        (day(1), 11),
    ]
