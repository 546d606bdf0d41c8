"""What the observations said of each unknown, and what they did not (model §18.6)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from homeward.assemble.communities.ensemble import value_at
from homeward.evaluation.calibration.assimilate import Assimilated
from homeward.evaluation.calibration.logged_observations import LoggedObservations
from homeward.evaluation.calibration.smoothing import filled, middle_of
from homeward.evaluation.calibration.unknowns import Reals, Unknowns
from homeward.evaluation.scoring.member_statistics import effective

SHARES = (0.05, 0.5, 0.95)
LEAST_CONTRACTION = 0.1
LEAST_SHIFT = 0.25
"""An unknown is informed if its variance fell by this share, or its mean moved by so many standard deviations, and that
is more than chance does at the budget."""
LEAST_EFFECTIVE = 100
"""Effective members from which weights check the tails of a posterior: some five lie beyond 5%, and beyond 95%."""
RIDGE = 1e-6


@dataclass(frozen=True)
class Informed:
    """One unknown before and after: 5%, 50%, 95%, in its unit.

    Parameters
    ----------
    ends
        Low and high end of the range.
    on_prior
        The posterior's, as quantiles of the prior.
    contraction
        1 less the variance after over that before, on the normal scale.
    shift
        How far the mean moved, standard deviations of the prior.
    is_informed
        Whether the observations said anything of it, and more than chance does of what cannot act.
    """

    name: str
    ends: tuple[float, float]
    prior: tuple[float, ...]
    posterior: tuple[float, ...]
    on_prior: tuple[float, ...]
    contraction: float
    shift: float
    is_informed: bool


def least_informed(unknowns: Unknowns, done: Assimilated) -> tuple[float, float]:
    """Return the contraction and the shift of which one makes an unknown informed: never less than chance makes."""
    contraction, shift = done.by_chance.most(len(unknowns.names))
    return max(contraction, LEAST_CONTRACTION), max(shift, LEAST_SHIFT)


def informed(unknowns: Unknowns, done: Assimilated) -> list[Informed]:
    """Compare every unknown with itself before, the most contracted first."""
    found: list[Informed] = []
    least_contraction, least_shift = least_informed(unknowns, done)
    for index, (name, known) in enumerate(zip(unknowns.names, unknowns.ranges, strict=True)):
        before, after = done.prior[index], done.posterior[index]
        contraction = float(1.0 - after.var() / before.var())
        shift = float(after.mean() - before.mean())
        found.append(
            Informed(
                name=name,
                ends=(known.low, known.high),
                prior=tuple(value_at(known, np.array(SHARES)).tolist()),
                posterior=tuple(np.quantile(value_at(known, ndtr(after)), SHARES).tolist()),
                on_prior=tuple(np.quantile(ndtr(after), SHARES).tolist()),
                contraction=contraction,
                shift=shift,
                is_informed=contraction >= least_contraction or abs(shift) >= least_shift,
            )
        )
    return sorted(found, key=lambda one: one.contraction, reverse=True)


def correlations(done: Assimilated) -> NDArray[np.float64]:
    """Correlate all pairs of unknowns in the posterior (unknown, unknown), on the normal scale."""
    return np.atleast_2d(np.corrcoef(done.posterior))


def effective_members(unknowns: Unknowns, done: Assimilated, figures: LoggedObservations) -> float:
    """Return how many members of equal weight the posterior's would say as much as, weighed by their own likelihood.

    Weights are prior times likelihood, of what each member gave, over the normal distribution fitted to what the
    posterior says of the unknowns that were informed. The smoother does not weigh: few effective members mean that it
    is trusted, and not checked. Where nothing was informed there is nothing to weigh, and all count.
    """
    rows = [row for row in range(len(figures.rows)) if row not in done.left_out]
    if not rows:
        return float(done.after.shape[1])
    learned = {one.name for one in informed(unknowns, done) if one.is_informed}
    moved = [index for index, name in enumerate(unknowns.names) if name in learned]
    if not moved:
        return float(done.after.shape[1])
    posterior = done.posterior[moved]
    normal = posterior[:, : done.after.shape[1]]
    outputs = done.after[rows]
    apart = filled(outputs, middle_of(outputs)) - figures.said[rows, None]
    likelihood = -0.5 * _squared(apart, figures.covariance[np.ix_(rows, rows)])
    prior = -0.5 * (normal**2).sum(axis=0)
    centre = posterior.mean(axis=1, keepdims=True)
    spread = np.cov(posterior).reshape(len(moved), len(moved)) + RIDGE * np.eye(len(moved))
    log_weight = likelihood + prior + 0.5 * _squared(normal - centre, spread)
    return effective(np.exp(log_weight - log_weight.max()))


def _squared(apart: Reals, covariance: Reals) -> Reals:
    """Squared Mahalanobis distances (member)."""
    return (apart * np.linalg.solve(covariance, apart)).sum(axis=0)
