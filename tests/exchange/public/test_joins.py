"""Areas, points, ways and rooms: geometry by other routes than the code's own."""

from __future__ import annotations

import datetime as dt
import json
import math
import sqlite3
from pathlib import Path

import numpy as np
import pyogrio
import pytest
import shapefile
import shapely
from shapely.geometry import Polygon

from exchange.public.small_downloads import (
    BOXES,
    CODES,
    DTM_HEADER,
    areas_json,
    ask,
    dtm_row,
    make_downloads,
    square,
    write_csv,
)
from homeward.errors import Problem, ScenarioError
from homeward.exchange.public.areas import Area, at_level
from homeward.exchange.public.downloads import Download, read_download
from homeward.exchange.public.events import Event
from homeward.exchange.public.fighting_table import strength
from homeward.exchange.public.geometry_files import features_of, to_geopackage
from homeward.exchange.public.import_public import import_public
from homeward.exchange.public.import_routes import import_routes
from homeward.exchange.public.import_source import import_source
from homeward.exchange.public.point_in_area import NOWHERE, AreaIndex
from homeward.exchange.public.public_cells import end_of_month
from homeward.exchange.public.releases import events_once, release_named
from homeward.exchange.public.road_ways import Roads, road_lengths
from homeward.exchange.public.rooms import DECAY, FLOOR, KIN, Refuge, rooms
from homeward.exchange.public.ways import neighbours, ways_abroad
from homeward.exchange.public.where_from import where_from
from homeward.exchange.public.work_back import weighted_quantiles, where_median_crosses
from homeward.exchange.public.world_land import adjoin, is_over_land


def download(path: Path) -> Download:
    found = read_download(path, path.name)
    assert isinstance(found, Download)
    return found


def boxes() -> list[Area]:
    return [
        Area(code, 1, code, ("SD",), south + 1, west + 1, 1.0, Polygon(square(west, south)[0]))
        for code, (west, south) in BOXES.items()
    ]


def written(tmp_path: Path, form: str) -> Path:
    """The same areas by programs that are not ours."""
    if form == "geojson":
        (tmp_path / "areas.geojson").write_text(areas_json(), encoding="utf-8")
        return tmp_path / "areas.geojson"
    if form == "shp":
        with shapefile.Writer(str(tmp_path / "areas.shp")) as writer:
            writer.field("adm1_name", "C")
            writer.field("adm1_pcode", "C")
            for code in CODES:
                writer.poly(square(*BOXES[code]))
                writer.record(code, code)
        return tmp_path / "areas.shp"
    shapes = shapely.to_wkb([Polygon(square(*BOXES[code])[0]) for code in CODES])
    codes = np.array(CODES, dtype=object)
    pyogrio.raw.write(
        tmp_path / "areas.gpkg",
        shapes,
        [codes, codes],
        ["adm1_name", "adm1_pcode"],
        geometry_type="Polygon",
        crs="EPSG:4326",
    )
    return tmp_path / "areas.gpkg"


@pytest.mark.parametrize("form", ["geojson", "shp", "gpkg"])
def test_areas_of_every_form_are_the_same(tmp_path: Path, form: str):
    layers = features_of(download(written(tmp_path, form)))
    assert isinstance(layers, list)
    (layer,) = layers
    at = [name.lower() for name in layer.names].index("adm1_pcode")
    found = {one.cells[at]: one.geometry for one in layer.features}
    assert set(found) == set(CODES)
    for code, (west, south) in BOXES.items():
        assert found[code].equals(Polygon(square(west, south)[0]))


@pytest.mark.parametrize("form", ["geojson", "shp", "gpkg"])
def test_any_of_them_makes_the_same_scenario(tmp_path: Path, form: str):
    folder = make_downloads(tmp_path / "downloads")
    (folder / "areas.geojson").unlink()
    written(folder, form)
    import_public([folder], ask(), to=tmp_path / "made", works_back=False)
    routes = (tmp_path / "made" / "routes.csv").read_text("utf-8")
    assert "sd01_sd02,sd01,sd02," in routes


