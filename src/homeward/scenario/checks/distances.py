"""Roads and coordinates that do not go together: a slip of unit, or of north and east (model §2.8)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from homeward.errors import Problem
from homeward.numerics.globe import KM_PER_DEGREE, great_circle_km, km_between
from homeward.scenario.reading.draft import Draft
from homeward.scenario.rows.places import Place, Route
from homeward.scenario.rows.uncertain_numbers import DEFAULTS
from homeward.scenario.scenario import Scenario

SHORTEST, LONGEST = 0.9, 4.0
"""Times the great circle between its ends that a road may be long before it is doubted."""
ALLOWED_SHORT_KM, ALLOWED_LONG_KM = 5.0, 20.0
"""And so many km shorter or longer, as places are wider than points."""
MOST_DAYS_ON_A_ROAD = 366
METRES = 1000.0
FAR_KM = 5000.0
"""Places that far from every other are doubted."""
TURNED_KM, TURNED = 1000.0, 0.25
"""And those that far, if with latitude and longitude exchanged they were so many times nearer."""
WAY_OFF = 2.0
"""A road this many times shorter than its ends are apart cannot be where they are said to be."""

Point = tuple[float, float]
"""Degrees north and east."""
Road = tuple[str, str, float]
"""The two ends of a road, and its km."""


def check_roads(draft: Draft) -> Iterator[Problem]:
    """Find roads that nobody would reach the end of within a year."""
    if draft.model == "camps":
        rules = draft.rules
        paces = [rules.km_per_day, *([rules.walking_km_per_day] if rules.starts_on_foot else [])]
        slowest = min(paces)
    else:
        slowest = draft.parameters.get("pace", DEFAULTS["pace"]).low
    for route in draft.of(Route):
        pace = route.pace or slowest
        if route.km > MOST_DAYS_ON_A_ROAD * pace:
            found = f"{route.km:g} km take {route.km / pace:.0f} days at {pace:g} km a day."
            why = "No road takes longer than a year."
            way = "correct the length, in km, or the pace, in km a day."
            yield Problem(f'routes.csv, line {route.line}, column "km"', found, why, (way,))


def doubtful_length(km: float, apart: float) -> str | None:
    """Say what is odd about a road of so many km between places so far apart, km; None if nothing is."""
    if km < SHORTEST * apart - ALLOWED_SHORT_KM:
        return f"{km:g} km is shorter than the great circle between its ends, {apart:.0f} km."
    if km > LONGEST * apart + ALLOWED_LONG_KM:
        said = f"{km:g} km is more than {LONGEST:g} times the great circle between its ends, {apart:.0f} km"
        in_metres = km / METRES
        if apart > 0 and doubtful_length(in_metres, apart) is None:
            return f"{said}; in metres it would be {in_metres:g} km."
        return f"{said}."
    return None


def doubtful_lengths(scenario: Scenario) -> Iterator[Problem]:
    """Find roads whose length does not fit where their ends are."""
    places = {place.place: place for place in scenario.places}
    for route in scenario.routes:
        apart = km_between(places[route.origin], places[route.destination])
        found = doubtful_length(route.km, apart)
        if found is not None:
            why = "Length and coordinates do not go together: correct one of them."
            yield Problem(f"routes.csv, line {route.line}", found, why)


def doubtful_coordinates(scenario: Scenario) -> Iterator[Problem]:
    """Find places at 0 north, 0 east, places far from all others, and latitudes in place of longitudes."""
    turned = exchanged(
        {place.place: (place.latitude, place.longitude) for place in scenario.places},
        [(route.origin, route.destination, route.km) for route in scenario.routes],
    )
    for place in scenario.places:
        where = f"places.csv, line {place.line}"
        others = [km_between(place, other) for other in scenario.places if other is not place]
        if place.latitude == 0 and place.longitude == 0:
            found = f'"{place.place}" is at 0 north, 0 east, in the sea.'
            yield Problem(where, found, "So it is where coordinates are not known.")
        elif place.place in turned:
            found = f'the latitude and longitude of "{place.place}" look exchanged.'
            yield Problem(where, found, "Its roads would be long enough if they were.")
        elif others and _would_be_near(place, scenario, min(others)):
            found = f'the latitude and longitude of "{place.place}" look exchanged.'
            yield Problem(where, found, "It would be near another place if they were.")
        elif others and min(others) > FAR_KM:
            found = f'"{place.place}" is {min(others):.0f} km from the nearest other place.'
            yield Problem(where, found)


def exchanged(points: Mapping[str, Point], roads: Sequence[Road]) -> list[str]:
    """Name the places whose latitude and longitude look exchanged: their roads would be long enough if they were."""
    neighbours: dict[str, list[tuple[str, float]]] = {name: [] for name in points}
    for one, other, km in roads:
        neighbours[one].append((other, km))
        neighbours[other].append((one, km))
    found: list[str] = []
    # A place with many roads is looked at first, so that it is not its neighbours that are blamed.
    for name in sorted(neighbours, key=lambda name: -len(neighbours[name])):
        others = [(points[other], km) for other, km in neighbours[name] if other not in found]
        if _look_exchanged(points[name], others):
            found.append(name)
    return found


def _look_exchanged(point: Point, roads: Sequence[tuple[Point, float]]) -> bool:
    """Whether all neighbours are too far as the place stands, and near enough the other way."""
    latitude, longitude = point
    return bool(roads) and all(
        KM_PER_DEGREE * abs(latitude - other[0]) > WAY_OFF * km
        and KM_PER_DEGREE * abs(longitude - other[0]) <= WAY_OFF * km
        and KM_PER_DEGREE * abs(latitude - other[1]) <= WAY_OFF * km
        for other, km in roads
    )


def _would_be_near(place: Place, scenario: Scenario, nearest: float) -> bool:
    """Whether a place that is far from all others were near one with its coordinates exchanged."""
    if nearest < TURNED_KM or abs(place.longitude) > 90.0:  # no latitude
        return False
    return any(
        great_circle_km(place.longitude, place.latitude, other.latitude, other.longitude)
        < TURNED * nearest
        for other in scenario.places
        if other is not place
    )
