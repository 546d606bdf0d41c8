"""Indices: shares of the variance of an outcome that its factors make, alone and with others (model §16.3)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from SALib.analyze import sobol as analysis
from SALib.sample import sobol as design_of

from homeward.evaluation.sensitivity.points import (
    Points,
    Reals,
    RunPoints,
    salib_problem,
    salib_seed,
)
from homeward.evaluation.sensitivity.screening import LEVEL, RESAMPLES

OTHER_RANGES = "all other ranges"
CHANCE = "chance"
"""Factors beside the parameters."""
MEMBERS_A_POINT = 2
"""Members from which the factors beside the parameters choose, for each point of the base sample: one a draw."""


@dataclass(frozen=True)
class Index:
    """Shares of the variance (1), each with half its 90% interval.

    Parameters
    ----------
    first
        What would go if this factor alone were known (first-order index).
    total
        What would stay if all others were known (total index): alone, and together with any of them.
    """

    factor: str
    first: float
    first_half_width: float
    total: float
    total_half_width: float


@dataclass(frozen=True)
class Indices:
    """The variance of an outcome, divided.

    Parameters
    ----------
    parameters
        Those with the largest total index first.
    ahead
        (parameter, parameter), in their order: share of bootstrap resamples in which the total index of one is
        above that of the other.
    mean, deviation
        Mean and standard deviation of the outcome over independent draws of all factors.
    runs
        Runs made.
    """

    parameters: tuple[Index, ...]
    other_ranges: Index
    chance: Index
    ahead: Reals
    mean: float
    deviation: float
    runs: int

    @property
    def factors(self) -> tuple[Index, ...]:
        """Parameters first, then the other ranges, then chance."""
        return (*self.parameters, self.other_ranges, self.chance)


def members_needed(base: int) -> int:
    """Count the members from which a design chooses."""
    return MEMBERS_A_POINT * base


def find_indices(
    parameters: tuple[str, ...], run: RunPoints, *, base: int, seed: int
) -> Indices | float:
    """Divide the variance among some parameters, all other ranges and chance.

    Parameters
    ----------
    base
        Points of the base sample, a power of 2; runs are this times the factors and two.

    Returns
    -------
    Indices; where all independent draws came to the same, what they came to
    """
    factors = (*parameters, OTHER_RANGES, CHANCE)
    problem = salib_problem(factors)
    design = design_of.sample(problem, base, calc_second_order=False, seed=salib_seed(seed))
    numbers = np.floor(design[:, -2:] * members_needed(base)).astype(np.int64)
    points = Points(parameters, design[:, :-2], numbers[:, 0], numbers[:, 1])
    values = run(points, "Dividing the variance")
    independent = values.reshape(base, len(factors) + 2)[:, [0, -1]]
    if np.ptp(independent) == 0.0:
        return float(independent[0, 0])
    found = analysis.analyze(
        problem,
        values,
        calc_second_order=False,
        num_resamples=RESAMPLES,
        conf_level=LEVEL,
        keep_resamples=True,
        seed=salib_seed(seed),
    )
    each = [
        Index(name, *(float(found[key][at]) for key in ("S1", "S1_conf", "ST", "ST_conf")))
        for at, name in enumerate(factors)
    ]
    order = sorted(range(len(parameters)), key=lambda at: -each[at].total)
    totals = found["ST_conf_all"][:, order]
    return Indices(
        parameters=tuple(each[at] for at in order),
        other_ranges=each[-2],
        chance=each[-1],
        ahead=(totals[:, :, None] > totals[:, None, :]).mean(axis=0),
        mean=float(independent.mean()),
        deviation=float(independent.std(ddof=1)),
        runs=values.size,
    )