def test_a_projection_in_metres_is_refused(tmp_path: Path):
    shapes = shapely.to_wkb(
        [Polygon([(500_000, 1_000_000), (600_000, 1_000_000), (600_000, 1_100_000)])]
    )
    pyogrio.raw.write(
        tmp_path / "m.gpkg",
        shapes,
        [np.array(["SD01"], dtype=object)],
        ["adm1_pcode"],
        geometry_type="Polygon",
        crs="EPSG:32636",
    )
    found = features_of(download(tmp_path / "m.gpkg"))
    assert isinstance(found, Problem)
    assert "not in degrees" in found.found


def test_what_is_written_for_a_geopackage_is_read_by_another(tmp_path: Path):
    blob = to_geopackage(Polygon(square(26, 14)[0]))
    assert blob[:2] == b"GP"
    assert shapely.from_wkb(blob[8:]).equals(Polygon(square(26, 14)[0]))
    with sqlite3.connect(tmp_path / "none.gpkg") as database:
        database.execute("CREATE TABLE a (b)")
    assert isinstance(features_of(download(tmp_path / "none.gpkg")), Problem)


def test_a_point_is_in_the_area_that_holds_it_and_near_the_edge_in_the_nearest():
    index = AreaIndex(boxes())
    found = index.find(
        np.array([15.0, 13.0, 15.0, 16.1, 30.0, math.nan]),
        np.array([27.0, 29.0, 29.9, 27.0, 27.0, 27.0]),
    )
    names = [CODES[at] if at != NOWHERE else None for at in found]
    assert names == ["SD01", "SD04", "SD02", "SD01", None, None]


def test_without_outlines_the_nearest_centre_counts_and_it_is_said():
    index = AreaIndex([Area("A", 1, "A", (), 10.0, 10.0), Area("B", 1, "B", (), 20.0, 10.0)])
    assert index.is_by_centre
    assert index.find(np.array([11.0, 19.0]), np.array([10.0, 10.0])).tolist() == [0, 1]


def test_finer_areas_are_joined_to_those_asked_for():
    finer = [
        Area(
            f"SD0{number}00{part}",
            2,
            "x",
            ("SD", f"SD0{number}"),
            12.5,
            26.5,
            10.0,
            Polygon(square(26 + part, 12 + number, 1)[0]),
        )
        for number in (1, 2)
        for part in (0, 1)
    ]
    joined = at_level(finer, 1)
    assert [one.pcode for one in joined] == ["SD01", "SD02"]
    assert joined[0].outline.area == pytest.approx(2.0)
    assert joined[0].outline.covers(shapely.Point(joined[0].longitude, joined[0].latitude))
    assert at_level(finer, 3) == []


def test_ways_join_areas_that_adjoin_and_only_those():
    assert neighbours(boxes()) == [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)]  # corners touch
    apart = [*boxes(), Area("SD05", 1, "far", (), 21.0, 33.0, 1.0, Polygon(square(32, 20)[0]))]
    assert [pair for pair in neighbours(apart) if 4 in pair] == [(1, 4)], "the nearest, over land"


def test_no_way_leads_from_an_area_to_itself_though_two_have_one_centre():
    where = [(13.0, 30.0), (13.0, 30.0), (13.2, 30.0), (14.0, 31.0)]
    areas = [Area(f"SD0{number}", 1, "", (), *at) for number, at in enumerate(where)]
    assert all(one < other for one, other in neighbours(areas))


def test_no_way_leads_over_water():
    assert is_over_land((15.0, 27.0), (13.0, 29.0))
    assert not is_over_land((21.5, 39.2), (19.6, 37.2)), "Jeddah to Port Sudan"
    assert adjoin("SDN", "TCD")
    assert not adjoin("SDN", "SAU")
    island = [Area("A", 1, "A", (), 19.6, 37.0), Area("B", 1, "B", (), 21.5, 39.5)]
    assert neighbours(island) == []


def test_a_country_that_does_not_adjoin_is_reached_through_one_that_does():
    names = {code: code.lower() for code in CODES}
    abroad = {"SSD": ("ssd", 9.5, 28.5), "UGA": ("uga", 3.5, 32.0), "SAU": ("sau", 21.5, 39.5)}
    ways, unreached = ways_abroad(boxes(), names, abroad, "SDN", 1.0)
    ends = {(way.start, way.end) for way in ways}
    assert ("ssd", "uga") in ends
    assert unreached == ["SAU"]


