"""Shapley values: what each of several obstacles contributes to a difference made by all of them together.

A coalition is a whole number: bit i is set where the i-th obstacle is lifted. Values of coalitions are given as
arrays of any shape, and everything is linear in them.

References
----------
Shapley 1953, doi:10.1515/9781400881970-018.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]

NOBODY = 0
"""The coalition of no obstacle."""


def everybody(n: int) -> int:
    """Return the coalition of all of n obstacles."""
    return (1 << n) - 1


def alone(obstacle: int) -> int:
    """Return the coalition of one obstacle."""
    return 1 << obstacle


def all_but(obstacle: int, n: int) -> int:
    """Return the coalition of all of n obstacles but one."""
    return everybody(n) ^ alone(obstacle)


def all_coalitions(n: int) -> range:
    """List every coalition of n obstacles."""
    return range(1 << n)


def exact(values: Mapping[int, Values], n: int) -> Values:
    """Mean gain of lifting each obstacle, over all n! orderings (obstacle, ...)."""
    shares = [
        math.factorial(size) * math.factorial(n - size - 1) / math.factorial(n) for size in range(n)
    ]
    gains = np.zeros((n, *values[0].shape))
    for coalition in all_coalitions(n):
        share = shares[coalition.bit_count()] if coalition.bit_count() < n else 0.0
        for obstacle in range(n):
            if not coalition >> obstacle & 1:
                gain = values[coalition | 1 << obstacle] - values[coalition]
                gains[obstacle] += share * gain
    return gains
