"""How far two orders of the same reasons agree, and how sure that is (model §19.3)."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaincinv, ndtri
from scipy.stats import qmc

Values = NDArray[np.float64]
DRAWS = 10
"""Power of two of the draws behind a band."""
ENDS = (0.05, 0.95)
BOTTOM = -math.inf
"""Where a reason stands that nobody named: below all that somebody did, and beside the others."""


@dataclass(frozen=True)
class Agreement:
    """Kendall's tau-b of two orders: 1 the same, 0 none, -1 the reverse; NaN where there is nothing to compare.

    Parameters
    ----------
    low, high
        Ends of its band of 90%: who happened to be asked, and which members were drawn.
    named_first
        Chance, by the same draws, that what contributes most is named by somebody.
    """

    tau: float
    low: float
    high: float
    named_first: float


def tau_b(one: Values, other: Values) -> Values:
    """Kendall's tau-b of two rankings (..., reason), the greater the higher; ties count for neither order."""
    upper = np.triu_indices(one.shape[-1], 1)
    # Both at the bottom is a tie, not a number: infinities are compared, never subtracted.
    first, second = (_signs(values, upper) for values in (one, other))
    agreed = (first * second).sum(axis=-1)
    untied = np.abs(first).sum(axis=-1) * np.abs(second).sum(axis=-1)
    return np.where(untied > 0, agreed / np.sqrt(np.maximum(untied, 1)), math.nan)


def agreement(said: Values, asked: int, contributions: Values) -> Agreement:
    """Compare what people name with what the model holds against them.

    Parameters
    ----------
    said
        (reason): share of those asked who named it; a rank as a negative number, -1 the first; `BOTTOM`: not named.
    asked
        How many were asked: shares of so many people differ from those of all by chance.
    contributions
        (reason, member), persons.
    """
    n_reason, n_member = contributions.shape
    means = contributions.mean(axis=1)
    is_share = said >= 0
    points = _points(n_reason + int(is_share.sum()))
    drawn = np.broadcast_to(said, (len(points), n_reason)).copy()
    named = said[is_share] * asked
    drawn[:, is_share] = betaincinv(named + 0.5, asked - named + 0.5, points[:, n_reason:])
    ours = means + ndtri(points[:, :n_reason]) @ _root_of_error(contributions).T
    low, high = np.quantile(tau_b(drawn, ours), ENDS) if n_member > 1 else (math.nan, math.nan)
    is_named_first = said[ours.argmax(axis=1)] > BOTTOM
    return Agreement(
        float(tau_b(said, means)), float(low), float(high), float(is_named_first.mean())
    )


def _signs(values: Values, pairs: tuple[NDArray[np.intp], NDArray[np.intp]]) -> Values:
    first, second = values[..., pairs[0]], values[..., pairs[1]]
    return (first > second).astype(np.float64) - (first < second)


def _points(dimensions: int) -> Values:
    """Spread points evenly over a cube, each in the middle of its cell: the same whenever it is asked."""
    points = qmc.Sobol(dimensions, scramble=False).random_base2(DRAWS)
    return points + 0.5 / len(points)


def _root_of_error(contributions: Values) -> Values:
    """Return a square root of the covariance of the means over members (reason, reason)."""
    n_member = contributions.shape[1]
    if n_member < 2:
        return np.zeros((len(contributions), len(contributions)))
    values, vectors = np.linalg.eigh(np.cov(contributions) / n_member)
    return vectors * np.sqrt(np.maximum(values, 0.0))
