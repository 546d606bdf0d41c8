"""Naive baselines of a series: it stays as it is, or goes on as it went (model §14.5, §15.5)."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike


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
