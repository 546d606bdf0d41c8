"""Land behind the map, in hundredths of a degree: a report holds it as text."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import numpy as np
from numpy.typing import NDArray
from shapely import Polygon, contains_xy

from homeward.results.figures.earth.layers import Layer, Points, load_world
from homeward.results.figures.palette import BORDER, HOMELAND, LAND
from homeward.results.figures.projection import Projection
from homeward.results.figures.svg import element, line_path

_PER_DEGREE = 100.0
_OVERLAP = 6.0
"""Points by which outlines are drawn beyond the picture, so that its edge is no border."""
_LEAST_AREA = 9000.0
"""Square points of a country that is named."""
_NAME_MARGIN = 40.0


@cache
def load_land() -> Layer:
    """Load the outer rings of countries, rounded, without steps of no length."""
    countries = load_world().countries
    ring = np.repeat(
        np.arange(len(countries.starts)), np.diff(countries.starts, append=len(countries.points))
    )
    grid = np.rint(countries.points * _PER_DEGREE)
    is_first = np.isin(np.arange(len(grid)), countries.starts)
    moves = np.r_[True, (grid[1:] != grid[:-1]).any(axis=1)]
    kept = (is_first | moves) & ~countries.is_marked[ring]
    outer = ~countries.is_marked
    return Layer(
        points=grid[kept] / _PER_DEGREE,
        starts=_starts(ring[kept]),
        feature=countries.feature[outer],
        is_marked=countries.is_marked[outer],
    )


def _starts(ring: NDArray[np.int64]) -> NDArray[np.int32]:
    return np.flatnonzero(np.r_[True, ring[1:] != ring[:-1]]).astype(np.int32)


def draw_land(projection: Projection, homes: list[tuple[float, float]]) -> Iterator[str]:
    """Draw the land; the countries of the homes are lighter."""
    for _, outline, clipped in _outlines(projection):
        is_home = any(contains_xy(Polygon(outline), *home) for home in homes)
        yield element(
            "path",
            d=f"{line_path([(x, y) for x, y in clipped.tolist()])}Z",
            fill=HOMELAND if is_home else LAND,
            stroke=BORDER,
            stroke_width="0.8",
        )


def country_names(projection: Projection) -> Iterator[tuple[str, float, float]]:
    """Name the countries that are large enough on the picture, and say where."""
    most = (projection.width - _NAME_MARGIN, projection.height - _NAME_MARGIN)
    for country, _, clipped in _outlines(projection):
        shape = Polygon(clipped)
        if shape.area > _LEAST_AREA:
            middle = [shape.centroid.x, shape.centroid.y]
            x, y = np.clip(middle, _NAME_MARGIN, most).tolist()
            yield load_world().names[country].upper(), x, y


def _outlines(projection: Projection) -> Iterator[tuple[int, Points, Points]]:
    """Country, outline in degrees, and outline cut at the edge of the picture."""
    land = load_land()
    for index in land.within(projection.corners):
        outline = land.line(index)
        points = np.array([projection.point(*where) for where in outline.tolist()])
        clipped = clip(points, -_OVERLAP, projection.width, projection.height)
        if len(clipped) >= 3:
            yield int(land.feature[index]), outline, clipped


def clip(points: Points, least: float, width: float, height: float) -> Points:
    """Cut an outline at a rectangle that is wider than the picture by `-least` on each side."""
    for axis, edge, sign in (
        (0, least, 1.0),
        (0, width - least, -1.0),
        (1, least, 1.0),
        (1, height - least, -1.0),
    ):
        if not len(points):
            break
        beyond = (points[:, axis] - edge) * sign
        following, beyond_following = np.roll(points, -1, axis=0), np.roll(beyond, -1)
        kept: list[Points] = []
        for here, there, inside, inside_there in zip(
            points, following, beyond, beyond_following, strict=True
        ):
            if inside >= 0:
                kept.append(here)
            if (inside >= 0) != (inside_there >= 0):
                kept.append(here + (there - here) * inside / (inside - inside_there))
        points = np.array(kept).reshape(-1, 2)
    return points
