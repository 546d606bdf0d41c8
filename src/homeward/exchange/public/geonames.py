"""GeoNames: a dump of a country, whose largest town within an outline is where an area's people are (decision 41)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pycountry

from homeward.exchange.public.areas import Area
from homeward.exchange.public.layouts import LAYOUTS
from homeward.exchange.public.point_in_area import NOWHERE, AreaIndex
from homeward.exchange.public.public_cells import Unread, read_count, read_degrees
from homeward.exchange.public.sheets import RawSheet
from homeward.exchange.public.tables import Met, Table

_NAMES = (
    "geonameid name asciiname alternatenames latitude longitude feature_class feature_code country_code cc2 "
    "admin1_code admin2_code admin3_code admin4_code population elevation dem timezone modification_date"
)
NAMES: tuple[str, ...] = tuple(_NAMES.split())
"""Columns of a dump, which has no header."""
GEONAMES = next(one for one in LAYOUTS if one.name == "geonames")
TOWN = "P"


@dataclass(frozen=True)
class Town:
    """A populated place; its people are never added to anything, as GeoNames has them of any year."""

    latitude: float
    longitude: float
    people: float


def dump_without_header(sheet: RawSheet) -> Table | None:
    """Take a file without a header for a dump of GeoNames, if its first row reads as one."""
    first = next(iter(sheet.rows()), None)
    cells = list(first[1]) if first is not None else []
    if len(cells) != len(NAMES) or not cells[0].isdecimal():
        return None
    row: dict[str, str] = dict(zip(NAMES, cells, strict=True))
    is_place = re.fullmatch(r"[AHLPRSTUV]?", row["feature_class"]) is not None
    return Table(sheet, GEONAMES, NAMES, 0) if is_place and _town(row) is not None else None


def _town(row: dict[str, str]) -> Town | None:
    try:
        where = read_degrees(row["latitude"], 90), read_degrees(row["longitude"], 180)
        return Town(*where, read_count(row["population"]) or 0.0)
    except Unread:
        return None


def read_towns(table: Table, iso3: str) -> Iterator[Town]:
    """Read the populated places of a country whose number of people is known."""
    country = pycountry.countries.get(alpha_3=iso3)
    code = country.alpha_2 if country else iso3

    def town_of(row: dict[str, str]) -> Town | None:
        is_here = row["country_code"].strip() == code and row["feature_class"].strip() == TOWN
        town = _town(row) if is_here else None
        return town if town is not None and town.people > 0 else None

    return table.made(town_of, Met())


def at_largest_towns(areas: Sequence[Area], towns: Sequence[Town]) -> tuple[list[Area], int]:
    """Move the centre of each area to the largest town within its outline.

    Returns
    -------
    The areas, and how many were moved: those without an outline or a town stay
    """
    order = sorted(towns, key=lambda town: town.people)
    index = AreaIndex(areas)
    if index.is_by_centre:
        return list(areas), 0
    points = np.array([[town.latitude, town.longitude] for town in order], dtype=float).reshape(
        -1, 2
    )
    found = index.find(points[:, 0], points[:, 1]).tolist()
    largest = {at: town for at, town in zip(found, order, strict=True) if at != NOWHERE}
    moved = [
        replace(area, latitude=largest[at].latitude, longitude=largest[at].longitude)
        if at in largest
        else area
        for at, area in enumerate(areas)
    ]
    return moved, len(largest)
