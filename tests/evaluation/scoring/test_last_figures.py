"""The last figure before another (decision 27)."""

from __future__ import annotations

import datetime as dt
import math
from typing import Any

from homeward.evaluation.scoring.last_figures import last_figures
from homeward.scenario.rows.observations import Observation


def row(day: int, value: float, name: str = "camp", **more: Any) -> Observation:
    said = {"measure": "present", "use": "fit", "places": ("near",), "claims": ("c1",), **more}
    date = dt.date(2030, 1, day)
    return Observation(name=name, date=date, low=0, value=value, high=1e6, **said)


def said(rows: list[Observation]) -> list[float | None]:
    return [None if math.isnan(one) else one for one in last_figures(rows)]


def test_it_is_that_of_the_same_name_and_places_whatever_its_use_and_whatever_the_order():
    rows = [
        row(20, 3),
        row(10, 2, use="test", imposed=True),
        row(5, 1),
        row(7, 9, name="other"),
        row(8, 8, places=("far",)),
    ]
    assert said(rows) == [2, 1, None, None, None]


def test_two_figures_of_one_day_are_not_earlier_than_each_other():
    assert said([row(5, 1), row(10, 2), row(10, 3), row(11, 4)]) == [None, 1, 1, 3]


def test_sums_since_one_day_neither_have_one_nor_are_one():
    since = dt.date(2030, 1, 1)
    total = [row(day, day, measure="departures", since=since) for day in (5, 9, 12)]
    later = row(30, 2, measure="departures", since=dt.date(2030, 1, 12))
    assert said([*total, later]) == [None] * 4
    after = row(31, 2, measure="departures", since=dt.date(2030, 1, 30))
    assert said([*total, later, after])[-1] == 2


def test_a_hazard_is_no_sum():
    """Means since one day are compared; a sum over another is no sum either."""
    since = dt.date(2030, 1, 1)
    hazards = [row(day, 0.1, measure="departure_hazard", since=since) for day in (5, 9)]
    assert said(hazards) == [None, 0.1]
    base = {"base_date": since, "base_since": dt.date(2029, 12, 1)}
    ratios = [row(day, 2, measure="departures", since=since, **base) for day in (5, 9)]
    assert said(ratios) == [None, 2]
