"""Where the width of a forecast comes from: chance, parameters, storyline (model §14.4)."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from homeward.evaluation.scoring.member_statistics import Reals


@dataclass(frozen=True)
class Split:
    """Variance of a forecast number, in its unit squared, and how it divides.

    Parameters
    ----------
    chance
        What differs between two runs of the same member and storyline; NaN where there is one run.
    parameters
        What differs between members of the same storyline, chance aside: all that is drawn beforehand.
    storyline
        What differs between the means of storylines.
    """

    chance: float
    parameters: float
    storyline: float

    @property
    def total(self) -> float:
        """Their sum."""
        return self.chance + self.parameters + self.storyline

    @property
    def shares(self) -> tuple[float, float, float]:
        """Shares (0-1) of chance, parameters and storyline; NaN where nothing varies."""
        if self.total <= 0:
            return math.nan, math.nan, math.nan
        return (
            self.chance / self.total,
            self.parameters / self.total,
            self.storyline / self.total,
        )


def split_variance(values: NDArray[np.float64], weight: Reals, share: Reals) -> Split:
    """Divide the variance of a number by the law of total variance, the storyline outermost.

    Each part is estimated without bias, and set to 0 where the estimate falls below.

    Parameters
    ----------
    values
        (storyline, run, member): the same members in every storyline, each run several times.
    weight
        (storyline), adding up to 1.
    share
        (member), adding up to 1: how much each counts.

    References
    ----------
    Sun, Apley and Staum 2011, Operations Research 59(4), for one level of nesting.
    """
    n_play = values.shape[1]
    of_member = values.mean(axis=1)
    chance = weight @ (values.var(axis=1, ddof=1) @ share) if n_play > 1 else 0.0
    of_storyline = of_member @ share
    spread = _variance(of_member, share)
    # The mean of a few runs still varies by chance; the mean of some members, by who they are.
    parameters = weight @ spread - chance / n_play
    overall = weight @ of_storyline
    apart = of_member - weight @ of_member
    storyline = weight @ (of_storyline - overall) ** 2 - weight @ _variance(apart, share) * (
        share @ share
    )
    return Split(*(max(float(part), 0.0) for part in (chance, parameters, storyline)))


def _variance(values: NDArray[np.float64], share: Reals) -> Reals:
    """Return the variance over weighted members (storyline, member), without bias (storyline)."""
    around = values - (values @ share)[:, None]
    different = 1.0 - float(share @ share)
    return (around**2) @ share / different if different > 1e-12 else np.zeros(values.shape[0])
