"""Members weighed by what was known on each origin, all by one run of them (model §14.1)."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from homeward.evaluation.conditioning.conditioned_runs import ConditioningSettings, run_known
from homeward.evaluation.conditioning.known import known_before
from homeward.evaluation.conditioning.weighing import (
    FEW,
    Weights,
    equal_weights,
    joint_log_likelihood,
    tempered_power,
    weigh,
    weighable,
)
from homeward.evaluation.scoring.measures import last_day
from homeward.evaluation.scoring.member_statistics import Reals
from homeward.scenario.rows.observations import Observation
from homeward.scenario.scenario import Scenario

ONE_DAY = dt.timedelta(days=1)
DRAWN_SHARE = 0.4
MOST_DRAWN = 200
"""Draws of members that are run on: a share of all, up to a number."""
MOST_EFFECTIVE = 0.5
"""Greatest share of all members that must count for want of enough: the likelihood is then hardly heeded."""


@dataclass(frozen=True)
class ConditionedMembers:
    """Members as they count on the last day known.

    Parameters
    ----------
    rows
        How many observations they were weighed by.
    numbers
        Numbers of the members that are run on, rising.
    share
        How much each of those counts (run on), adding up to 1.
    """

    weights: Weights
    rows: int
    numbers: NDArray[np.int64]
    share: Reals


def weigh_by_origin(
    scenario: Scenario, origins: Sequence[dt.date], settings: ConditioningSettings
) -> dict[dt.date, ConditionedMembers]:
    """Weigh members by what had been observed on each of some last days known.

    The run is cut at the last of them; each takes only the rows of its own past.
    """
    equal = equal_weights(settings.members)
    alike = ConditionedMembers(equal, 0, equal.carried, equal.share)
    informed = [
        one for one in origins if settings.parameters is None and _rows_known(scenario, one)
    ]
    known = dict.fromkeys(origins, alike)
    if not informed:
        return known
    before = max(informed) + ONE_DAY
    cut = known_before(scenario, before)
    rows = _rows_known(scenario, max(informed))
    densities, _ = run_known(cut, rows, before, settings, "Weighing")
    for origin in informed:
        past = [index for index, row in enumerate(rows) if last_day(row) <= origin]
        likelihood = joint_log_likelihood([rows[index] for index in past], densities[past])
        enough = min(FEW, MOST_EFFECTIVE * settings.members)
        weights = weigh(likelihood, tempered_power(likelihood, enough))
        known[origin] = ConditionedMembers(
            weights, len(past), *resampled(weights.share, number_of_draws(settings.members))
        )
    return known


def number_of_draws(members: int) -> int:
    """Return how many times a member is drawn to be run on, of so many."""
    return min(MOST_DRAWN, math.ceil(DRAWN_SHARE * members))


def resampled(share: Reals, draws: int) -> tuple[NDArray[np.int64], Reals]:
    """Draw members by their weights, evenly along them (systematic resampling).

    Returns
    -------
    numbers, share
        Of the members drawn, each once, rising, and how much each counts: its part of the draws.

    References
    ----------
    Kitagawa 1996, doi:10.1080/10618600.1996.10474692.
    """
    at = (np.arange(draws) + 0.5) / draws
    found = np.minimum(np.searchsorted(np.cumsum(share), at), share.size - 1)
    numbers, times = np.unique(found, return_counts=True)
    return numbers, times / draws


def _rows_known(scenario: Scenario, origin: dt.date) -> list[Observation]:
    """List what members can be weighed by on the last day known."""
    return [row for row in weighable(scenario.observations) if last_day(row) <= origin]
