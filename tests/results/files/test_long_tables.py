"""stocks and flows as others read them."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet
import pytest

from homeward.catalogue import FLOWS, OLD_NAMES, STOCKS
from homeward.results.files import long_tables
from homeward.results.files.long_tables import FACTS, long_table
from homeward.results.files.provenance import Keep
from homeward.results.publish.published import publish
from homeward.results.result import Result, open_result
from homeward.results.run_and_label import run_and_label
from homeward.results.save_run import save_result
from homeward.results.tables.axes import COMMUNITY
from homeward.results.tables.statistics import LEVELS, STATISTICS
from homeward.scenario.scenario import Scenario
from run_tables import ALL, read_sums, read_table

KEPT = Path(__file__).parent / "kept" / "0.1.0-tables.zip"
ABOUT = {axis: [axis, *(f"{axis}_{fact}" for fact in FACTS)] for axis in ("home", "place")}
COLUMNS = [
    "variable", "time", *ABOUT["home"], "group", *ABOUT["place"], *STATISTICS, "suppressed",
]  # fmt: skip
KEYS = ["variable", "time", *COMMUNITY]


@pytest.fixture
def folder(result: Result, tmp_path: Path) -> Path:
    return save_result(result, tmp_path / "out")


@pytest.mark.parametrize(("name", "variables"), [("stocks", STOCKS), ("flows", FLOWS)])
def test_both_forms_hold_the_same_rows(folder: Path, name: str, variables: tuple) -> None:
    from_csv = pd.read_csv(folder / f"{name}.csv", parse_dates=["time"])
    from_parquet = pd.read_parquet(folder / f"{name}.parquet")
    assert list(from_csv) == list(from_parquet) == COLUMNS
    assert list(from_csv["variable"].unique()) == [variable.name for variable in variables]
    for column in (*STATISTICS, "home_latitude", "place_longitude"):
        left, right = from_csv[column].to_numpy(), from_parquet[column].to_numpy()
        assert np.array_equal(left.astype(float), right.astype(float), equal_nan=True)


def test_parquet_has_text_and_days(folder: Path) -> None:
    schema = pyarrow.parquet.read_schema(folder / "stocks.parquet")
    assert schema.field("home").type == schema.field("home_pcode").type == pa.string()
    assert schema.field("time").type == pa.date32()
    assert schema.field("place_latitude").type == schema.field("q95").type == pa.float64()


@pytest.mark.parametrize("keep", ["members", "summary"])
def test_what_no_spreadsheet_opens_is_parquet_and_not_csv(
    tiny: Scenario, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, keep: Keep
) -> None:
    result = run_and_label(tiny, members=12, seed=2, keep=keep)
    whole = save_result(result, tmp_path / "whole")
    rows = {path: len(pd.read_csv(path)) for path in whole.rglob("*.csv")}
    most = sorted(rows.values())[len(rows) // 2]  # just as many rows are opened
    monkeypatch.setattr(long_tables, "MOST_LINES", most)
    folder = save_result(result, tmp_path / "cut")
    both = {"stocks", "flows", "beliefs"}
    for path, n in rows.items():
        csv = folder / path.relative_to(whole)
        parquet = csv.with_suffix(".parquet")
        assert csv.exists() == (n <= most)
        assert parquet.exists() == (n > most or csv.stem in both)
        if parquet.exists():
            read = pd.read_parquet(parquet).replace("", np.nan).astype({"time": str})
            kinds = {name: kind for name, kind in read.dtypes.items() if name != "time"}
            pd.testing.assert_frame_equal(read, pd.read_csv(path, dtype=kinds))


def test_each_file_holds_one_level_and_no_row_twice(folder: Path) -> None:
    for path in [*folder.glob("*s.csv"), *(folder / "sums").iterdir()]:
        rows = read_table(path)
        keys = [key for key in (*KEYS, "actor", "exposure") if key in rows]
        assert not rows[keys].duplicated().any()
        assert not rows[keys].isin([ALL, ""]).any(axis=None)


def test_what_is_withheld_is_empty_and_said(folder: Path) -> None:
    rows = pd.read_csv(folder / "stocks.csv")
    withheld = rows[list(STATISTICS)].isna().any(axis=1)
    assert withheld.any()
    assert ((rows["suppressed"] == "yes") == withheld).all()
    assert set(rows["suppressed"]) == {"yes", "no"}
    shown = rows[list(STATISTICS)].to_numpy()
    shown = shown[~np.isnan(shown)]
    assert ((shown == 0) | (shown >= 10)).all()
    assert (shown % 5 == 0).all()


def test_groups_have_neutral_names(folder: Path) -> None:
    for path in folder.rglob("*.csv"):
        assert "farmers" not in path.read_text(encoding="utf-8")
    assert set(pd.read_csv(folder / "stocks.csv")["group"]) == {"group_1", "group_2"}


def test_homes_and_places_stand_with_what_is_known_of_them(result: Result, folder: Path) -> None:
    assert result.scenario is not None
    known = {place.place: place for place in result.scenario.places}
    rows = pd.read_csv(folder / "flows.csv", keep_default_na=False)
    for axis in ("home", "place"):
        for row in rows[ABOUT[axis]].drop_duplicates().itertuples(index=False):
            place = known[row[0]]
            assert row[1:] == (
                place.label, place.pcode, place.country, place.latitude, place.longitude,
            )  # fmt: skip


def test_text_is_quoted_only_where_it_must_be(
    make_result: Callable[..., Result], tmp_path: Path
) -> None:
    result = make_result()
    assert result.scenario is not None
    label = 'The "hills", upper'
    places = tuple(
        place.model_copy(update={"label": label}) if place.place == "hills" else place
        for place in result.scenario.places
    )
    result.scenario = result.scenario.model_copy(update={"places": places})
    text = (save_result(result, tmp_path / "out") / "stocks.csv").read_text(encoding="utf-8")
    assert ',hills,"The ""hills"", upper",' in text
    rows = pd.read_csv(tmp_path / "out" / "stocks.csv")
    assert set(rows[rows["place"] == "hills"]["place_label"]) == {label}
    assert text.count('"') == 6 * text.count('"The')


def test_exact_rows_are_the_statistics_of_the_members(result: Result, tmp_path: Path) -> None:
    folder = save_result(result, tmp_path / "exact", exact=True)
    rows = pd.read_csv(folder / "sums" / "stocks_total.csv")
    total = rows[rows["variable"] == "idps"]["q95"].to_numpy()
    members = result.series("idps").values.sum(axis=2)
    assert np.allclose(total, np.quantile(members, 0.95, axis=0), atol=1e-3)


@pytest.mark.parametrize("kind", ["stocks", "flows"])
def test_a_column_of_exact_means_adds_up_to_every_sum(
    make_result: Callable[..., Result], tmp_path: Path, kind: str
) -> None:
    folder = save_result(make_result(members=7), tmp_path / "exact", exact=True)
    rows = pd.read_csv(folder / f"{kind}.csv")
    for level in LEVELS:
        name = f"{kind}_by_{'_and_'.join(level)}.csv" if level else f"{kind}_total.csv"
        by = ["variable", "time", *level]
        sums = pd.read_csv(folder / "sums" / name).set_index(by)["mean"]
        added = rows.groupby(by)["mean"].sum().reindex(sums.index, fill_value=0.0)
        assert np.allclose(added, sums, rtol=0, atol=1e-9)
    assert rows["mean"].sum() == pytest.approx(sums.sum(), abs=1e-6)


def test_published_means_add_up_but_for_rounding_where_nothing_is_withheld(folder: Path) -> None:
    rows = pd.read_csv(folder / "stocks.csv")
    sums = pd.read_csv(folder / "sums" / "stocks_by_home_and_place.csv")
    by = ["variable", "time", "home", "place"]
    whole = rows.groupby(by).agg(mean=("mean", "sum"), n=("mean", "size"), shown=("mean", "count"))
    both = sums.merge(whole.reset_index(), on=by)
    both = both[(both["n"] == both["shown"]) & both["mean_x"].notna()]
    assert len(both) > 10
    assert ((both["mean_x"] - both["mean_y"]).abs() <= 2.5 * (both["n"] + 1)).all()


def test_days_without_anybody_have_no_row_but_series_have_all_days(
    result: Result, tmp_path: Path
) -> None:
    folder = save_result(result, tmp_path / "exact", exact=True)
    for name in ("flows", "sums/flows_by_home_and_place", "sums/flows_by_home_and_group"):
        assert (pd.read_csv(folder / f"{name}.csv")["mean"] > 0).all()
    sums = pd.read_csv(folder / "sums/flows_by_place.csv")
    assert set(sums.groupby(["variable", "place"]).size()) == {len(result.axes.days)}


def test_a_table_of_nothing_has_its_columns(result: Result) -> None:
    shown = publish(result)
    assert long_table([], result.axes, shown.names, ()).column_names == COLUMNS


@pytest.mark.parametrize("scenario", ["tiny", "palmyra"])
@pytest.mark.parametrize("exact", [True, False])
def test_every_number_of_the_tables_of_0_1_0_is_in_the_sums(
    tmp_path: Path, scenario: str, exact: bool
) -> None:
    """Of the run that version wrote, but for days of nobody; the finer level withholds a few figures more."""
    with zipfile.ZipFile(KEPT) as kept:
        kept.extractall(tmp_path)
    result = open_result(tmp_path / scenario)
    folder = save_result(result, tmp_path / "again", exact=exact)
    newly_withheld = compared = 0
    for kind in ("stocks", "flows"):
        old = read_table(tmp_path / scenario / f"{'exact_' * exact}{kind}.csv")
        old["variable"] = old["variable"].replace(OLD_NAMES)
        both = old.merge(read_sums(folder, kind), on=KEYS, suffixes=("", "_new"), how="outer")
        assert len(both) == len(old)
        assert (both.loc[both["mean_new"].isna(), STATISTICS].astype(float) == 0).all().all()
        both = both[both["mean_new"].notna()]
        for statistic in STATISTICS:
            was, now = both[statistic], both[f"{statistic}_new"]
            shown = (was != "") & (now != "")
            newly_withheld += ((was != "") & (now == "")).sum()
            assert not ((was == "") & (now != "")).any()
            assert np.allclose(
                was[shown].astype(float), now[shown].astype(float), atol=5.1e-4, rtol=0
            )
            compared += shown.sum()
    assert compared > 2000
    assert newly_withheld <= (0 if exact else 0.02 * compared)
