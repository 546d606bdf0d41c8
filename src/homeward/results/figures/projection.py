"""Where a place is on the map: an equal-scale projection around the homes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from homeward.numerics.globe import KM_PER_DEGREE
from homeward.results.figures.svg import Point
from homeward.scenario.rows.places import Place

_FAR = 1.4
"""Places abroad farther from the homes than this many times the farthest place inside are far."""
_LEAST_SPAN_KM = 40.0


@dataclass(frozen=True)
class Projection:
    """Longitude and latitude to points of a picture; true to scale at its middle.

    Parameters
    ----------
    scale
        Points of the picture per km.
    """

    width: float
    height: float
    longitude: float
    latitude: float
    scale: float

    def point(self, longitude: float, latitude: float) -> Point:
        """Where it is, even outside the picture."""
        narrowing = math.cos(math.radians(self.latitude))
        east = (longitude - self.longitude) * KM_PER_DEGREE * narrowing
        north = (latitude - self.latitude) * KM_PER_DEGREE
        return self.width / 2 + east * self.scale, self.height / 2 - north * self.scale

    def at_margin(self, longitude: float, latitude: float, margin: float) -> Point:
        """Where the way to a far place leaves the picture."""
        x, y = self.point(longitude, latitude)
        east, south = x - self.width / 2, y - self.height / 2
        reach = max(
            abs(east) / (self.width / 2 - margin), abs(south) / (self.height / 2 - margin), 1.0
        )
        return self.width / 2 + east / reach, self.height / 2 + south / reach

    @property
    def corners(self) -> tuple[float, float, float, float]:
        """West, south, east and north edges, degrees."""
        narrowing = math.cos(math.radians(self.latitude))
        wide = self.width / 2 / self.scale / KM_PER_DEGREE / narrowing
        high = self.height / 2 / self.scale / KM_PER_DEGREE
        return (
            self.longitude - wide,
            self.latitude - high,
            self.longitude + wide,
            self.latitude + high,
        )


def far_places(places: Sequence[Place]) -> frozenset[str]:
    """Places abroad that are too far to be drawn where they are."""
    inside = [place for place in places if place.kind != "abroad"]
    if not inside:
        return frozenset()
    homes = [place for place in places if place.is_home] or inside
    middle = (
        sum(place.longitude for place in homes) / len(homes),
        sum(place.latitude for place in homes) / len(homes),
    )
    reach = max(_LEAST_SPAN_KM, *(_distance(place, middle) for place in inside))
    return frozenset(
        place.place
        for place in places
        if place.kind == "abroad" and _distance(place, middle) > _FAR * reach
    )


def _distance(place: Place, middle: tuple[float, float]) -> float:
    east = (place.longitude - middle[0]) * math.cos(math.radians(middle[1]))
    return math.hypot(east, place.latitude - middle[1]) * KM_PER_DEGREE


def fit(places: Sequence[Place], width: float, height: float, margin: float) -> Projection:
    """Fit a projection to some places, with a margin around them."""
    west = min(place.longitude for place in places)
    east = max(place.longitude for place in places)
    south = min(place.latitude for place in places)
    north = max(place.latitude for place in places)
    latitude = (south + north) / 2
    narrowing = math.cos(math.radians(latitude))
    wide = max((east - west) * KM_PER_DEGREE * narrowing, _LEAST_SPAN_KM)
    high = max((north - south) * KM_PER_DEGREE, _LEAST_SPAN_KM)
    scale = min((width - 2 * margin) / wide, (height - 2 * margin) / high)
    return Projection(width, height, (west + east) / 2, latitude, scale)
