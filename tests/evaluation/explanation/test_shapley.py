"""Shapley values (model §10.1) against closed forms of cooperative games, and against every ordering."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable

import numpy as np
import pytest

from homeward.evaluation.explanation.shapley import (
    all_but,
    all_coalitions,
    alone,
    everybody,
    exact,
)

Worth = Callable[[set[int]], float]


def game(n: int, worth: Worth) -> dict[int, np.ndarray]:
    """Value of every coalition, as an array of one number."""
    return {
        coalition: np.array([worth({i for i in range(n) if coalition >> i & 1})])
        for coalition in all_coalitions(n)
    }


def values_of(n: int, worth: Worth) -> list[float]:
    return exact(game(n, worth), n)[:, 0].tolist()


def brute_force(values: dict[int, np.ndarray], n: int) -> np.ndarray:
    """Mean gain over all n! orderings, straight from the definition."""
    gains = np.zeros((n, *values[0].shape))
    for ordering in itertools.permutations(range(n)):
        coalition = 0
        for obstacle in ordering:
            gains[obstacle] += values[coalition | 1 << obstacle] - values[coalition]
            coalition |= 1 << obstacle
    return gains / math.factorial(n)


def test_where_nothing_acts_together_each_gets_its_own_worth():
    worths = [3.0, -1.0, 0.5, 10.0]
    assert values_of(4, lambda s: sum(worths[i] for i in s)) == pytest.approx(worths)


def test_equals_share_equally():
    assert values_of(5, lambda s: len(s) ** 2) == pytest.approx([5.0] * 5)


def test_two_factors_share_what_they_make_only_together():
    """Worth (1 + a)(1 + b): each gets its own and half of a b."""
    a, b = 2.0, 0.3
    found = values_of(2, lambda s: (1 + a * (0 in s)) * (1 + b * (1 in s)))
    assert found == pytest.approx([a + a * b / 2, b + a * b / 2])


def test_three_factors_share_by_elementary_products():
    """Of the product of 1 + a_i, each term with k factors is shared equally by the k."""
    a = [2.0, 0.3, 7.0]
    found = values_of(3, lambda s: math.prod(1 + a[i] for i in s))
    for i in range(3):
        j, k = (x for x in range(3) if x != i)
        closed = a[i] + (a[i] * a[j] + a[i] * a[k]) / 2 + math.prod(a) / 3
        assert found[i] == pytest.approx(closed)


def test_who_is_needed_by_all_share_and_the_others_get_exactly_nothing():
    """Unanimity game."""
    found = values_of(5, lambda s: float(s >= {0, 2, 3}))
    assert found == pytest.approx([1 / 3, 0, 1 / 3, 1 / 3, 0])
    assert found[1] == found[4] == 0.0


def test_the_one_left_glove_is_worth_two_thirds():
    assert values_of(3, lambda s: float(0 in s and len(s) > 1)) == pytest.approx(
        [2 / 3, 1 / 6, 1 / 6]
    )


def test_random_games_are_those_of_the_definition():
    chance = np.random.default_rng(4)
    for _ in range(20):
        values = {s: chance.normal(size=(2, 3)) * 100 for s in all_coalitions(4)}
        np.testing.assert_allclose(exact(values, 4), brute_force(values, 4), atol=1e-9)


def test_contributions_add_up():
    chance = np.random.default_rng(5)
    values = {s: chance.normal(size=7) for s in all_coalitions(5)}
    np.testing.assert_allclose(exact(values, 5).sum(axis=0), values[31] - values[0], atol=1e-12)


def test_a_dummy_gets_exactly_nothing():
    chance = np.random.default_rng(6)
    without = {s: chance.normal(size=3) for s in all_coalitions(4) if not s & 4}
    values = {s: without[s & ~4] for s in all_coalitions(4)}
    assert (exact(values, 4)[2] == 0.0).all()


def test_coalitions_are_numbers_with_a_bit_an_obstacle():
    assert [everybody(3), alone(2), all_but(2, 3), all_but(0, 3)] == [7, 4, 3, 6]
