"""Routes of a blank scenario: each place to those nearest, and no place cut off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from homeward.numerics.globe import great_circle_km
from homeward.scenario.blank import defaults
from homeward.scenario.blank.answers import Refuge, Unit
from homeward.scenario.blank.defaults import Cells
from homeward.scenario.blank.named import named

NEAREST = 3
"""Ways lead from each place to so many of those nearest, and to whatever would be cut off."""


def route_rows(places: Sequence[Unit | Refuge]) -> Iterator[Cells]:
    """Give the rows of routes.csv."""
    for one, other, km in ways(places):
        yield {
            "route": f"{named(one.name)}_{named(other.name)}",
            "from": named(one.name),
            "to": named(other.name),
            "km": max(round(km * defaults.ROAD.value, 1), 1.0),
            "claims": defaults.ROAD.claims,
        }


def ways(places: Sequence[Unit | Refuge]) -> list[tuple[Unit | Refuge, Unit | Refuge, float]]:
    """Join each place to those nearest, and all of them by the shortest ways, km as the crow flies."""
    n_place = len(places)
    km = [
        [great_circle_km(a.latitude, a.longitude, b.latitude, b.longitude) for b in places]
        for a in places
    ]
    pairs = {
        (min(one, other), max(one, other))
        for one in range(n_place)
        for other in sorted(range(n_place), key=lambda at, one=one: km[one][at])[1 : NEAREST + 1]
    }
    joined = {0}
    while len(joined) < n_place:
        outside = [at for at in range(n_place) if at not in joined]
        near, far = min(
            ((a, b) for a in joined for b in outside), key=lambda pair: km[pair[0]][pair[1]]
        )
        pairs.add((min(near, far), max(near, far)))
        joined.add(far)
    return [(places[one], places[other], km[one][other]) for one, other in sorted(pairs)]
