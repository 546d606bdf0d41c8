"""Counts of people by the day they are of, and what of a member's people each of them counts (model §14.1)."""

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


@dataclass(frozen=True)
class CountsOfDay:
    """What was counted on one day.

    Parameters
    ----------
    covers
        (count, home, group, cell): people who are counted; cells are residents, returnees, and the displaced by place.
    """

    day: dt.date
    rows: tuple[Observation, ...]
    covers: NDArray[np.bool_]

    @property
    def error(self) -> NDArray[np.float64]:
        """Standard deviation of each (count), persons."""
        return np.array([_spread(row) for row in self.rows])

    def drawn(self, numbers: Sequence[int], labels: Labels, seed: int) -> NDArray[np.float64]:
        """Draw what was really there, by what each figure may be off (member, count), persons."""
        names = keys(f"{row.name} {' '.join(row.places)}" for row in self.rows)
        today = labels.day(self.day)
        quantiles = draw_quantiles(seed, FIGURE_ERROR, today, names, max(numbers) + 1)
        off = norm.ppf(quantiles[list(numbers)]) / NINETY
        value, low, high = (
            np.array([getattr(row, end) for row in self.rows]) for end in ("value", "low", "high")
        )
        return np.maximum(value + off * np.where(off > 0, high - value, value - low), 0.0)


def find_counts(scenario: Scenario, labels: Labels, until: dt.date) -> list[CountsOfDay]:
    """Find the last count by a day of all who are counted alike, to fit or to test, by the days that they are of.

    A count of the first day of the run is what the run begins with, and none of them.
    """
    last: dict[object, Observation] = {}
    for row in sorted(scenario.observations, key=lambda row: row.date):
        if scenario.start < row.date <= until and row.use != "pattern" and row.counts_people:
            last[row.measure, row.homes, row.groups, row.places] = row
    found: list[CountsOfDay] = []
    for day in sorted({row.date for row in last.values()}):
        rows = tuple(row for row in last.values() if row.date == day)
        covers = np.stack([_covered(row, labels, scenario) for row in rows])
        found.append(CountsOfDay(day, rows, covers))
    return found


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
