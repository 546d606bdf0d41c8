"""Least-time ways, added up one place after the other: the twin of `assemble.communities.paths`."""

from __future__ import annotations

import math

import numpy as np

from homeward.scenario.scenario import Scenario

Leg = tuple[float, float, float]


def plain_ways(scenario: Scenario, closed: set[tuple[str, str]]) -> np.ndarray:
    """Return km, km at the parameter pace, and days at other paces, between all places (3, place, place)."""
    places, pace = scenario.place_names, scenario.parameters["pace"].value
    legs: dict[tuple[int, int], Leg] = {}
    for route in scenario.routes:
        free, days = (route.km, 0.0) if route.pace is None else (0.0, route.km / route.pace)
        ends = places.index(route.origin), places.index(route.destination)
        for direction in ("out", "back") if route.both_ways else ("out",):
            origin, end = ends if direction == "out" else ends[::-1]
            known = legs.get((origin, end), (0.0, math.inf, 0.0))
            if (route.route, direction) not in closed and free / pace + days < time(known, pace):
                legs[origin, end] = (route.km, free, days)
    totals = np.full((3, len(places), len(places)), -1.0)
    for start in range(len(places)):
        for place, lengths in plain_lengths(start, legs, pace).items():
            totals[:, start, place] = lengths
    return totals


def plain_lengths(start: int, legs: dict[tuple[int, int], Leg], pace: float) -> dict[int, Leg]:
    """Lengths of the least-time way to every place that can be reached from one: the nearest is settled first."""
    reached: dict[int, Leg] = {}
    waiting: dict[int, tuple[float, Leg]] = {start: (0.0, (0.0, 0.0, 0.0))}
    while waiting:
        place = min(waiting, key=lambda one: waiting[one][0])
        spent, (km, free, days) = waiting.pop(place)
        reached[place] = km, free, days
        for (origin, end), leg in legs.items():
            far = spent + time(leg, pace)
            known = waiting.get(end, (math.inf,))[0]
            if origin == place and end not in reached and far < known:
                waiting[end] = far, (km + leg[0], free + leg[1], days + leg[2])
    return reached


def time(leg: Leg, pace: float) -> float:
    """Days that a leg takes."""
    return leg[1] / pace + leg[2]
