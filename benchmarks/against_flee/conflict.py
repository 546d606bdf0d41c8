"""A conflict folder in Flee's format, as plain lists the agent models read: no array, no class of any library.

Days, places and routes are indices. Kinds of places and closures that the conflicts at hand do not use are refused.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from observed import arrivals, read_observed, rows_of
from rule import LEAVES_CAMP, LEAVES_CONFLICT, LEAVES_HUB, LEAVES_IDP_CAMP, LEAVES_TOWN

if TYPE_CHECKING:
    from pathlib import Path

NEVER = -1
NOTHING = 1e-6


@dataclass(frozen=True)
class Place:
    """Where people can be; a camp has a capacity, any other place a population."""

    name: str
    country: str
    is_camp: bool
    leaves: float
    population: int
    capacity: int  # below 1: no limit
    begins_in_conflict: bool


@dataclass(frozen=True)
class Route:
    """A road in one direction."""

    start: int
    end: int
    km: float


@dataclass(frozen=True)
class Conflict:
    """Places, roads, and what is known of each day."""

    places: list[Place]
    routes: list[Route]
    camps: list[int]
    intensity: list[list[float]]  # [day][place], 0 where there is no conflict
    leaves: list[list[float]]  # [day][place], the chance a day to leave
    is_open: list[list[bool]]  # [day][route]
    last_closed: list[list[int]]  # [day][route], the day it was last closed, NEVER if it was not
    arrivals: list[int]  # [day], people setting out from places in conflict
    observed: list[list[int]]  # [day][camp]

    @property
    def n_day(self) -> int:
        """Days of the conflict."""
        return len(self.arrivals)


def read_period(folder: Path) -> tuple[date, int]:
    """Return the first day and the number of days."""
    period = {row[0].lower(): row[1] for row in rows_of(folder / "input" / "sim_period.csv")}
    return date.fromisoformat(period["startdate"]), int(period["length"])


def read_place(row: list[str], thin: int) -> Place:
    """Read a row of locations.csv; a conflict that begins later is a town until then."""
    name, _, country, _, _, kind, begins, people = row[:8]
    kind, people_here = kind.lower(), int(people or 0) // thin
    if "camp" in kind:
        leaves = LEAVES_IDP_CAMP if "idp" in kind else LEAVES_CAMP
        return Place(name, country, True, leaves, 0, people_here, False)
    if "conflict" in kind and int(begins) <= 0:
        return Place(name, country, False, LEAVES_CONFLICT, people_here, -1, True)
    if "forward" in kind:
        return Place(name, country, False, LEAVES_HUB, people_here, -1, False)
    if "conflict" in kind or "town" in kind or "default" in kind:
        return Place(name, country, False, LEAVES_TOWN, people_here, -1, False)
    message = f"locations.csv: {name} is a {kind}, which this benchmark does not read"
    raise SystemExit(message)


def read_routes(folder: Path, places: list[Place]) -> list[Route]:
    """Read both directions of each road; a road with redirection 1 counts twice, as it does in Flee."""
    index = {place.name: number for number, place in enumerate(places)}
    routes: list[Route] = []
    for start, end, km, *more in rows_of(folder / "input" / "routes.csv"):
        for _ in range(2 if more and more[0] == "1" else 1):
            routes.append(Route(index[start], index[end], float(km)))
            routes.append(Route(index[end], index[start], float(km)))
    return routes


def follow_conflict(
    folder: Path, places: list[Place], n_day: int
) -> tuple[list[list[float]], list[list[float]]]:
    """Return intensity and chance to leave, [day][place]: both change when a conflict begins or stops."""
    heading, *rows = rows_of_conflicts(folder)
    index = {place.name: number for number, place in enumerate(places)}
    intensity = [1.0 if place.begins_in_conflict else 0.0 for place in places]
    leaves = [place.leaves for place in places]
    intensities, chances, before = [], [], [0.0] * len(heading)
    for day in range(n_day):
        today = [float(value) for value in rows[day][1:]]
        for name, was, now in zip(heading, before, today, strict=False):
            if name not in index:
                continue
            if was < NOTHING < now:
                intensity[index[name]], leaves[index[name]] = now, LEAVES_CONFLICT
            elif now < NOTHING < was:
                intensity[index[name]], leaves[index[name]] = 0.0, LEAVES_TOWN
        before = today
        intensities.append(intensity.copy())
        chances.append(leaves.copy())
    return intensities, chances


def rows_of_conflicts(folder: Path) -> list[list[str]]:
    """Return conflicts.csv: names of places, then for each day, by position, its number and their intensities."""
    with (folder / "input" / "conflicts.csv").open(newline="", encoding="utf-8-sig") as lines:
        heading, *rows = csv.reader(lines)
    return [[name.strip() for name in heading[1:]], *rows]


def follow_closures(
    folder: Path, places: list[Place], routes: list[Route], n_day: int
) -> tuple[list[list[bool]], list[list[int]]]:
    """Return, [day][route], whether it is open and when it was last closed; events in the order of the file."""
    closures = [
        (matching(kind, one, other, places, routes), int(first), int(last))
        for kind, one, other, first, last in rows_of(folder / "input" / "closures.csv")
    ]
    is_open, last_closed = [True] * len(routes), [NEVER] * len(routes)
    opens, closed = [], []
    for day in range(n_day):
        for affected, first, last in closures:
            for route in affected:
                if day == first and is_open[route]:
                    is_open[route], last_closed[route] = False, day
                if day == last:
                    is_open[route] = True
        opens.append(is_open.copy())
        closed.append(last_closed.copy())
    return opens, closed


def matching(
    kind: str, one: str, other: str, places: list[Place], routes: list[Route]
) -> list[int]:
    """Return the routes that a closure closes; a redirection closes none, and Flee's agents do not see it."""
    if kind == "remove_forced_redirection":
        return []
    if kind == "country":
        return [
            number
            for number, route in enumerate(routes)
            if sorted((places[route.start].country, places[route.end].country))
            == sorted((one, other))
        ]
    if kind == "location":
        return [
            number
            for number, route in enumerate(routes)
            if one in {places[route.start].name, places[route.end].name}
        ]
    message = f"closures.csv: closing a {kind} is not read by this benchmark"
    raise SystemExit(message)


def read_conflict(folder: Path, thin: int = 1) -> Conflict:
    """Read a folder with one agent for every `thin` people."""
    start, n_day = read_period(folder)
    places = [read_place(row, thin) for row in rows_of(folder / "input" / "locations.csv")]
    routes = read_routes(folder, places)
    camps = [number for number, place in enumerate(places) if place.is_camp]
    corrections = folder / "input" / "registration_corrections.csv"
    observed = read_observed(folder / "validation", corrections, start, n_day, thin)
    intensity, leaves = follow_conflict(folder, places, n_day)
    is_open, last_closed = follow_closures(folder, places, routes, n_day)
    by_camp = [observed[places[camp].name] for camp in camps]
    return Conflict(
        places=places,
        routes=routes,
        camps=camps,
        intensity=intensity,
        leaves=leaves,
        is_open=is_open,
        last_closed=last_closed,
        arrivals=arrivals(observed),
        observed=[list(day) for day in zip(*by_camp, strict=True)],
    )


def capacities(conflict: Conflict) -> list[int]:
    """Return the capacity of each place less the people there on day 0, as Flee has it: they count twice."""
    capacity = [place.capacity for place in conflict.places]
    for camp, people in zip(conflict.camps, conflict.observed[0], strict=True):
        capacity[camp] -= people if capacity[camp] > 0 else 0
    return capacity
