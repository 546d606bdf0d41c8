"""Screening: which parameters move the outcome at all, one at a time along trajectories (model §16.2)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from SALib.analyze import morris as analysis
from SALib.sample import morris as trajectories_of

from homeward.evaluation.sensitivity.points import (
    Points,
    Reals,
    RunPoints,
    salib_problem,
    salib_seed,
)

LEVELS = 4
"""Quantiles at which parameters are tried: 0, 1/3, 2/3 and 1; a step is two of these (Morris 1991)."""
RESAMPLES = 500
LEVEL = 0.9
"""Bootstrap resamples, and the share of them an interval holds."""


@dataclass(frozen=True)
class Screened:
    """What moving one parameter through its whole range does to the outcome, in its unit.

    Parameters
    ----------
    effect
        Mean size over the trajectories (mu*).
    half_width
        Half the 90% interval of `effect`.
    mean
        Mean with its sign (mu): as large as `effect` where all effects go one way.
    spread
        Standard deviation (sigma): large where the effect depends on where the others are.
    """

    parameter: str
    effect: float
    half_width: float
    mean: float
    spread: float


@dataclass(frozen=True)
class Screening:
    """All parameters, those with the largest effects first, and the outcomes of the runs (run)."""

    screened: tuple[Screened, ...]
    values: Reals

    @property
    def is_constant(self) -> bool:
        """Whether every run came to the same."""
        return bool(np.ptp(self.values) == 0.0)

    def kept(self, most: int) -> tuple[str, ...]:
        """Name those with the largest effects, at most so many, and none without any."""
        return tuple(one.parameter for one in self.screened[:most] if one.effect > 0.0)


def screen_parameters(
    parameters: tuple[str, ...], run: RunPoints, *, trajectories: int, seed: int
) -> Screening:
    """Move every parameter once along each trajectory, which is one member, so that only the parameter differs."""
    problem = salib_problem(parameters)
    quantiles = trajectories_of.sample(
        problem, trajectories, num_levels=LEVELS, seed=salib_seed(seed)
    )
    members = np.repeat(np.arange(trajectories, dtype=np.int64), len(parameters) + 1)
    values = run(Points(parameters, quantiles, members, members), "Screening")
    found = analysis.analyze(
        problem,
        quantiles,
        values,
        num_resamples=RESAMPLES,
        conf_level=LEVEL,
        num_levels=LEVELS,
        seed=salib_seed(seed),
    )
    screened = [
        Screened(
            parameter=name,
            effect=float(found["mu_star"][index]),
            half_width=float(found["mu_star_conf"][index]),
            mean=float(found["mu"][index]),
            spread=float(found["sigma"][index]),
        )
        for index, name in enumerate(parameters)
    ]
    return Screening(tuple(sorted(screened, key=lambda one: -one.effect)), values)
