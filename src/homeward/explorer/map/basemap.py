"""The map behind a scenario: GeoJSON cut to its extent (contract: `Basemap`)."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pycountry
import shapely
from shapely.affinity import scale, translate
from shapely.geometry import LineString, MultiPolygon, Point, Polygon, mapping
from shapely.geometry.base import BaseGeometry
from shapely.geometry.polygon import orient
from shapely.ops import polylabel

from homeward.explorer.contract.responses import BasemapJson, NameOnMapJson
from homeward.explorer.map.extent import Extent, find_extent
from homeward.results.figures.earth.cut import lines_within, polygons_within
from homeward.results.figures.earth.layers import Box, Earth, Layer, load_levant, load_world
from homeward.scenario.rows.places import Place

NOTICE = (
    "Boundaries and names on this map do not imply any opinion on the legal status of any territory. "
    "Dashed lines are not agreed by all concerned, or were never drawn on the ground."
)
_SOURCES = {
    True: "Natural Earth 4.1, 1:10 million, rivers and lakes 1:50 million (public domain)",
    False: "Natural Earth 4.1, 1:50 million (public domain)",
}
_GRIDS = {True: 4, False: 3}
"""Decimals of a degree, within the Levant and elsewhere."""
_LEAST_ROOM = 0.025
"""Radius of the largest circle within a country that is named, by the side of the map."""
_LARGEST_NAMING_AREAS = 14.0
"""Degrees: side of the largest map that names disputed areas."""
_TURN = 360.0

Feature = dict[str, Any]


@dataclass(frozen=True)
class MapSheet:
    """What is drawn on: the data, where, and how exactly."""

    earth: Earth
    extent: Extent
    decimals: int

    def polygons(self, layer: Layer) -> Iterator[tuple[int, Polygon]]:
        """Polygons within reach, on the turn of the globe that the map is on."""
        for box, turn in _scheduler(self.extent.reach):
            for feature, polygon in polygons_within(layer, box, 10.0**-self.decimals):
                yield feature, translate(polygon, turn) if turn else polygon

    def lines(self, layer: Layer) -> Iterator[tuple[bool, LineString]]:
        """Lines within reach, likewise."""
        for box, turn in _scheduler(self.extent.reach):
            for is_marked, line in lines_within(layer, box, 10.0**-self.decimals):
                yield is_marked, translate(line, turn) if turn else line

    def feature(self, geometry: BaseGeometry, **properties: object) -> Feature:
        """One feature of GeoJSON, rounded."""
        shape = mapping(geometry)
        coordinates = _rounded(shape["coordinates"], self.decimals)
        return {
            "type": "Feature",
            "properties": properties,
            "geometry": {"type": shape["type"], "coordinates": coordinates},
        }


def basemap(places: Sequence[Place]) -> BasemapJson:
    """Cut countries, borders, lakes and rivers to the extent of a scenario's places."""
    extent = find_extent(places)
    fine = extent.is_in_levant
    sheet = MapSheet(load_levant() if fine else load_world(), extent, _GRIDS[fine])
    countries = _countries(sheet)
    return {
        "source": _SOURCES[fine],
        "notice": NOTICE,
        "bbox": _rounded(extent.box, sheet.decimals),
        "reach": _rounded(extent.reach, sheet.decimals),
        "far": list(extent.far),
        "countries": _collection(_country_features(sheet, countries, places)),
        "lakes": _collection(sheet.feature(lake) for _, lake in sheet.polygons(sheet.earth.lakes)),
        "rivers": _collection(sheet.feature(river) for _, river in sheet.lines(sheet.earth.rivers)),
        "borders": _collection(
            sheet.feature(line, disputed=is_disputed)
            for is_disputed, line in sheet.lines(sheet.earth.borders)
        ),
        "names": [*_country_names(sheet, countries), *_area_names(sheet)],
    }


