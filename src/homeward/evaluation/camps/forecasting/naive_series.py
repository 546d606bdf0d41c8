"""What anybody could have said without a model, from the numbers known of one series (model §15.5)."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

TREND_DAYS = 30
"""Days up to the origin to which a line is fitted."""


def persistence(known: Sequence[float] | NDArray[np.float64]) -> float:
    """Return the last number known (day); NaN if there is none."""
    return float(known[-1]) if len(known) else math.nan


def linear_trend(known: Sequence[float] | NDArray[np.float64], lead: int) -> float:
    """Continue the least-squares line through the last days known (day) by so many days; not below 0."""
    last = np.asarray(known[-TREND_DAYS - 1 :], dtype=np.float64)
    if last.size < 2:
        return persistence(last)
    slope, level = np.polyfit(np.arange(1.0 - last.size, 1.0), last, 1)
    return max(float(level + slope * lead), 0.0)
