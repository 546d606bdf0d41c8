"""Dressing of an ensemble: what a forecast gets wrong though its members agree, growing with time (model §14.1.2)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import t as student

from homeward.assemble.labels import keys
from homeward.evaluation.quantile_draws import draw_quantiles
from homeward.numerics.streams import FORECAST_ERROR
from homeward.scenario.rows.observations import Observation
from homeward.scenario.scenario import Scenario

DAYS_PER_YEAR = 365.0
MOST = 20.0
"""Greatest error on a log scale: beyond it there is nobody, or everybody."""


@dataclass(frozen=True)
class Dressing:
    """An error of numbers of people on a log scale: Student's t, its scale growing as a power of time.

    Parameters
    ----------
    of_a_year
        Scale a year after people were counted; 0: members as they are.
    power
        Of time, with which it grows.
    freedom
        Degrees of freedom: the fewer, the more often a number is very wrong.

    References
    ----------
    Roulston and Smith 2003, doi:10.1034/j.1600-0870.2003.201378.x.
    """

    of_a_year: float = 0.2
    power: float = 0.75
    freedom: float = 4.0

    def scale(self, days: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the scale some days after people were counted (...)."""
        return self.of_a_year * (np.maximum(days, 0.0) / DAYS_PER_YEAR) ** self.power


FITTED = Dressing()
"""Fitted to figures to fit of three scenarios (verification/forecast_dressing.py)."""


def dress(
    values: NDArray[np.float64],
    days: NDArray[np.float64],
    deviates: NDArray[np.float64],
    most: NDArray[np.float64],
    dressing: Dressing = FITTED,
) -> NDArray[np.float64]:
    """Multiply what members give (row, member), persons, by their error; nobody stays nobody.

    Parameters
    ----------
    days
        (row): since the people of the row were last counted.
    deviates
        (row, member): of Student's t; one a series and member, the same on all days.
    most
        (row, member): as many people as there are.
    """
    log = np.clip(dressing.scale(days)[:, None] * deviates, -MOST, MOST)
    return np.minimum(values * np.exp(log), np.maximum(most, values))


def draw_deviates(
    rows: Sequence[Observation],
    numbers: Sequence[int],
    today: int,
    seed: int,
    dressing: Dressing = FITTED,
) -> NDArray[np.float64]:
    """Draw the deviate of every row and member (row, member): of a series the same on all days, in all storylines."""
    names = list(dict.fromkeys(row.name for row in rows))
    quantiles = draw_quantiles(seed, FORECAST_ERROR, today, keys(names), max(numbers) + 1)
    drawn = student.ppf(quantiles[list(numbers)], dressing.freedom).T
    return drawn[[names.index(row.name) for row in rows]]


def days_since_count(
    scenario: Scenario, rows: Sequence[Observation], origin: dt.date
) -> NDArray[np.float64]:
    """Return how many days before each row its people were last counted by the origin (row); else since the origin.

    0 for flows, which have no error of their own: none was counted that it could be fitted to.
    """
    last: dict[str, dt.date] = {}
    for known in scenario.observations:
        if known.counts_people and known.use != "pattern" and known.date <= origin:
            last[known.name] = max(known.date, last.get(known.name, known.date))
    return np.array(
        [
            0.0 if row.is_flow else float((row.date - last.get(row.name, origin)).days)
            for row in rows
        ]
    )
