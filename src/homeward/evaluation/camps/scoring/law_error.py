"""What is predicted of camps: a law of movement and what it gets wrong (model §13.4)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.stats import t as student

from homeward.evaluation.camps.scoring.camp_errors import Counts
from homeward.evaluation.quantile_draws import draw_quantiles
from homeward.numerics.streams import LAW_ERROR

FREEDOM = 4.0
"""Degrees of freedom of Student's t: now and then a law is very wrong of a camp."""
MOST = 6.0
"""Largest error on a log scale: a factor of 400."""


def with_law_error(
    people: Counts,
    registered: Counts,
    keys: NDArray[np.int64],
    scale: NDArray[np.float64],
    *,
    seed: int,
) -> Counts:
    """Add to every member what the law may get wrong of each camp, the same on all days; all people stay as many.

    Parameters
    ----------
    people
        (member, day, camp), persons.
    registered
        (day, camp), persons; camps of which nothing is registered are left as they are.
    keys
        (camp): addresses of the draws.
    scale
        (member), on a log scale.
    """
    is_known = np.isfinite(registered).all(axis=0)
    total = np.nansum(registered, axis=1)
    # The first day's numbers are given; the error grows as they come to matter less.
    given = total[0] / np.maximum(np.maximum.accumulate(total), 1.0)
    growth = np.sqrt(np.clip(1.0 - given, 0.0, 1.0))
    quantiles = draw_quantiles(seed, LAW_ERROR, 0, keys, people.shape[0])
    error = np.clip(scale[:, None] * student.ppf(quantiles, FREEDOM), -MOST, MOST)
    changed = people * np.exp(error[:, None, :] * growth[None, :, None])
    changed[:, :, ~is_known] = people[:, :, ~is_known]
    before = people[:, :, is_known].sum(axis=2)
    after = changed[:, :, is_known].sum(axis=2)
    factor = np.divide(before, after, out=np.ones_like(before), where=after > 0)
    changed[:, :, is_known] *= factor[:, :, None]
    return changed
