"""Statistics of weighted members (decision 9)."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import scoringrules_later as scoringrules
from homeward.evaluation.scoring.member_statistics import (
    crps,
    depth_rank,
    deviation,
    distribution_distance,
    effective,
    energy_score,
    is_inside,
    quantile,
    rank_among,
    rank_correlation,
    right_coverage,
    right_deviation,
    share_below,
)

numbers = st.floats(-1e6, 1e6)
SHARES = [0.0, 0.05, 0.3, 0.5, 0.95, 1.0]


@given(st.lists(numbers, min_size=2, max_size=60), numbers)
def test_equal_weights_give_the_unweighted_score_and_quantiles(members: list[float], value: float):
    values = np.array(members)
    equal = np.full(values.size, 0.37)
    assert float(crps(values, value, equal)) == pytest.approx(
        crps(values, value), rel=1e-9, abs=1e-6
    )
    assert quantile(values, equal, SHARES) == pytest.approx(
        np.quantile(values, SHARES).tolist(), rel=1e-9, abs=1e-6
    )
    assert effective(equal) == pytest.approx(values.size)


@given(st.lists(st.tuples(numbers, st.integers(1, 4)), min_size=2, max_size=20), numbers)
def test_whole_weights_are_members_repeated(members: list[tuple[float, int]], value: float):
    """The mean distance to the observation and between members is that of the repeated ones."""
    values = np.array([member for member, _ in members])
    times = np.array([count for _, count in members])
    share = times / times.sum()
    repeated = np.repeat(values, times)
    plain = float(scoringrules.crps_ensemble(value, repeated, estimator="nrg"))
    distance = float(np.abs(repeated - value).mean())
    expected = distance - (distance - plain) / (1 - float((share**2).sum()))
    assert float(crps(values, value, times.astype(float))) == pytest.approx(
        expected, rel=1e-7, abs=1e-5
    )
    below = float(np.mean(repeated < value) + np.mean(repeated == value) / 2)
    assert share_below(values, times.astype(float), value) == pytest.approx(below)


def test_members_without_a_value_or_weight_are_left_out():
    values = np.array([np.nan, 3.0, 1.0, 99.0])
    weights = np.array([5.0, 1.0, 1.0, 0.0])
    assert quantile(values, weights, [0.0, 0.5, 1.0]) == [1.0, 2.0, 3.0]
    assert float(crps(values, 2.0, weights)) == crps(np.array([1.0, 3.0]), 2.0)


def test_nobody_has_no_answer_and_one_member_is_scored_by_its_distance():
    nobody = np.array([np.nan])
    assert math.isnan(float(crps(nobody, 2.0, np.ones(1))))
    assert math.isnan(quantile(nobody, np.ones(1), [0.5])[0])
    assert math.isnan(share_below(nobody, np.ones(1), 2.0))
    assert float(crps(np.array([7.0]), 10.0, np.ones(1))) == 3.0
    assert quantile(np.array([7.0]), np.ones(1), [0.1]) == [7.0]


def test_weights_draw_the_quantiles_to_the_heavy_member():
    """Weights 0.1, 0.1, 0.8 have midpoints 0.05, 0.15, 0.6, stretched to 0, 0.18, 1: the middle is 13.9."""
    values = np.array([0.0, 10.0, 20.0])
    [light] = quantile(values, np.array([1.0, 1.0, 1.0]), [0.5])
    [heavy] = quantile(values, np.array([1.0, 1.0, 8.0]), [0.5])
    assert light == 10.0
    assert heavy == pytest.approx(10 + 10 * (0.5 - 0.1 / 0.55) / (1 - 0.1 / 0.55))


def test_the_energy_score_of_one_quantity_is_the_crps():
    chance = np.random.default_rng(3)
    values, weights = chance.normal(size=50), chance.random(50)
    assert energy_score(values[:, None], weights, np.array([0.4])) == pytest.approx(
        float(crps(values, 0.4, weights))
    )


def test_the_energy_score_is_that_of_scoringrules():
    values = np.random.default_rng(4).normal(size=(30, 2))
    observed = np.array([0.3, -1.0])
    plain = float(scoringrules.es_ensemble(observed, values, estimator="nrg"))
    distance = float(np.linalg.norm(values - observed, axis=1).mean())
    expected = distance - (distance - plain) * 30 / 29
    assert energy_score(values, np.ones(30), observed) == pytest.approx(expected)


def test_the_depth_rank_falls_from_the_centre_outwards():
    values = np.random.default_rng(5).uniform(1, 100, size=(400, 2))
    equal = np.ones(400)
    centre = np.expm1(np.log1p(values).mean(axis=0))
    ranks = [depth_rank(values, equal, centre * factor) for factor in (1.0, 2.0, 8.0, 1e3)]
    assert ranks[0] > 0.99
    assert ranks == sorted(ranks, reverse=True)
    assert ranks[-1] == 0.0


def test_the_depth_rank_of_a_member_is_even():
    """Drawn like the members, the rank is uniform: its mean over 300 is a half within five errors."""
    chance = np.random.default_rng(6)
    ranks = [
        depth_rank(values[1:], np.ones(99), values[0])
        for values in chance.lognormal(size=(300, 100, 2))
    ]
    assert abs(np.mean(ranks) - 0.5) < 5 * np.sqrt(1 / 12 / 300)


def test_weights_that_favour_high_values_move_the_distribution():
    values = np.linspace(0, 1, 1000)
    assert distribution_distance(values, np.ones(1000)) == pytest.approx(0)
    # Twice the value as density: the greatest difference of x and x squared is a quarter.
    assert distribution_distance(values, values) == pytest.approx(0.25, abs=2e-3)


def test_rank_correlations_are_those_of_ranks():
    one = np.array([1.0, 2.0, 30.0, 4000.0])
    assert rank_correlation(one, one**2, np.ones(4)) == pytest.approx(1)
    assert rank_correlation(one, -one, np.array([1.0, 2.0, 3.0, 4.0])) == pytest.approx(-1)
    assert math.isnan(rank_correlation(one, np.zeros(4), np.ones(4)))


def test_a_figure_is_ranked_among_members_with_ties_counted_half():
    """Below: 2 of 4, equal 1: (2 + 1/2 + 1/2) / 5; weights 1, 1, 2 say as much as 16 / 6 members."""
    members = np.array([1.0, 2.0, 3.0, 9.0])
    assert rank_among(members, np.ones(4), 3.0) == pytest.approx(0.6)
    assert rank_among(members, np.ones(4), 0.0) == pytest.approx(0.1)
    assert rank_among(members, np.ones(4), 99.0) == pytest.approx(0.9)
    few = 16 / 6
    ranked = rank_among(np.array([1.0, 2.0, 3.0]), np.array([1.0, 1.0, 2.0]), 2.5)
    assert ranked == pytest.approx((few / 2 + 0.5) / (few + 1))
    assert math.isnan(rank_among(np.array([np.nan]), np.ones(1), 1.0))


def test_deviations_are_those_of_the_normal_distribution():
    assert deviation(0.5) == 0
    assert deviation(0.975) == pytest.approx(1.959964, abs=1e-6)
    assert right_deviation(1) == pytest.approx(deviation(0.25) ** 2)


def test_a_band_holds_its_ends_and_nothing_beyond():
    held = is_inside(np.array([1.0, 1.0, np.nan]), 1.0, np.array([2.0, 0.5, 2.0]))
    assert held.tolist() == [True, False, False]
    assert right_coverage(0.9, 1) == 0
    assert right_coverage(0.9, 19) == pytest.approx(0.81)
