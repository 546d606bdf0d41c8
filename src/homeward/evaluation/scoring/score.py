"""Score: every observed number beside what the ensemble gives, inside or outside (model §9)."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from homeward.engine.simulated import Simulated
from homeward.evaluation.scoring import weighted
from homeward.evaluation.scoring.measures import measure, person_of
from homeward.results.publish.disclosure import (
    coarse,
    in_people,
    published_count,
    published_difference,
)
from homeward.scenario.rows.observations import Observation

SHARES = [0.05, 0.25, 0.5, 0.75, 0.95]
"""Shares of the members below the quantiles of a score."""


@dataclass(frozen=True)
class Score:
    """One observation and the ensemble's answer, in the unit of the measure.

    Parameters
    ----------
    informed
        Whether members were weighed by it.
    person
        What one person makes of the measure, in its unit, to one digit.
    is_difference
        Whether what levers change of the measure is meant.
    """

    name: str
    date: date
    use: str
    imposed: bool
    claim: str
    observed_low: float
    observed: float
    observed_high: float
    median: float
    q05: float
    q25: float
    q75: float
    q95: float
    crps: float
    inside: bool
    informed: bool = False
    person: float = 1.0
    is_difference: bool = False

    def published(self) -> Score:
        """Withhold and round by disclosure control, in steps of as many people as counts are; NaN: withheld."""
        rule = published_difference if self.is_difference else published_count
        names = ("median", "q05", "q25", "q75", "q95")
        shown = {name: in_people(rule, getattr(self, name), self.person) for name in names}
        crps = in_people(published_difference, self.crps, self.person)
        return replace(self, crps=math.nan if math.isnan(shown["median"]) else crps, **shown)


def score(simulated: Simulated) -> list[Score]:
    """Score every observation of the scenario that lies within the days simulated, in the order of its file.

    Those that pull levers need other runs: `patterns.score_patterns`.

    Parameters
    ----------
    simulated
        Its days must include those `measures.days_needed` lists.
    """
    last = simulated.labels.date(int(simulated.days[-1]))
    return [
        score_one(row, measure(simulated, row), person=person_of(simulated, row))
        for row in simulated.scenario.observations
        if not row.levers and max(row.date, row.base_date or row.date) <= last
    ]


def score_one(
    row: Observation,
    values: NDArray[np.float64],
    weights: NDArray[np.float64] | None = None,
    *,
    informed: bool = False,
    person: float = 1.0,
) -> Score:
    """Score one observation against what every member gives (member), each with its weight (member) if any.

    Parameters
    ----------
    person
        What one person makes of the measure (`measures.person_of`).
    """
    known = values[~np.isnan(values)]
    if known.size == 0:
        known = np.array([np.nan])
    if weights is None:
        quantiles = [float(found) for found in np.quantile(known, SHARES)]
        distance = ensemble_crps(known, row.value)
    else:
        quantiles = weighted.quantile(values, weights, SHARES)
        distance = weighted.crps(values, weights, row.value)
    q05, q25, median, q75, q95 = quantiles
    return Score(
        name=row.name,
        date=row.date,
        use=row.use,
        imposed=row.imposed,
        claim=" ".join(row.claims),
        observed_low=row.low,
        observed=row.value,
        observed_high=row.high,
        median=median,
        q05=q05,
        q25=q25,
        q75=q75,
        q95=q95,
        crps=distance,
        inside=bool(q05 <= row.high and q95 >= row.low),
        informed=informed,
        person=coarse(person),
        is_difference=bool(row.levers),
    )


def ensemble_crps(ensemble: NDArray[np.float64], observed: float) -> float:
    """Continuous ranked probability score of an ensemble (member), in its own unit; smaller is better.

    The fair estimator, unbiased for a finite ensemble; the plain distance for a single member.

    References
    ----------
    Gneiting and Raftery 2007, doi:10.1198/016214506000001437; Ferro 2014, doi:10.1002/qj.2270.
    """
    size = ensemble.size
    distance = float(np.abs(ensemble - observed).mean())
    if size < 2:
        return distance
    ranks = np.arange(1, size + 1)
    spread = float(((2 * ranks - size - 1) * np.sort(ensemble)).sum()) / (size * (size - 1))
    return distance - spread
