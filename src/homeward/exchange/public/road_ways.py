"""Lengths of ways between places along roads of OpenStreetMap, of an extract or of a layer (decision 34)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import dijkstra
from scipy.spatial import KDTree

from homeward.errors import Problem, ScenarioError
from homeward.exchange.public.geometry_files import Features
from homeward.exchange.public.layouts import plain
from homeward.libraries import load_optional
from homeward.numerics.globe import EARTH_KM

DRIVEN = frozenset(
    [
        "motorway",
        "trunk",
        "primary",
        "secondary",
        "tertiary",
        "unclassified",
        "residential",
        "track",
        "road",
        "motorway_link",
        "trunk_link",
        "primary_link",
        "secondary_link",
        "tertiary_link",
    ]
)
"""Kinds of roads that people travel far on."""
FAR_KM = 50.0
"""From a place to the nearest road; farther, the place has none."""
_SAME = 6
"""Digits of degrees to which ends of lines are the same: a decimetre."""


@dataclass(frozen=True)
class Roads:
    """A network.

    Parameters
    ----------
    points
        (node, 2): latitude and longitude, degrees.
    start, end
        (piece): node.
    """

    points: NDArray[np.float64]
    start: NDArray[np.int64]
    end: NDArray[np.int64]


def read_extract(path: Path, name: str) -> Roads:
    """Read the roads of an extract (.osm.pbf or .osm).

    Raises
    ------
    ScenarioError
        If osmium is not installed, or the file is damaged.
    """
    osmium = load_optional("osmium", "public", "to read an extract of OpenStreetMap")
    lines: list[list[tuple[float, float]]] = []
    try:
        processor = osmium.FileProcessor(
            str(path), osmium.osm.NODE | osmium.osm.WAY
        ).with_locations()
        for thing in processor.with_filter(osmium.filter.KeyFilter("highway")):
            if thing.is_way() and thing.tags.get("highway") in DRIVEN:
                points = [(node.lat, node.lon) for node in thing.nodes if node.location.valid()]
                lines.append(points)
    except Exception as error:
        found = f"it cannot be read as an extract of OpenStreetMap: {error}."
        raise ScenarioError(Problem(name, found, "", ("download it again.",))) from error
    return _network(lines)


def read_layer(layer: Features) -> Roads:
    """Read the roads of a layer, as HOT exports them."""
    names = [plain(name) for name in layer.names]
    at = names.index("highway")
    lines = [
        [(y, x) for x, y, *_ in part.coords]
        for feature in layer.features
        if feature.geometry is not None and feature.cells[at] in DRIVEN
        for part in getattr(feature.geometry, "geoms", [feature.geometry])
        if part.geom_type == "LineString"
    ]
    return _network(lines)


def _network(lines: Sequence[Sequence[tuple[float, float]]]) -> Roads:
    nodes: dict[tuple[float, float], int] = {}
    start: list[int] = []
    end: list[int] = []
    for line in lines:
        numbers = [
            nodes.setdefault((round(latitude, _SAME), round(longitude, _SAME)), len(nodes))
            for latitude, longitude in line
        ]
        start.extend(numbers[:-1])
        end.extend(numbers[1:])
    points = np.array(list(nodes), dtype=float).reshape(-1, 2)
    return Roads(points, np.array(start, dtype=np.int64), np.array(end, dtype=np.int64))


def great_circles(one: NDArray[np.float64], other: NDArray[np.float64]) -> NDArray[np.float64]:
    """(pair): km between points (pair, 2) of latitude and longitude."""
    first, second = np.radians(one), np.radians(other)
    half = np.sin((second - first) / 2) ** 2
    square = half[:, 0] + np.cos(first[:, 0]) * np.cos(second[:, 0]) * half[:, 1]
    return 2 * EARTH_KM * np.arcsin(np.sqrt(np.minimum(square, 1.0)))


def road_lengths(
    roads: Roads, places: Sequence[tuple[float, float]], pairs: Sequence[tuple[int, int]]
) -> Iterator[float | None]:
    """Give the length of each way along roads, km; None where no road joins its ends.

    Parameters
    ----------
    places
        Latitude and longitude, degrees.
    pairs
        Index of the two places of each way.
    """
    if not len(roads.points):
        yield from (None for _ in pairs)
        return
    where = np.array(places, dtype=float).reshape(-1, 2)
    scale = np.array([1.0, np.cos(np.radians(where[:, 0].mean()))])
    near = np.asarray(KDTree(roads.points * scale).query(where * scale)[1])
    to_road = great_circles(where, roads.points[near])
    km = great_circles(roads.points[roads.start], roads.points[roads.end])
    size = len(roads.points)
    graph = coo_array((np.maximum(km, 1e-6), (roads.start, roads.end)), shape=(size, size)).tocsr()
    starts = sorted({one for one, _ in pairs})
    row = {one: at for at, one in enumerate(starts)}
    length = dijkstra(graph, directed=False, indices=near[starts])
    for one, other in pairs:
        along = float(length[row[one], near[other]])
        is_there = np.isfinite(along) and to_road[one] <= FAR_KM and to_road[other] <= FAR_KM
        yield along + float(to_road[one] + to_road[other]) if is_there else None
