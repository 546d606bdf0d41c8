"""Answers of one variant for the test rows, one by one and together, beside persistence (decision 9)."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from homeward.engine.simulated import Simulated
from homeward.evaluation.scoring.measures import measure, person_of
from homeward.evaluation.scoring.member_statistics import (
    Reals,
    crps,
    depth_rank,
    effective,
    energy_score,
    quantile,
    share_below,
)
from homeward.results.publish.small_counts import (
    coarse,
    in_people,
    published_count,
    published_difference,
    published_share,
)
from homeward.scenario.rows.observations import Observation

NameAndDate = tuple[str, dt.date]
"""Name and date of an observation, by which it is known."""


@dataclass(frozen=True)
class Measured:
    """What a variant gives for observations.

    Parameters
    ----------
    values
        What every member gives (member), by observation, in its unit.
    person
        What one person makes of each (`measures.person_of`).
    """

    values: dict[NameAndDate, Reals]
    person: dict[NameAndDate, float]

    def add(self, simulated: Simulated, rows: Sequence[Observation]) -> None:
        """Measure observations in an ensemble."""
        for row in rows:
            self.values[name_and_date(row)] = measure(simulated, row)
            self.person[name_and_date(row)] = person_of(simulated, row)


@dataclass(frozen=True)
class Answer:
    """What one variant gives for a test row, in its unit.

    Parameters
    ----------
    below
        Weight of the members below what was observed.
    last_figure
        What the last observation before would have said.
    ratio
        CRPS over the error of persistence; NaN where that was right or there is none.
    person
        What one person makes of the measure, in its unit, to one digit.
    """

    name: str
    date: dt.date
    observed: float
    median: float
    q05: float
    q95: float
    crps: float
    below: float
    last_figure: float
    ratio: float
    person: float = 1.0

    def published(self) -> Answer:
        """Withhold and round by disclosure control, in steps of as many people as counts are; NaN: withheld."""
        names = ("median", "q05", "q95")
        shown = {
            name: in_people(published_count, getattr(self, name), self.person) for name in names
        }
        crps = in_people(published_difference, self.crps, self.person)
        if math.isnan(shown["median"]):
            crps = math.nan
        return replace(
            self,
            crps=crps,
            ratio=_ratio(crps, self.last_figure, self.observed),
            below=published_share(self.below),
            **shown,
        )


@dataclass(frozen=True)
class Variant:
    """One variant: its answers for the test rows, and its scores over the joint rows together.

    Parameters
    ----------
    energy
        Energy score, in units of the errors of persistence.
    depth
        Weight of the members at least as far out as what was observed.
    """

    name: str
    members: int
    effective: float
    answers: list[Answer]
    energy: float
    depth: float

    def published(self) -> Variant:
        """Withhold and round by disclosure control; energy scores like shares, weights to whole members."""
        return replace(
            self,
            effective=float(round(self.effective)),
            answers=[one.published() for one in self.answers],
            energy=published_share(self.energy),
            depth=published_share(self.depth),
        )


@dataclass(frozen=True)
class HeldOutRows:
    """Rows for testing, and what persistence gives for each, NaN where there is none."""

    rows: list[Observation]
    figures: list[float]

    @property
    def joint(self) -> list[tuple[Observation, float]]:
        """Rows scored together, with what persistence gives: the last of every series of people counted on a day."""
        last: dict[str, tuple[Observation, float]] = {}
        for row, figure in zip(self.rows, self.figures, strict=True):
            counts = row.counts_people
            is_last = row.name not in last or last[row.name][0].date < row.date
            if counts and is_last and not math.isnan(figure) and figure != row.value:
                last[row.name] = row, figure
        return list(last.values())


def name_and_date(row: Observation) -> NameAndDate:
    """Name an observation."""
    return row.name, row.date


def score_variant(name: str, tests: HeldOutRows, measured: Measured, weights: Reals) -> Variant:
    """Score what weighted members (member) give for the test rows."""
    energy, depth = _score_together(tests.joint, measured, weights)
    return Variant(
        name=name,
        members=weights.size,
        effective=effective(weights),
        answers=[
            score_row(row, measured, weights, figure)
            for row, figure in zip(tests.rows, tests.figures, strict=True)
        ],
        energy=energy,
        depth=depth,
    )


def score_row(row: Observation, measured: Measured, weights: Reals, figure: float) -> Answer:
    """Score what weighted members (member) give for one test row."""
    values = measured.values[name_and_date(row)]
    q05, median, q95 = quantile(values, weights, [0.05, 0.5, 0.95])
    distance = float(crps(values, row.value, weights))
    return Answer(
        name=row.name,
        date=row.date,
        observed=row.value,
        median=median,
        q05=q05,
        q95=q95,
        crps=distance,
        below=share_below(values, weights, row.value),
        last_figure=figure,
        ratio=_ratio(distance, figure, row.value),
        person=coarse(measured.person[name_and_date(row)]),
    )


def _ratio(crps: float, last_figure: float, observed: float) -> float:
    error = abs(last_figure - observed)
    return crps / error if error > 0 else math.nan


def _score_together(
    joint: Sequence[tuple[Observation, float]], measured: Measured, weights: Reals
) -> tuple[float, float]:
    """Return the energy score and the depth rank; NaN where there is nothing to score."""
    if not joint:
        return math.nan, math.nan
    values = np.stack([measured.values[name_and_date(row)] for row, _ in joint], axis=1)
    observed = np.array([row.value for row, _ in joint])
    unit = np.array([abs(figure - row.value) for row, figure in joint])
    energy = energy_score(values / unit, weights, observed / unit)
    return energy, depth_rank(values, weights, observed)
