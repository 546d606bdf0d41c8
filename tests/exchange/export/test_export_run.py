"""Exports opened by programs that are not ours: totals are the run's, what is withheld stays withheld."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import duckdb
import pandas as pd
import polars as pl
import pyogrio
import pytest
import python_calamine

import homeward
from homeward.api.export import export
from homeward.catalogue import STOCKS
from homeward.errors import ScenarioError
from homeward.exchange.export.export_run import FORMS
from homeward.exchange.export.hapi_tables import IDPS, REFUGEES
from homeward.exchange.export.maps import KEYS

SQUARE = [[[37.5, 33.5], [38.1, 33.5], [38.1, 34.1], [37.5, 34.1], [37.5, 33.5]]]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run whose places have p-codes, and whose counts are partly withheld."""
    folder = tmp_path_factory.mktemp("export")
    scenario = homeward.load("tiny")
    codes = {"oldtown": "XX01", "farms": "XX02"}
    places = tuple(
        one.model_copy(update={"pcode": codes.get(one.place, "")}) for one in scenario.places
    )
    result = homeward.run(scenario.model_copy(update={"places": places}), members=12, seed=1)
    result.save(folder / "run")
    return folder / "run"


@pytest.fixture(scope="module")
def made(run: Path) -> Path:
    areas = {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": {"pcode": "XX01"},
                "geometry": {"type": "Polygon", "coordinates": SQUARE},
            }
        ],
    }
    (run.parent / "areas.geojson").write_text(json.dumps(areas), encoding="utf-8")
    export(run, to=run.parent / "made", forms=FORMS, areas=run.parent / "areas.geojson")
    return run.parent / "made"


def test_codes_and_names_of_digits_alone_stay_as_they_are(tmp_path: Path):
    scenario = homeward.load("tiny")
    places = tuple(
        one.model_copy(update={"pcode": f"0{number}01", "label": f"00{number}"})
        for number, one in enumerate(scenario.places)
    )
    ran = homeward.run(scenario.model_copy(update={"places": places}), members=2, seed=1)
    ran.save(tmp_path / "run")
    export(tmp_path / "run", to=tmp_path / "made", forms=["csv", "hapi"])
    for name, code in (("stocks_by_place", "pcode"), ("hapi_idps", "admin1_code")):
        table = pd.read_csv(tmp_path / "made" / f"{name}.csv", dtype=str)
        assert set(table[code]) <= {one.pcode for one in places}
    stocks = pd.read_csv(tmp_path / "made" / "stocks_by_place.csv", dtype=str)
    assert set(stocks["label"]) <= {one.label for one in places}


LEVELS = [
    f"{kind}_{level}"
    for kind in ("stocks", "flows")
    for level in ("total", "by_place", "by_home", "by_home_and_place")
]


@pytest.mark.parametrize("name", LEVELS)
def test_every_figure_is_the_run_s_and_what_is_withheld_stays_so(run: Path, made: Path, name: str):
    """By the csv module and by pandas: cell by cell."""
    ours = pd.read_csv(made / f"{name}.csv", dtype=str, keep_default_na=False)
    theirs = pd.read_csv(run / "sums" / f"{name}.csv", dtype=str, keep_default_na=False)
    assert len(ours) == len(theirs)
    for statistic in ("mean", "median", "q05", "q95"):
        mine = pd.to_numeric(ours[statistic])
        assert (mine.isna() == pd.to_numeric(theirs[statistic]).isna()).all()
        assert mine.fillna(-1).equals(
            pd.to_numeric(theirs[statistic]).fillna(-1).astype(mine.dtype)
        )
    assert (ours["suppressed"] == theirs["suppressed"]).all()
    assert (ours["suppressed"] == "yes").any() or name.endswith("total")


def test_columns_are_those_that_joins_need(made: Path):
    with (made / "stocks_by_place.csv").open(encoding="utf-8", newline="") as file:
        header = next(csv.reader(file))
    assert header == [
        "pcode", "iso3", "label", "latitude", "longitude", "date", "quantity", "mean", "median", "q05", "q25", "q75", "q95",
        "suppressed", "place",
    ]  # fmt: skip


