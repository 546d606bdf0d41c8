"""Naive baselines of a series: it stays as it is, goes on as it went, or as it did a year ago (model §14.5, §15.5)."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike

YEAR = 365
YEARS_KNOWN, NUMBERS_KNOWN = 2, 8
"""Years, and numbers within the last of them, without which nothing is said of a season."""


def persistence(values: ArrayLike) -> float:
    """Return the last number known (number); NaN if there is none."""
    known = np.asarray(values, dtype=np.float64)
    return float(known[-1]) if known.size else math.nan


def linear_trend(days: ArrayLike, values: ArrayLike, day: float) -> float:
    """Continue the least-squares line through numbers known to a day, not below 0; NaN through fewer than two days.

    Parameters
    ----------
    days
        (number): days of the numbers, rising, from any one counted.
    values
        (number)
    """
    value = np.asarray(values, dtype=np.float64)
    when = np.asarray(days, dtype=np.float64)
    if when.size == 0 or when[0] == when[-1]:
        return math.nan
    around = when - when.mean()
    slope = float(around @ (value - value.mean())) / float(around @ around)
    return max(float(value.mean()) + slope * (day - float(when.mean())), 0.0)


def season(days: ArrayLike, values: ArrayLike, day: int) -> float:
    """Add to the last number what changed over the same days a year before, not below 0; NaN where that is not known.

    Parameters
    ----------
    days
        (number): days of the numbers, rising; straight between two numbers.
    values
        (number)
    """
    when = np.asarray(days, dtype=np.float64)
    since = when[-1:] - YEARS_KNOWN * YEAR
    if when.size == 0 or when[0] > since or (when >= since).sum() < NUMBERS_KNOWN:
        return math.nan
    back = YEAR * math.ceil((day - when[-1]) / YEAR)
    if when[-1] - back < when[0]:
        return math.nan
    value = np.asarray(values, dtype=np.float64)
    before, after = np.interp([when[-1] - back, day - back], when, value).tolist()
    return max(float(value[-1]) + after - before, 0.0)
