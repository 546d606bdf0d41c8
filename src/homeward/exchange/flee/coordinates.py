"""Coordinates that look exchanged: by the header, or by the roads of a place."""

from __future__ import annotations

from collections.abc import Sequence

from homeward.exchange.flee.findings import Findings
from homeward.exchange.flee.locations import LATITUDE, LOCATIONS_FILE, FleePlace, InstancePlaces
from homeward.numerics.globe import km_between
from homeward.scenario.checks.distances import doubtful_length, exchanged

Road = tuple[FleePlace, FleePlace, float, str]
"""The two ends of a road, its km, and where it stands."""


def doubt_coordinates(places: InstancePlaces, roads: Sequence[Road], findings: Findings) -> None:
    """Warn of latitudes and longitudes that look exchanged."""
    headers = [name.lower() for name in places.header[LATITUDE : LATITUDE + 2]]
    if headers and headers[0].startswith("lon"):
        what = "the header names the longitude before the latitude."
        findings.warn(LOCATIONS_FILE, what, "The fourth column is read as the latitude.")
    turned = exchanged(
        {name: (place.latitude, place.longitude) for name, place in places.by_name.items()},
        [(one.name, other.name, km) for one, other, km, _ in roads],
    )
    for name in turned:
        what = f'the latitude and longitude of "{name}" look exchanged.'
        why = "Its roads would be long enough if they were."
        findings.warn(places.by_name[name].row.where, what, why)
    for road in roads:
        _doubt_length(*road, turned, findings)


def _doubt_length(
    one: FleePlace,
    other: FleePlace,
    km: float,
    where: str,
    turned: Sequence[str],
    findings: Findings,
) -> None:
    """Warn of a road whose length does not fit where its ends are said to be, unless that has been doubted."""
    ends = (one, other)
    if any(end.name in turned or not (end.latitude or end.longitude) for end in ends):
        return
    found = doubtful_length(km, km_between(one, other))
    if found is not None:
        findings.warn(where, f'from "{one.name}" to "{other.name}", {found}')
