"""The world of the flee walk: a scenario of camp registrations as arrays (model §12)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from homeward.assemble.camps.flee_walk.capacities import (
    capacities,
    capacity_tables,
    leave_shares,
    limits_of,
)
from homeward.assemble.camps.flee_walk.origins import find_origins, start_people
from homeward.assemble.camps.flee_walk.place_states import find_conditions
from homeward.assemble.camps.flee_walk.roads import Road, find_roads, open_days
from homeward.assemble.camps.flee_walk.step_table import make_steps
from homeward.assemble.camps.flee_walk.steps import StepSearch
from homeward.assemble.camps.flee_walk.way_pulls import eras_of, place_pulls, way_pulls
from homeward.assemble.camps.flee_walk.ways import Way, find_ways, first_roads
from homeward.assemble.labels import Labels, codes, label
from homeward.model.camps.flee_walk.walk_arrays import Days, Habits, Pulls, WalkInputs, WayChances
from homeward.numerics.array_types import Codes, Marks, Reals
from homeward.scenario.camps.daily_counts import add_as_flee, registered_daily
from homeward.scenario.rows.places import CAMPS
from homeward.scenario.scenario import Scenario

GroupedWays = tuple[tuple[Way, ...], ...]
"""Ways by the place they leave."""


@dataclass(frozen=True)
class WalkWorld:
    """A scenario as the kernels read it; `camps` are the places that are camps when the run begins."""

    labels: Labels
    camps: tuple[str, ...]
    is_abroad: Marks
    arrays: WalkInputs
    habits: Habits

    @property
    def n_slot(self) -> int:
        """Days of the longest trip, and one."""
        return int(self.arrays.trips.nights.max()) + 1


def assemble_walk(scenario: Scenario, *, with_capacity: bool = True) -> WalkWorld:
    """Make arrays of a scenario of camp registrations.

    Parameters
    ----------
    with_capacity
        Whether camps fill up.
    """
    rules = scenario.rules
    conditions = find_conditions(scenario)
    roads = find_roads(scenario)
    is_open, last_closed = open_days(scenario, roads)
    ways, pull = _weighed_ways(scenario, roads, place_pulls(scenario, conditions), is_open)
    search = StepSearch(rules, roads, ways, first_roads(roads))
    steps, nights, trips = make_steps(search)
    registered = registered_at_first(scenario)
    capacity = capacities(scenario, registered)
    leave = leave_shares(scenario, conditions.leave, capacity)
    table, tables = capacity_tables(leave)
    is_camp = [place.kind in CAMPS for place in scenario.places]
    return WalkWorld(
        labels=label(scenario),
        camps=tuple(place.place for place in scenario.places if place.kind in CAMPS),
        is_abroad=np.array([place.country != scenario.home_country for place in scenario.places]),
        arrays=WalkInputs(
            steps=steps,
            nights=nights,
            trips=trips,
            ways=_table_of(ways),
            pulls=_pulls(ways, pull),
            days=Days(
                leave=leave,
                table=table,
                is_town=conditions.is_town,
                is_open=is_open,
                last_closed=last_closed,
            ),
            limits=limits_of(capacity * rules.capacity_scale, conditions.is_camp, with_capacity),
            origins=find_origins(scenario, conditions),
            tables=tables,
            start=start_people(scenario, registered),
            camps=codes(np.flatnonzero(is_camp)),
        ),
        habits=Habits(
            full_from=rules.full_from,
            pull_power=rules.pull_power,
            pruning=rules.pruning,
            is_registered=rules.arrivals == "registered",
            is_drawn=rules.arrivals == "poisson",
            takes_from_population=rules.takes_from_population,
        ),
    )


def _weighed_ways(
    scenario: Scenario, roads: tuple[Road, ...], pulls: Reals, is_open: Marks
) -> tuple[GroupedWays, Reals]:
    """List the ways, those that pull most on average first, which leaves fewer draws to make; and pulls (day, way)."""
    found: list[tuple[Way, ...]] = []
    columns: list[Reals] = []
    for group in find_ways(scenario, roads, scenario.rules.awareness):
        pull = way_pulls(scenario, pulls, group, is_open)
        order = np.argsort(-np.maximum(pull, 0.0).mean(axis=0), kind="stable")
        found.append(tuple(group[index] for index in order))
        columns.append(pull[:, order])
    return tuple(found), np.concatenate(columns, axis=1)


def _table_of(ways: GroupedWays) -> WayChances:
    flat = [way for group in ways for way in group]
    return WayChances(
        first=codes(np.cumsum([0, *(len(group) for group in ways)])),
        end=codes(way.end for way in flat),
        is_direct=np.array([len(way.roads) == 1 for way in flat], dtype=np.bool_),
    )


def _pulls(ways: GroupedWays, pull: Reals) -> Pulls:
    era, pull_of_era = eras_of(pull)
    around: list[set[int]] = [set() for _ in ways]
    for group in ways:
        for way in group:
            around[way.end].add(way.origin)
    return Pulls(
        era=era,
        pull=pull_of_era,
        times=np.array([float(way.times) for group in ways for way in group]),
        first_around=codes(np.cumsum([0, *(len(origins) for origins in around)])),
        around=codes(origin for origins in around for origin in sorted(origins)),
    )


def registered_at_first(scenario: Scenario) -> Codes:
    """People registered at each camp on the first day (place)."""
    names = tuple(place.place for place in scenario.places if place.kind in CAMPS)
    counts = registered_daily(scenario, names, add_as_flee)[0]
    registered = dict(zip(names, counts.tolist(), strict=True))
    return codes(registered.get(place.place, 0) for place in scenario.places)
