"""stocks and flows as others read them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from homeward.results.files.long_tables import long_table
from homeward.results.publish.published import publish
from homeward.results.result import Result
from homeward.results.tables.statistics import STATISTICS
from homeward.variables import FLOWS, STOCKS

COLUMNS = ["variable", "time", "home", "group", "place", *STATISTICS, "suppressed"]


@pytest.fixture
def folder(result: Result, tmp_path: Path) -> Path:
    return result.save(tmp_path / "out")


@pytest.mark.parametrize(("name", "variables"), [("stocks", STOCKS), ("flows", FLOWS)])
def test_both_forms_hold_the_same_rows(folder: Path, name: str, variables: tuple) -> None:
    from_csv = pd.read_csv(folder / f"{name}.csv", parse_dates=["time"])
    from_parquet = pd.read_parquet(folder / f"{name}.parquet")
    assert list(from_csv) == list(from_parquet) == COLUMNS
    assert list(from_csv["variable"].unique()) == [variable.name for variable in variables]
    for statistic in STATISTICS:
        left, right = from_csv[statistic].to_numpy(), from_parquet[statistic].to_numpy()
        assert np.array_equal(left.astype(float), right.astype(float), equal_nan=True)


def test_every_level_is_there_and_no_row_twice(folder: Path) -> None:
    rows = pd.read_csv(folder / "stocks.csv")
    keys = rows[["variable", "time", "home", "group", "place"]]
    assert not keys.duplicated().any()
    summed = rows[["home", "group", "place"]] == "all"
    patterns = set(summed.itertuples(index=False, name=None))
    assert patterns == {
        (True, True, True),
        (True, True, False),
        (True, False, True),
        (False, True, True),
        (False, True, False),
        (False, False, True),
    }


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
    for path in folder.glob("*.csv"):
        assert "farmers" not in path.read_text(encoding="utf-8")
    assert set(pd.read_csv(folder / "stocks.csv")["group"]) == {"all", "group_1", "group_2"}


def test_exact_rows_are_the_statistics_of_the_members(result: Result, tmp_path: Path) -> None:
    folder = result.save(tmp_path / "exact", exact=True)
    rows = pd.read_csv(folder / "stocks.csv")
    rows = rows[(rows[["home", "group", "place"]] == "all").all(axis=1)]
    total = rows[rows["variable"] == "idps"]["q95"].to_numpy()
    members = result.series("idps").values.sum(axis=2)
    assert np.allclose(total, np.quantile(members, 0.95, axis=0), atol=1e-3)


def test_a_table_of_nothing_has_its_columns(result: Result) -> None:
    shown = publish(result)
    assert long_table([], result.axes, shown.names).column_names == COLUMNS
