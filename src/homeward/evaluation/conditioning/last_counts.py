"""The last counts of people known on a day, and what of a member's people each of them counts (model §14.1)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import norm

from homeward.assemble.labels import Labels, keys
from homeward.evaluation.conditioning.weighing import NINETY, least_error
from homeward.evaluation.quantile_draws import draw_quantiles
from homeward.numerics.streams import FIGURE_ERROR
from homeward.scenario.rows.observations import Observation
from homeward.scenario.scenario import Scenario

RESIDENTS, RETURNEES = 0, 1
N_AT_HOME = 2
"""Cells of a home and group before those of the displaced, one a place."""
FADING = 1.0
"""What a count loses in a year, as a share of it: an older one yields to a newer one that contradicts it."""


@dataclass(frozen=True)
class LastCounts:
    """Counts that the members of a forecast start from.

    Parameters
    ----------
    rows
        Of each series the last.
    covers
        (count, home, group, cell): people who are counted; cells are residents, returnees, and the displaced by place.
    """

    rows: tuple[Observation, ...]
    covers: NDArray[np.bool_]

    def error(self, day: dt.date) -> NDArray[np.float64]:
        """Return the standard deviation of what each says of a day (count), persons."""
        return np.array([np.hypot(_spread(row), _faded(row, day)) for row in self.rows])

    def drawn(
        self, numbers: Sequence[int], labels: Labels, day: dt.date, seed: int
    ) -> NDArray[np.float64]:
        """Draw what was really there, by what each figure may be off (member, count), persons."""
        names = keys(f"{row.name} {' '.join(row.places)}" for row in self.rows)
        quantiles = draw_quantiles(seed, FIGURE_ERROR, labels.day(day), names, max(numbers) + 1)
        off = norm.ppf(quantiles[list(numbers)]) / NINETY
        value, low, high = (
            np.array([getattr(row, end) for row in self.rows]) for end in ("value", "low", "high")
        )
        return np.maximum(value + off * np.where(off > 0, high - value, value - low), 0.0)


def find_last_counts(scenario: Scenario, labels: Labels, day: dt.date) -> LastCounts:
    """Find the last count of every series known on a day, to fit or to test."""
    last: dict[object, Observation] = {}
    for row in sorted(scenario.observations, key=lambda row: row.date):
        if row.date <= day and row.use != "pattern" and row.counts_people:
            last[row.name, row.homes, row.groups, row.places] = row
    rows = tuple(last.values())
    shape = (len(rows), len(labels.homes), len(labels.groups), N_AT_HOME + len(labels.places))
    covers = np.zeros(shape, dtype=np.bool_)
    for index, row in enumerate(rows):
        covers[index] = _covered(row, labels, scenario)
    return LastCounts(rows, covers)


def _covered(row: Observation, labels: Labels, scenario: Scenario) -> NDArray[np.bool_]:
    """Mark whom a row counts (home, group, cell): what `evaluation.scoring.measures` adds up."""
    homes, groups, places = (
        np.isin(np.arange(len(axis)), labels.members_of(named, axis))
        for named, axis in (
            (row.homes, labels.homes),
            (row.groups, labels.groups),
            (row.places, labels.places),
        )
    )
    at_home = np.array([places[labels.places.index(home.place)] for home in scenario.homes])
    cells = np.zeros((homes.size, N_AT_HOME + places.size), dtype=np.bool_)
    if row.measure != "returned":
        cells[:, N_AT_HOME:] = places
    if row.measure == "present":
        cells[:, :N_AT_HOME] = at_home[:, None]
    if row.measure == "returned":
        cells[:, RETURNEES] = True
    return homes[:, None, None] & groups[:, None] & cells[:, None, :]


def _spread(row: Observation) -> float:
    return max((row.high - row.low) / 2 / NINETY, least_error(row) / NINETY)


def _faded(row: Observation, day: dt.date) -> float:
    return FADING * row.value * (day - row.date).days / 365
