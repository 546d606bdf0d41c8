"""Rank agreement (model §19.3): against scipy, pair by pair, and in a closed form of its error."""

from __future__ import annotations

import math
from itertools import combinations

import numpy as np
import pytest
from scipy.special import ndtr
from scipy.stats import beta, kendalltau

from homeward.evaluation.surveys.rank_agreement import BOTTOM, agreement, tau_b


def pair_by_pair(one: list[float], other: list[float]) -> float:
    """Kendall's tau-b in plain Python, from its definition."""
    agreed = first = second = 0
    for i, j in combinations(range(len(one)), 2):
        a = (one[i] > one[j]) - (one[i] < one[j])
        b = (other[i] > other[j]) - (other[i] < other[j])
        agreed, first, second = agreed + a * b, first + abs(a), second + abs(b)
    return agreed / math.sqrt(first * second) if first and second else math.nan


@pytest.mark.parametrize("seed", range(20))
def test_it_is_kendalls_by_three_routes(seed: int):
    draws = np.random.default_rng(seed)
    one, other = draws.integers(0, 4, (2, 7)).astype(float)
    found = float(tau_b(one, other))
    assert found == pytest.approx(kendalltau(one, other).statistic)
    assert found == pytest.approx(pair_by_pair(one.tolist(), other.tolist()))


def test_one_order_the_reverse_and_none():
    order = np.array([0.6, 0.5, 0.2])
    assert tau_b(order, order) == 1
    assert tau_b(order, -order) == -1
    assert math.isnan(tau_b(order, np.zeros(3)))


def test_what_nobody_names_stands_at_the_bottom_and_beside_the_others():
    said = np.array([-1.0, BOTTOM, BOTTOM])
    assert tau_b(said, np.array([3.0, 2.0, 1.0])) == pytest.approx(2 / math.sqrt(2 * 3))
    assert tau_b(said, np.array([1.0, 2.0, 3.0])) == pytest.approx(-2 / math.sqrt(2 * 3))


def test_many_asked_and_members_that_agree_leave_no_error():
    members = np.array([[30.0, 31, 29], [20, 21, 19], [10, 11, 9]])
    found = agreement(np.array([0.6, 0.4, 0.2]), 100_000, members)
    assert (found.tau, found.low, found.high) == (1, 1, 1)


def test_shares_of_few_people_leave_the_order_open():
    members = np.array([[30.0, 31, 29], [20, 21, 19]])
    assert agreement(np.array([0.61, 0.58]), 100_000, members).low == 1
    found = agreement(np.array([0.61, 0.58]), 100, members)
    assert (found.low, found.high) == (-1, 1)


@pytest.mark.parametrize(("asked", "gap"), [(60, 0.02), (200, 0.05), (500, 0.02)])
def test_the_chance_of_the_wrong_order_is_that_of_two_shares(asked: int, gap: float):
    """Two reasons: tau is 1 or -1, so that its band says whether the chance of -1 is below 5%."""
    members = np.array([[30.0, 31, 29], [20, 21, 19]])
    shares = np.array([0.5 + gap, 0.5])
    one, other = (beta(share * asked + 0.5, (1 - share) * asked + 0.5) for share in shares)
    sd = math.hypot(one.std(), other.std())
    is_wrong = ndtr(-(one.mean() - other.mean()) / sd)
    found = agreement(shares, asked, members)
    assert abs(is_wrong - 0.05) > 0.01, "the case says nothing"
    assert (found.low == -1) == (is_wrong > 0.05)


def test_members_that_differ_leave_the_order_open():
    draws = np.random.default_rng(1)
    wide = np.stack([draws.normal(21, 100, 40), draws.normal(20, 100, 40)])
    said = np.array([-1.0, -2.0])
    assert agreement(said, 1, wide).low == -1
    assert agreement(said, 1, wide).high == 1
    assert agreement(said, 1, np.stack([wide[0] / 1e3 + 40, wide[1] / 1e3])).low == 1


def test_it_is_told_how_surely_what_weighs_most_is_named():
    draws = np.random.default_rng(2)
    close = np.stack([draws.normal(20, 10, 40), draws.normal(20, 10, 40)])
    said = np.array([-1.0, BOTTOM])
    assert 0.05 < agreement(said, 1, close).named_first < 0.95
    far = np.array([[1.0, 2], [8, 9]])
    assert agreement(said, 1, far).named_first == 0
    assert agreement(said, 1, far[::-1]).named_first == 1


def test_one_member_has_no_error():
    found = agreement(np.array([-1.0, -2.0]), 1, np.array([[2.0], [1.0]]))
    assert found.tau == 1
    assert math.isnan(found.low)
    assert math.isnan(found.high)
