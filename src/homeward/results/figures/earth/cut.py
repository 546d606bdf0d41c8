"""Parts of countries, lakes, rivers and borders within a rectangle."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

import shapely
from shapely.geometry import LineString, Polygon
from shapely.geometry.polygon import orient

from homeward.results.figures.earth.layers import Box, Layer, Points

_LONGEST_SIDE = 1.0
"""Degrees of a straight side: longer ones are divided, as globes draw them as great circles."""
_LEAST_POINTS = 4

Shape = TypeVar("Shape", LineString, Polygon)


def polygons_within(layer: Layer, box: Box, grid: float) -> Iterator[tuple[int, Polygon]]:
    """Feature and polygon of all parts within a rectangle, on a grid of so many degrees.

    They are valid; outer rings run clockwise, holes against the clock, as d3-geo wants them.
    """
    for feature, whole in _polygons(layer, box):
        for part in _parts(whole, box, grid, Polygon):
            yield feature, orient(part, -1.0)


def lines_within(layer: Layer, box: Box, grid: float) -> Iterator[tuple[bool, LineString]]:
    """Whether it is marked, and line, of all parts within a rectangle, on a grid likewise."""
    for index in layer.within(box):
        for part in _parts(LineString(layer.line(index)), box, grid, LineString):
            yield bool(layer.is_marked[index]), part


def _polygons(layer: Layer, box: Box) -> Iterator[tuple[int, shapely.Geometry]]:
    """Whole polygons that reach into a rectangle, made valid where they are not."""
    for index in layer.within(box):
        if layer.is_marked[index] or len(layer.line(index)) < _LEAST_POINTS:
            continue
        holes = [ring for ring in _holes(layer, index) if len(ring) >= _LEAST_POINTS]
        yield int(layer.feature[index]), shapely.make_valid(Polygon(layer.line(index), holes))


def _holes(layer: Layer, index: int) -> Iterator[Points]:
    for hole in range(index + 1, len(layer.starts)):
        if not layer.is_marked[hole]:
            return
        yield layer.line(hole)


def _parts(whole: shapely.Geometry, box: Box, grid: float, kind: type[Shape]) -> Iterator[Shape]:
    cut = shapely.intersection(whole, shapely.box(*box))
    drawn = shapely.set_precision(shapely.segmentize(cut, _LONGEST_SIDE), grid)
    for part in shapely.get_parts(drawn):
        if isinstance(part, kind) and not part.is_empty:
            yield part
