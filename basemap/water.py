"""Lakes and rivers, from files for each continent: those for the world are on a grid of four kilometres."""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import LineString, Polygon
from topology import Points, Topology, lines, polygons

_NEAR = 0.06
"""Degrees within which a river of the world is one that a continent has too."""
_LEAST_RIVER = 0.1
_CORNER = 0.7
"""Steps of the grid by which a corner may stand out before it is a corner of the river."""
_UNSEEN = 0.002
"""Degrees by which points that smoothing added may be left out again."""


def rivers(world: Topology, continents: list[Topology]) -> list[Points]:
    """Lines of all rivers, smoothed to undo the steps of the grid."""
    found = [line for one in continents for line in _smooth_rivers(one)]
    near = shapely.union_all([shapely.buffer(LineString(line), _NEAR) for line in found])
    for line in _smooth_rivers(world):
        left = shapely.difference(LineString(line), near)
        found += [
            shapely.get_coordinates(part)
            for part in shapely.get_parts(left)
            if part.length > _LEAST_RIVER
        ]
    return found


def lakes(world: Topology, continents: list[Topology]) -> list[Polygon]:
    """All lakes, smoothed likewise."""
    found = [lake for one in continents for lake in _smooth_lakes(one)]
    known = shapely.union_all(found)
    found += [
        lake
        for lake in _smooth_lakes(world)
        if shapely.intersection(lake, known).area < lake.area / 2
    ]
    return found


def _smooth_rivers(topology: Topology) -> list[Points]:
    drawn = [
        topology.degrees(topology.line(arcs))
        for shape in topology.shapes["rivers"]
        for arcs in lines(shape)
    ]
    return [_smooth(line, topology.step) for line in drawn if len(line) > 1]


def _smooth_lakes(topology: Topology) -> list[Polygon]:
    found: list[Polygon] = []
    for shape in topology.shapes["lakes"]:
        for arcs in polygons(shape):
            rings = [_smooth(topology.degrees(topology.line(ring)), topology.step) for ring in arcs]
            if len(rings[0]) < 4:
                continue
            lake = shapely.make_valid(
                Polygon(rings[0], [ring for ring in rings[1:] if len(ring) > 3])
            )
            found += [part for part in shapely.get_parts(lake) if part.geom_type == "Polygon"]
    return found


def _smooth(line: Points, step: NDArray[np.float64]) -> Points:
    """Leave out corners that the grid made, then cut each that is left twice (Chaikin)."""
    tolerance = _CORNER * float(step.max())
    line = shapely.get_coordinates(shapely.simplify(LineString(line), tolerance))
    for _ in range(2):
        line = _cut_corners(line)
    return shapely.get_coordinates(shapely.simplify(LineString(line), _UNSEEN))


def _cut_corners(line: Points) -> Points:
    """Replace each corner by two; the ends of a line stay, a ring stays closed."""
    if len(line) < 3:
        return line
    early, late = 0.75 * line[:-1] + 0.25 * line[1:], 0.25 * line[:-1] + 0.75 * line[1:]
    cut = np.stack((early, late), axis=1).reshape(-1, 2)
    if (line[0] == line[-1]).all():
        return np.concatenate((cut, cut[:1]))
    return np.concatenate((line[:1], cut[1:-1], line[-1:]))
