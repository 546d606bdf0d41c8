"""What anybody could have said without a model (model §15.5)."""

from __future__ import annotations

import math

import pytest

from homeward.evaluation.camps.forecasting.naive_series import (
    TREND_DAYS,
    linear_trend,
    persistence,
)


def test_persistence_is_the_last_number():
    assert persistence([3.0, 5.0]) == 5
    assert math.isnan(persistence([]))


def test_the_trend_continues_a_line():
    assert linear_trend([0.0, 10.0, 20.0], 5) == pytest.approx(70)
    # Least squares through 0, 0, 30 on days -2 to 0 is 10 + 15 days, at day 0: 25.
    assert linear_trend([0.0, 0.0, 30.0], 2) == pytest.approx(25 + 30)


def test_the_trend_sees_the_last_days_only():
    known = [1e6] * 40 + [100.0 + day for day in range(TREND_DAYS + 1)]
    assert linear_trend(known, 10) == pytest.approx(100 + TREND_DAYS + 10)


def test_nobody_is_the_least():
    assert linear_trend([100.0, 50.0, 0.0], 10) == 0


def test_one_number_has_no_trend():
    assert linear_trend([7.0], 10) == 7
    assert math.isnan(linear_trend([], 10))
