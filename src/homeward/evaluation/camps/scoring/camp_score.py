"""A law of movement beside the registered numbers of every camp and day (model §12)."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from homeward.assemble.labels import keys
from homeward.engine.camps.by_law import count_camps
from homeward.engine.camps.camp_results import CampCounts
from homeward.engine.pool import Progress
from homeward.evaluation.camps.scoring.allocation_baselines import baselines
from homeward.evaluation.camps.scoring.camp_errors import (
    Counts,
    coverage,
    parts_by_camp,
    relative_crps,
    relative_difference,
    rescaled,
)
from homeward.evaluation.camps.scoring.capacity_leaks import Leak, leaking_capacities
from homeward.evaluation.camps.scoring.law_error import with_law_error
from homeward.evaluation.scoring.last_figures import last_figures
from homeward.evaluation.scoring.score import Score, score_one
from homeward.results.publish.small_counts import published_count
from homeward.scenario.camps.daily_counts import (
    Add,
    add_as_flee,
    add_by_date,
    place_of,
    registered_daily,
    series_names,
)
from homeward.scenario.scenario import MovementLaw, Scenario

ARD_DIGITS = 3
"""Digits after the point of a camp's part of the ARD as published."""


@dataclass(frozen=True)
class CampScore:
    """One camp: its part of the ARD, and its people.

    Parameters
    ----------
    is_registered
        Whether anything is registered there; if not, it is not scored.
    ard, ard_median
        Part of the ARD of members (mean), and of their median.
    mean
        People there, mean over days and members.
    registered_mean
        People registered, mean over days.
    last, last_q05, last_q95, registered_last
        People on the last day: median, 5% and 95%, and registered.
    """

    name: str
    label: str
    is_registered: bool
    ard: float
    ard_median: float
    mean: float
    registered_mean: float
    last: float
    last_q05: float
    last_q95: float
    registered_last: float

    def published(self) -> CampScore:
        """Withhold and round by disclosure control (persons), parts of the ARD to `ARD_DIGITS`; NaN: withheld."""
        counts = ("mean", "last", "last_q05", "last_q95")
        parts = ("ard", "ard_median")
        return replace(
            self,
            **{name: published_count(getattr(self, name)) for name in counts},
            **{name: round(getattr(self, name), ARD_DIGITS) for name in parts},
        )


@dataclass(frozen=True)
class MovementScore:
    """How a law of movement meets what was registered.

    Parameters
    ----------
    ard
        Mean over members of each member's ARD.
    ard_median
        ARD of the median over members.
    ard_rescaled
        As `ard`, with members scaled to all registered.
    crps, coverage50, coverage90
        Of what is predicted: members and what the law is known to get wrong (§13.4); in the flee walk, members alone.
    crps_of_members, coverage90_of_members
        Of members alone.
    baselines
        ARD of the naive baselines, by name.
    leaks
        Capacities read off what is to be predicted.
    """

    movement: MovementLaw
    with_capacity: bool
    ard: float
    ard_median: float
    ard_rescaled: float
    crps: float
    coverage50: float
    coverage90: float
    crps_of_members: float
    coverage90_of_members: float
    baselines: dict[str, float]
    camps: list[CampScore]
    leaks: list[Leak]
    seconds_per_member: float
    rows: list[Score]

    def published(self) -> MovementScore:
        """Withhold and round by disclosure control."""
        rows = [row.published() for row in self.rows]
        return replace(self, camps=[camp.published() for camp in self.camps], rows=rows)


def score_movement(
    scenario: Scenario,
    movement: MovementLaw | None = None,
    *,
    with_capacity: bool = True,
    members: int = 200,
    seed: int = 1,
    threads: int | None = None,
    progress: Progress | None = None,
) -> MovementScore:
    """Run a law of movement and compare every camp on every day with what was registered.

    Parameters
    ----------
    movement
        The scenario's own if None.
    with_capacity
        Whether the law knows the capacities of camps.
    """
    law = movement or scenario.movement
    counted = count_camps(
        scenario,
        law,
        with_capacity=with_capacity,
        members=members,
        seed=seed,
        threads=threads,
        progress=progress,
    )
    registered = registered_at(
        scenario, counted.camps, add_as_flee if law == "flee" else add_by_date
    )
    people = counted.people.astype(np.float64)
    predicted = _predicted(counted, people, registered, with_capacity=with_capacity, seed=seed)
    median = np.median(people, axis=0)
    labels = {place.place: place.label for place in scenario.places}
    return MovementScore(
        movement=law,
        with_capacity=with_capacity,
        ard=float(relative_difference(people, registered).mean()),
        ard_median=float(relative_difference(median, registered)),
        ard_rescaled=float(relative_difference(rescaled(people, registered), registered).mean()),
        crps=relative_crps(predicted, registered),
        coverage50=coverage(predicted, registered, 0.5),
        coverage90=coverage(predicted, registered, 0.9),
        crps_of_members=relative_crps(people, registered),
        coverage90_of_members=coverage(people, registered, 0.9),
        baselines=baselines(scenario, registered, with_capacity=with_capacity),
        camps=_camps(labels, counted.camps, people, predicted, registered),
        leaks=leaking_capacities(scenario, counted.camps, registered),
        seconds_per_member=float(np.median(counted.seconds)),
        rows=_rows(scenario, counted.camps, predicted),
    )


def registered_at(scenario: Scenario, camps: tuple[str, ...], add: Add = add_by_date) -> Counts:
    """Count the registered at camps on every day (day, camp); NaN for camps of which nothing is registered."""
    counts = registered_daily(scenario, camps, add).astype(np.float64)
    known = {place_of(scenario, name) for name in series_names(scenario)}
    counts[:, [camp not in known for camp in camps]] = np.nan
    return counts


def _predicted(
    counted: CampCounts,
    people: Counts,
    registered: Counts,
    *,
    with_capacity: bool,
    seed: int,
) -> Counts:
    """Add what the law is known to get wrong, where that is known (member, day, camp)."""
    scale = counted.parameters.get("law_error_with_capacity" if with_capacity else "law_error")
    if scale is None:
        return people
    return with_law_error(people, registered, keys(counted.camps), scale, seed=seed)


def _camps(
    labels: dict[str, str],
    camps: tuple[str, ...],
    people: Counts,
    predicted: Counts,
    registered: Counts,
) -> list[CampScore]:
    ard = parts_by_camp(people, registered).mean(axis=0)
    ard_median = parts_by_camp(np.median(people, axis=0), registered)
    q05, last, q95 = np.quantile(predicted[:, -1], [0.05, 0.5, 0.95], axis=0)
    return [
        CampScore(
            name=camp,
            label=labels[camp],
            is_registered=bool(np.isfinite(registered[:, index]).any()),
            ard=float(ard[index]),
            ard_median=float(ard_median[index]),
            mean=float(people[:, :, index].mean()),
            registered_mean=float(registered[:, index].mean()),
            last=float(last[index]),
            last_q05=float(q05[index]),
            last_q95=float(q95[index]),
            registered_last=float(registered[-1, index]),
        )
        for index, camp in enumerate(camps)
    ]


def _rows(scenario: Scenario, camps: tuple[str, ...], people: Counts) -> list[Score]:
    """Score every number registered, on its day."""
    rows = [row for row in scenario.observations if row.places[0] in camps]
    return [
        score_one(
            row,
            people[:, (row.date - scenario.start).days, camps.index(row.places[0])],
            last_figure=last,
        )
        for row, last in zip(rows, last_figures(rows), strict=True)
    ]
