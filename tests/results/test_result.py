"""A result in memory and on disk is the same result."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import xarray as xr

from homeward.catalogue import FLOWS, STOCKS, VARIABLE
from homeward.errors import ScenarioError
from homeward.results.result import Result, open_result
from homeward.results.save_run import save_result


def test_every_variable_is_labelled_from_the_catalogue(result: Result) -> None:
    for dataset, variables in ((result.stocks, STOCKS), (result.flows, FLOWS)):
        assert list(dataset.data_vars) == [variable.name for variable in variables]
        for variable in variables:
            array = dataset[variable.name]
            assert array.dims == ("member", "time", "community")
            assert array.dtype == np.int32
            assert array.attrs["units"] == "persons"
            assert array.attrs["cell_methods"] == variable.cell_methods
            assert array.attrs["long_name"] == variable.meaning
        assert set(dataset.coords) == {"member", "time", "home", "group", "place"}
        assert np.issubdtype(dataset["time"].dtype, np.datetime64)


def test_the_dataset_holds_the_counts_of_the_series(result: Result) -> None:
    for name, variable in VARIABLE.items():
        series = result.series(name)
        dataset = result.stocks if variable.kind == "stock" else result.flows
        assert int(dataset[name].sum()) == int(series.values.sum()) > 0
        home, group, place = series.cells[0]
        here = (
            (dataset["home"] == result.axes.homes[home])
            & (dataset["group"] == result.axes.groups[group])
            & (dataset["place"] == result.axes.places[place])
        )
        found = dataset[name].values[:, :, here.values][:, :, 0]
        assert np.array_equal(found, series.values[:, :, 0])


@pytest.mark.parametrize(
    "key",
    [
        {"member": 3},
        {"time": [0, 2], "community": [1, 0]},
        {"member": slice(1, 5, 2), "time": -1, "community": 4},
        {"community": slice(None, None, -1)},
    ],
)
def test_any_part_of_a_dataset_is_the_part_of_the_whole(result: Result, key: dict) -> None:
    whole = xr.DataArray(result.stocks["idps"].copy(deep=True).values, dims=result.stocks.idps.dims)
    assert np.array_equal(result.stocks["idps"].isel(key).values, whole.isel(key).values)


def test_what_is_opened_is_what_was_saved(result: Result, tmp_path: Path) -> None:
    opened = open_result(save_result(result, tmp_path / "out"))
    assert opened.axes == result.axes
    xr.testing.assert_equal(opened.stocks.load(), result.stocks.load())
    xr.testing.assert_equal(opened.flows.load(), result.flows.load())
    xr.testing.assert_equal(opened.beliefs.load(), result.beliefs)
    xr.testing.assert_equal(opened.parameters.load(), result.parameters)
    for name in VARIABLE:
        read, kept = opened.series(name), result.series(name)
        used = kept.values.any(axis=(0, 1))
        assert np.array_equal(read.cells, kept.cells[used])
        assert np.array_equal(read.values, kept.values[:, :, used])
    assert opened.scenario is not None
    assert result.scenario is not None
    assert opened.scenario.model_copy(update={"folder": result.scenario.folder}) == result.scenario


def test_equal_runs_give_equal_bytes_but_for_run_json(
    make_result: Callable[..., Result], tmp_path: Path
) -> None:
    one = make_result()
    other = make_result()
    other.info["started"] = "2031-01-01T00:00:00+00:00"
    other.info["seconds"] = 99.0
    save_result(one, tmp_path / "one")
    save_result(other, tmp_path / "other")
    names, others = (
        sorted(str(path.relative_to(root)) for path in root.rglob("*") if path.is_file())
        for root in (tmp_path / "one", tmp_path / "other")
    )
    assert names == others
    differ = [
        name
        for name in names
        if (tmp_path / "one" / name).read_bytes() != (tmp_path / "other" / name).read_bytes()
    ]
    assert differ == ["run.json"]


def test_another_seed_gives_other_bytes(make_result: Callable[..., Result], tmp_path: Path) -> None:
    one, other = (
        save_result(make_result(seed=1), tmp_path / "a"),
        save_result(make_result(seed=2), tmp_path / "b"),
    )
    for name in ("results.nc", "stocks.csv", "flows.parquet", "report.html"):
        assert (one / name).read_bytes() != (other / name).read_bytes()


def test_run_json_says_what_was_run(result: Result, tmp_path: Path) -> None:
    info = json.loads(
        (save_result(result, tmp_path / "out") / "run.json").read_text(encoding="utf-8")
    )
    assert info["seed"] == 1
    assert info["members"] == 12
    assert info["exact"] is False
    assert info["scenario"]["name"] == "three_places"
    assert {"homeward", "python", "numpy", "numba", "xarray"} <= set(info["versions"])
    assert "folder" not in info["inputs"]


def _break(what: str, folder: Path) -> None:
    match what:
        case "no run.json":
            (folder / "run.json").unlink()
        case "torn run.json":
            (folder / "run.json").write_text("{", encoding="utf-8")
        case "another format":
            (folder / "run.json").write_text('{"format": 99}', encoding="utf-8")
        case "no results.nc":
            (folder / "results.nc").unlink()
        case "torn results.nc":
            content = (folder / "results.nc").read_bytes()
            (folder / "results.nc").write_bytes(content[: len(content) // 2])
        case _:
            shutil.rmtree(folder)


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("no folder", "there is no such results folder."),
        ("no run.json", "it holds no run.json, so it is no results folder."),
        ("torn run.json", "the file is damaged: it is not JSON."),
        ("another format", "the folder was not written in format 1, the one this version reads."),
        ("no results.nc", "it holds no results.nc."),
        ("torn results.nc", "the file is damaged, or no file of results."),
    ],
)
def test_a_damaged_folder_is_refused_in_words(
    result: Result, tmp_path: Path, what: str, said: str
) -> None:
    folder = save_result(result, tmp_path / "out")
    _break(what, folder)
    with pytest.raises(ScenarioError) as caught:
        open_result(folder)
    assert said in str(caught.value)
    assert "Fix: " in str(caught.value)
    assert caught.value.exit_status == 2
