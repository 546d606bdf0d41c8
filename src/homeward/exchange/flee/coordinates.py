"""Coordinates that look exchanged: by the header, or by the roads of a place."""

from __future__ import annotations

from collections.abc import Sequence

from homeward.exchange.flee.findings import Findings
from homeward.exchange.flee.locations import LATITUDE, LOCATIONS_FILE, FleePlace, Places
from homeward.numerics.globe import great_circle_km
from homeward.scenario.distances import doubtful_length

KM_PER_DEGREE = 111.2
"""Kilometres of a degree of latitude."""

WAY_OFF = 2.0
"""A road this many times shorter than its ends are apart cannot be where they are said to be."""

Road = tuple[FleePlace, FleePlace, float, str]
"""The two ends of a road, its km, and where it stands."""


def doubt_coordinates(places: Places, roads: Sequence[Road], findings: Findings) -> None:
    """Warn of latitudes and longitudes that look exchanged."""
    headers = [name.lower() for name in places.header[LATITUDE : LATITUDE + 2]]
    if headers and headers[0].startswith("lon"):
        what = "the header names the longitude before the latitude."
        findings.warn(LOCATIONS_FILE, what, "The fourth column is read as the latitude.")
    neighbours: dict[str, list[tuple[FleePlace, float]]] = {name: [] for name in places.by_name}
    for one, other, km, _ in roads:
        neighbours[one.name].append((other, km))
        neighbours[other.name].append((one, km))
    exchanged: set[str] = set()
    # A place with many roads is looked at first, so that it is not its neighbours that are blamed.
    for name in sorted(neighbours, key=lambda name: -len(neighbours[name])):
        others = [(other, km) for other, km in neighbours[name] if other.name not in exchanged]
        if _look_exchanged(places.by_name[name], others):
            exchanged.add(name)
            what = f'the latitude and longitude of "{name}" look exchanged.'
            why = "Its roads would be long enough if they were."
            findings.warn(places.by_name[name].row.where, what, why)
    for road in roads:
        _doubt_length(*road, exchanged, findings)


def _doubt_length(
    one: FleePlace,
    other: FleePlace,
    km: float,
    where: str,
    exchanged: set[str],
    findings: Findings,
) -> None:
    """Warn of a road whose length does not fit where its ends are said to be, unless that has been doubted."""
    ends = (one, other)
    if any(end.name in exchanged or not (end.latitude or end.longitude) for end in ends):
        return
    apart = great_circle_km(one.latitude, one.longitude, other.latitude, other.longitude)
    found = doubtful_length(km, apart)
    if found is not None:
        findings.warn(where, f'from "{one.name}" to "{other.name}", {found}')


def _look_exchanged(place: FleePlace, roads: Sequence[tuple[FleePlace, float]]) -> bool:
    """Whether all neighbours are too far as the place stands, and near enough the other way."""
    return bool(roads) and all(
        KM_PER_DEGREE * abs(place.latitude - other.latitude) > WAY_OFF * km
        and KM_PER_DEGREE * abs(place.longitude - other.latitude) <= WAY_OFF * km
        and KM_PER_DEGREE * abs(place.latitude - other.longitude) <= WAY_OFF * km
        for other, km in roads
    )
