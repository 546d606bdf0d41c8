"""Ways between areas that adjoin, and to countries of asylum: great circles with a detour, never over water."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components
from scipy.spatial import KDTree

from homeward.exchange.public.areas import Area
from homeward.exchange.public.world_land import adjoin, is_over_land
from homeward.numerics.globe import great_circle_km, km_between

NEIGHBOUR_DEGREES = 0.05
"""How far outlines may lie apart and still adjoin: they are simplified."""
NEAREST = 5
"""Nearest areas that are taken for neighbours where no outlines are known."""
CROSSINGS = 2
"""Areas from which a way leads to a country that adjoins."""

Pair = tuple[int, int]


@dataclass(frozen=True)
class Way:
    """A way between two places, km."""

    start: str
    end: str
    km: float


def neighbours(areas: Sequence[Area]) -> list[Pair]:
    """Find the areas between which ways lead: those that adjoin, and what joins the parts that are not joined then."""
    outlines = [area.outline for area in areas if area.outline is not None]
    pairs: set[Pair] = set()
    if len(outlines) == len(areas) and areas:
        found = shapely.STRtree(outlines).query(
            outlines, predicate="dwithin", distance=NEIGHBOUR_DEGREES
        )
        pairs = {(int(one), int(other)) for one, other in found.T if one < other}
    elif len(areas) > 1:
        pairs = set(_nearest(areas))
    return sorted(pairs | set(_joining(areas, pairs)))


def _points(areas: Sequence[Area]) -> np.ndarray:
    scale = np.cos(np.radians(np.mean([area.latitude for area in areas])))
    return np.array([[area.latitude, area.longitude * scale] for area in areas])


def _nearest(areas: Sequence[Area]) -> Iterator[Pair]:
    points = _points(areas)
    near = np.asarray(KDTree(points).query(points, k=min(NEAREST + 1, len(areas)))[1])
    for one, others in enumerate(near):
        for other in others:
            # Itself is among them, and not the first where another stands on its spot.
            if other != one and _is_way(areas[one], areas[int(other)]):
                yield min(one, int(other)), max(one, int(other))


def _is_way(one: Area, other: Area) -> bool:
    return is_over_land((one.latitude, one.longitude), (other.latitude, other.longitude))


def _joining(areas: Sequence[Area], pairs: set[Pair]) -> Iterator[Pair]:
    """Join parts of the country by their nearest areas, where a straight way leads over land; islands stay alone."""
    if not areas:
        return
    rows = np.array([pair[0] for pair in pairs], dtype=np.int64)
    columns = np.array([pair[1] for pair in pairs], dtype=np.int64)
    graph = coo_array((np.ones(len(pairs)), (rows, columns)), shape=(len(areas), len(areas)))
    number, part = connected_components(graph, directed=False)
    if number == 1:
        return
    points = _points(areas)
    whole = int(np.bincount(part).argmax())
    rest = np.flatnonzero(part == whole)
    for one in range(number):
        mine = np.flatnonzero(part == one)
        if one == whole:
            continue
        apart = np.linalg.norm(points[mine][:, None] - points[rest][None], axis=2)
        at, to = np.unravel_index(int(apart.argmin()), apart.shape)
        if _is_way(areas[int(mine[at])], areas[int(rest[to])]):
            yield int(min(mine[at], rest[to])), int(max(mine[at], rest[to]))


def ways_inside(areas: Sequence[Area], names: dict[str, str], detour: float) -> Iterator[Way]:
    """Give the ways between areas that adjoin."""
    for one, other in neighbours(areas):
        start, end = areas[one], areas[other]
        km = km_between(start, end) * detour
        yield Way(names[start.pcode], names[end.pcode], max(round(km, 1), 1.0))


def ways_abroad(
    areas: Sequence[Area],
    names: dict[str, str],
    abroad: dict[str, tuple[str, float, float]],
    country: str,
    detour: float,
) -> tuple[list[Way], list[str]]:
    """Give the ways to countries of asylum: from the nearest areas to those that adjoin, through them to others.

    Parameters
    ----------
    abroad
        By country: its place, latitude and longitude.

    Returns
    -------
    The ways, and the countries that no way over land leads to
    """
    ways: list[Way] = []
    reached: list[str] = []
    left = list(abroad)
    for code in [one for one in abroad if adjoin(one, country)]:
        place, latitude, longitude = abroad[code]
        apart = sorted(
            (great_circle_km(area.latitude, area.longitude, latitude, longitude), area.pcode)
            for area in areas
        )
        ways.extend(
            Way(names[pcode], place, max(round(km * detour, 1), 1.0))
            for km, pcode in apart[:CROSSINGS]
        )
        reached.append(code)
        left.remove(code)
    while True:
        steps = [(one, other) for one in left for other in reached if adjoin(one, other)]
        if not steps:
            return ways, left
        for one in dict.fromkeys(code for code, _ in steps):
            through = [other for code, other in steps if code == one]
            place, latitude, longitude = abroad[one]
            apart = sorted(
                (great_circle_km(latitude, longitude, abroad[other][1], abroad[other][2]), other)
                for other in through
            )
            ways.append(
                Way(abroad[apart[0][1]][0], place, max(round(apart[0][0] * detour, 1), 1.0))
            )
            reached.append(one)
            left.remove(one)
