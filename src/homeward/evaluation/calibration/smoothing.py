"""One step of the ensemble smoother: parameters move towards what was observed (model §18.3)."""

from __future__ import annotations

import numpy as np
from iterative_ensemble_smoother import AdaptiveESMDA
from numpy.typing import NDArray
from scipy.linalg import cholesky
from scipy.special import ndtri

from homeward.evaluation.calibration.unknowns import Reals, rounded
from homeward.evaluation.quantile_draws import draw_quantiles
from homeward.numerics.streams import PERTURB

LEAST_KNOWN = 0.5
"""Share of members that must have a value for a row to count in a step."""


def noise_of(first: Reals, again: Reals) -> Reals:
    """Covariance (row, row) of chance.

    Parameters
    ----------
    first, again
        (row, pair): the same unknowns in two members.
    """
    apart = (first - again) / np.sqrt(2.0)
    return np.atleast_2d(apart @ apart.T / apart.shape[1])


def middle_of(outputs: Reals) -> Reals:
    """Mean over the members that have a value (row, 1); 0 where none has."""
    known = ~np.isnan(outputs)
    total = np.where(known, outputs, 0.0).sum(axis=1, keepdims=True)
    return total / np.maximum(known.sum(axis=1, keepdims=True), 1)


def filled(outputs: Reals, middle: Reals) -> Reals:
    """Let members without a value stand in the middle (row, 1), where they say nothing (row, member)."""
    return np.where(np.isnan(outputs), middle, outputs)


def informing(outputs: Reals) -> NDArray[np.bool_]:
    """Mark the rows that enough members have a value for, and not all the same (row)."""
    known = ~np.isnan(outputs)
    high = np.where(known, outputs, -np.inf).max(axis=1)
    low = np.where(known, outputs, np.inf).min(axis=1)
    return (known.mean(axis=1) >= LEAST_KNOWN) & (high > low)


def smooth(
    normal: Reals,
    outputs: Reals,
    said: Reals,
    error: Reals,
    noise: Reals,
    steps: int,
    *,
    seed: int,
    step: int,
) -> Reals:
    """Move normal scores (unknown, member) towards what was observed, as one of some equal steps.

    Members differ by chance too, which no unknown explains. It is in their outputs once, so that the rest of what a
    step counts it for is added to the error: (1 - 1 / steps) of `noise` in each. An unknown is moved by those outputs
    alone with which it is correlated by more than 3 / sqrt(members): less is what chance makes.

    Parameters
    ----------
    outputs
        (row, member), on the scale of the figures.
    said
        (row): what was observed.
    error, noise
        (row, row): covariance of the errors, and of chance.

    References
    ----------
    Emerick and Reynolds 2013, doi:10.1016/j.cageo.2012.03.011; Vossepoel, Evensen and van Leeuwen 2025,
    doi:10.1175/MWR-D-24-0269.1.
    """
    covariance = error + (1.0 - 1.0 / steps) * noise
    smoother = AdaptiveESMDA(covariance, said, alpha=steps)
    smoother.prepare_assimilation(
        Y=outputs,
        truncation=1.0,
        observation_perturbations=cholesky(covariance, lower=True)
        @ normals(seed, step, outputs.shape),
    )
    return rounded(np.asarray(smoother.assimilate_batch(X=normal, n_jobs=1), dtype=np.float64))


def normals(seed: int, step: int, shape: tuple[int, ...]) -> Reals:
    """Draw standard normal numbers (row, member), addressed by step, member and row."""
    n_row, members = shape
    rows = np.arange(n_row, dtype=np.int64)
    return ndtri(draw_quantiles(seed, PERTURB, step, rows, members).T)
