"""Ways: least-time paths over the routes that are open, one set for each pattern of closures (model §6.2)."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from homeward.assemble.communities.eras import eras_within
from homeward.assemble.labels import Labels
from homeward.model.communities.drivers import Paths
from homeward.numerics.array_types import Codes, Reals
from homeward.scenario.scenario import Scenario

NO_WAY = -1.0
Leg = tuple[int, int]


def find_paths(scenario: Scenario, labels: Labels, starts: list[int]) -> Paths:
    """Find the least-time ways of every era; equal closures share one set, and the first is that of none."""
    closed_in = _closed_legs(scenario, labels, starts)
    patterns = list(dict.fromkeys([frozenset(), *closed_in]))
    sets = [_shortest(scenario, labels, closed) for closed in patterns]
    return Paths(
        of_era=np.array([patterns.index(closed) for closed in closed_in], dtype=np.int64),
        km=np.stack([found[0] for found in sets]),
        free_km=np.stack([found[1] for found in sets]),
        days=np.stack([found[2] for found in sets]),
    )


def _closed_legs(
    scenario: Scenario, labels: Labels, starts: list[int]
) -> list[frozenset[tuple[str, str]]]:
    """Return the routes and directions that are closed in every era."""
    closed: list[set[tuple[str, str]]] = [set() for _ in starts]
    for row in scenario.closures:
        directions = ("out", "back") if row.direction == "both" else (row.direction,)
        for era in closed[eras_within((labels.day(row.start), labels.day(row.end)), starts)]:
            era.update((row.route, direction) for direction in directions)
    return [frozenset(era) for era in closed]


def _shortest(
    scenario: Scenario, labels: Labels, closed: frozenset[tuple[str, str]]
) -> tuple[Reals, Reals, Reals]:
    """Return km, km at the parameter pace, and days at stated paces between all places."""
    n_place = len(labels.places)
    pace = scenario.parameters["pace"].value
    legs: dict[Leg, tuple[float, float, float]] = {}
    for route in scenario.routes:
        ends = (labels.places.index(route.origin), labels.places.index(route.destination))
        time = route.km / (route.pace or pace)
        leg = (
            (route.km, 0.0, route.km / route.pace)
            if route.pace is not None
            else (route.km, route.km, 0.0)
        )
        ways = [(ends, "out")] + ([(ends[::-1], "back")] if route.both_ways else [])
        for (origin, end), direction in ways:
            if (route.route, direction) in closed:
                continue
            known = legs.get((origin, end))
            if known is None or time < known[1] / pace + known[2]:
                legs[origin, end] = leg
    times = np.array([leg[1] / pace + leg[2] for leg in legs.values()])
    rows = [origin for origin, _ in legs]
    columns = [end for _, end in legs]
    graph = csr_array((times, (rows, columns)), shape=(n_place, n_place))
    _, before = dijkstra(graph, return_predecessors=True)
    totals = np.full((3, n_place, n_place), NO_WAY)
    for origin in range(n_place):
        totals[:, origin, origin] = 0.0
        for place in range(n_place):
            _walk_back(origin, place, before[origin], legs, totals)
    return totals[0], totals[1], totals[2]


def _walk_back(
    origin: int,
    place: int,
    before: Codes,
    legs: dict[Leg, tuple[float, float, float]],
    totals: Reals,
) -> None:
    """Fill in the totals of a place and of those on the way to it."""
    path: list[int] = []
    while totals[0, origin, place] < 0.0 and before[place] >= 0:
        path.append(place)
        place = int(before[place])
    if totals[0, origin, place] < 0.0:
        return
    for following in reversed(path):
        totals[:, origin, following] = totals[:, origin, place] + legs[place, following]
        place = following
