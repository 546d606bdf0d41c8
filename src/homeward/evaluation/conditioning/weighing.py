"""Weighing members by what was known before a day (decision 9)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from homeward.evaluation.scoring.member_statistics import Reals, effective
from homeward.scenario.rows.observations import Observation

NINETY = 1.645
"""Standard deviations from the middle to the end of a 90% interval."""
FREEDOM = 4.0
"""Degrees of freedom of Student's t."""
LEAST_ERROR = 0.05
"""Least half-width of what may have been observed, as a share of it."""
MODEL_ERROR = 0.2
"""Half-width of what the model leaves out, as a share of what was observed."""
CARRIED_SHARE = 0.995
MOST_CARRIED = 200
LEAST_EFFECTIVE = 0.025
"""Least share of all members that the effective ones may be: the likelihood is tempered until they are."""
LEAST_POWER = 1e-3
FEW = 30
"""Effective members below which weighted results are warned of."""


@dataclass(frozen=True)
class Weights:
    """How much each member counts.

    Parameters
    ----------
    share
        (member), adding up to 1.
    power
        Power of the likelihood they were made with; 1: the likelihood itself.
    carried
        Numbers of the heaviest members, rising: those that are run on.
    """

    share: Reals
    carried: NDArray[np.int64]
    power: float = 1.0

    @property
    def of_carried(self) -> Reals:
        """Weights of the members that are run on (carried), adding up to less than 1."""
        return self.share[self.carried]

    @property
    def effective(self) -> float:
        """Members of equal weight that would say as much."""
        return effective(self.share)

    @property
    def effective_carried(self) -> float:
        """The same of the members that are run on."""
        return effective(self.of_carried)

    @property
    def carried_share(self) -> float:
        """Weight of the members that are run on."""
        return float(self.of_carried.sum())


def equal_weights(members: int) -> Weights:
    """Let the first members count alike, and run all of them on."""
    return Weights(share=np.full(members, 1.0 / members), carried=np.arange(members))


def weighable(observations: Iterable[Observation]) -> list[Observation]:
    """List what members can be weighed by, series by series: rows to fit that no input imposes."""
    rows = [row for row in observations if row.use == "fit" and not row.imposed]
    names = dict.fromkeys(row.name for row in rows)
    return [row for name in names for row in rows if row.name == name]


def joint_log_likelihood(rows: Sequence[Observation], densities: Reals) -> Reals:
    """Take the mean over the rows of each series, and the sum over series (member).

    Parameters
    ----------
    densities
        (row, member): log-densities of the rows, as of `row_log_likelihood`.
    """
    total = np.zeros(densities.shape[1])
    for name in dict.fromkeys(row.name for row in rows):
        total += densities[[row.name == name for row in rows]].mean(axis=0)
    return total


def row_log_likelihood(row: Observation, values: Reals) -> Reals:
    """Return the log-density of one observation given each member's value (member), but for a constant."""
    above, below = half_widths(row)
    deviation = NINETY * (values - row.value) / np.where(values > row.value, above, below)
    density = -(FREEDOM + 1) / 2 * np.log1p(deviation**2 / FREEDOM)
    return np.where(np.isnan(values), -np.inf, density)


def least_error(row: Observation) -> float:
    """Return the least half-width of what may have been observed, in the unit of the measure."""
    return LEAST_ERROR * (row.value or row.high) or 1.0


def half_widths(row: Observation) -> tuple[float, float]:
    """Return how far above and below a figure the truth may lie, in 90% of cases."""
    least = least_error(row)
    model = MODEL_ERROR * row.value
    above = float(np.hypot(max(row.high - row.value, least), model))
    below = float(np.hypot(max(row.value - row.low, least), model))
    return above, below


def tempered_power(likelihood: Reals, least: float = 0.0) -> float:
    """Return the greatest power of the likelihood at which enough members count.

    Parameters
    ----------
    likelihood
        (member), log.
    least
        Least number of effective members, where that is more than `LEAST_EFFECTIVE` of them.

    References
    ----------
    Miller and Dunson 2019, doi:10.1080/01621459.2018.1469995: the likelihood of a model known to be wrong is raised to
    a power below 1.
    """
    least = max(LEAST_EFFECTIVE * likelihood.size, least)
    if weigh(likelihood).effective >= least:
        return 1.0
    low, high = LEAST_POWER, 1.0
    while high - low > LEAST_POWER:
        middle = (low + high) / 2
        if weigh(likelihood, middle).effective >= least:
            low = middle
        else:
            high = middle
    return low


def weigh(likelihood: Reals, power: float = 1.0) -> Weights:
    """Turn log-likelihoods (member) into weights, and choose the members to run on."""
    best = likelihood.max()
    # Where no member has a value in every row, nothing tells them apart.
    tempered = power * (likelihood - best) if np.isfinite(best) else np.zeros_like(likelihood)
    share = np.exp(tempered)
    share /= share.sum()
    heaviest = np.argsort(-share, kind="stable")
    needed = int(np.searchsorted(np.cumsum(share[heaviest]), CARRIED_SHARE)) + 1
    carried = np.sort(heaviest[: min(needed, MOST_CARRIED)])
    return Weights(share=share, carried=carried, power=power)