def test_polars_and_duckdb_add_up_to_the_total_of_the_run(made: Path):
    """Means of one level add up to the total but for rounding, 2.5 a part, on days without anything withheld."""
    parts = pl.read_csv(made / "stocks_by_place.csv").filter(pl.col("quantity") == "residents")
    by_day = parts.group_by("date").agg(
        pl.col("mean").sum(),
        pl.len().alias("parts"),
        pl.col("mean").is_null().sum().alias("withheld"),
    )
    total = duckdb.sql(
        f"SELECT CAST(date AS VARCHAR) AS date, mean FROM read_csv('{made / 'stocks_total.csv'}') WHERE quantity = 'residents'"
    ).fetchall()
    assert len(total) == by_day.height > 5
    sums = {str(row["date"]): row for row in by_day.iter_rows(named=True)}
    whole = [(sums[date], mean) for date, mean in total if not sums[date]["withheld"]]
    assert whole
    for found, mean in whole:
        assert abs(found["mean"] - mean) <= 2.5 * (found["parts"] + 1)


def test_the_description_is_of_every_column(made: Path):
    said = json.loads((made / "datapackage.json").read_text("utf-8"))
    for one in said["resources"]:
        table = duckdb.sql(f"SELECT * FROM read_csv('{made / one['path']}') LIMIT 1")
        assert [field["name"] for field in one["schema"]["fields"]] == table.columns
        assert all(field["description"] for field in one["schema"]["fields"])
    assert said["homeward"]["members"] == 12


def test_a_reader_that_is_not_ours_opens_the_geopackage(made: Path):
    layers = dict(pyogrio.list_layers(made / "homeward.gpkg").tolist())
    assert layers["places_last_day"] == layers["places_over_time"] == "Point"
    assert layers["areas_last_day"] == "MultiPolygon"
    facts = pyogrio.read_info(made / "homeward.gpkg", layer="places_over_time")
    assert facts["crs"] == "EPSG:4326"
    _, _, geometry, columns = pyogrio.raw.read(made / "homeward.gpkg", layer="places_over_time")
    held = dict(zip(facts["fields"], columns, strict=True))
    table = pd.read_csv(
        made / "stocks_by_place.csv", keep_default_na=False, na_values={"median": [""]}
    )
    own = table[table["quantity"] == "residents"].set_index(["place", "date"])["median"]
    for place, date, median in zip(
        held["place"], held["date"], held["residents_median"], strict=True
    ):
        expected = own.get((place, date), float("nan"))
        assert median == expected or (pd.isna(median) and pd.isna(expected))
    assert len(geometry) == facts["features"] > 10


def test_a_style_lies_in_the_geopackage_for_every_layer(made: Path):
    _, _, _, columns = pyogrio.raw.read(
        made / "homeward.gpkg", layer="layer_styles", read_geometry=False
    )
    fields = list(pyogrio.read_info(made / "homeward.gpkg", layer="layer_styles")["fields"])
    styled = dict(
        zip(columns[fields.index("f_table_name")], columns[fields.index("styleQML")], strict=True)
    )
    assert set(styled) == {"places_last_day", "places_over_time", "areas_last_day"}
    import xml.etree.ElementTree as ET  # noqa: PLC0415

    for text in styled.values():
        assert ET.fromstring(text).find("renderer-v2") is not None


def test_geojson_is_as_its_standard_has_it(made: Path):
    for name, kind in (("places_last_day", "Point"), ("areas_last_day", "Polygon")):
        tree = json.loads((made / f"{name}.geojson").read_text("utf-8"))
        assert tree["type"] == "FeatureCollection"
        assert all(one["geometry"]["type"] == kind for one in tree["features"])
        assert pyogrio.read_info(made / f"{name}.geojson")["features"] == len(tree["features"]) > 0
    place = next(one for one in tree["features"])
    assert place["properties"]["pcode"] == "XX01"


