"""Ways: least-time paths over the routes that are open, one set for each pattern of closures (model §6.2)."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from homeward.assemble.communities.eras import eras_within
from homeward.assemble.labels import Labels
from homeward.model.communities.drivers import Paths
from homeward.numerics.array_types import Codes, Marks, Reals
from homeward.scenario.scenario import Scenario

NO_WAY = -1.0
STARTS_AT_ONCE = 50
"""Places from which ways are added up together: few enough for a processor's cache, enough for whole arrays."""


class Legs(NamedTuple):
    """Routes in the directions they are taken, the quickest first.

    Parameters
    ----------
    route
        Which route, and in which direction.
    ends
        (2, leg): the place where it begins, and where it ends.
    length
        (leg, 3): km, km at the parameter pace, and days at a pace of its own.
    time
        (leg), days.
    """

    route: list[tuple[str, str]]
    ends: Codes
    length: Reals
    time: Reals


def find_paths(scenario: Scenario, labels: Labels, starts: list[int]) -> Paths:
    """Find the least-time ways of every era; equal closures share one set, and the first is that of none."""
    closed_in = _closed_routes(scenario, labels, starts)
    number = {closed: row for row, closed in enumerate(dict.fromkeys([frozenset(), *closed_in]))}
    legs = _find_legs(scenario, labels)
    n_place = len(labels.places)
    totals = np.empty((3, len(number), n_place, n_place))
    for closed, row in number.items():
        is_open = np.array([route not in closed for route in legs.route], dtype=np.bool_)
        totals[:, row] = _shortest(legs, is_open, n_place)
    return Paths(
        of_era=np.array([number[closed] for closed in closed_in], dtype=np.int64),
        km=totals[0],
        free_km=totals[1],
        days=totals[2],
    )


def no_paths(labels: Labels, starts: list[int]) -> Paths:
    """Return no set of ways at all."""
    none = np.zeros((0, len(labels.places), len(labels.places)))
    return Paths(of_era=np.zeros(len(starts), dtype=np.int64), km=none, free_km=none, days=none)


def _closed_routes(
    scenario: Scenario, labels: Labels, starts: list[int]
) -> list[frozenset[tuple[str, str]]]:
    """Return the routes and directions that are closed in every era."""
    closed: list[set[tuple[str, str]]] = [set() for _ in starts]
    for row in scenario.closures:
        directions = ("out", "back") if row.direction == "both" else (row.direction,)
        for era in closed[eras_within((labels.day(row.start), labels.day(row.end)), starts)]:
            era.update((row.route, direction) for direction in directions)
    return [frozenset(era) for era in closed]


def _find_legs(scenario: Scenario, labels: Labels) -> Legs:
    pace = scenario.parameters["pace"].value
    index = {place: number for number, place in enumerate(labels.places)}
    found: list[tuple[float, tuple[str, str], tuple[int, int], tuple[float, float, float]]] = []
    for row in scenario.routes:
        origin, end = index[row.origin], index[row.destination]
        length = (row.km, row.km, 0.0) if row.pace is None else (row.km, 0.0, row.km / row.pace)
        time = row.km / (row.pace or pace)
        found.append((time, (row.route, "out"), (origin, end), length))
        if row.both_ways:
            found.append((time, (row.route, "back"), (end, origin), length))
    found.sort(key=lambda leg: leg[0])
    return Legs(
        route=[leg[1] for leg in found],
        ends=np.array([leg[2] for leg in found], dtype=np.int64).reshape(-1, 2).T,
        length=np.array([leg[3] for leg in found]).reshape(-1, 3),
        time=np.array([leg[0] for leg in found]),
    )


def _shortest(legs: Legs, is_open: Marks, n_place: int) -> Reals:
    """Return the lengths of the least-time ways over open legs (3, place, place), NO_WAY where there is none."""
    origin, end = legs.ends[:, is_open]
    _, quickest = np.unique(origin * n_place + end, return_index=True)
    origin, end = origin[quickest], end[quickest]
    graph = csr_array((legs.time[is_open][quickest], (origin, end)), shape=(n_place, n_place))
    length = np.zeros((n_place, n_place, 3))
    length[origin, end] = legs.length[is_open][quickest]
    totals = np.empty((3, n_place, n_place))
    for first in range(0, n_place, STARTS_AT_ONCE):
        starts = np.arange(first, min(first + STARTS_AT_ONCE, n_place))
        _, before = dijkstra(graph, indices=starts, return_predecessors=True)
        totals[:, starts] = _add_up(starts, before, length)
    return totals


def _add_up(starts: Codes, before: Codes, length: Reals) -> Reals:
    """Add up lengths along the ways from some places (3, start, place).

    Parameters
    ----------
    before
        (start, place): the place before on the way, or a negative number.
    length
        (place, place, 3): of legs.
    """
    n_start, n_place = before.shape
    totals = np.full((n_start * n_place, 3), NO_WAY)
    totals[np.arange(n_start) * n_place + starts] = 0.0
    start, place = np.nonzero(before >= 0)
    prior = before[start, place]
    pair, prior_pair, added = start * n_place + place, start * n_place + prior, length[prior, place]
    # One leg further each time, from the start on: a sum depends on its order.
    for row in _by_distance(pair, prior_pair, n_start * n_place):
        totals[pair[row]] = totals[prior_pair[row]] + added[row]
    return totals.T.reshape(3, n_start, n_place)


def _by_distance(pair: Codes, prior_pair: Codes, n_pair: int) -> list[Codes]:
    """Divide pairs of places, given as numbers below `n_pair`, by how many legs are between them."""
    distance = np.zeros(n_pair, dtype=np.int16)
    distance[pair] = 1
    earlier = np.arange(n_pair)
    earlier[pair] = prior_pair
    while (more := distance[earlier]).any():  # twice as far back each time
        distance += more
        earlier = earlier[earlier]
    order = np.argsort(distance[pair], kind="stable")
    return np.split(order, np.cumsum(np.bincount(distance[pair])))
