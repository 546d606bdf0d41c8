"""Areas of a country at one level: codes, names, centres and outlines, of one or several files (decision 34)."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import pycountry
import shapely
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from homeward.exchange.public.layouts import level_of, pcode_column, plain
from homeward.exchange.public.public_cells import Unread, read_code, read_count, read_degrees
from homeward.exchange.public.tables import Table

NEAR_DEGREES = 0.2
"""How far from all outlines a point may lie and still be in the nearest: outlines are simplified."""
_NAMES = ("name", "en", "fr", "es", "pt", "name_en", "name_fr", "name_es", "ref_name", "ref_n")


@dataclass(frozen=True)
class Area:
    """One area.

    Parameters
    ----------
    parents
        Codes of the areas it is in, the country's first.
    km2
        Its size; 0 where it is not known.
    outline
        Polygons; None where they are not known.
    """

    pcode: str
    level: int
    label: str
    parents: tuple[str, ...]
    latitude: float
    longitude: float
    km2: float = 0.0
    outline: BaseGeometry | None = None


def prefixes(iso3: str) -> tuple[str, ...]:
    """Return the letters that codes of a country begin with: two, or three."""
    country = pycountry.countries.get(alpha_3=iso3)
    return (country.alpha_2, iso3) if country else (iso3,)


def read_areas(
    names: Sequence[str],
    rows: Iterable[tuple[Sequence[str], BaseGeometry | None]],
    level: int,
    iso3: str,
) -> Iterator[Area]:
    """Read the areas of a country at the level that a file is of.

    Parameters
    ----------
    names
        Columns, as `plain` writes them.
    rows
        Cells, and the outline if there is one.
    level
        The deepest level that the file has codes of.
    """
    at = {depth: pcode_column(names, depth) for depth in range(level + 1)}
    own = at[level]
    label = _label_column(names, level)
    centre = [_first(names, "center_lat"), _first(names, "center_lon")]
    size = _first(names, "area_sqkm")
    if own is None:
        return
    for cells, outline in rows:
        code = read_code(cells[own])
        country = read_code(cells[at[0]]) if at[0] is not None else ""
        if not code or not _is_of(code, country, iso3):
            continue
        where = _centre([cells[one] if one is not None else "" for one in centre], outline)
        if where is None:
            continue
        parents = [
            read_code(cells[one]) if one is not None else ""
            for one in (at[depth] for depth in range(level))
        ]
        name = cells[label].strip() if label is not None else ""
        yield Area(
            code, level, name or code, tuple(parents), *where, _km2(cells, size, outline), outline
        )


def _is_of(code: str, country: str, iso3: str) -> bool:
    known = prefixes(iso3)
    return country in known if country else code.startswith(known)


def _first(names: Sequence[str], *wanted: str) -> int | None:
    return next((names.index(name) for name in wanted if name in names), None)


def _label_column(names: Sequence[str], level: int) -> int | None:
    wanted = [
        f"{stem}{level}{joint}{name}"
        for name in _NAMES
        for stem in ("adm", "admin")
        for joint in ("_", "")
    ]
    return _first(names, *wanted)


def _centre(cells: list[str], outline: BaseGeometry | None) -> tuple[float, float] | None:
    """Return the centre that the file gives if it lies inside, else one that does; None if nothing is known."""
    try:
        latitude, longitude = read_degrees(cells[0], 90), read_degrees(cells[1], 180)
        if outline is None or outline.is_empty or outline.covers(Point(longitude, latitude)):
            return latitude, longitude
    except Unread:
        pass
    if outline is None or outline.is_empty:
        return None
    inside = outline.representative_point()
    return round(inside.y, 5), round(inside.x, 5)


def _km2(cells: Sequence[str], size: int | None, outline: BaseGeometry | None) -> float:
    try:
        said = read_count(cells[size]) if size is not None else None
    except Unread:
        said = None
    if said is None and outline is not None and not outline.is_empty:
        return outline.area * 111.2**2 * math.cos(math.radians(outline.centroid.y))
    return said or 0.0


def read_centres(table: Table, iso3: str) -> Iterator[Area]:
    """Read a table of codes, latitudes and longitudes made by hand."""
    level = level_of(table.names)
    code = table.column("pcode", "p_code") if level is None else pcode_column(table.names, level)
    latitude, longitude = table.column("latitude", "lat"), table.column("longitude", "lon", "long")
    label = table.column("label", "name")
    if code is None or latitude is None or longitude is None:
        return
    for line, cells in table.rows():
        given = read_code(cells[code])
        if not given.startswith(prefixes(iso3)):
            continue
        try:
            where = (read_degrees(cells[latitude], 90), read_degrees(cells[longitude], 180))
        except Unread as error:
            raise Unread(f"line {line}: {error}") from None
        name = cells[label].strip() if label is not None else ""
        yield Area(given, level or 0, name or given, (), *where)


def at_level(areas: Sequence[Area], level: int) -> list[Area]:
    """Bring areas to a level: those of finer ones are joined, outlines and all.

    Returns
    -------
    Areas of that level; empty if these are coarser
    """
    groups: dict[str, list[Area]] = defaultdict(list)
    for area in areas:
        code = (
            area.pcode
            if area.level == level
            else (area.parents[level] if area.level > level else "")
        )
        if code:
            groups[code].append(area)
    return [
        parts[0] if parts[0].level == level else _joined(code, parts, level)
        for code, parts in groups.items()
    ]


def _joined(code: str, parts: list[Area], level: int) -> Area:
    outlines = [one.outline for one in parts if one.outline is not None]
    outline = shapely.union_all(outlines) if outlines else None
    weights = [max(one.km2, 1.0) for one in parts]
    if outline is not None and not outline.is_empty:
        inside = outline.representative_point()
        where = (round(inside.y, 5), round(inside.x, 5))
    else:
        whole = sum(weights)
        where = (
            sum(one.latitude * weight for one, weight in zip(parts, weights, strict=True)) / whole,
            sum(one.longitude * weight for one, weight in zip(parts, weights, strict=True)) / whole,
        )
    size = sum(one.km2 for one in parts)
    return Area(code, level, code, parts[0].parents[:level], *where, size, outline)


def merged(several: Sequence[Sequence[Area]]) -> list[Area]:
    """Merge the areas of several files: the first that has an area counts, outlines and names taken from any.

    Codes that the first file with outlines does not have are left out: editions are not mixed.
    """
    order = sorted(several, key=lambda areas: -sum(one.outline is not None for one in areas))
    known: dict[str, Area] = {one.pcode: one for one in (order[0] if order else ())}
    for areas in order[1:]:
        for one in areas:
            mine = known.get(one.pcode)
            if mine is not None and mine.label == mine.pcode:
                known[one.pcode] = replace(mine, label=one.label)
    return list(known.values())


def name_of_columns(names: Iterable[str]) -> tuple[str, ...]:
    """Write the attributes of a layer as `plain` does."""
    return tuple(plain(name) for name in names)
