"""Felt danger over members, and its table."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow.parquet
import pytest
import xarray as xr

from homeward.engine.simulated import Simulated
from homeward.results.publish.believed import beliefs_table, believed
from homeward.results.publish.published import publish
from homeward.results.result import Result
from homeward.results.save_run import save_result
from homeward.results.tables.axes import ends_of_months
from homeward.results.tables.dataset import EXPOSURES
from homeward.results.tables.statistics import STATISTICS

COLUMNS = ["time", "home", "group", "actor", "exposure", *STATISTICS]


@pytest.fixture
def table(result: Result, tmp_path: Path) -> pd.DataFrame:
    folder = save_result(result, tmp_path / "out")
    rows = pd.read_csv(folder / "beliefs.csv", parse_dates=["time"])
    packed = pyarrow.parquet.read_table(folder / "beliefs.parquet")
    assert list(rows) == packed.column_names == COLUMNS
    assert np.array_equal(rows["mean"], packed["mean"].to_numpy())
    return rows


def test_a_month_has_one_row_of_each_belief_on_its_last_day_kept(
    result: Result, table: pd.DataFrame
) -> None:
    assert not table.duplicated(COLUMNS[:5]).any()
    last = {(day.year, day.month): day for day in result.axes.dates}
    assert sorted(table["time"].dt.date.unique()) == sorted(last.values())
    days = [result.axes.dates[index] for index in ends_of_months(result.axes)]
    assert days == list(last.values())


def test_a_belief_is_under_its_own_names(result: Result, table: pd.DataFrame) -> None:
    names = publish(result).names.identifiers
    day = ends_of_months(result.axes)[-1]
    row = table[
        (table["time"] == np.datetime64(result.axes.dates[day]))
        & (table["home"] == names["home"][1])
        & (table["group"] == names["group"][0])
        & (table["actor"] == names["actor"][1])
        & (table["exposure"] == "returned_permitted")
    ]
    members = result.beliefs.to_numpy()[:, day, 1, 0, 1, EXPOSURES.index("returned_permitted")]
    assert row["mean"].item() == pytest.approx(members.mean(), rel=5e-2)
    assert row["q95"].item() == pytest.approx(np.quantile(members, 0.95), rel=5e-2)


def test_groups_and_actors_have_neutral_names(table: pd.DataFrame) -> None:
    assert set(table["group"]) == {"group_1", "group_2"}
    assert not table["actor"].str.contains("army").any()


def test_nothing_is_withheld_and_few_digits_are_shown(table: pd.DataFrame) -> None:
    shown = table[list(STATISTICS)].to_numpy()
    assert np.isfinite(shown).all()
    assert all(float(f"{value:.2g}") == value for value in shown.ravel())


def test_more_members_give_more_digits_and_exact_ones_all(result: Result) -> None:
    def digits(beliefs: xr.DataArray, *, exact: bool) -> int:
        shown = believed(beliefs, beliefs["time"].to_numpy()[:1], exact=exact).ravel()
        return max(len(f"{value:.6g}".replace(".", "").strip("0")) for value in shown)

    many = xr.concat([result.beliefs] * 10, "member") + 0.123456
    few = many.isel(member=slice(0, 4))
    assert (digits(few, exact=False), digits(many, exact=False), digits(few, exact=True)) == (
        1,
        2,
        3,
    )


def test_only_beliefs_that_change_are_there(make_result: Callable[..., Result]) -> None:
    def still(simulated: Simulated) -> None:
        simulated.belief[:, :, 0, 1, 0, 2] = 0.25
        simulated.belief[:, :, 1, 0, 0, 3] = 0.25
        simulated.belief[3, 2, 1, 0, 0, 3] = 0.5  # of one member on one day

    result = make_result(still)
    changes = result.belief_changes
    assert not changes[0, 1, 0, 2]
    assert changes[1, 0, 0, 3]
    rows = beliefs_table(result, publish(result).names)
    assert rows.num_rows == changes.sum() * len(ends_of_months(result.axes))


def test_beliefs_that_never_change_make_an_empty_table(make_result: Callable[..., Result]) -> None:
    def still(simulated: Simulated) -> None:
        simulated.belief[...] = 0.25

    result = make_result(still)
    rows = beliefs_table(result, publish(result).names)
    assert rows.column_names == COLUMNS
    assert rows.num_rows == 0


def test_statistics_are_over_members(result: Result) -> None:
    found = believed(result.beliefs, result.axes.times[[0, 2]], exact=True)
    values = result.beliefs.to_numpy()[:, [0, 2]]
    assert found.shape == (len(STATISTICS), *values.shape[1:])
    assert np.allclose(found[STATISTICS.index("q25")], np.quantile(values, 0.25, axis=0), rtol=5e-3)
    assert np.allclose(found[STATISTICS.index("mean")], values.mean(axis=0), rtol=5e-3)
