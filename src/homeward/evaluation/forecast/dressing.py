"""Dressing of an ensemble: what a forecast gets wrong though its members agree, growing with time (model §14.1.2)."""

from __future__ import annotations

import datetime as dt
import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from homeward.assemble.labels import keys
from homeward.evaluation.quantile_draws import draw_quantiles
from homeward.numerics.rates import DAYS_PER_YEAR
from homeward.numerics.streams import FORECAST_ERROR
from homeward.scenario.rows.observations import Observation
from homeward.scenario.scenario import Scenario

HALF_YEAR = 180
"""Days; counts nearer to each other differ by chance as much as by what happened."""
MOST = 20.0
"""Greatest error on a log scale: beyond it there is nobody, or everybody."""

Count = tuple[dt.date, float]
"""A day, and how many people were counted on it."""


@dataclass(frozen=True)
class Dressing:
    """An error of numbers of people on a log scale: normal, larger for a series that changed much of late.

    Parameters
    ----------
    of_a_year
        Scale a year after people were counted, where no change of their number is known.
    worth
        How many known changes that weighs as much as.
    error
        Of a forecast a year ahead, for each unit by which the series changes in a year.
    half_life
        Years in which a change comes to weigh half.

    References
    ----------
    Roulston and Smith 2003, doi:10.1034/j.1600-0870.2003.201378.x.
    """

    of_a_year: float = 0.2
    worth: float = 0.2
    error: float = 1.4
    half_life: float = 1.0

    def a_year(self, counts: Sequence[Count], origin: dt.date) -> float:
        """Return the scale a year after the last of some counts of one series, in order of their days."""
        most = max((people for _, people in counts), default=0.0)
        squares, weights = self.worth * self.of_a_year**2, self.worth
        changes = pairwise(half_years_apart(counts)) if most > 0.0 else ()
        for (before, few), (after, many) in changes:
            years = (after - before).days / DAYS_PER_YEAR
            # The greatest count on either side bounds it where a camp filled up.
            change = math.log((many + most) / (few + most)) / years
            weight = 0.5 ** ((origin - after).days / DAYS_PER_YEAR / self.half_life)
            squares += weight * (self.error * change) ** 2
            weights += weight
        return math.sqrt(squares / weights)


def half_years_apart(counts: Sequence[Count]) -> list[Count]:
    """Keep the last count and, going back, each that lies half a year before the one kept: often is not restless."""
    kept: list[Count] = []
    for one in reversed(counts):
        if not kept or (kept[-1][0] - one[0]).days >= HALF_YEAR:
            kept.append(one)
    return kept[::-1]


FITTED = Dressing()
"""Fitted to figures to fit of three scenarios (verification/forecast_dressing.py)."""
UNDRESSED = Dressing(of_a_year=0.0, error=0.0)
"""Members as they are."""


def scales(
    scenario: Scenario, rows: Sequence[Observation], origin: dt.date, dressing: Dressing = FITTED
) -> NDArray[np.float64]:
    """Return the scale of the error of each row (row), from its last count by the origin on; else from the origin.

    0 for flows, which have no error of their own: none was counted that it could be fitted to.
    """
    counts: dict[str, list[Count]] = defaultdict(list)
    for known in sorted(scenario.observations, key=lambda row: row.date):
        if known.counts_people and known.use != "pattern" and known.date <= origin:
            counts[known.name].append((known.date, known.value))
    a_year = {name: dressing.a_year(counts[name], origin) for name in {row.name for row in rows}}
    found = np.zeros(len(rows))
    for index, row in enumerate(rows):
        if row.is_flow:
            continue
        own = counts[row.name]
        days = (row.date - (own[-1][0] if own else origin)).days
        found[index] = a_year[row.name] * max(days, 0) / DAYS_PER_YEAR
    return found


def dress(
    values: NDArray[np.float64],
    scale: NDArray[np.float64],
    deviates: NDArray[np.float64],
    most: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Multiply what members give (row, member), persons, by their error; nobody stays nobody.

    Parameters
    ----------
    scale
        (row): of the error, on a log scale.
    deviates
        (row, member): standard normal; one a series and member, the same on all days.
    most
        (row, member): as many people as there are.
    """
    log = np.clip(scale[:, None] * deviates, -MOST, MOST)
    return np.minimum(values * np.exp(log), np.maximum(most, values))


def draw_deviates(
    rows: Sequence[Observation], numbers: Sequence[int], today: int, seed: int
) -> NDArray[np.float64]:
    """Draw the deviate of every row and member (row, member): of a series the same on all days, in all storylines."""
    names = list(dict.fromkeys(row.name for row in rows))
    quantiles = draw_quantiles(seed, FORECAST_ERROR, today, keys(names), max(numbers) + 1)
    drawn = ndtri(quantiles[list(numbers)]).T
    return drawn[[names.index(row.name) for row in rows]]
