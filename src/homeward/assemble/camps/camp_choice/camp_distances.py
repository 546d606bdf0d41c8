"""Least distances from origins to camps, along roads that are open or all roads (model §13.1)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.sparse.csgraph import dijkstra

from homeward.assemble.camps.flee_walk.roads import Road, find_roads, roads_behind
from homeward.numerics.array_types import Codes, Marks, Reals
from homeward.numerics.globe import km_between
from homeward.scenario.scenario import Scenario

LEAST_KM = 0.5
"""Length of the shortest road: none is nothing."""
WITHOUT_ROADS = 3.0
"""Way to a camp that no road leads to, in distances as the crow flies."""
NO_WAY = -1.0


def effective_lengths(
    scenario: Scenario, roads: tuple[Road, ...], country: str, abroad_share: float
) -> Reals:
    """Length of every road (road), km; one wholly outside a country counts a share of its own."""
    is_abroad = [place.country != country for place in scenario.places]
    return np.array(
        [
            max(
                road.km
                * (abroad_share if is_abroad[road.origin] and is_abroad[road.destination] else 1.0),
                LEAST_KM,
            )
            for road in roads
        ]
    )


def least_km(
    n_place: int,
    roads: tuple[Road, ...],
    km: Reals,
    is_open: Marks,
    origins: Codes,
    camps: Codes,
) -> Reals:
    """Least distance from origins to camps over open roads (origin, camp), km; infinite if none leads there."""
    graph = np.full((n_place, n_place), np.inf)
    for road, length, can_be_taken in zip(roads, km, is_open, strict=True):
        if can_be_taken:
            ends = (road.destination, road.origin)  # backwards: from camps to origins
            graph[ends] = min(graph[ends], length)
    graph[~np.isfinite(graph)] = 0.0
    return dijkstra(graph, indices=camps)[:, origins].T


def open_roads(scenario: Scenario, roads: tuple[Road, ...]) -> Marks:
    """Find the days on which roads are open: behind no barrier (day, road)."""
    is_open = np.ones((scenario.n_day, len(roads)), dtype=np.bool_)
    for row in scenario.barriers:
        first, after = ((day - scenario.start).days for day in (row.start, row.end))
        is_open[max(first, 0) : max(after, 0), roads_behind(row, scenario, roads)] = False
    return is_open


def all_distances(
    scenario: Scenario, country: str, abroad_share: float, origins: Codes, camps: Codes
) -> tuple[Reals, Reals, Codes]:
    """Work out distances in every era of open roads.

    Returns
    -------
    (era, origin, camp), km, `NO_WAY` where no open road leads; (origin, camp), km, over all roads, or a multiple of the
    distance as the crow flies; (day): the era.
    """
    roads = find_roads(scenario)
    km = effective_lengths(scenario, roads, country, abroad_share)
    n_place = len(scenario.places)
    eras, era = np.unique(open_roads(scenario, roads), axis=0, return_inverse=True)
    by_era = np.stack([least_km(n_place, roads, km, one, origins, camps) for one in eras])
    anyhow = least_km(n_place, roads, km, np.ones(len(roads), dtype=np.bool_), origins, camps)
    straight = WITHOUT_ROADS * _as_the_crow_flies(scenario, origins, camps)
    return (
        np.where(np.isfinite(by_era), by_era, NO_WAY),
        np.where(np.isfinite(anyhow), anyhow, straight),
        era.reshape(-1).astype(np.int64),
    )


def _as_the_crow_flies(scenario: Scenario, origins: Codes, camps: Codes) -> NDArray[np.float64]:
    places = scenario.places
    return np.array(
        [[km_between(places[origin], places[camp]) for camp in camps] for origin in origins]
    ).reshape(origins.size, camps.size)
