"""Members weighed by what was known on each origin, all by one run of them (model §14.1)."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from homeward.engine.simulate import simulate
from homeward.engine.simulated import Simulated
from homeward.evaluation.conditioning.known import known_before, last_day, refuse_hindsight
from homeward.evaluation.conditioning.weighing import (
    FEW,
    Weights,
    equal_weights,
    row_log_likelihood,
    tempered_power,
    weigh,
    weighable,
)
from homeward.evaluation.hindcast.hindcast import BATCH, Announce
from homeward.evaluation.scoring.measures import days_needed, measure
from homeward.evaluation.scoring.weighted import Reals
from homeward.scenario.rows.observations import Observation
from homeward.scenario.scenario import Scenario

ONE_DAY = dt.timedelta(days=1)
DRAWN_SHARE = 0.4
MOST_DRAWN = 200
"""Draws of members that are played: a share of all, up to a number."""
MOST_EFFECTIVE = 0.5
"""Greatest share of all members that must count for want of enough: the likelihood is then hardly heeded."""
Given = Mapping[str, Reals]
"""Values of parameters instead of draws, e.g. a posterior: (member) each."""


@dataclass(frozen=True)
class ForecastSettings:
    """What a forecast is asked of.

    Parameters
    ----------
    members
        How many are weighed; with values given, how many rows of them are played.
    given
        None: draws from the ranges, weighed by what was observed. Else they count alike.
    """

    members: int
    seed: int
    threads: int | None
    announce: Announce
    given: Given | None = None


@dataclass(frozen=True)
class ConditionedMembers:
    """Members as they count on the last day known.

    Parameters
    ----------
    rows
        How many observations they were weighed by.
    numbers
        Numbers of the members that are played on, rising.
    share
        How much each of those counts (played), adding up to 1.
    """

    weights: Weights
    rows: int
    numbers: NDArray[np.int64]
    share: Reals


def weigh_on(
    scenario: Scenario, origins: Sequence[dt.date], asked: ForecastSettings
) -> dict[dt.date, ConditionedMembers]:
    """Weigh members by what had been observed on each of some last days known.

    The run is cut at the last of them; each takes only the rows of its own past.
    """
    equal = equal_weights(asked.members)
    alike = ConditionedMembers(equal, 0, equal.carried, equal.share)
    informed = [one for one in origins if asked.given is None and _rows_known(scenario, one)]
    known = dict.fromkeys(origins, alike)
    if not informed:
        return known
    cut = known_before(scenario, max(informed) + ONE_DAY)
    refuse_hindsight(cut, max(informed) + ONE_DAY)
    rows = _rows_known(scenario, max(informed))
    density = _log_densities(cut, rows, asked)
    for origin in informed:
        past = [index for index, row in enumerate(rows) if last_day(row) <= origin]
        likelihood = _joined([rows[index] for index in past], density[past])
        enough = min(FEW, MOST_EFFECTIVE * asked.members)
        weights = weigh(likelihood, tempered_power(likelihood, enough))
        known[origin] = ConditionedMembers(
            weights, len(past), *resampled(weights.share, drawn(asked.members))
        )
    return known


def drawn(members: int) -> int:
    """Return how many times a member is drawn to be played, of so many."""
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
    series = weighable(scenario.observations)
    return [row for rows in series.values() for row in rows if last_day(row) <= origin]


def _log_densities(cut: Scenario, rows: Sequence[Observation], asked: ForecastSettings) -> Reals:
    """Return the log-density of every row in every member (row, member)."""
    found: list[Reals] = []
    with asked.announce("Weighing") as advance:
        for first in range(0, asked.members, BATCH):
            numbers = range(first, min(first + BATCH, asked.members))
            simulated = simulate(
                cut,
                days=days_needed(rows, cut.start, cut.end),
                members=numbers.stop,
                member_numbers=numbers,
                seed=asked.seed,
                threads=asked.threads,
                progress=lambda done, _, first=first: advance(first + done, asked.members),
            )
            found.append(_densities(simulated, rows))
    return np.concatenate(found, axis=1)


def _densities(simulated: Simulated, rows: Sequence[Observation]) -> Reals:
    return np.stack([row_log_likelihood(row, measure(simulated, row)) for row in rows])


def _joined(rows: Sequence[Observation], density: Reals) -> Reals:
    """Take the mean over the rows of each series, and the sum over series (member)."""
    names = dict.fromkeys(row.name for row in rows)
    total = np.zeros(density.shape[1])
    for name in names:
        own = [index for index, row in enumerate(rows) if row.name == name]
        total += density[own].mean(axis=0)
    return total
