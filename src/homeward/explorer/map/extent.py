"""What part of the world a scenario takes place in."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from homeward.numerics.globe import KM_PER_DEGREE
from homeward.results.figures.earth.layers import LEVANT, Box
from homeward.results.figures.projection import far_places
from homeward.scenario.rows.places import Place

_MARGIN = 0.08
"""Of the width and height, on each side."""
_LEAST_SPAN_KM = 60.0
_TURN = 360.0
_NORTHMOST = 85.0
"""Degrees: the edge of a map in Mercator's projection; places beyond are drawn at its margin."""
_WIDEST, _NARROWEST = 2.8, 0.45
"""Width by height of the widest and the narrowest picture that is to be filled with land."""
_BEYOND = 1.1


@dataclass(frozen=True)
class Extent:
    """A rectangle around the places of a scenario that are near, and what is drawn around it.

    Parameters
    ----------
    box
        The places that are near, and a margin. East may be more than 180: across the date line.
    reach
        To be drawn, so that a picture of any shape is filled.
    far
        Places too far to be drawn where they are, in the order of the scenario.
    """

    box: Box
    reach: Box
    far: tuple[str, ...]

    @property
    def is_in_levant(self) -> bool:
        """Whether there is 1:10 million of it."""
        return _is_within(self.box, LEVANT)


def find_extent(places: Sequence[Place]) -> Extent:
    """Find the extent of a scenario: far places must not make it small."""
    turned = [_turned(place, places[0].longitude) for place in places]
    beyond = {place.place for place in turned if abs(place.latitude) > _NORTHMOST}
    on_map = [place for place in turned if place.place not in beyond]
    far = far_places(on_map) | beyond
    near = [place for place in on_map if place.place not in far]
    box = _with_margin(near) if near else (-_TURN / 2, -_NORTHMOST, _TURN / 2, _NORTHMOST)
    reach = _reach(box)
    return Extent(
        box=box,
        reach=_clipped(reach, LEVANT) if _is_within(box, LEVANT) else reach,
        far=tuple(place.place for place in places if place.place in far),
    )


def _turned(place: Place, longitude: float) -> Place:
    """Put a place on the same turn of the globe as a longitude: at most half of one away."""
    scheduler = round((longitude - place.longitude) / _TURN)
    if not scheduler:
        return place
    return place.model_copy(update={"longitude": place.longitude + scheduler * _TURN})


def _with_margin(near: Sequence[Place]) -> Box:
    west, east = min(place.longitude for place in near), max(place.longitude for place in near)
    south, north = min(place.latitude for place in near), max(place.latitude for place in near)
    narrowing = _narrowing(south, north)
    least = _LEAST_SPAN_KM / KM_PER_DEGREE
    wide = max((east - west) * (1 + 2 * _MARGIN), least / narrowing)
    high = max((north - south) * (1 + 2 * _MARGIN), least)
    return _around((west + east) / 2, (south + north) / 2, wide, high)


def _reach(box: Box) -> Box:
    """Widen and heighten a rectangle until pictures of all shapes are filled."""
    west, south, east, north = box
    narrowing = _narrowing(south, north)
    wide, high = (east - west) * narrowing, north - south
    return _around(
        (west + east) / 2,
        (south + north) / 2,
        max(wide, high * _WIDEST) / narrowing * _BEYOND,
        max(high, wide / _NARROWEST) * _BEYOND,
    )


def _narrowing(south: float, north: float) -> float:
    """How much shorter a degree of longitude is than one of latitude, in the middle."""
    return math.cos(math.radians(min(abs(south + north) / 2, _NORTHMOST)))


def _around(longitude: float, latitude: float, wide: float, high: float) -> Box:
    wide = min(wide, _TURN)
    west = longitude - wide / 2
    scheduler = math.floor((west + _TURN / 2) / _TURN)
    west -= scheduler * _TURN
    south, north = max(latitude - high / 2, -_NORTHMOST), min(latitude + high / 2, _NORTHMOST)
    return (west, south, west + wide, north)


def _is_within(box: Box, frame: Box) -> bool:
    return _clipped(box, frame) == box


def _clipped(box: Box, frame: Box) -> Box:
    return (
        max(box[0], frame[0]),
        max(box[1], frame[1]),
        min(box[2], frame[2]),
        min(box[3], frame[3]),
    )
