"""The attack on one count that many answers share: as it is, beside what levers and lifted obstacles make of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from disclosure.few import QUANTILES, candidates, fitting, narrowed, statistic

Shown = Mapping[int, Mapping[str, Any]]
"""What was published, by the number of members."""
MOST_PAIRS = 30_000_000


def couple(as_is: np.ndarray, answers: Sequence[tuple[Shown, Shown]], read_count: Any, read_difference: Any, read_error: Any) -> np.ndarray:
    """Keep the members (candidate, member) as they are for which every answer has members with the lever that fit.

    Parameters
    ----------
    answers
        What was published of the count with the lever, and of the difference.
    """
    members = as_is.shape[1]
    for changed, difference in answers:
        with_it = candidates(changed, read_count, read_error)
        if with_it is None or with_it.shape[1] != members or len(with_it) * len(as_is) > MOST_PAIRS:
            continue
        keep = np.zeros(len(as_is), dtype=bool)
        step = max(1, 2_000_000 // max(len(with_it), 1))
        for start in range(0, len(as_is), step):
            part = as_is[start : start + step]
            between = with_it[None] - part[:, None]
            fits = np.ones(between.shape[:2], dtype=bool)
            for count, one in difference.items():
                some = between[..., :count]
                for name in ("mean", *QUANTILES):
                    low, high = read_difference(one[name])
                    found = some.mean(axis=-1) if name == "mean" else np.quantile(some, QUANTILES[name], axis=-1)
                    fits &= (found >= low - 1e-9) & (found < high - 1e-9)
            keep[start : start + step] = fits.any(axis=1)
        as_is = as_is[keep]
    return as_is


__all__ = ["candidates", "couple", "fitting", "narrowed", "statistic"]
