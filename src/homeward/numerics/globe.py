"""Distances on the globe (model §2.6)."""

from __future__ import annotations

import math

EARTH_KM = 6371.0
"""Radius of the Earth."""


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