def test_flow_maps_have_the_columns_of_their_readers(made: Path):
    locations = pd.read_csv(made / "flowmap_locations.csv")
    flows = pd.read_csv(made / "flowmap_flows.csv")
    assert list(locations) == ["id", "name", "lat", "lon"]
    assert list(flows) == ["origin", "dest", "count", "time"]
    assert set(flows["origin"]) | set(flows["dest"]) <= set(locations["id"])
    kepler = pd.read_csv(made / "kepler_flows.csv")
    config = json.loads((made / "kepler_config.json").read_text("utf-8"))
    columns = config["config"]["visState"]["layers"][0]["config"]["columns"]
    assert set(columns.values()) <= set(kepler)
    assert kepler["count"].sum() == flows["count"].sum()
    table = pd.read_csv(made / "stocks_by_home_and_place.csv")
    shown = table[table["quantity"].isin(["idps", "refugees"])]
    assert flows["count"].sum() == shown["mean"].sum()
    assert (flows["count"] >= 10).all()


def test_hapi_s_columns_are_hapi_s(made: Path):
    idps = pd.read_csv(made / "hapi_idps.csv")
    assert list(idps) == IDPS
    assert set(idps["location_code"]) <= {"XXA"}
    assert set(idps["admin1_code"]) <= {"XX01", "XX02"}
    refugees = pd.read_csv(made / "hapi_refugees.csv")
    assert list(refugees) == REFUGEES
    withheld = refugees[refugees["population"].isna()]
    assert withheld["warning"].str.contains("withheld").all()
    assert (
        refugees["population"].dropna().ge(10).all() or (refugees["population"].dropna() == 0).any()
    )


def test_a_spreadsheet_library_opens_the_workbook(made: Path):
    book = python_calamine.CalamineWorkbook.from_path(str(made / "homeward.xlsx"))
    assert book.sheet_names == [
        "readme",
        "totals",
        "stocks_by_place",
        "flows_by_place",
        "places_last_day",
        "sources",
    ]
    rows = book.get_sheet_by_name("stocks_by_place").to_python()
    table = pd.read_csv(made / "stocks_by_place.csv")
    assert rows[0] == list(table)
    assert len(rows) - 1 == len(table)
    at = rows[0].index("mean")
    shown = [row[at] for row in rows[1:]]
    assert sum(value for value in shown if value != "") == pytest.approx(table["mean"].sum())
    assert sum(value == "" for value in shown) == table["mean"].isna().sum() > 0


def test_a_run_that_is_exact_is_exported_only_if_that_is_asked(tmp_path: Path):
    homeward.run("tiny", members=3, seed=1).save(tmp_path / "run", exact=True)
    with pytest.raises(ScenarioError, match="its tables are exact"):
        export(tmp_path / "run", to=tmp_path / "made")
    assert not (tmp_path / "made").exists()
    assert export(tmp_path / "run", to=tmp_path / "made", forms=["csv"], exact=True)


def test_runs_whose_members_are_not_kept_are_exported_alike(tmp_path: Path):
    for keep in ("members", "summary"):
        homeward.run("tiny", members=4, seed=1, keep=keep).save(tmp_path / keep)
        export(tmp_path / keep, to=tmp_path / f"{keep}-made")
    for path in (tmp_path / "members-made").iterdir():
        if path.suffix == ".csv":
            assert path.read_bytes() == (tmp_path / "summary-made" / path.name).read_bytes(), (
                path.name
            )


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"forms": ["cvs"]}, '"cvs" is no form of export'),
        ({"areas": "nowhere.geojson"}, "no outlines with a pcode can be read"),
    ],
)
def test_what_cannot_be_asked_is_refused_and_nothing_is_made(
    run: Path, tmp_path: Path, asked: dict, said: str
):
    with pytest.raises(ScenarioError, match=said):
        export(run, to=tmp_path / "made", **asked)
    assert not (tmp_path / "made").exists()


