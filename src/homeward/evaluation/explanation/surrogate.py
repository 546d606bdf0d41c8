"""Contributions from few runs: a product fitted to each obstacle lifted alone and all but it, and what it leaves.

Obstacles multiply a hazard, so that what a coalition makes is close to `1 - exp(-hazard)` of a product of one factor an
obstacle. Shapley values are linear: those of the product are known exactly, and what it leaves of the runs is small.
As in `shapley`, a coalition is a whole number, and values are arrays of any shape, each number by itself.

References
----------
Integral of the multilinear extension: Owen 1972, doi:10.1287/mnsc.18.5.64. Least squares for Shapley values: Charnes et
al. 1988, doi:10.1007/978-94-009-3677-5_7.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from homeward.evaluation.explanation.shapley import Values, all_but, alone, everybody

REACHED = 0.7
"""Share of whom it could happen to that all obstacles lifted are taken to reach: it bends the product (model §10.1)."""
LEAST_BEFORE = 0.01
"""Least share of the difference that is taken to be there with no obstacle lifted: nothing has no logarithm."""
LEAST_SHARE, MOST_SHARE = 1e-4, 1 / REACHED - 0.01
"""Ends of what is reached, as a share of what all obstacles lifted reach."""
TERMS = 20
"""Terms of the series of the exponential: what is left out is below 1e-18."""
PRODUCT_WEIGHT = 0.5
"""What an obstacle's part of the product counts for, beside its residual, in what it may be corrected by."""


class Estimate(NamedTuple):
    """What some runs say of every obstacle.

    Parameters
    ----------
    contribution
        (obstacle, ...): they add up to the value of all less the value of none.
    alone
        (obstacle, ...): the value with it alone lifted; of the product where that was not run.
    """

    contribution: Values
    alone: Values


@dataclass(frozen=True)
class Product:
    """A product of one factor an obstacle, for each number (...): values are `scale` times 1 - exp(-hazard).

    Parameters
    ----------
    low, high
        Logarithms of the hazard with none and with all lifted.
    effects
        (obstacle, ...): what each adds to the logarithm, at least 0; together `high` - `low`.
    """

    scale: Values
    low: Values
    high: Values
    effects: Values

    @property
    def gains_from_none(self) -> Values:
        """What it makes to lift each alone (obstacle, ...)."""
        return self._value(self.low + self.effects) - self._value(self.low)

    @property
    def gains_to_all(self) -> Values:
        """What it makes to lift each last (obstacle, ...)."""
        return self._value(self.high) - self._value(self.high - self.effects)

    @property
    def shapley(self) -> Values:
        """Shapley values (obstacle, ...).

        `1 - exp(-hazard)` is a series of powers of the hazard, and every power a product of one factor an obstacle.
        Its mean gain over all orders is an integral over the share that is lifted before, of a polynomial.
        """
        n = len(self.effects)
        nodes, weights = np.polynomial.legendre.leggauss(n // 2 + 1)
        found = np.zeros_like(self.effects)
        for power in range(1, TERMS + 1):
            factor = -((-1.0) ** power) / math.factorial(power) * np.exp(power * self.low)
            gain = np.expm1(power * self.effects)
            for node, weight in zip(nodes, weights, strict=True):
                mixed = 1.0 + (node + 1) / 2 * gain
                found += weight / 2 * factor * gain * (mixed.prod(axis=0) / mixed)
        return self.scale * found

    def _value(self, logarithm: Values) -> Values:
        return self.scale * -np.expm1(-np.exp(logarithm))


def estimate(values: Mapping[int, Values], n: int) -> Estimate:
    """Estimate Shapley values from none, all, all but one of each, and as many alone as were run.

    Parameters
    ----------
    values
        By coalition; what is alone and missing is taken to be what the product says.
    """
    none, every = values[0], values[everybody(n)]
    product = fit(values, n)
    gains = product.gains_from_none
    alone_is = np.stack([values.get(alone(i), none + gains[i]) for i in range(n)])
    others = np.stack([values[all_but(i, n)] for i in range(n)])
    # Exactly 0 for what changes neither none nor all.
    residual = ((alone_is - none - gains) + (every - others - product.gains_to_all)) / 2
    return Estimate(corrected(product.shapley, residual, every - none), alone_is)


def corrected(shared: Values, residual: Values, difference: Values) -> Values:
    """Add what the product leaves, by least squares among all that add up (obstacle, ...).

    What is missing is borne by each in proportion to how far off it may be, so that nothing is borne by an obstacle
    that changes nothing; where none does alone, nor last, by all equally.

    Parameters
    ----------
    shared, residual
        (obstacle, ...): Shapley values of the product, and the mean of the steps it does not explain.
    """
    found = shared + residual
    may_be_off = np.abs(residual) + PRODUCT_WEIGHT * np.abs(shared)
    total = may_be_off.sum(axis=0)
    is_moving = may_be_off.reshape(len(found), -1).any(axis=1) | ~may_be_off.any()
    equally = is_moving.reshape(-1, *(1 for _ in difference.shape)) / is_moving.sum()
    weight = np.where(total > 0, may_be_off / np.where(total > 0, total, 1.0), equally)
    return found + weight * (difference - found.sum(axis=0))


def fit(values: Mapping[int, Values], n: int) -> Product:
    """Fit the product: an obstacle's effect is the mean of its steps from none and to all, on the logarithm."""
    none, every = values[0], values[everybody(n)]
    difference = every - none
    over = np.where(difference != 0, difference, 1.0)
    before = np.minimum(np.abs(none), np.abs(every)) / np.abs(over) + LEAST_BEFORE

    def logarithm(value: Values) -> Values:
        share = np.clip(((value - none) / over + before) / (1.0 + before), LEAST_SHARE, MOST_SHARE)
        return np.log(-np.log1p(-REACHED * share))

    low, high = logarithm(none), logarithm(every)
    effects = np.zeros((n, *none.shape))
    for index in range(n):
        last = high - logarithm(values[all_but(index, n)])
        only = values.get(alone(index))
        step = last if only is None else (last + logarithm(only) - low) / 2
        effects[index] = np.maximum(step, 0.0) * (difference != 0)
    total = effects.sum(axis=0)
    is_fitted = total > 0
    effects *= np.where(is_fitted, (high - low) / np.where(is_fitted, total, 1.0), 0.0)
    return Product(over * (1.0 + before) * is_fitted / REACHED, low, high, effects)
