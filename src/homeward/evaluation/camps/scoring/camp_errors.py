"""Differences between simulated and registered numbers of camps, in the field's own measures (model §12.6)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

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
    return of_camps(given, registered).sum(axis=-1)


def of_camps(given: Counts, registered: Counts) -> NDArray[np.float64]:
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
    """Continuous ranked probability score, summed over camps, over all registered, mean over days.

    For a single member it is its ARD. The fair estimator.

    Parameters
    ----------
    ensemble
        (member, day, camp), persons.
    registered
        (day, camp), persons.

    References
    ----------
    Gneiting and Raftery 2007, doi:10.1198/016214506000001437; Ferro 2014, doi:10.1002/qj.2270.
    """
    size = ensemble.shape[0]
    distance = np.abs(ensemble - registered).mean(axis=0)
    if size > 1:
        ranks = 2.0 * np.arange(1, size + 1) - size - 1.0
        spread = np.tensordot(ranks, np.sort(ensemble, axis=0), axes=1) / (size * (size - 1))
        distance = distance - spread
    return float((np.nan_to_num(distance) / all_registered(registered)[:, None]).sum(axis=1).mean())


def coverage(ensemble: Counts, registered: Counts, share: float) -> float:
    """Share of the numbers registered after the first day that lie in the central band of the ensemble.

    Days on which a camp has nobody registered and nobody in the whole band say nothing and are left out.

    Parameters
    ----------
    share
        Of the ensemble in the band, e.g. 0.9.
    """
    tail = (1.0 - share) / 2.0
    low, high = np.quantile(ensemble[:, 1:], [tail, 1.0 - tail], axis=0)
    seen = registered[1:]
    says = ~np.isnan(seen) & ((seen > 0) | (high > 0))
    if not says.any():
        return float("nan")
    return float(((low <= seen) & (seen <= high))[says].mean())
