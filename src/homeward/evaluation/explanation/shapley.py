"""Shapley values: what each of several obstacles contributes to a difference made by all of them together.

A coalition is a whole number: bit i is set where the i-th obstacle is lifted. Values of coalitions are given as
arrays of any shape, and everything is linear in them.

References
----------
Shapley 1953, doi:10.1515/9781400881970-018. Sampling by orderings: Castro et al. 2009, doi:10.1016/j.cor.2008.04.004;
an ordering with its reverse: Mitchell et al. 2022, "Sampling permutations for Shapley value estimation", JMLR 23.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]
Ordering = Sequence[int]


def all_coalitions(n: int) -> range:
    """List every coalition of n obstacles."""
    return range(1 << n)


def along(ordering: Ordering) -> list[int]:
    """List the coalitions passed when obstacles are lifted one after the other, from none to all."""
    passed = [0]
    for obstacle in ordering:
        passed.append(passed[-1] | 1 << obstacle)
    return passed


def both_ways(orderings: Sequence[Ordering]) -> list[list[int]]:
    """Add to every ordering its reverse: what two obstacles do only together is then divided equally."""
    return [list(one) for ordering in orderings for one in (ordering, ordering[::-1])]


def sampled(values: Mapping[int, Values], orderings: Sequence[Ordering], n: int) -> Values:
    """Mean gain of lifting each obstacle, over some orderings (obstacle, ...).

    The contributions add up to the value of all less the value of none, whatever the orderings.
    """
    gains = np.zeros((n, *values[0].shape))
    for ordering in orderings:
        passed = along(ordering)
        for obstacle, before, after in zip(ordering, passed, passed[1:], strict=False):
            gains[obstacle] += values[after] - values[before]
    return gains / len(orderings)


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
