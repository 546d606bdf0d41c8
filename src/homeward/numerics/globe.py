"""Distances on the globe (model §2.6)."""

from __future__ import annotations

import math
from typing import Protocol

EARTH_KM = 6371.0
"""Radius of the Earth."""
KM_PER_DEGREE = 111.2
"""Kilometres of a degree of latitude."""


class Located(Protocol):
    """Whatever is somewhere on the globe, degrees."""

    @property
    def latitude(self) -> float: ...  # noqa: D102

    @property
    def longitude(self) -> float: ...  # noqa: D102


def great_circle_km(
    latitude: float, longitude: float, to_latitude: float, to_longitude: float
) -> float:
    """Distance between two points on the globe, in km (haversine)."""
    north, south = math.radians(latitude), math.radians(to_latitude)
    across = math.radians(to_longitude - longitude) / 2
    along = (south - north) / 2
    square = math.sin(along) ** 2 + math.cos(north) * math.cos(south) * math.sin(across) ** 2
    # Rounding takes points on opposite sides of the Earth beyond 1.
    return 2 * EARTH_KM * math.asin(math.sqrt(min(square, 1.0)))


def km_between(one: Located, other: Located) -> float:
    """Distance between the two, in km."""
    return great_circle_km(one.latitude, one.longitude, other.latitude, other.longitude)