def _scheduler(box: Box) -> Iterator[tuple[Box, float]]:
    """Divide a rectangle where it crosses the date line; each part with the turn it is away."""
    west, south, east, north = box
    for turn in (-_TURN, 0.0, _TURN):
        least, most = max(west - turn, -_TURN / 2), min(east - turn, _TURN / 2)
        if least < most:
            yield (least, south, most, north), turn


def _countries(sheet: MapSheet) -> dict[int, MultiPolygon]:
    """Land of each country, without a seam at the date line."""
    found: dict[int, list[Polygon]] = {}
    for country, polygon in sheet.polygons(sheet.earth.countries):
        found.setdefault(country, []).append(polygon)
    return {country: _joined(polygons) for country, polygons in found.items()}


def _joined(polygons: Sequence[Polygon]) -> MultiPolygon:
    parts = shapely.get_parts(shapely.union_all(polygons))
    return MultiPolygon([orient(part, -1.0) for part in parts if isinstance(part, Polygon)])


def _country_features(
    sheet: MapSheet, countries: dict[int, MultiPolygon], places: Sequence[Place]
) -> Iterator[Feature]:
    homes = [place for place in places if place.population and place.population.value > 0]
    codes = {place.country for place in homes}
    # A scenario that is made up lies somewhere too.
    unknown = [Point(p.longitude, p.latitude) for p in homes if p.country not in sheet.earth.ids]
    for country, whole in countries.items():
        yield sheet.feature(
            whole,
            id=sheet.earth.ids[country],
            name=sheet.earth.names[country],
            is_home=sheet.earth.ids[country] in codes or any(map(whole.contains, unknown)),
        )


def _country_names(sheet: MapSheet, countries: dict[int, MultiPolygon]) -> Iterator[NameOnMapJson]:
    """Name countries that are large enough on the map, in the middle of what is seen of them."""
    frame = shapely.box(*sheet.extent.box)
    named = [Point(one.longitude, one.latitude).buffer(one.radius) for one in sheet.earth.areas]
    free = frame.difference(shapely.union_all(named))
    narrowing = math.cos(math.radians(frame.centroid.y))
    least = _LEAST_ROOM * math.sqrt(frame.area * narrowing)
    for country, whole in countries.items():
        seen = _largest_seen(whole, free)
        flat = scale(seen, narrowing, 1.0, origin=(0, 0))
        if flat.area < least**2:
            continue
        middle = polylabel(flat, least / 4)
        if flat.boundary.distance(middle) >= least:
            code = sheet.earth.ids[country]
            where = Point(middle.x / narrowing, middle.y)
            yield _name(sheet, where, sheet.earth.names[country], code, disputed=False)


def _area_names(sheet: MapSheet) -> Iterator[NameOnMapJson]:
    """Name disputed areas, on maps that are not too large."""
    frame = shapely.box(*sheet.extent.box)
    if math.sqrt(frame.area) > _LARGEST_NAMING_AREAS:
        return
    for area in sheet.earth.areas:
        where = Point(area.longitude, area.latitude)
        if frame.contains(where):
            yield _name(sheet, where, area.name, "", disputed=True)


def _name(sheet: MapSheet, where: Point, name: str, code: str, *, disputed: bool) -> NameOnMapJson:
    country = pycountry.countries.get(alpha_3=code)
    return {
        "name": name,
        "lon": round(where.x, sheet.decimals),
        "lat": round(where.y, sheet.decimals),
        "id": code,
        "region": country.alpha_2 if country else "",
        "disputed": disputed,
    }


def _largest_seen(whole: MultiPolygon, frame: shapely.Geometry) -> Polygon:
    parts = shapely.get_parts(shapely.intersection(whole, frame))
    polygons = [part for part in parts if isinstance(part, Polygon)]
    return max(polygons, key=lambda part: part.area, default=Polygon())


def _collection(features: Iterator[Feature]) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": list(features)}


def _rounded(coordinates: Any, decimals: int) -> Any:
    """Round numbers in lists of lists."""
    if isinstance(coordinates, (list, tuple)):
        return [_rounded(one, decimals) for one in coordinates]
    return round(coordinates, decimals)
