"""The baseline that had done best before a forecast was made."""

from __future__ import annotations

import datetime as dt
import math

import numpy as np

from homeward.evaluation.scoring.best_baseline import BEST, best_by, with_best
from homeward.evaluation.scoring.leads import ForecastNumber

FIRST = dt.date(2020, 1, 1)


def number(origin: int, date: int, observed: float = 100.0, **baselines: float) -> ForecastNumber:
    return ForecastNumber(
        series="camp",
        origin=FIRST + dt.timedelta(days=origin),
        date=FIRST + dt.timedelta(days=date),
        values=np.zeros(2),
        observed=observed,
        baselines=baselines,
    )


PAST = [number(0, day, persistence=90.0, trend=95.0) for day in range(10, 16)]


def test_it_is_the_one_with_the_least_error_on_what_was_counted_by_then():
    assert best_by(PAST, FIRST + dt.timedelta(days=20), "persistence") == "trend"
    # By day 13 four numbers are known: too few.
    assert best_by(PAST, FIRST + dt.timedelta(days=13), "persistence") == "persistence"


def test_what_is_counted_after_an_origin_does_not_choose_for_it():
    later = [number(20, 30 + day, persistence=100.0, trend=0.0) for day in range(9)]
    found = with_best([*PAST, *later], "persistence")
    assert [one.baselines[BEST] for one in found] == [90.0] * 6 + [0.0] * 9
    again = with_best([*PAST, *later, number(60, 90, persistence=1.0, trend=2.0)], "persistence")
    assert again[-1].baselines[BEST] == 1.0  # the trend has failed since


def test_rules_are_held_against_each_other_on_the_same_numbers():
    easy = [number(0, day, persistence=100.0, trend=math.nan) for day in range(1, 9)]
    found = best_by([*PAST, *easy], FIRST + dt.timedelta(days=20), "persistence")
    assert found == "trend"


def test_what_says_nothing_stays_silent():
    (found,) = with_best([number(0, 9, trend=3.0)], "persistence")
    assert math.isnan(found.baselines[BEST])
