"""Statistics over members, each with its weight if any: quantiles, CRPS, bands, ranks (decisions 9, 27)."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

Reals = NDArray[np.float64]
"""(member), unless said otherwise."""
SOFTENING = 0.05
"""Share of the high end of a figure that lies so near nobody that it is as good as nobody."""
LEAST_SOFTENING = 1e-9


def with_value(values: Reals, weights: Reals) -> tuple[Reals, Reals]:
    """Keep the members that have a value and any weight, in rising order; their weights add up to 1."""
    is_known = ~np.isnan(values) & (weights > 0)
    order = np.argsort(values[is_known], kind="stable")
    kept = weights[is_known][order]
    return values[is_known][order], kept / kept.sum()


def effective(weights: Reals) -> float:
    """Return how many members of equal weight would say as much."""
    return float(weights.sum() ** 2 / (weights**2).sum())


def quantile(values: Reals, weights: Reals | None, shares: list[float]) -> list[float]:
    """Return quantiles of the members that have a value, linear between the midpoints of their weights.

    With equal weights (None) they are the usual ones of numpy.
    """
    if weights is None:
        known = values[~np.isnan(values)]
        return np.quantile(known, shares).tolist() if known.size else [math.nan] * len(shares)
    ordered, share = with_value(values, weights)
    if ordered.size == 0:
        return [float("nan")] * len(shares)
    if ordered.size == 1:
        return [float(ordered[0])] * len(shares)
    middle = np.cumsum(share) - share / 2
    position = (middle - middle[0]) / (middle[-1] - middle[0])
    return [float(found) for found in np.interp(shares, position, ordered)]


def crps(values: Reals, observed: Reals | float, weights: Reals | None = None) -> Reals:
    """Continuous ranked probability score of members, in the unit of the values; smaller is better.

    The fair estimator, unbiased for a finite ensemble; the plain distance for a single member.

    Parameters
    ----------
    values
        (member, ...); members that are NaN are left out where there is but one number of each.
    observed
        (...)
    weights
        (member), with one number of each member; None: members count alike.

    Returns
    -------
    (...): NaN where no member has a value

    References
    ----------
    Gneiting and Raftery 2007, doi:10.1198/016214506000001437; Ferro 2014, doi:10.1002/qj.2270.
    """
    if weights is None:
        values = values[~np.isnan(values)] if values.ndim == 1 else values
        size = values.shape[0]
        if size == 0:
            return np.array(np.nan)
        distance = np.abs(values - observed).mean(axis=0)
        if size < 2:
            return distance
        ranks = (2 * np.arange(1, size + 1) - size - 1).reshape(-1, *(1 for _ in values.shape[1:]))
        return distance - (ranks * np.sort(values, axis=0)).sum(axis=0) / (size * (size - 1))
    ordered, share = with_value(values, weights)
    if ordered.size == 0:
        return np.array(np.nan)
    distance = share @ np.abs(ordered - observed)
    below = np.cumsum(share) - share
    # Twice the sum over pairs of the product of their weights and their distance.
    spread = float((2 * share * (2 * below + share - 1)) @ ordered)
    return np.asarray(distance - _fair(spread / 2, share))


def softening(high: float) -> float:
    """Return c of the logarithms ln(x + c) in which a figure is scored, from the high end of what it may be."""
    return max(SOFTENING * high, LEAST_SOFTENING)


def log_crps(values: Reals, weights: Reals | None, observed: float, high: float) -> float:
    """Score ln(x + c) of members against that of a figure, so that a tenth weighs alike of few people and of many."""
    soft = softening(high)
    logged = np.log(np.maximum(values, 0.0) + soft)
    return float(crps(logged, math.log(observed + soft), weights))


def log_error(said: float, observed: float, high: float) -> float:
    """Return how far one number is off a figure, in the same logarithms."""
    soft = softening(high)
    return abs(math.log(said + soft) - math.log(observed + soft))


def is_inside(
    low: Reals | float, observed: Reals | float, high: Reals | float
) -> NDArray[np.bool_]:
    """Mark the figures that lie in a band themselves: what the word *inside* means wherever it is printed."""
    return np.less_equal(low, observed) & np.less_equal(observed, high)


def inside_band(values: Reals, observed: Reals | float, share: float) -> NDArray[np.bool_]:
    """Mark the observed numbers (...) that lie in the central band with a share of the members (member, ...)."""
    low, high = np.quantile(values, [(1.0 - share) / 2.0, (1.0 + share) / 2.0], axis=0)
    return is_inside(low, observed, high)


def right_coverage(share: float, members: float) -> float:
    """Return how often the central band with a share of so many members holds the figure, if they are right.

    A band cannot be wider than its members: of 20, the band of 90% holds 81%.

    References
    ----------
    Ranks of a figure drawn like the members are even (Hamill 2001, see `evaluation.scoring.leads`).
    """
    return share * (members - 1.0) / (members + 1.0)


def rank_among(values: Reals, weights: Reals | None, observed: float) -> float:
    """Return where a figure falls among members, from 0, below all, to 1, above all: the PIT.

    (Members below + half of those equal to it + 1/2) / (members + 1); of weighted ones, as many as they say as much
    as. NaN where no member has a value.
    """
    ordered, share = with_value(values, np.ones(values.size) if weights is None else weights)
    if ordered.size == 0:
        return math.nan
    members = effective(share)
    return (members * share_below(ordered, share, observed) + 0.5) / (members + 1.0)


def deviation(rank: float) -> float:
    """Return how many standard deviations off the middle a figure of this rank lies, were members normal."""
    return float(ndtri(rank))


def right_deviation(members: float) -> float:
    """Return the mean square of `deviation` over the ranks among so many members, if they are right; near 1."""
    ranks = (np.arange(round(members) + 1) + 0.5) / (round(members) + 1)
    return float((ndtri(ranks) ** 2).mean())


def skill(ours: Reals, baseline: Reals) -> float:
    """Compare scores (number) with those of a baseline, on the numbers of which both say something.

    1 less our mean over that of the baseline; a baseline that is never wrong leaves no skill.
    """
    both = ~np.isnan(baseline)
    worst = float(baseline[both].sum())
    return 1.0 - float(ours[both].sum()) / worst if worst > 0 else -math.inf


def energy_score(values: Reals, weights: Reals, observed: Reals) -> float:
    """Score several quantities at once: the CRPS with distances in all of them, fair.

    Parameters
    ----------
    values
        (member, row), each row in a unit of its own that makes rows comparable; no NaN.
    observed
        (row)
    """
    share = weights / weights.sum()
    distance = float(share @ np.linalg.norm(values - observed, axis=1))
    apart = np.linalg.norm(values[:, None, :] - values[None, :, :], axis=2)
    return distance - _fair(float(share @ apart @ share) / 2, share)


def _fair(half_spread: float, share: Reals) -> float:
    """Return half the mean distance of two different members."""
    different = 1.0 - float((share**2).sum())
    return half_spread / different if different > 1e-12 else 0.0


def share_below(values: Reals, weights: Reals, observed: float) -> float:
    """Return the weight of members below what was observed, ties counted half."""
    ordered, share = with_value(values, weights)
    if ordered.size == 0:
        return float("nan")
    return float(share @ ((ordered < observed) + 0.5 * (ordered == observed)))


def depth_rank(values: Reals, weights: Reals, observed: Reals) -> float:
    """Return the weight of members at least as far out as what was observed; near 0 it is an outlier.

    Distances are Mahalanobis distances in log(1 + x).

    Parameters
    ----------
    values
        (member, row), not negative; no NaN.
    observed
        (row)

    References
    ----------
    Gneiting et al. 2008, doi:10.1007/s11749-008-0114-x.
    """
    share = weights / weights.sum()
    logged = np.log1p(values)
    centre = share @ logged
    around = logged - centre
    inverse = np.linalg.pinv((share[:, None] * around).T @ around)
    away = np.log1p(observed) - centre
    distance = np.einsum("mi,ij,mj->m", around, inverse, around)
    return float(share @ (distance >= away @ inverse @ away))


def distribution_distance(values: Reals, weights: Reals) -> float:
    """Return the greatest difference of the weighted and the unweighted distribution (Kolmogorov)."""
    order = np.argsort(values, kind="stable")
    share = weights[order] / weights.sum()
    plain = np.arange(1, values.size + 1) / values.size
    return float(np.abs(np.cumsum(share) - plain).max())


def rank_correlation(one: Reals, other: Reals, weights: Reals) -> float:
    """Return the weighted correlation of the ranks of two quantities."""
    is_known = ~np.isnan(one) & ~np.isnan(other) & (weights > 0)
    share = weights[is_known] / weights[is_known].sum()
    ranks = [ranks_of(values[is_known]) for values in (one, other)]
    around = [rank - share @ rank for rank in ranks]
    scale = float(np.sqrt((share @ around[0] ** 2) * (share @ around[1] ** 2)))
    return float(share @ (around[0] * around[1])) / scale if scale > 0 else float("nan")


def ranks_of(values: Reals) -> Reals:
    """Rank values from 0, equal ones alike."""
    _, place, count = np.unique(values, return_inverse=True, return_counts=True)
    return (np.cumsum(count) - (count + 1) / 2.0)[place]
