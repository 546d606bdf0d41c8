"""The world of the route walk: a scenario of registered arrivals as arrays (model §12)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from homeward.assemble.labels import Labels, codes, label
from homeward.assemble.walk.capacities import capacities, leave_shares
from homeward.assemble.walk.conditions import CAMPS, Conditions, find_conditions
from homeward.assemble.walk.origins import Origins, find_origins, start_people
from homeward.assemble.walk.pulls import eras_of, place_pulls, population_of, way_pulls
from homeward.assemble.walk.roads import find_roads, open_days
from homeward.assemble.walk.steps import Explorer
from homeward.assemble.walk.table import make_steps
from homeward.assemble.walk.travel import CarriedOver, FullSpeed
from homeward.assemble.walk.ways import Way, find_ways, first_roads
from homeward.model.arrays import Codes, Marks, Reals
from homeward.model.walk.arrays import Days, Habits, Steps, Ways
from homeward.scenario.scenario import Scenario
from homeward.scenario.series import camp_counts

ROUNDED_KM = 10.0
"""Length to which roads are rounded where the day is carried over; fewer distances make fewer steps."""


@dataclass(frozen=True)
class WalkWorld:
    """A scenario as the kernels read it; `camps` are the places that are camps when the run begins."""

    labels: Labels
    camps: tuple[str, ...]
    is_abroad: Marks
    steps: Steps
    ways: Ways
    days: Days
    habits: Habits

    @property
    def n_slot(self) -> int:
        """Days of the longest trip, and one."""
        return int(self.steps.trip_nights.max()) + 1


def assemble_walk(
    scenario: Scenario,
    *,
    as_flee: bool,
    with_capacity: bool = True,
    rounded_km: float | None = ROUNDED_KM,
    is_merged: bool = True,
) -> WalkWorld:
    """Make arrays of a scenario of registered arrivals.

    Parameters
    ----------
    as_flee
        Whether to do as Flee does (`compat`) or as was meant (`fixed`): the differences are listed in §12.7.
    with_capacity
        Whether camps fill up.
    rounded_km
        Length to which roads are rounded under `fixed`; None: they are not.
    is_merged
        Whether steps that have the same future are one.
    """
    conditions = find_conditions(scenario, as_flee=as_flee)
    roads = find_roads(scenario, as_flee=as_flee, rounded_to=None if as_flee else rounded_km)
    is_open, last_closed = open_days(scenario, roads, as_flee=as_flee)
    awareness = scenario.rules.awareness
    if not as_flee:
        awareness = max(awareness, 1)  # 0: every road from here is as good as any other
    lengths = tuple(road.km for road in find_roads(scenario, as_flee=as_flee, rounded_to=None))
    pulls = place_pulls(scenario, conditions)
    ways, pull = _sorted_ways(
        find_ways(scenario, roads, lengths, awareness), scenario, pulls, is_open, as_flee=as_flee
    )
    travel = FullSpeed(scenario.rules) if as_flee else CarriedOver(scenario.rules)
    explorer = Explorer(scenario.rules, roads, ways, first_roads(roads, as_flee=as_flee), travel)
    flat = [way for group in ways for way in group]
    era, pull_of_era = eras_of(pull)
    registered = _registered_on_first_day(scenario, as_flee=as_flee)
    capacity = capacities(scenario, registered, as_flee=as_flee)
    origins = find_origins(scenario, conditions, as_flee=as_flee)
    rules = scenario.rules
    scaled = np.where(capacity > 0, capacity * rules.capacity_scale, -1.0)
    if not with_capacity:
        scaled = np.full_like(scaled, -1.0)
    population = np.array([population_of(place) for place in scenario.places])
    anybody = (origins.factor + origins.expected + origins.by_population).any(axis=0)
    return WalkWorld(
        labels=label(scenario),
        camps=tuple(place.place for place in scenario.places if place.kind in CAMPS),
        is_abroad=np.array([place.country != scenario.home_country for place in scenario.places]),
        steps=make_steps(explorer, is_merged=is_merged),
        ways=Ways(
            first=codes(np.cumsum([0, *(len(group) for group in ways)])),
            end=codes(way.end for way in flat),
            is_direct=np.array([len(way.roads) == 1 for way in flat], dtype=np.bool_),
            times=np.array([float(way.times) for way in flat]),
        ),
        days=Days(
            era=era,
            pull=pull_of_era,
            is_open=is_open,
            last_closed=last_closed,
            leave=leave_shares(scenario, conditions.leave, capacity),
            is_camp=conditions.is_camp,
            is_town=conditions.is_town,
            capacity=scaled,
            limited=codes(np.flatnonzero((scaled >= 1).any(axis=0))),
            origin=codes(np.flatnonzero(anybody)),
            newcomers=origins.newcomers,
            factor=origins.factor,
            expected=origins.expected,
            by_population=origins.by_population,
            population=population,
            start=start_people(scenario, registered),
            camps=codes(
                number for number, place in enumerate(scenario.places) if place.kind in CAMPS
            ),
        ),
        habits=Habits(
            full_from=rules.full_from,
            pull_power=rules.pull_power,
            pruning=rules.pruning,
            is_registered=rules.arrivals == "registered",
            is_drawn=origins.is_drawn,
            takes_from_population=rules.takes_from_population,
        ),
    )


def _sorted_ways(
    ways: tuple[tuple[Way, ...], ...],
    scenario: Scenario,
    pulls: Reals,
    is_open: Marks,
    *,
    as_flee: bool,
) -> tuple[tuple[tuple[Way, ...], ...], Reals]:
    """Put the ways that pull most on average first, which leaves fewer draws to make, and give pulls (day, way)."""
    found: list[tuple[Way, ...]] = []
    columns: list[Reals] = []
    for group in ways:
        pull = way_pulls(scenario, pulls, group, is_open, as_flee=as_flee)
        order = np.argsort(-np.maximum(pull, 0.0).mean(axis=0), kind="stable")
        found.append(tuple(group[index] for index in order))
        columns.append(pull[:, order])
    return tuple(found), np.concatenate(columns, axis=1)


def _registered_on_first_day(scenario: Scenario, *, as_flee: bool) -> Codes:
    """People registered at each camp on the first day (place)."""
    names = tuple(place.place for place in scenario.places if place.kind in CAMPS)
    counts = camp_counts(scenario, names, as_flee=as_flee)[0]
    registered = dict(zip(names, counts.tolist(), strict=True))
    return codes(registered.get(place.place, 0) for place in scenario.places)
