"""The attack on few members: whole numbers of each member that fit mean, quantiles and error together."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

QUANTILES = {"median": 0.5, "q05": 0.05, "q25": 0.25, "q75": 0.75, "q95": 0.95}
MOST = 3_000_000
"""Combinations tried for one count, at most; with more it is given up."""
Reader = Callable[[float | None], tuple[float, float]]
"""From a published statistic to what it may be: least (included) and end (excluded), persons."""
Shown = Mapping[int, Mapping[str, Any]]
"""What was published of one count, by the number of members."""


def fitting(
    values: np.ndarray, shown: Mapping[str, Any], read: Reader, read_error: Reader
) -> np.ndarray:
    """Keep the candidates (candidate, member) that fit everything shown of them."""
    keep = np.ones(len(values), dtype=bool)
    if not len(values):
        return values
    for name in ("mean", *QUANTILES):
        if name in shown:
            low, end = read(shown[name])
            found = (
                values.mean(axis=1)
                if name == "mean"
                else np.quantile(values, QUANTILES[name], axis=1)
            )
            keep &= (found >= low - 1e-9) & (found < end - 1e-9)
    if values.shape[1] > 1 and "error" in shown:
        low, end = read_error(shown["error"])
        found = values.std(axis=1, ddof=1) / math.sqrt(values.shape[1])
        keep &= (found >= low - 1e-9) & (found <= end + 1e-9)
    return values[keep]


def candidates(shown: Shown, read: Reader, read_error: Reader) -> np.ndarray | None:
    """All whole numbers of the members (candidate, member) that fit what was shown of the first so many of them.

    None where there are too many to try.
    """
    found = np.zeros((1, 0))
    for members, one in sorted(shown.items()):
        low, end = read(one["mean"])
        if not math.isfinite(end):
            return None
        while found.shape[1] < members:
            is_last = found.shape[1] + 1 == members
            rest = found.sum(axis=1)
            if not len(rest):
                return found
            least = max(math.ceil(members * low - rest.max()), 0) if is_last else 0
            most = math.ceil(members * end - rest.min())
            span = np.arange(least, max(most, least) + 1)
            if len(found) * len(span) > MOST:
                return None
            found = np.column_stack(
                [np.repeat(found, len(span), axis=0), np.tile(span, len(found))]
            )
            total = found.sum(axis=1)
            found = found[
                (total < members * end) & ((total >= members * low - 1e-9) | (not is_last))
            ]
        found = fitting(found, one, read, read_error)
    return found


def narrowed(found: np.ndarray, members: int) -> tuple[float, float, int]:
    """Least and greatest mean over the first members that is left, and how many values it may have."""
    sums = np.unique(found[:, :members].sum(axis=1))
    return sums[0] / members, sums[-1] / members, len(sums)


def exact_error(value: float | None) -> tuple[float, float]:
    """An error that is shown to the last digit."""
    return (0.0, math.inf) if value is None else (value, value)


def error_up_to_five(value: float | None) -> tuple[float, float]:
    """An error that is rounded up to a multiple of five; five also where there is none."""
    if value is None:
        return 0.0, math.inf
    return (0.0, 0.0) if value == 0 else (0.0 if value == 5 else value - 5, value)


def count(value: float | None) -> tuple[float, float]:
    """A count that is exact where nobody is meant, withheld below ten, else rounded to five."""
    if value is None:
        return 1e-6, 10
    return (0.0, 1e-6) if value == 0 else (max(value - 2.5, 10.0), value + 2.5)


def count_as_difference(value: float | None) -> tuple[float, float]:
    """A count that is shown as a difference is: 0, 10, 15, and so on."""
    if value is None:
        return 0.0, 10
    return (0.0, 5.0) if value == 0 else (5.0, 12.5) if value == 10 else (value - 2.5, value + 2.5)