def test_room_is_such_that_people_divide_as_they_have():
    """Worked by the law of destination choice (§6.2), one home, three refuges."""
    refuges = [
        Refuge("a", 10.0, 10.0, 60_000.0),
        Refuge("b", 12.0, 10.0, 30_000.0),
        Refuge("c", 10.0, 11.0, 10_000.0),
    ]
    homes = {"home": (10.5, 10.5, 100_000.0)}
    found = rooms(refuges, homes, 1.4, 20.0)
    pulls = {}
    for one in refuges:
        across = (
            math.cos(math.radians(10.5))
            * math.cos(math.radians(one.latitude))
            * math.sin(math.radians(one.longitude - 10.5) / 2) ** 2
        )
        km = (
            1.4
            * 2
            * 6371
            * math.asin(math.sqrt(math.sin(math.radians(one.latitude - 10.5) / 2) ** 2 + across))
        )
        pulls[one.place] = (
            found[one.place] * (km / 100) ** -DECAY * (one.people / 100_000 + FLOOR) ** KIN
        )
    whole = sum(pulls.values())
    assert {name: pull / whole for name, pull in pulls.items()} == pytest.approx(
        {"a": 0.6, "b": 0.3, "c": 0.1}, abs=1e-3
    )
    assert set(rooms([Refuge("a", 1, 1, None)], homes, 1.4, 20.0).values()) == {0.5}


def test_strength_is_the_square_root_of_deaths_a_person():
    assert strength(30, 1_000_000, 30) == pytest.approx(math.sqrt(3 / 100), abs=1e-3)
    assert strength(0, 1_000_000, 30) == 0
    assert strength(10**9, 1000, 30) == 0.95
    assert end_of_month(dt.date(2024, 2, 5)) == dt.date(2024, 2, 29)


def test_releases_that_overlap_count_an_event_once_and_forget_what_is_deleted():
    def one(key: str, month: int, best: float) -> Event:
        day = dt.date(2026, month, 5)
        return Event(key, day, day, 0.0, 0.0, 1, best, best, best)

    monthly = release_named("26.0.2"), [one("a", 2, 1), one("b", 2, 2), one("late", 1, 3)]
    cumulative = release_named("26.1.26.3"), [one("a", 2, 9), one("late", 1, 3), one("c", 3, 4)]
    found = events_once([monthly, cumulative])
    assert {(event.key, event.best) for _, event in found.events} == {
        ("a", 9),
        ("late", 3),
        ("c", 4),
    }
    assert (found.twice, found.gone) == (2, ("b",))
    final = release_named("27.1"), [one("a", 2, 7)]
    assert [event.best for _, event in events_once([monthly, cumulative, final]).events] == [7]


def test_the_force_is_found_where_half_the_members_move_more():
    chance = np.random.default_rng(1)
    forces = np.exp(np.linspace(np.log(0.1), np.log(10), 400))
    moved = 1000 / forces**2 * np.exp(chance.normal(0, 0.3, 400))
    assert where_median_crosses(forces, moved, 250.0) == pytest.approx(2.0, rel=0.15)
    assert where_median_crosses(forces, moved, 1e9) is None
    low, middle, high = weighted_quantiles(np.arange(100.0), np.ones(100), (0.05, 0.5, 0.95))
    assert (low, middle, high) == pytest.approx((4.5, 49.5, 94.5))


def grid_roads() -> Roads:
    """Two roads that meet: along a parallel and a meridian."""
    points = np.array([[15.0, 27.0], [15.0, 28.0], [15.0, 29.0], [13.0, 29.0]])
    return Roads(points, np.array([0, 1, 2]), np.array([1, 2, 3]))


def test_lengths_are_those_along_roads():
    lengths = list(
        road_lengths(grid_roads(), [(15.0, 27.0), (13.0, 29.0), (40.0, 27.0)], [(0, 1), (0, 2)])
    )
    degree = math.radians(1) * 6371
    assert lengths[0] == pytest.approx(
        2 * degree * math.cos(math.radians(15)) + 2 * degree, rel=1e-3
    )
    assert lengths[1] is None, "far from any road"


OSM = """<?xml version='1.0' encoding='UTF-8'?><osm version="0.6">
<node id="1" lat="15.0" lon="27.0" version="1"/><node id="2" lat="15.0" lon="29.0" version="1"/>
<way id="1" version="1"><nd ref="1"/><nd ref="2"/><tag k="highway" v="primary"/></way></osm>"""


