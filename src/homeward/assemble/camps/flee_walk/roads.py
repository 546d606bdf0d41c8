"""Roads in each direction, and the days on which they are open (model §12.3)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from homeward.numerics.array_types import Codes, Marks
from homeward.scenario.rows.camps.barriers import Barrier
from homeward.scenario.scenario import Scenario

NEVER_CLOSED = -1


@dataclass(frozen=True)
class Road:
    """A road in one direction, between two places by index.

    Parameters
    ----------
    pace
        km a day, or None where that of the rules holds.
    times
        How often Flee counts it in choosing.
    """

    origin: int
    destination: int
    km: float
    pace: float | None
    times: int


def find_roads(scenario: Scenario) -> tuple[Road, ...]:
    """List the roads, out and back, in the order of the table."""
    index = {name: number for number, name in enumerate(scenario.place_names)}
    roads: list[Road] = []
    for route in scenario.routes:
        times = 2 if route.route in scenario.rules.doubled_routes else 1
        ends = (index[route.origin], index[route.destination])
        for origin, destination in (ends, ends[::-1])[: 1 + route.both_ways]:
            roads.append(Road(origin, destination, route.km, route.pace, times))
    return tuple(roads)


def open_days(scenario: Scenario, roads: tuple[Road, ...]) -> tuple[Marks, Codes]:
    """Find when roads are open in Flee, and the last day up to each on which they were closed, each (day, road).

    Whatever reopens first reopens a road that is closed twice, and a barrier on one road does nothing.
    """
    is_closed = np.zeros((scenario.n_day, len(roads)), dtype=np.bool_)
    was_closed = np.zeros_like(is_closed)  # at some moment of the day
    rows = [
        (max((row.start - scenario.start).days, 0), (row.end - scenario.start).days, behind)
        for row in scenario.barriers
        if row.kind != "road"
        and row.end > scenario.start  # a barrier that ended before the run closes nothing
        and (behind := roads_behind(row, scenario, roads)).any()
    ]
    closed = np.zeros(len(roads), dtype=np.bool_)
    for day in range(scenario.n_day):
        for start, end, behind in rows:
            if start == day:
                closed[behind] = True
                was_closed[day, behind] = True
            if end == day:
                closed[behind] = False
        is_closed[day] = closed
    was_closed |= is_closed
    days = np.arange(scenario.n_day)[:, None]
    last = np.maximum.accumulate(np.where(was_closed, days, NEVER_CLOSED), axis=0)
    return ~is_closed, last


def roads_behind(row: Barrier, scenario: Scenario, roads: tuple[Road, ...]) -> Marks:
    """Mark the roads behind a barrier (road)."""
    names = scenario.place_names
    countries = [place.country for place in scenario.places]

    def is_behind(road: Road) -> bool:
        ends = (road.origin, road.destination)
        if row.kind == "border":
            return sorted(countries[end] for end in ends) == sorted(row.countries)
        if row.kind == "place":
            return row.places[0] in {names[end] for end in ends}
        if row.kind == "road":
            return {names[end] for end in ends} == set(row.places)
        return False

    return np.array([is_behind(road) for road in roads], dtype=np.bool_)
