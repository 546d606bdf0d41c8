"""Countries, borders, lakes and rivers, read when a map is drawn."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from homeward.errors import HomewardBug

Points = NDArray[np.float64]
Box = tuple[float, float, float, float]
"""West, south, east, north, degrees."""

LEVANT: Box = (28.0, 26.5, 50.0, 42.0)
"""Where there is 1:10 million."""


@dataclass(frozen=True)
class Layer:
    """Lines, or rings of polygons; a hole follows the outer ring that it is in.

    Parameters
    ----------
    points
        (point, 2): longitude and latitude, degrees.
    starts
        (line): first point of each.
    feature
        (line): which country it is of; 0 where it is of none.
    is_marked
        (line): a hole, in layers of polygons; a disputed border, in that of borders.
    """

    points: Points
    starts: NDArray[np.int32]
    feature: NDArray[np.int16]
    is_marked: NDArray[np.bool_]

    def line(self, index: int) -> Points:
        """Points of one line."""
        end = self.starts[index + 1] if index + 1 < len(self.starts) else len(self.points)
        return self.points[self.starts[index] : end]

    def within(self, box: Box) -> Iterator[int]:
        """Lines that reach into a rectangle."""
        west, south, east, north = box
        least = np.minimum.reduceat(self.points, self.starts)
        most = np.maximum.reduceat(self.points, self.starts)
        reaches = (least < (east, north)).all(axis=1) & (most > (west, south)).all(axis=1)
        yield from np.flatnonzero(reaches).tolist()


@dataclass(frozen=True)
class Area:
    """An area whose status is disputed: no name of a country is written within `radius`, degrees."""

    name: str
    longitude: float
    latitude: float
    radius: float


@dataclass(frozen=True)
class Earth:
    """What maps are drawn on.

    Parameters
    ----------
    ids, names
        (country): ISO 3166 alpha-3, or Natural Earth's own code of what has none.
    """

    ids: tuple[str, ...]
    names: tuple[str, ...]
    countries: Layer
    borders: Layer
    lakes: Layer
    rivers: Layer
    areas: tuple[Area, ...]


@cache
def load_world() -> Earth:
    """Load the world, 1:50 million."""
    return _load("world.npz")


@cache
def load_levant() -> Earth:
    """Load the Levant, countries and borders 1:10 million, cut at `LEVANT`."""
    return _load("levant.npz")


def _load(file: str) -> Earth:
    content = files("homeward.results.figures.earth").joinpath(file).read_bytes()
    with np.load(io.BytesIO(content)) as stored:
        return Earth(
            ids=tuple(str(code) for code in stored["ids"]),
            names=tuple(str(name) for name in stored["names"]),
            countries=_layer(stored, "countries"),
            borders=_layer(stored, "borders"),
            lakes=_layer(stored, "lakes"),
            rivers=_layer(stored, "rivers"),
            areas=tuple(
                Area(str(name), *map(float, circle))
                for name, circle in zip(stored["area_names"], stored["area_circles"], strict=True)
            ),
        )


def _layer(stored: Mapping[str, NDArray], name: str) -> Layer:
    grid = np.cumsum(stored[f"{name}_points"], axis=0)
    layer = Layer(
        points=grid * stored[f"{name}_step"] + stored[f"{name}_origin"],
        starts=stored[f"{name}_starts"],
        feature=stored[f"{name}_feature"],
        is_marked=stored[f"{name}_is_marked"],
    )
    if not len(layer.starts) == len(layer.feature) == len(layer.is_marked):
        raise HomewardBug(f"{name}: the lines of a map do not fit their features.")
    return layer
