"""A number over members: its mean and its bands, exact or fit to be published."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from homeward.results.disclosure import BASE, THRESHOLD


@dataclass(frozen=True)
class Spread:
    """Mean, its standard error (None for a single member), and quantiles over the members."""

    mean: float
    error: float | None
    median: float
    q05: float
    q25: float
    q75: float
    q95: float

    def published(self) -> Spread:
        """Round every figure but the error as counts of people are (`published_difference`)."""
        parts = (self.median, self.q05, self.q25, self.q75, self.q95)
        mean, *quantiles = map(published_difference, (self.mean, *parts))
        return Spread(mean, self.error, *quantiles)


def spread(values: NDArray[np.float64]) -> Spread:
    """Describe one number a member (member)."""
    q05, q25, median, q75, q95 = np.quantile(values, [0.05, 0.25, 0.5, 0.75, 0.95])
    n = values.size
    error = float(values.std(ddof=1) / math.sqrt(n)) if n > 1 else None
    return Spread(float(values.mean()), error, *map(float, (median, q05, q25, q75, q95)))


def published_difference(people: float) -> float:
    """Round a difference of counts: nothing between 0 and 10 persons is ever shown, all else in fives.

    A difference is rounded rather than withheld, so that the parts of a whole still add up to it, but for rounding.
    """
    size = abs(people)
    if size < THRESHOLD:
        rounded = float(THRESHOLD) if size >= THRESHOLD / 2 else 0.0
    else:
        rounded = math.floor(size / BASE + 0.5) * BASE
    return math.copysign(rounded, people) if rounded else 0.0


def whole(people: float) -> str:
    """Write persons as a whole number, never as -0."""
    return f"{round(people):,}"


def word_difference(people: Spread) -> str:
    """Word a difference: how many, the 90% band, and which way, e.g. `105 [85, 145] more`."""
    sign = -1.0 if people.mean < 0 else 1.0
    low, high = sorted((sign * people.q05, sign * people.q95))
    size = f"{whole(sign * people.mean)} [{whole(low)}, {whole(high)}]"
    return f"{size} {'more' if sign > 0 else 'fewer'}"
