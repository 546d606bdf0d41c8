"""Ranks of whole numbers by a table: communities are numbered, and a table of all of them is smaller than sorting."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]


def ranked(keys: Whole, size: int) -> tuple[Whole, Whole]:
    """Find the different keys, rising, and where each of the keys (key) stands among them.

    What `numpy.unique` gives with its inverse, without sorting.

    Parameters
    ----------
    size
        All keys are below it, and not below 0.
    """
    is_there = np.zeros(size, dtype=np.bool_)
    is_there[keys] = True
    different = np.flatnonzero(is_there)
    rank = np.empty(size, dtype=np.int64)  # told only where there is a key
    rank[different] = np.arange(different.size)
    return different, rank[keys]