def test_a_damaged_run_is_refused(run: Path, tmp_path: Path):
    (tmp_path / "run" / "sums").mkdir(parents=True)
    (tmp_path / "run" / "run.json").write_bytes((run / "run.json").read_bytes())
    (tmp_path / "run" / "sums" / "stocks_total.csv").write_text("a,b\n1,2\n")
    with pytest.raises(ScenarioError, match="it has no columns"):
        export(tmp_path / "run", to=tmp_path / "made", forms=["csv"])
    (tmp_path / "run" / "run.json").write_text("{")
    with pytest.raises(ScenarioError, match="it is damaged"):
        export(tmp_path / "run", to=tmp_path / "made")


@pytest.mark.parametrize("name", LEVELS)
def test_parquet_is_the_same_as_csv_with_types(made: Path, name: str):
    """By polars, which is not what wrote it."""
    typed = pl.read_parquet(made / f"{name}.parquet")
    plain = pl.read_csv(made / f"{name}.csv", infer_schema_length=None)
    assert typed.columns == plain.columns
    assert typed["mean"].sum() == plain["mean"].sum()
    assert typed["median"].null_count() == plain["median"].null_count()
    assert typed.schema["median"].is_numeric()


POSITION = {"latitude", "longitude"}
PAGE = Path(__file__).parents[3] / "docs/reference/exports.md"


def rows_of(form: str) -> list[list[str]]:
    """Cells of the rows of the page about one form."""
    part = PAGE.read_text(encoding="utf-8").partition(f"\n## {form}\n")[2].partition("\n## ")[0]
    lines = [line for line in part.splitlines() if line.startswith("| `")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def columns_on_page(form: str) -> set[str]:
    return {name for row in rows_of(form) for name in re.findall("`(.+?)`", row[0])}


def heads(made: Path, pattern: str) -> set[str]:
    """Columns of the CSV files of a pattern."""
    return {str(name) for path in made.glob(pattern) for name in pd.read_csv(path, nrows=0).columns}


def test_every_column_of_an_export_stands_on_its_page(made: Path):
    tables = heads(made, "stocks_*.csv") | heads(made, "flows_*.csv")
    assert tables == columns_on_page("csv, parquet")
    assert tables == {
        name for path in made.glob("*.parquet") for name in pd.read_parquet(path).columns
    }
    properties = {
        name
        for path in made.glob("*.geojson")
        for one in json.loads(path.read_text(encoding="utf-8"))["features"]
        for name in one["properties"]
    }
    # A stock that nobody is ever in has no column.
    by_stock = {f"{one.name}_{band}" for one in STOCKS for band in ("median", "q05", "q95")}
    assert (
        properties
        <= columns_on_page("geojson, gpkg")
        == by_stock | ({*KEYS, "displaced"} - POSITION)
    )
    layers = [name for name, _ in pyogrio.list_layers(made / "homeward.gpkg") if "places" in name]
    fields = {
        name
        for layer in layers
        for name in pyogrio.read_info(made / "homeward.gpkg", layer=layer)["fields"]
    }
    assert fields == properties | POSITION
    maps = heads(made, "flowmap_*.csv") | heads(made, "kepler_*.csv")
    assert maps == columns_on_page("flowmap")
    assert heads(made, "hapi_*.csv") == columns_on_page("hapi") == {*IDPS, *REFUGEES}
    book = python_calamine.CalamineWorkbook.from_path(made / "homeward.xlsx")
    shown = {
        name: set(book.get_sheet_by_name(name).to_python()[0])
        for name in book.sheet_names
        if name != "readme"
    }
    assert shown.pop("sources") == columns_on_page("xlsx")
    assert set().union(*shown.values()) <= tables | properties | POSITION


def test_every_column_of_an_export_has_a_unit_an_example_and_a_meaning():
    for form in ("csv, parquet", "geojson, gpkg", "flowmap", "hapi", "xlsx"):
        assert rows_of(form)
        for row in rows_of(form):
            assert len(row) == 4
            assert all(row), row
