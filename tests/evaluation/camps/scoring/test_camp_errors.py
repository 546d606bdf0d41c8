"""Differences from registered numbers (model §12.6)."""

from __future__ import annotations

import numpy as np
import pytest

import scoringrules_later as scoringrules
from homeward.evaluation.camps.scoring.camp_errors import (
    coverage,
    parts_by_camp,
    relative_crps,
    relative_difference,
    rescaled,
)
from homeward.evaluation.scoring.member_statistics import crps

REGISTERED = np.array([[10.0, 90.0], [50.0, 150.0]])


def test_a_perfect_forecast_differs_by_nothing():
    assert relative_difference(REGISTERED, REGISTERED) == 0


def test_everybody_in_the_wrong_place_is_two():
    wrong = np.array([[100.0, 0.0], [0.0, 0.0]])
    right = np.array([[0.0, 100.0], [0.0, 0.0]])
    assert relative_difference(wrong[:1], right[:1]) == 2


def test_the_worked_example():
    given = np.array([[20.0, 90.0], [50.0, 50.0]])
    # Day 0: 10 of 100; day 1: 100 of 200.
    assert relative_difference(given, REGISTERED) == pytest.approx((0.1 + 0.5) / 2)
    np.testing.assert_allclose(parts_by_camp(given, REGISTERED), [0.05, 0.25])


def test_each_member_has_its_own():
    members = np.stack([REGISTERED, np.array([[20.0, 90.0], [50.0, 150.0]])])
    np.testing.assert_allclose(relative_difference(members, REGISTERED), [0, 0.05])


def test_nobody_registered_divides_by_one():
    assert relative_difference(np.array([[3.0]]), np.array([[0.0]])) == 3


def test_a_camp_without_numbers_counts_nowhere_and_is_never_zero():
    partly = np.array([[10.0, np.nan], [50.0, np.nan]])
    given = np.array([[10.0, 500.0], [40.0, 900.0]])
    assert relative_difference(given, partly) == pytest.approx(0.1)
    np.testing.assert_allclose(rescaled(given, partly), [[10, 0], [50, 0]])
    both = np.stack([given, given])
    assert relative_crps(both, partly) == pytest.approx(0.1)


def test_rescaling_forgives_the_road_and_nothing_else():
    half_on_the_road = REGISTERED / 2
    assert relative_difference(half_on_the_road, REGISTERED) == pytest.approx(0.5)
    np.testing.assert_allclose(rescaled(half_on_the_road, REGISTERED), REGISTERED)
    np.testing.assert_allclose(rescaled(np.zeros((2, 2)), REGISTERED), 0)


def test_the_crps_of_one_member_is_its_ard():
    given = np.array([[20.0, 90.0], [50.0, 50.0]])
    assert relative_crps(given[None], REGISTERED) == pytest.approx(
        float(relative_difference(given, REGISTERED))
    )


def test_the_crps_is_that_of_two_other_programs():
    rng = np.random.default_rng(3)
    ensemble = rng.gamma(3, 20, size=(30, 2, 2))
    total = REGISTERED.sum(axis=1)
    ours = np.mean(
        [sum(crps(ensemble[:, t, c], REGISTERED[t, c]) for c in (0, 1)) / total[t] for t in (0, 1)]
    )
    assert relative_crps(ensemble, REGISTERED) == pytest.approx(ours)
    theirs = scoringrules.crps_ensemble(REGISTERED, np.moveaxis(ensemble, 0, -1), estimator="fair")
    assert relative_crps(ensemble, REGISTERED) == pytest.approx(
        float((theirs / total[:, None]).sum(axis=1).mean())
    )


def test_bands_cover_what_lies_in_them_after_the_first_day():
    ensemble = np.repeat(np.arange(101.0)[:, None, None], 2, axis=1).repeat(2, axis=2)
    seen = np.array([[999.0, 999.0], [50.0, 97.0]])
    assert coverage(ensemble, seen, 0.9) == 0.5
    assert coverage(ensemble, seen, 0.98) == 1.0


def test_a_camp_that_is_empty_for_sure_says_nothing():
    ensemble = np.zeros((5, 3, 2))
    ensemble[:, :, 1] = 7
    seen = np.array([[0.0, 7.0], [0.0, 7.0], [0.0, 8.0]])
    assert coverage(ensemble, seen, 0.9) == 0.5
    assert np.isnan(coverage(np.zeros((5, 3, 2)), np.zeros((3, 2)), 0.9))
