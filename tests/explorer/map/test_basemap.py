"""The map behind a scenario."""

from __future__ import annotations

import json
import math
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from shapely.geometry import Polygon, shape

from homeward.exchange.flee import import_flee
from homeward.explorer.contract.responses import BasemapJson
from homeward.explorer.map.basemap import basemap
from homeward.scenario.load import load_scenario
from homeward.scenario.rows.places import Place

CONFLICTS = os.environ.get("HOMEWARD_CONFLICTS", "")
FOLDERS = sorted(path.parent.name for path in Path(CONFLICTS).glob("*/input")) if CONFLICTS else []
SHIPPED = ("tiny", "palmyra", "syria", "iraq")


def rings(drawn: BasemapJson) -> Iterator[tuple[bool, list[list[float]]]]:
    """Rings of countries and lakes, and whether each is an outer one."""
    for feature in (*drawn["countries"]["features"], *drawn["lakes"]["features"]):
        geometry = feature["geometry"]
        many = geometry["type"] == "MultiPolygon"
        for polygon in geometry["coordinates"] if many else [geometry["coordinates"]]:
            for place, ring in enumerate(polygon):
                yield place == 0, ring


def points(drawn: BasemapJson) -> Iterator[list[float]]:
    for _, ring in rings(drawn):
        yield from ring
    for feature in (*drawn["borders"]["features"], *drawn["rivers"]["features"]):
        assert feature["geometry"]["type"] == "LineString"
        yield from feature["geometry"]["coordinates"]


def is_whole(drawn: BasemapJson, places: tuple[Place, ...]) -> None:
    """Everything that must hold of any map."""
    json.dumps(drawn, allow_nan=False)
    west, south, east, north = drawn["bbox"]
    for place in places:
        is_inside = west <= place.longitude <= east and south <= place.latitude <= north
        assert is_inside or place.place in drawn["far"], place.place
    west, south, east, north = drawn["reach"]
    for longitude, latitude in points(drawn):
        assert west <= longitude <= east
        assert south <= latitude <= north
    for is_outer, ring in rings(drawn):
        assert len(ring) > 3
        assert ring[0] == ring[-1]
        assert Polygon(ring).exterior.is_ccw != is_outer
    for feature in drawn["countries"]["features"]:
        assert shape(feature["geometry"]).is_valid
    west, south, east, north = drawn["bbox"]
    for name in drawn["names"]:
        assert west < name["lon"] < east
        assert south < name["lat"] < north


def country(drawn: BasemapJson, code: str) -> dict[str, Any]:
    (found,) = (f for f in drawn["countries"]["features"] if f["properties"]["id"] == code)
    return found


def where_disputed(drawn: BasemapJson) -> set[tuple[float, float]]:
    features = drawn["borders"]["features"]
    return {
        (round(x, 1), round(y, 1))
        for feature in features
        for x, y in feature["geometry"]["coordinates"]
        if feature["properties"]["disputed"]
    }


@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_scenarios(name: str) -> None:
    places = load_scenario(name).places
    is_whole(basemap(places), places)


@pytest.mark.skipif(not CONFLICTS, reason="HOMEWARD_CONFLICTS is not set")
@pytest.mark.parametrize("conflict", FOLDERS)
def test_imported_conflicts(conflict: str, tmp_path: Path) -> None:
    import_flee(Path(CONFLICTS) / conflict / "input", to=tmp_path / "scenario")
    places = load_scenario(str(tmp_path / "scenario")).places
    drawn = basemap(places)
    is_whole(drawn, places)
    homes = [
        f["properties"]["id"] for f in drawn["countries"]["features"] if f["properties"]["is_home"]
    ]
    assert homes
    assert len(drawn["names"]) >= 3


def test_places_far_abroad_stand_at_the_margin() -> None:
    drawn = basemap(load_scenario("palmyra").places)
    assert drawn["far"] == ["europe", "arab_states"]
    assert drawn["bbox"][0] > 33


def test_syria_is_the_country_of_the_homes_and_has_its_area() -> None:
    drawn = basemap(load_scenario("syria").places)
    syria = country(drawn, "SYR")
    assert syria["properties"] == {"id": "SYR", "name": "Syria", "is_home": True}
    assert not country(drawn, "IRQ")["properties"]["is_home"]
    flat = shape(syria["geometry"])
    km2 = flat.area * 111.2**2 * math.cos(math.radians(flat.centroid.y))
    assert km2 == pytest.approx(185_180, rel=0.02)


def test_the_line_of_the_golan_is_dashed_and_that_of_iraq_is_not() -> None:
    drawn = basemap(load_scenario("syria").places)
    dashed = where_disputed(drawn)
    assert (35.9, 33.0) in dashed or (35.8, 33.0) in dashed
    assert not [x for x, _ in dashed if x > 36]
    assert "Golan Heights" in {name["name"] for name in drawn["names"] if name["disputed"]}
    assert "1:10 million" in drawn["source"]
    assert "opinion" in drawn["notice"]


def test_names_stand_in_their_countries() -> None:
    drawn = basemap(load_scenario("syria").places)
    named = {name["id"]: name for name in drawn["names"] if not name["disputed"]}
    assert {"SYR", "TUR", "IRQ", "JOR", "LBN"} <= set(named)
    assert named["SYR"]["region"] == "SY"
    for code, name in named.items():
        x, y = name["lon"], name["lat"]
        assert (
            shape(country(drawn, code)["geometry"])
            .buffer(-0.05)
            .intersects(Polygon([(x - 0.01, y - 0.01), (x + 0.01, y - 0.01), (x, y + 0.01)]))
        )


def test_no_country_is_named_where_it_is_disputed() -> None:
    """Of Israel only the Golan is seen on this map."""
    drawn = basemap(load_scenario("syria").places)
    assert "ISR" not in {name["id"] for name in drawn["names"]}


def _place(name: str, latitude: float, longitude: float, code: str) -> Place:
    people = {"value": 10.0, "low": 10.0, "high": 10.0}
    return Place(
        place=name,
        label=name,
        kind="town",
        country=code,
        latitude=latitude,
        longitude=longitude,
        population=people,  # pyright: ignore[reportArgumentType]
    )


def test_a_country_of_fiction_is_home_where_it_lies() -> None:
    drawn = basemap((_place("home", 15.0, -4.0, "XXA"),))
    assert country(drawn, "MLI")["properties"]["is_home"]


def test_across_the_date_line() -> None:
    places = (_place("suva", -18.1, 178.4, "FJI"), _place("lau", -18.2, -178.8, "FJI"))
    drawn = basemap(places)
    assert drawn["far"] == []
    assert 170 < drawn["bbox"][0] < 178.4
    assert 181.2 < drawn["bbox"][2] < 190
    fiji = shape(country(drawn, "FJI")["geometry"])
    assert fiji.bounds[0] > 176
    assert 180 < fiji.bounds[2] < 183
    for longitude, _ in points(drawn):
        assert drawn["reach"][0] <= longitude <= drawn["reach"][2]


@pytest.mark.parametrize(
    ("latitude", "longitude"), [(84.0, 0.0), (-84.0, 170.0), (0.0, 0.0), (90.0, 0.0)]
)
def test_where_there_is_hardly_any_land(latitude: float, longitude: float) -> None:
    is_whole(basemap(places := (_place("home", latitude, longitude, "XXA"),)), places)


def test_it_is_quick_and_small() -> None:
    drawn = basemap(load_scenario("palmyra").places)
    assert len(json.dumps(drawn, separators=(",", ":"))) < 400_000
