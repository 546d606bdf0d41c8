"""Differences between simulated and registered numbers of camps, in the field's own measures (model §12.6)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from homeward.evaluation.scoring.member_statistics import crps, inside_band

Counts = NDArray[np.float64]
"""Persons: (day, camp), or (member, day, camp) for an ensemble; NaN where nothing is registered."""


def relative_difference(given: Counts, registered: Counts) -> NDArray[np.float64]:
    """Averaged relative difference (ARD): the people in the wrong place, over all registered, mean over days.

    0 is perfect; 2 is everybody in the wrong place.

    Parameters
    ----------
    given
        (…, day, camp), persons.
    registered
        (day, camp), persons; camps of which nothing is registered are NaN and left out.

    Returns
    -------
    (…): one number for each member, or one alone.
    """
    return parts_by_camp(given, registered).sum(axis=-1)


def parts_by_camp(given: Counts, registered: Counts) -> NDArray[np.float64]:
    """Part of each camp in the ARD (…, camp); 0 for camps of which nothing is registered."""
    apart = np.nan_to_num(np.abs(given - registered), nan=0.0)
    return (apart / all_registered(registered)[:, None]).mean(axis=-2)


def all_registered(registered: Counts) -> NDArray[np.float64]:
    """All people registered on each day (day), at least 1."""
    return np.maximum(np.nansum(registered, axis=1), 1.0)


def rescaled(given: Counts, registered: Counts) -> Counts:
    """Scale what is given to the number registered, so that people on the road do not count as errors.

    All 0 on days on which nobody is given in any camp of which something is registered.
    """
    known = np.where(np.isnan(registered), 0.0, given)
    there = known.sum(axis=-1, keepdims=True)
    total = np.nansum(registered, axis=1)[:, None]
    return np.divide(known * total, there, out=np.zeros_like(known), where=there > 0)


def relative_crps(ensemble: Counts, registered: Counts) -> float:
    """Fair CRPS, summed over camps, over all registered, mean over days; for a single member it is its ARD.

    Parameters
    ----------
    ensemble
        (member, day, camp), persons.
    registered
        (day, camp), persons.
    """
    found = np.nan_to_num(crps(ensemble, registered))
    return float((found / all_registered(registered)[:, None]).sum(axis=1).mean())


def coverage(ensemble: Counts, registered: Counts, share: float) -> float:
    """Share of the numbers registered after the first day that lie in the central band of the ensemble.

    Days on which a camp has nobody registered and nobody in the whole band say nothing and are left out.

    Parameters
    ----------
    share
        Of the ensemble in the band, e.g. 0.9.
    """
    later, seen = ensemble[:, 1:], registered[1:]
    high = np.quantile(later, (1.0 + share) / 2.0, axis=0)
    says = ~np.isnan(seen) & ((seen > 0) | (high > 0))
    if not says.any():
        return float("nan")
    return float(inside_band(later, seen, share)[says].mean())
