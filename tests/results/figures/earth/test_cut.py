"""Cutting at a rectangle."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from homeward.results.figures.earth.cut import lines_within, polygons_within
from homeward.results.figures.earth.layers import Box, Layer, load_world

BOX: Box = (0.0, 0.0, 10.0, 10.0)


def layer(*lines: list[tuple[float, float]], marked: tuple[int, ...] = ()) -> Layer:
    starts = np.cumsum([0, *(len(line) for line in lines[:-1])]).astype(np.int32)
    return Layer(
        points=np.array([point for line in lines for point in line], dtype=float),
        starts=starts,
        feature=np.arange(len(lines), dtype=np.int16),
        is_marked=np.array([index in marked for index in range(len(lines))]),
    )


def square(west: float, south: float, side: float) -> list[tuple[float, float]]:
    east, north = west + side, south + side
    return [(west, south), (east, south), (east, north), (west, north), (west, south)]


def test_a_polygon_is_cut_and_runs_clockwise() -> None:
    (found,) = polygons_within(layer(square(5, 5, 20)), BOX, 0.001)
    assert found[0] == 0
    assert found[1].area == pytest.approx(25)
    assert not found[1].exterior.is_ccw


def test_a_hole_stays_and_runs_the_other_way() -> None:
    (found,) = polygons_within(layer(square(-5, -5, 20), square(4, 4, 2), marked=(1,)), BOX, 0.001)
    assert found[1].area == pytest.approx(96)
    assert found[1].interiors[0].is_ccw


def test_what_lies_outside_is_left_out() -> None:
    assert list(polygons_within(layer(square(20, 20, 5)), BOX, 0.001)) == []
    assert list(lines_within(layer([(20, 20), (30, 30)]), BOX, 0.001)) == []


def test_what_only_touches_is_left_out() -> None:
    assert list(polygons_within(layer(square(10, 2, 5)), BOX, 0.001)) == []


def test_one_country_may_fall_apart() -> None:
    horseshoe = [(2, 5), (2, 20), (8, 20), (8, 5), (7, 5), (7, 18), (3, 18), (3, 5), (2, 5)]
    assert len(list(polygons_within(layer(horseshoe), BOX, 0.001))) == 2


def test_long_sides_are_divided() -> None:
    """A globe draws a side as a great circle: along a parallel that is another line."""
    ((_, polygon),) = polygons_within(layer(square(-50, -50, 100)), BOX, 0.001)
    corners = np.array(polygon.exterior.coords)
    assert np.hypot(*np.diff(corners, axis=0).T).max() <= 1.0 + 1e-9


def test_a_line_keeps_its_mark() -> None:
    found = list(lines_within(layer([(1, 1), (2, 2)], [(-5, 5), (5, 5)], marked=(1,)), BOX, 0.001))
    assert [is_marked for is_marked, _ in found] == [False, True]
    assert found[1][1].length == pytest.approx(5)


@pytest.mark.parametrize("west", range(-180, 180, 30))
@pytest.mark.parametrize("south", range(-85, 85, 34))
def test_the_whole_world_can_be_cut_anywhere(west: float, south: float) -> None:
    box = (west, south, west + 30.0, south + 34.0)
    frame = shapely.box(*box).buffer(1e-9)
    for _, polygon in polygons_within(load_world().countries, box, 0.001):
        assert polygon.is_valid
        assert not polygon.exterior.is_ccw
        assert frame.covers(polygon)
