"""Features of GeoJSON, GeoPackage and shapefiles, in degrees; no GDAL is needed (decision 34)."""

from __future__ import annotations

import json
import sqlite3
import struct
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Any

import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from homeward.errors import Problem
from homeward.exchange.public.downloads import Download
from homeward.exchange.public.sheets import as_text
from homeward.libraries import load_optional

DEGREES = frozenset({4326, 4269, 4258, 0, -1})
"""Reference systems of longitude and latitude, or not stated."""
_ENVELOPES = (0, 32, 48, 48, 64)
"""Bytes of the envelope of a GeoPackage geometry, by its code."""


@dataclass(frozen=True)
class Feature:
    """A geometry and its attributes as text."""

    names: tuple[str, ...]
    cells: tuple[str, ...]
    geometry: BaseGeometry | None


@dataclass(frozen=True)
class Features:
    """One layer of a file."""

    title: str
    features: tuple[Feature, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Columns of the first feature: all have the same."""
        return self.features[0].names if self.features else ()


def features_of(download: Download) -> list[Features] | Problem:
    """Read the layers of a file.

    Returns
    -------
    No layers for JSON that is no GeoJSON; a problem where the file cannot be read, or is not in degrees
    """
    readers = {"database": _geopackage, "shapefile": _shapefile, "json": _geojson}
    try:
        layers = readers[download.kind](download)
    except Exception as error:  # noqa: BLE001  readers of damaged files raise what they like; it is worded
        return Problem(download.name, f"its shapes cannot be read: {error}.")
    for layer in layers:
        outside = _not_degrees(layer)
        if outside:
            ways = ("save it anew in longitude and latitude (EPSG:4326).",)
            return Problem(download.name, f"{outside}, which is not in degrees.", "", ways)
    return layers


def _not_degrees(layer: Features) -> str:
    for feature in layer.features:
        if feature.geometry is not None and not feature.geometry.is_empty:
            west, south, east, north = feature.geometry.bounds
            if west < -181 or east > 181 or south < -91 or north > 91:
                return f"a shape reaches from {west:.0f}, {south:.0f} to {east:.0f}, {north:.0f}"
    return ""


def _geojson(download: Download) -> list[Features]:
    tree = json.loads(download.path.read_bytes().decode("utf-8-sig"))
    if not isinstance(tree, dict) or tree.get("type") != "FeatureCollection":
        return []
    given = [one for one in tree.get("features") or [] if isinstance(one, dict)]
    names = tuple(dict.fromkeys(name for one in given for name in one.get("properties") or {}))
    found = [
        Feature(
            names,
            tuple(as_text((one.get("properties") or {}).get(name)) for name in names),
            _shape(one.get("geometry")),
        )
        for one in given
    ]
    return [Features("", tuple(found))]


def _shape(tree: Any) -> BaseGeometry | None:
    if not tree:
        return None
    made = shape(tree)
    return _sound(made)


def _sound(geometry: BaseGeometry) -> BaseGeometry:
    """Mend outlines that cross themselves."""
    return geometry if geometry.is_valid else shapely.make_valid(geometry)


def _decoded(raw: bytes) -> str:
    return raw.decode("utf-8", "replace")


def _geopackage(download: Download) -> list[Features]:
    with closing(
        sqlite3.connect(f"file:{download.path}?mode=ro&immutable=1", uri=True)
    ) as database:
        database.text_factory = _decoded
        layers = database.execute(
            "SELECT table_name, column_name, srs_id FROM gpkg_geometry_columns"
        ).fetchall()
        return [_layer(database, *layer) for layer in layers]


def _layer(database: sqlite3.Connection, table: str, column: str, reference: int) -> Features:
    if reference not in DEGREES:
        raise ValueError(f"the layer {table} is in EPSG:{reference}, not in degrees")
    quoted = '"{}"'.format(table.replace('"', '""'))
    found = database.execute(f"SELECT * FROM {quoted}")
    columns = [one[0] for one in found.description]
    at = columns.index(column)
    names = tuple(name for name in columns if name != column)
    features = [
        Feature(
            names,
            tuple(as_text(cell) for place, cell in enumerate(row) if place != at),
            from_geopackage(row[at]) if row[at] else None,
        )
        for row in found
    ]
    return Features(table, tuple(features))


def from_geopackage(blob: bytes) -> BaseGeometry | None:
    """Read a geometry of a GeoPackage: a header of its own, then WKB.

    Raises
    ------
    ValueError
        If it is none.
    """
    if len(blob) < 8 or blob[:2] != b"GP":
        raise ValueError("a geometry does not begin as GeoPackage has it")
    flags = blob[3]
    envelope = (flags >> 1) & 0b111
    if envelope >= len(_ENVELOPES):
        raise ValueError("a geometry has an envelope that GeoPackage does not know")
    if flags & 0b10000:
        return None
    return _sound(shapely.from_wkb(blob[8 + _ENVELOPES[envelope] :]))


def to_geopackage(geometry: BaseGeometry) -> bytes:
    """Write a geometry as a GeoPackage holds it, in degrees."""
    return b"GP\x00\x01" + struct.pack("<i", 4326) + shapely.to_wkb(geometry, byte_order=1)


def _shapefile(download: Download) -> list[Features]:
    shapefile = load_optional("shapefile", "public", "to read a shapefile")
    page = download.path.with_suffix(".cpg")
    encoding = page.read_text("ascii", "replace").strip() if page.is_file() else "utf-8"
    _check_projection(download)
    with shapefile.Reader(
        str(download.path), encoding=encoding, encodingErrors="replace"
    ) as reader:
        names = tuple(field[0] for field in reader.fields if field[0] != "DeletionFlag")
        return [Features("", tuple(_records(reader, names)))]


def _check_projection(download: Download) -> None:
    projection = download.path.with_suffix(".prj")
    if projection.is_file() and projection.read_text("utf-8", "replace").lstrip().startswith(
        "PROJCS"
    ):
        raise ValueError("its projection is not one of degrees")


def _records(reader: Any, names: tuple[str, ...]) -> Iterator[Feature]:
    for record in reader.iterShapeRecords():
        cells = tuple(as_text(cell).strip() for cell in list(record.record)[: len(names)])
        is_null = record.shape.shapeType == 0
        yield Feature(names, cells, None if is_null else _shape(record.shape.__geo_interface__))
