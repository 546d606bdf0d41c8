"""Contributions from few runs (model §10.1), against a slow twin, all combinations, and what is known of games."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable

import numpy as np
import pytest

from homeward.evaluation.explanation.shapley import all_but, all_coalitions, alone, everybody, exact
from homeward.evaluation.explanation.surrogate import (
    LEAST_BEFORE,
    PRODUCT_WEIGHT,
    REACHED,
    estimate,
    fit,
)

PEOPLE = 5000.0


def game(
    factors: list[float], hazard: float = 2.0, people: float = PEOPLE
) -> dict[int, np.ndarray]:
    """People at home where obstacles leave some factors of a hazard; with all lifted 1 - exp(-hazard) of them are."""
    n = len(factors)
    return {
        one: np.array(
            [
                people
                * -math.expm1(
                    -hazard * math.prod(f for i, f in enumerate(factors) if not one >> i & 1)
                )
            ]
        )
        for one in all_coalitions(n)
    }


def runs_of(
    values: dict[int, np.ndarray], n: int, skipped: tuple[int, ...] = ()
) -> dict[int, np.ndarray]:
    """Only what is run for an estimate."""
    singles = [alone(i) for i in range(n) if i not in skipped]
    return {
        one: values[one] for one in (0, everybody(n), *singles, *(all_but(i, n) for i in range(n)))
    }


def slow_twin(values: dict[int, float], n: int) -> list[float]:
    """The estimator from the page, one number, by sums over all coalitions and a system of equations."""
    none, every = values[0], values[(1 << n) - 1]
    difference = every - none
    before = min(abs(none), abs(every)) / abs(difference) + LEAST_BEFORE

    def hazard(value: float) -> float:
        share = ((value - none) / difference + before) / (1 + before)
        return -math.log(1 - REACHED * min(max(share, 1e-4), 1 / REACHED - 0.01))

    low, high = math.log(hazard(none)), math.log(hazard(every))
    effects: list[float] = []
    for i in range(n):
        steps = [high - math.log(hazard(values[(1 << n) - 1 - (1 << i)]))]
        if 1 << i in values:
            steps.append(math.log(hazard(values[1 << i])) - low)
        effects.append(max(sum(steps) / len(steps), 0.0))
    total = sum(effects)
    effects = [one * (high - low) / total for one in effects]

    def product(lifted: set[int]) -> float:
        reached = (1 - math.exp(-math.exp(low + sum(effects[i] for i in lifted)))) / REACHED
        return none + difference * (reached * (1 + before) - before)

    shared = all_orders(product, n)
    residual: list[float] = []
    for i in range(n):
        others = set(range(n)) - {i}
        first = values.get(1 << i, product({i})) - product({i})
        last = product(others) - values[(1 << n) - 1 - (1 << i)]
        residual.append((first + last) / 2)
    return least_squares(shared, residual, difference)


def all_orders(worth: Callable[[set[int]], float], n: int) -> list[float]:
    """Shapley values by their definition."""
    found: list[float] = []
    for i in range(n):
        others = [j for j in range(n) if j != i]
        sets = [set(one) for size in range(n) for one in itertools.combinations(others, size)]
        gains = [(worth({*one, i}) - worth(one)) / math.comb(n - 1, len(one)) for one in sets]
        found.append(sum(gains) / n)
    return found


def least_squares(shared: list[float], residual: list[float], total: float) -> list[float]:
    """Least squares with the condition that they add up, by the equations of Lagrange; small weights move little."""
    n = len(shared)
    may_be_off = [abs(r) + PRODUCT_WEIGHT * abs(s) for r, s in zip(residual, shared, strict=True)]
    system = np.zeros((n + 1, n + 1))
    system[:n, :n] = np.diag([1 / one for one in may_be_off])
    system[:n, n] = system[n, :n] = 1.0
    wanted = [(s + r) / w for s, r, w in zip(shared, residual, may_be_off, strict=True)]
    return np.linalg.solve(system, [*wanted, total])[:n].tolist()


@pytest.mark.parametrize("skipped", [(), (1, 4)])
def test_it_is_its_slow_twin(skipped: tuple[int, ...]):
    chance = np.random.default_rng(1)
    for _ in range(20):
        values = game(chance.uniform(0.02, 1.0, size=6).tolist())
        noisy = {one: np.round(of + chance.normal(0, 20)) for one, of in values.items()}
        some = runs_of(noisy, 6, skipped)
        found = estimate(some, 6).contribution[:, 0]
        twin = slow_twin({one: float(of[0]) for one, of in some.items()}, 6)
        np.testing.assert_allclose(found, twin, rtol=1e-6, atol=1e-6 * PEOPLE)


def test_the_series_is_the_sum_over_all_coalitions():
    values = game([0.01, 0.3, 0.5, 0.9, 0.99, 0.6, 0.2])
    product = fit(runs_of(values, 7), 7)
    worth = {
        one: product.scale
        * -np.expm1(
            -np.exp(product.low + sum(product.effects[i] for i in range(7) if one >> i & 1))
        )
        for one in all_coalitions(7)
    }
    np.testing.assert_allclose(product.shapley, exact(worth, 7), atol=1e-7)


def test_contributions_add_up_whatever_the_values():
    chance = np.random.default_rng(2)
    values = {one: np.round(chance.normal(0, 300, size=(40, 3))) for one in all_coalitions(5)}
    values[31][:5] = values[0][:5]  # all lifted makes no difference
    some = runs_of(values, 5, skipped=(3,))
    found = estimate(some, 5).contribution
    assert np.isfinite(found).all()
    np.testing.assert_allclose(found.sum(axis=0), values[31] - values[0], atol=1e-9)


def test_who_changes_nothing_gets_exactly_nothing():
    values = game([0.1, 1.0, 0.4, 0.8, 0.05])
    noisy = {one: np.round(of) for one, of in values.items()}
    found = estimate(runs_of(noisy, 5), 5)
    assert (found.contribution[1] == 0.0).all()
    assert (np.delete(found.contribution, 1, axis=0) != 0.0).all()
    # Even where it was not run alone.
    skipped = estimate(runs_of(noisy, 5, skipped=(1,)), 5)
    assert (skipped.contribution[1] == 0.0).all()
    np.testing.assert_array_equal(skipped.alone[1], noisy[0])


def test_equals_share_equally():
    found = estimate(runs_of(game([0.3, 0.7, 0.3, 0.9, 0.3]), 5), 5).contribution[:, 0]
    assert found[0] == pytest.approx(found[2], rel=1e-12)
    assert found[0] == pytest.approx(found[4], rel=1e-12)
    assert found[0] > found[1] > found[3]


def test_one_obstacle_accounts_for_everything_and_two_share_as_they_should():
    for factors in ([0.2], [0.2, 0.7], [1.0, 0.4]):
        values = game(factors)
        n = len(factors)
        np.testing.assert_allclose(
            estimate(runs_of(values, n), n).contribution, exact(values, n), atol=1e-8
        )


@pytest.mark.parametrize("sign", [1.0, -1.0])
def test_gates_are_told_from_each_other_where_each_alone_seems_to_do_nothing(sign: float):
    """Two nearly shut gates and soft obstacles, with the noise of counts: near all combinations, the right one first."""
    chance = np.random.default_rng(3)
    right, off = 0, []
    for _ in range(60):
        factors = [*chance.uniform(0.02, 0.3, size=2), *chance.uniform(0.4, 1.0, size=6)]
        values = {
            one: sign * np.round(of + chance.normal(0, 5)) for one, of in game(factors).items()
        }
        found, known = estimate(runs_of(values, 8), 8).contribution[:, 0], exact(values, 8)[:, 0]
        right += int(np.argmax(sign * found) == np.argmax(sign * known))
        off.append(np.abs(found - known).sum() / abs(known.sum()))
    assert right >= 57
    assert np.mean(off) < 0.12


def test_where_nobody_moves_anything_alone_nor_last_all_share():
    """Any two of five are enough: no run says whose it is."""
    values = {one: np.array([100.0 * (one.bit_count() >= 2)]) for one in all_coalitions(5)}
    np.testing.assert_allclose(estimate(runs_of(values, 5), 5).contribution, 20.0)
