"""Naive baselines of a series, worked out by hand (model §14.5, §15.5)."""

from __future__ import annotations

import math

import numpy as np
import pytest

from homeward.evaluation.scoring.persistence_and_trend import linear_trend, persistence, season


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


def test_a_season_repeats_what_changed_a_year_ago():
    days = np.arange(0, 731, 73)
    values = 100.0 + 50.0 * (days % 365 >= 146)
    # Day 730 is as day 365: 100. Half a year on it is as day 547: 150.
    assert season(days, values, 730 + 182) == pytest.approx(150)
    assert season(days, values + np.arange(days.size), 730 + 365) == pytest.approx(110 + 5)
    assert season(days, values, 730 + 365 + 182) == pytest.approx(150)


def test_a_season_wants_two_years_of_numbers_and_is_never_below_nobody():
    days = np.arange(0, 731, 73)
    assert math.isnan(season(days[:-1], np.ones(10), 800))
    assert math.isnan(season(np.array([0, 730]), np.ones(2), 800))
    assert math.isnan(season([], [], 800))
    assert season(days, np.arange(11), 730 + 730) == pytest.approx(20)
    assert math.isnan(season(days, np.arange(11), 730 + 731)), "three years before nobody counted"
    assert season(days, np.array([900.0] * 6 + [0.0] * 5), 800) == 0
