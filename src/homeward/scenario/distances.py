"""Roads and coordinates that do not go together: a slip of unit, or of north and east (model §2.8)."""

from __future__ import annotations

from collections.abc import Iterator

from homeward.errors import Problem
from homeward.numerics.globe import great_circle_km
from homeward.scenario.draft import Draft
from homeward.scenario.parameters import DEFAULTS
from homeward.scenario.places import Place
from homeward.scenario.scenario import Scenario

SHORTEST, LONGEST = 0.9, 4.0
"""Times the great circle between its ends that a road may be long before it is doubted."""
ALLOWED_SHORT_KM, ALLOWED_LONG_KM = 5.0, 20.0
"""And so many km shorter or longer, as places are wider than points."""
MOST_DAYS_ON_A_ROAD = 366
METRES = 1000.0
FAR_KM = 5000.0
"""Places that far from every other are doubted."""


def check_roads(draft: Draft) -> Iterator[Problem]:
    """Find roads that nobody would reach the end of within a year."""
    if draft.displacement == "registered":
        rules = draft.rules
        paces = [rules.km_per_day, *([rules.walking_km_per_day] if rules.starts_on_foot else [])]
        slowest = min(paces)
    else:
        slowest = draft.parameters.get("pace", DEFAULTS["pace"]).low
    for route in draft.routes:
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
        apart = _apart(places[route.origin], places[route.destination])
        found = doubtful_length(route.km, apart)
        if found is not None:
            why = "Length and coordinates do not go together: correct one of them."
            yield Problem(f"routes.csv, line {route.line}", found, why)


def doubtful_coordinates(scenario: Scenario) -> Iterator[Problem]:
    """Find places at 0 north, 0 east, and places on the other side of the globe."""
    for place in scenario.places:
        where = f"places.csv, line {place.line}"
        others = [_apart(place, other) for other in scenario.places if other is not place]
        if place.latitude == 0 and place.longitude == 0:
            found = f'"{place.place}" is at 0 north, 0 east, in the sea.'
            yield Problem(where, found, "So it is where coordinates are not known.")
        elif others and min(others) > FAR_KM:
            found = f'"{place.place}" is {min(others):.0f} km from the nearest other place.'
            yield Problem(where, found, _exchanged(place, scenario))


def _exchanged(place: Place, scenario: Scenario) -> str:
    """Say so where a place would be near others if its latitude were its longitude."""
    turned = [
        great_circle_km(place.longitude, place.latitude, other.latitude, other.longitude)
        for other in scenario.places
        if other is not place and abs(place.longitude) <= 90
    ]
    return "Its latitude and longitude look exchanged." if turned and min(turned) < FAR_KM else ""


def _apart(one: Place, other: Place) -> float:
    return great_circle_km(one.latitude, one.longitude, other.latitude, other.longitude)
