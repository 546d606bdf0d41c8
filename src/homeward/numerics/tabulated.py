"""Binomial numbers from tables, for probabilities that recur: a quantile is looked up, not added up (model §5)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from homeward.numerics.kernel import kernel

TABULATED = 512
"""Numbers of people below this are looked up."""
BUCKETS = 64
"""Equal parts of (0, 1) for each of which the table says where to begin looking."""
LEAST_SHARE = 1e-17
"""Probability below which an end of a distribution is cut off: less than the rounding of what is added up."""
NOT_TABULATED = -1
MORE_THAN_ALL = 2.0


class Tables(NamedTuple):
    """Cumulative probabilities of Binomial(n, p) for some p; row = table x TABULATED + n."""

    first: NDArray[np.int64]  # (row): where k = 0 would stand in `cumulative`
    begin: NDArray[np.int16]  # (row x BUCKETS): least k that a uniform of the bucket can give
    cumulative: NDArray[np.float64]  # rows one after the other, without their empty ends


def make_tables(probabilities: Sequence[float]) -> Tables:
    """Make a table for each probability, 0 < p < 1."""
    first: list[int] = []
    begin: list[NDArray[np.int64]] = []
    rows: list[NDArray[np.float64]] = []
    length = 0
    edges = np.arange(BUCKETS) / BUCKETS
    for p in probabilities:
        term = np.ones(
            1
        )  # P(X = k) of no people; of one more, some of those who are k did and some did not
        for _ in range(TABULATED):
            kept = np.flatnonzero(term > LEAST_SHARE)
            low, high = int(kept[0]), int(kept[-1]) + 1
            cumulative = np.cumsum(term[low:high])
            cumulative[-1] = MORE_THAN_ALL
            first.append(length - low)
            begin.append(low + np.searchsorted(cumulative, edges))
            rows.append(cumulative)
            length += cumulative.size
            term = np.append(term * (1.0 - p), 0.0) + np.append(0.0, term * p)
    return Tables(
        first=np.array(first, dtype=np.int64),
        begin=np.concatenate([*begin, np.zeros(0, dtype=np.int64)]).astype(np.int16),
        cumulative=np.concatenate([*rows, np.zeros(0)]),
    )


@kernel
def looked_up(
    row: int,
    u: float,
    first: NDArray[np.int64],
    begin: NDArray[np.int16],
    cumulative: NDArray[np.float64],
) -> int:
    """Quantile u of the binomial distribution of a row: monotone in n, p and u."""
    k = begin[row * BUCKETS + int(u * BUCKETS)]
    start = first[row]
    while u > cumulative[start + k]:
        k += 1
    return k
