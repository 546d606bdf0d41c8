"""Countries as polygons, and whether a straight way leads over water (Natural Earth 1:50 million, decision 34)."""

from __future__ import annotations

from functools import cache

import shapely
from shapely.geometry import LineString, Polygon
from shapely.geometry.base import BaseGeometry
from shapely.ops import nearest_points

from homeward.results.figures.earth.layers import load_world

MOST_WATER = 0.05
"""Share of a straight way that may lie over water: outlines of coasts are simplified."""
INLAND_DEGREES = 0.05
TOUCHING_DEGREES = 0.1


@cache
def countries() -> dict[str, BaseGeometry]:
    """Return the outline of every country, by three letters."""
    world = load_world()
    layer, rings = (
        world.countries,
        list[tuple[int, list[tuple[float, float]], list[list[tuple[float, float]]]]](),
    )
    for index in range(len(layer.starts)):
        line = [(float(x), float(y)) for x, y in layer.line(index)]
        if layer.is_marked[index] and rings:
            rings[-1][2].append(line)
        else:
            rings.append((int(layer.feature[index]), line, []))
    parts: dict[str, list[BaseGeometry]] = {}
    for feature, outer, holes in rings:
        made = shapely.make_valid(Polygon(outer, holes))
        parts.setdefault(world.ids[feature], []).append(made)
    return {code: shapely.union_all(several) for code, several in parts.items()}


@cache
def land() -> tuple[shapely.STRtree, list[BaseGeometry]]:
    """Return the outlines of all countries, to be searched."""
    several = list(countries().values())
    return shapely.STRtree(several), several


def is_over_land(start: tuple[float, float], end: tuple[float, float]) -> bool:
    """Tell whether a straight line between two points, latitude and longitude, stays on land."""
    line = LineString([start[::-1], end[::-1]])
    if line.length == 0:
        return True
    tree, several = land()
    near = [several[at] for at in tree.query(line, predicate="intersects")]
    over = sum(line.intersection(one).length for one in near)
    return over >= (1 - MOST_WATER) * line.length


def adjoin(one: str, other: str) -> bool:
    """Tell whether two countries have a border on land."""
    known = countries()
    return one in known and other in known and known[one].distance(known[other]) < TOUCHING_DEGREES


def nearest_inside(code: str, to: BaseGeometry) -> tuple[float, float] | None:
    """Return the point of a country nearest to something, a little inside: latitude and longitude."""
    outline = countries().get(code)
    if outline is None:
        return None
    inner = outline.buffer(-INLAND_DEGREES)
    on_edge, _ = nearest_points(inner if not inner.is_empty else outline, to)
    return round(on_edge.y, 4), round(on_edge.x, 4)
