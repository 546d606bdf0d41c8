"""A GeoPackage of places and areas, with a style that QGIS opens; sqlite3 and shapely write it (OGC 12-128r18)."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from shapely.geometry import MultiPolygon, Point
from shapely.geometry.base import BaseGeometry

from homeward.exchange.export.maps import Outlines, by_area, known, last_day, wide
from homeward.exchange.export.run_tables import RunTables
from homeward.exchange.public.geometry_files import to_geopackage

if TYPE_CHECKING:
    import pandas as pd

FILE = "homeward.gpkg"
APPLICATION_ID, VERSION = 0x47504B47, 10300
DEGREES = 4326
_WGS_84 = (
    'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],PRIMEM["Greenwich",0],'
    'UNIT["degree",0.0174532925199433],AUTHORITY["EPSG","4326"]]'
)
_SYSTEMS = (
    ("Undefined Cartesian SRS", -1, "NONE", -1, "undefined"),
    ("Undefined geographic SRS", 0, "NONE", 0, "undefined"),
    ("WGS 84 geodetic", DEGREES, "EPSG", DEGREES, _WGS_84),
)
_TABLES = """
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY, organization TEXT NOT NULL,
  organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
CREATE TABLE gpkg_contents (table_name TEXT PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
  description TEXT DEFAULT '', last_change DATETIME NOT NULL DEFAULT '2000-01-01T00:00:00.000Z', min_x DOUBLE,
  min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER);
CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL,
  geometry_type_name TEXT NOT NULL,
  srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL, PRIMARY KEY (table_name, column_name));
CREATE TABLE layer_styles (id INTEGER PRIMARY KEY AUTOINCREMENT, f_table_catalog TEXT, f_table_schema TEXT,
  f_table_name TEXT, f_geometry_column TEXT, styleName TEXT, styleQML TEXT, styleSLD TEXT, useAsDefault BOOLEAN,
  description TEXT, owner TEXT, ui TEXT, update_time DATETIME DEFAULT '2000-01-01T00:00:00.000Z');
"""
_CIRCLES = """<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.28" styleCategories="Symbology">
 <renderer-v2 type="singleSymbol" symbollevels="0" enableorderby="0" forceraster="0">
  <symbols><symbol type="marker" name="0" alpha="0.7" clip_to_extent="1" force_rhr="0">
   <layer class="SimpleMarker" enabled="1" locked="0" pass="0">
    <Option type="Map">
     <Option type="QString" name="color" value="178,74,46,180"/>
     <Option type="QString" name="name" value="circle"/>
     <Option type="QString" name="outline_color" value="90,30,20,255"/>
     <Option type="QString" name="size" value="2"/>
     <Option type="QString" name="size_unit" value="MM"/>
    </Option>
    <data_defined_properties><Option type="Map">
     <Option type="QString" name="name" value=""/>
     <Option type="Map" name="properties"><Option type="Map" name="size">
      <Option type="bool" name="active" value="true"/>
      <Option type="QString" name="expression" value="1 + sqrt(coalesce(&quot;displaced&quot;, 0)) / 60"/>
      <Option type="int" name="type" value="3"/>
     </Option></Option>
     <Option type="QString" name="type" value="collection"/>
    </Option></data_defined_properties>
   </layer>
  </symbol></symbols>
 </renderer-v2>
 <layerGeometryType>0</layerGeometryType>
</qgis>
"""
_OUTLINES = """<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.28" styleCategories="Symbology">
 <renderer-v2 type="singleSymbol" symbollevels="0" enableorderby="0" forceraster="0">
  <symbols><symbol type="fill" name="0" alpha="1" clip_to_extent="1" force_rhr="0">
   <layer class="SimpleFill" enabled="1" locked="0" pass="0">
    <Option type="Map">
     <Option type="QString" name="color" value="240,236,228,255"/>
     <Option type="QString" name="outline_color" value="120,110,100,255"/>
     <Option type="QString" name="outline_width" value="0.26"/>
     <Option type="QString" name="style" value="solid"/>
    </Option>
   </layer>
  </symbol></symbols>
 </renderer-v2>
 <layerGeometryType>2</layerGeometryType>
</qgis>
"""


def write_geopackage(run: RunTables, folder: Path, outlines: Outlines) -> list[str]:
    """Write places on the last day, places on every day, and areas if outlines are given."""
    table = wide(run)
    path = folder / FILE
    with closing(sqlite3.connect(path)) as database, database:
        database.executescript(
            f"PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {VERSION};{_TABLES}"
        )
        database.executemany(
            "INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, NULL)", _SYSTEMS
        )
        areas = by_area(last_day(table))
        areas = cast("pd.DataFrame", areas[areas["pcode"].isin(list(outlines))])
        if len(areas):
            shapes = [_many(outlines[code]) for code in areas["pcode"]]
            _layer(database, "areas_last_day", areas, shapes, "MULTIPOLYGON", _OUTLINES)
        for name, rows in (("places_last_day", last_day(table)), ("places_over_time", table)):
            points = [Point(x, y) for x, y in zip(rows["longitude"], rows["latitude"], strict=True)]
            _layer(database, name, rows, points, "POINT", _CIRCLES)
    return [FILE]


def _many(outline: BaseGeometry) -> BaseGeometry:
    """Make polygons one kind of geometry: a layer has only one."""
    parts = getattr(outline, "geoms", [outline])
    return MultiPolygon([part for part in parts if part.geom_type == "Polygon"])


def _layer(
    database: sqlite3.Connection,
    name: str,
    rows: pd.DataFrame,
    shapes: Sequence[BaseGeometry],
    kind: str,
    style: str,
) -> None:
    columns = [str(column) for column in rows.columns]
    kinds = ["REAL" if rows[column].dtype.kind in "fi" else "TEXT" for column in columns]
    declared = ", ".join(f'"{column}" {of}' for column, of in zip(columns, kinds, strict=True))
    database.execute(
        f'CREATE TABLE "{name}" (fid INTEGER PRIMARY KEY AUTOINCREMENT, geom {kind}, {declared})'
    )
    marks = ", ".join("?" for _ in range(len(columns) + 1))
    named = ", ".join(f'"{column}"' for column in columns)
    cells: Iterable[tuple[Any, ...]] = rows.itertuples(index=False, name=None)
    database.executemany(
        f'INSERT INTO "{name}" (geom, {named}) VALUES ({marks})',
        ((to_geopackage(one), *map(known, row)) for one, row in zip(shapes, cells, strict=True)),
    )
    box = _box(shapes)
    database.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, min_x, min_y, max_x, max_y, srs_id) "
        "VALUES (?, 'features', ?, ?, ?, ?, ?, ?)",
        (name, name, *box, DEGREES),
    )
    database.execute(
        "INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', ?, ?, 0, 0)", (name, kind, DEGREES)
    )
    database.execute(
        "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleName, "
        "styleQML, useAsDefault, description, owner) VALUES ('', '', ?, 'geom', 'homeward', ?, 1, 'Circles', '')",
        (name, style),
    )


def _box(shapes: Sequence[BaseGeometry]) -> tuple[float, ...]:
    bounds = [one.bounds for one in shapes if not one.is_empty]
    if not bounds:
        return (0.0, 0.0, 0.0, 0.0)
    west, south, east, north = zip(*bounds, strict=True)
    return (min(west), min(south), max(east), max(north))