@pytest.mark.parametrize("form", ["osm", "geojson"])
def test_roads_give_ways_their_lengths_and_hers_stay(tmp_path: Path, form: str):
    folder = make_downloads(tmp_path / "downloads")
    import_public([folder], ask(), to=tmp_path / "made", works_back=False)
    path = tmp_path / f"roads.{form}"
    line = {"type": "LineString", "coordinates": [[27.0, 15.0], [29.0, 15.0]]}
    feature = {
        "type": "Feature",
        "properties": {"osm_id": 1, "highway": "primary"},
        "geometry": line,
    }
    path.write_text(
        OSM if form == "osm" else json.dumps({"type": "FeatureCollection", "features": [feature]}),
        encoding="utf-8",
    )
    found = import_routes([path], tmp_path / "made")
    assert found.measured == 1
    routes = (tmp_path / "made" / "routes.csv").read_text("utf-8")
    expected = 2 * math.radians(1) * 6371 * math.cos(math.radians(15))
    km = float(
        next(line for line in routes.splitlines() if line.startswith("sd01_sd02,")).split(",")[3]
    )
    assert km == pytest.approx(expected, rel=1e-3)
    assert "ODbL" in (tmp_path / "made" / "documents.csv").read_text("utf-8")


def test_one_source_goes_into_a_folder_and_is_replaced_only_if_asked(tmp_path: Path):
    folder, made = make_downloads(tmp_path / "downloads"), tmp_path / "made"
    without = [path for path in sorted(folder.iterdir()) if path.name != "gidd.csv"]
    import_public(without, ask(), to=made, works_back=False)
    assert "idmc_" not in (made / "observations.csv").read_text("utf-8")
    import_source("idmc", [folder / "gidd.csv"], into=made, works_back=False)
    assert "idmc_movements" in (made / "observations.csv").read_text("utf-8")
    with pytest.raises(ScenarioError, match="it has rows of idmc"):
        import_source("idmc", [folder / "gidd.csv"], into=made)
    with pytest.raises(ScenarioError, match="not of ucdp"):
        import_source("ucdp", [folder / "dtm.csv"], into=made)
    (folder / "dtm.csv").unlink()
    with pytest.raises(ScenarioError, match="it is not where it was"):
        import_source("idmc", [folder / "gidd.csv"], into=made, update=True)


def test_an_update_loses_no_row_of_tables_in_which_rows_share_a_first_column(tmp_path: Path):
    folder, made = make_downloads(tmp_path / "downloads"), tmp_path / "made"
    import_public([folder], ask(), to=made, works_back=False)
    header = (made / "conditions.csv").read_text("utf-8")
    names = header.strip().split(",")
    figures = {
        "place": "sd01",
        "value": "0.5",
        "value_low": "0.4",
        "value_high": "0.6",
        "claims": "judgement",
    }
    hers = [{**figures, "variable": name} for name in ("services", "livelihood")]
    lines = [",".join(row.get(name, "") for name in names) for row in hers]
    (made / "conditions.csv").write_text("\n".join([header.strip(), *lines, ""]), encoding="utf-8")
    before = {path.name: path.read_text("utf-8") for path in made.glob("*.csv")}
    import_public([folder], ask(), to=made, update=True, works_back=False)
    assert {path.name: path.read_text("utf-8") for path in made.glob("*.csv")} == before


def test_the_last_round_of_several_files_is_the_last_by_day(tmp_path: Path):
    folder = make_downloads(tmp_path / "downloads")
    import_public([folder], ask(), to=tmp_path / "one", works_back=False)
    (folder / "dtm.csv").rename(folder / "dtm_round_10.csv")
    write_csv(
        folder / "dtm_round_9.csv", DTM_HEADER, [dtm_row("2021-06-01", "SD02", 9_000, "SD01")]
    )
    import_public([folder], ask(), to=tmp_path / "several", works_back=False)
    one, several = (
        [
            line.split(",")[:4]
            for line in (tmp_path / name / "displaced.csv").read_text("utf-8").splitlines()
        ]
        for name in ("one", "several")
    )
    assert several == one


def test_where_says_what_is_needed():
    rows = list(where_from("SDN", []))
    assert any(row.is_needed for row in rows)
    assert all(row.licence and row.where for row in rows)
    assert any("625" in row.where for row in rows)
