"""Naive baselines of a series, worked out by hand (model §14.5, §15.5)."""

from __future__ import annotations

import math

import pytest

from homeward.evaluation.scoring.persistence_and_trend import linear_trend, persistence


def test_persistence_is_the_last_number():
    assert persistence([3.0, 5.0]) == 5
    assert math.isnan(persistence([]))


def test_the_trend_continues_a_line():
    assert linear_trend([-2, -1, 0], [0.0, 10.0, 20.0], 5) == pytest.approx(70)
    # Least squares through 0, 0, 30 on days -2 to 0 is 10 + 15 days, at day 0: 25.
    assert linear_trend([-2, -1, 0], [0.0, 0.0, 30.0], 2) == pytest.approx(25 + 30)


def test_through_two_numbers_it_is_the_line_through_them():
    assert linear_trend([100, 130], [600.0, 500.0], 160) == 400


def test_nobody_is_the_least():
    assert linear_trend([0, 1, 2], [100.0, 50.0, 0.0], 10) == 0


def test_fewer_than_two_days_have_no_trend():
    assert math.isnan(linear_trend([3], [7.0], 10))
    assert math.isnan(linear_trend([3, 3], [7.0, 9.0], 10))
    assert math.isnan(linear_trend([], [], 10))
