"""The attack on few members: whole numbers of every member that fit mean, quantiles, error and share together."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

QUANTILES = {"median": 0.5, "q05": 0.05, "q25": 0.25, "q75": 0.75, "q95": 0.95}
MOST_TUPLES = 400_000
"""Combinations tried for one count, at most; with more it is given up."""
Reader = Any
"""From a published statistic to the ends of what it may be: least (included) and greatest (excluded), persons."""


def statistic(name: str, values: np.ndarray) -> np.ndarray:
    """Mean, quantile or standard error of rows of members (candidate)."""
    if name == "mean":
        return values.mean(axis=1)
    if name == "error":
        return values.std(axis=1, ddof=1) / math.sqrt(values.shape[1])
    return np.quantile(values, QUANTILES[name], axis=1)


def fitting(values: np.ndarray, shown: Mapping[str, Any], read: Reader, read_error: Reader) -> np.ndarray:
    """Keep the candidates (candidate, member) that fit everything shown of them."""
    if not len(values):
        return values
    keep = np.ones(len(values), dtype=bool)
    for name in ("mean", *QUANTILES):
        if name in shown:
            low, high = read(shown[name])
            found = statistic(name, values)
            keep &= (found >= low - 1e-9) & (found < high - 1e-9)
    if values.shape[1] > 1 and "error" in shown:
        low, high = read_error(shown["error"])
        found = statistic("error", values)
        keep &= (found >= low - 1e-9) & (found <= high + 1e-9)
    return values[keep]


def candidates(shown: Mapping[int, Mapping[str, Any]], read: Reader, read_error: Reader, *, signed: bool = False) -> np.ndarray | None:
    """All whole numbers of the members (candidate, member) that fit what was shown of the first 1, 2, 3, ... of them.

    None where there are too many to try.
    """
    found = np.zeros((1, 0))
    for members, one in sorted(shown.items()):
        low, high = read(one["mean"])
        if not math.isfinite(low) or not math.isfinite(high):
            return None
        while found.shape[1] < members:
            # What the next member can be: the sum is bounded, and the others are.
            rest = found.sum(axis=1)
            least = -200 if signed else 0
            most = min(math.ceil(members * high - rest.min()), 2000) if len(rest) else 0
            if signed:
                least = max(math.floor(members * low - rest.max()), -2000) if len(rest) else 0
            if found.shape[1] + 1 < members:
                most = max(most, 0)
            span = np.arange(least, most + 1)
            if len(found) * len(span) > MOST_TUPLES * 10:
                return None
            found = np.column_stack([np.repeat(found, len(span), axis=0), np.tile(span, len(found))])
        found = fitting(found, one, read, read_error)
        if len(found) > MOST_TUPLES:
            return None
    return found


def narrowed(found: np.ndarray, members: int) -> tuple[float, float, int]:
    """Least and greatest mean over the first members that is left, and how many values it may have."""
    means = np.unique(found[:, :members].sum(axis=1))
    return means[0] / members, means[-1] / members, len(means)


def exact_error(value: float | None) -> tuple[float, float]:
    """An error that is shown to the last digit."""
    return (0.0, math.inf) if value is None else (value, value)


def error_up_to_five(value: float | None) -> tuple[float, float]:
    """An error that is rounded up to a multiple of five."""
    if value is None:
        return 0.0, math.inf
    return (0.0, 0.0) if value == 0 else (value - 5 + 1e-6, value)


def small_as_ten(value: float | None) -> tuple[float, float]:
    """Ends of a statistic that is shown as 0, 10, 15, ... or withheld."""
    if value is None:
        return -math.inf, math.inf
    size = abs(value)
    if size == 0:
        return -5 + 1e-6, 5
    low, high = (5.0, 12.5) if size == 10 else (size - 2.5, size + 2.5)
    return (low, high) if value > 0 else (-high + 1e-6, -low + 1e-6)


def count(value: float | None) -> tuple[float, float]:
    """Ends of a count that is exact where nobody is meant, withheld below ten, else rounded to five."""
    if value is None:
        return 1e-6, 10
    return (0.0, 1e-6) if value == 0 else (max(value - 2.5, 10.0), value + 2.5)


def small_or_withheld(value: float | None) -> tuple[float, float]:
    """The same of a table, where a withheld one may be greater."""
    return (1e-6, math.inf) if value is None else count(value)


def asked(answers: Sequence[Mapping[str, Any]]) -> dict[int, Mapping[str, Any]]:
    """Number answers by their members."""
    return {int(one["members"]): one for one in answers}
