"""TopoJSON: arcs on a grid, shared by the shapes on both sides of them."""

from __future__ import annotations

import base64
import hashlib
import json
import tarfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Grid = NDArray[np.int64]
Points = NDArray[np.float64]


@dataclass(frozen=True)
class Topology:
    """Arcs, and shapes made of them.

    Parameters
    ----------
    arcs
        Each (point, 2), in steps of the grid.
    step, origin
        Of the grid, degrees of longitude and latitude.
    shapes
        The geometries of each layer, as TopoJSON has them.
    """

    arcs: tuple[Grid, ...]
    step: Points
    origin: Points
    shapes: dict[str, list[dict[str, Any]]]

    def line(self, arcs: Sequence[int]) -> Grid:
        """Join arcs end to end; a negative number is an arc taken backwards."""
        parts = [self.arcs[arc] if arc >= 0 else self.arcs[~arc][::-1] for arc in arcs]
        return np.concatenate([parts[0], *(part[1:] for part in parts[1:])])

    def degrees(self, grid: Grid) -> Points:
        """Longitude and latitude of points of the grid."""
        return grid * self.step + self.origin


def read(package: Path, integrity: str, member: str) -> Topology:
    """Read one file of an npm package, after checking that the package is the one that was meant."""
    digest = base64.b64encode(hashlib.sha512(package.read_bytes()).digest()).decode()
    if f"sha512-{digest}" != integrity:
        raise SystemExit(f"{package} is not the package with integrity {integrity}.")
    with tarfile.open(package) as tar:
        content = tar.extractfile(f"package/{member}")
        if content is None:
            raise SystemExit(f"{package}: {member} is not a file.")
        return _decode(json.load(content))


def _decode(content: dict[str, Any]) -> Topology:
    return Topology(
        arcs=tuple(np.cumsum(np.array(arc, dtype=np.int64), axis=0) for arc in content["arcs"]),
        step=np.array(content["transform"]["scale"]),
        origin=np.array(content["transform"]["translate"]),
        shapes={name: layer["geometries"] for name, layer in content["objects"].items()},
    )


def polygons(shape: dict[str, Any]) -> list[list[list[int]]]:
    """Polygons of a shape; of each the rings, the outer one first; of each the arcs."""
    arcs: list[Any] = shape.get("arcs", [])
    return [arcs] if shape["type"] == "Polygon" else arcs


def lines(shape: dict[str, Any]) -> list[list[int]]:
    """Lines of a shape; of each the arcs."""
    arcs: list[Any] = shape.get("arcs", [])
    return [arcs] if shape["type"] == "LineString" else arcs


def shared_arcs(shapes: Sequence[dict[str, Any]]) -> list[tuple[int, int, int]]:
    """Two neighbours and an arc between them, for each such arc, neighbour by neighbour."""
    users: dict[int, set[int]] = {}
    for index, shape in enumerate(shapes):
        for ring in (ring for polygon in polygons(shape) for ring in polygon):
            for arc in ring:
                users.setdefault(max(arc, ~arc), set()).add(index)
    return sorted((min(both), max(both), arc) for arc, both in users.items() if len(both) == 2)
