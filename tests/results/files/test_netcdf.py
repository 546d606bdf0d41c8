"""results.nc as others read it: flat, after CF, with nothing of homeward at hand."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import h5netcdf
import h5py
import numpy as np
import pytest
import xarray as xr

from homeward.catalogue import FLOWS, PARAMETERS, STOCKS, VARIABLES
from homeward.results.files.netcdf import RESULTS_FILE
from homeward.results.result import Result
from homeward.results.save_run import save_result


@pytest.fixture
def path(result: Result, tmp_path: Path) -> Path:
    return save_result(result, tmp_path / "out") / RESULTS_FILE


def test_the_file_has_no_groups_and_all_variables(path: Path) -> None:
    with h5netcdf.File(path) as file:
        assert not file.groups
        assert {row.name for row in (*VARIABLES, *PARAMETERS)} | {"belief"} <= set(file.variables)


def test_it_opens_as_one_dataset(result: Result, path: Path) -> None:
    with xr.open_dataset(path, engine="h5netcdf") as whole:
        assert whole["idps"].dims == ("time", "member", "community")
        assert {"home", "group", "place"} <= set(whole["idps"].coords)
        flows = result.flows["returns"]
        at_home = int(whole["returns"].where(whole["home"] == "oldtown", 0).sum())
        assert at_home == int(flows.where(flows["home"] == "oldtown", 0).sum()) > 0
        belief = result.beliefs.sel(home="oldtown", actor="north", exposure="living")
        seen = whole["belief"].isel(
            homes=whole["belief_home"].values.tolist().index("oldtown"),
            actors=whole["actor"].values.tolist().index("north"),
            exposures=whole["exposure"].values.tolist().index("living"),
        )
        assert np.array_equal(seen.values, belief.values)


def test_time_comes_first_and_may_grow(path: Path) -> None:
    with h5py.File(path) as file:
        assert file["idps"].maxshape[0] is None
        assert file["time"].maxshape == (None,)


def test_flows_are_sums_over_the_days_since_the_record_before(result: Result, path: Path) -> None:
    with xr.open_dataset(path, engine="h5netcdf", decode_times=False) as whole:
        time, bounds = whole["time"], whole["time_bounds"]
        assert time.attrs["bounds"] == "time_bounds"
        assert time.attrs["calendar"] == "proleptic_gregorian"
        assert time.attrs["units"] == f"days since {result.axes.start}"
        evenings = [day + 1 for day in result.axes.days]
        assert bounds.values.tolist() == list(
            map(list, zip([0, *evenings[:-1]], evenings, strict=True))
        )
        assert {whole[row.name].attrs["cell_methods"] for row in STOCKS} == {"time: point"}
        assert {whole[row.name].attrs["cell_methods"] for row in FLOWS} == {"time: sum"}


def test_units_are_those_of_udunits_and_the_registers_beside_them(path: Path) -> None:
    with xr.open_dataset(path, engine="h5netcdf") as whole:
        assert whole["idps"].attrs["units"] == "count"
        assert whole["idps"].attrs["homeward_unit"] == "persons"
        assert whole["belief"].attrs["units"] == "1/year"
        assert whole["belief"].attrs["homeward_unit"] == "1/person-year"
        units = {whole[row.name].attrs["units"] for row in PARAMETERS}
        assert units <= {
            "1", "count", "days", "years", "km", "1/day", "1/year", "1/km", "km/day",
        }  # fmt: skip


def test_text_is_of_a_kind_that_every_reader_knows(path: Path) -> None:
    """Attributes of variable length stop NCO."""
    with h5py.File(path) as file:
        for name in ("units", "calendar", "bounds", "standard_name"):
            kind = h5py.check_string_dtype(file["time"].attrs.get_id(name).dtype)
            assert kind.length == len(file["time"].attrs[name])
        assert h5py.check_string_dtype(file.attrs.get_id("history").dtype).length
        assert file["member"].dtype == "<i4"


def test_the_file_says_what_it_is(result: Result, path: Path) -> None:
    with h5netcdf.File(path) as file:
        assert file.attrs["Conventions"] == "CF-1.11"
        assert "NOT disclosure-controlled" in file.attrs["comment"]
        assert file.attrs["scenario_digest"] == result.info["scenario"]["digest"]
        assert file.attrs["history"].endswith(
            "ran three_places: 12 members, seed 1; run.json says when"
        )
        assert file.attrs["title"].endswith("(simulated displacement and return)")
        assert {"source", "references"} <= set(file.attrs)
        run = json.loads((path.parent / "run.json").read_text(encoding="utf-8"))
        assert run["started"][:10] not in "".join(map(str, file.attrs.values()))


def test_counts_are_packed_by_community(path: Path) -> None:
    with h5py.File(path) as file:
        idps = file["idps"]
        assert idps.chunks == (6, 12, 1)
        assert idps.compression == "gzip"
        assert idps.shuffle
        assert idps.dtype == "<i4"


def test_beliefs_are_kept_by_exposure(path: Path) -> None:
    with xr.open_dataset(path, engine="h5netcdf") as dataset:
        belief = dataset["belief"]
        assert belief.dims == ("member", "time", "homes", "groups", "actors", "exposures")
        assert belief["exposure"].values.tolist() == [
            "living",
            "crossing",
            "returned_unpermitted",
            "returned_permitted",
            "near",
        ]
        assert belief["exposure"].attrs["long_name"] == "how people would be exposed to the actor"
        assert belief.attrs["cell_methods"] == "time: point"


def _answer(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


def test_the_checker_of_cf_finds_nothing(path: Path) -> None:
    pytest.importorskip("compliance_checker", reason="not installed: the dependency group cf")
    program = Path(sys.executable).with_name("compliance-checker")
    checked = _answer(str(program), "--criteria", "strict", "--test", "cf:1.11", str(path))
    assert checked.returncode == 0, checked.stdout
    assert "All tests passed!" in checked.stdout
    assert "exceptions occurred" not in checked.stderr


@pytest.mark.skipif(shutil.which("cdo") is None, reason="CDO is not on the PATH")
def test_cdo_reads_the_counts(make_result: Callable[..., Result], tmp_path: Path) -> None:
    result = make_result(seed=5)
    path = str(save_result(result, tmp_path / "out") / RESULTS_FILE)
    names = _answer("cdo", "-s", "showname", path).stdout.split()
    assert {row.name for row in VARIABLES} <= set(names)
    summed = _answer("cdo", "-s", "output", "-fldsum", "-selname,idps", "-seltimestep,3", path)
    assert float(summed.stdout) == int(result.stocks["idps"].isel(time=2).sum())


@pytest.mark.skipif(shutil.which("ncra") is None, reason="NCO is not on the PATH")
def test_nco_averages_over_time(path: Path, tmp_path: Path) -> None:
    averaged = _answer("ncra", "-O", "-v", "idps", str(path), str(tmp_path / "mean.nc"))
    assert averaged.returncode == 0, averaged.stderr
