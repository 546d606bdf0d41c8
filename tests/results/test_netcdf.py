"""results.nc as others read it."""

from __future__ import annotations

from pathlib import Path

import h5py
import pytest
import xarray as xr

from homeward.results.netcdf import ENGINE, GROUPS, RESULTS_FILE
from homeward.results.result import Result


@pytest.fixture
def path(result: Result, tmp_path: Path) -> Path:
    return result.save(tmp_path / "out") / RESULTS_FILE


def test_every_group_opens_by_itself(path: Path) -> None:
    for group in GROUPS:
        with xr.open_dataset(path, group=group, engine=ENGINE) as dataset:
            assert dataset.sizes["member"] == 12
    with xr.open_dataset(path, group="stocks", engine=ENGINE) as dataset:
        assert set(dataset.coords) == {"member", "time", "home", "group", "place"}
        assert dataset["idps"].attrs["cell_methods"] == "time: point"


def test_all_groups_open_as_one_tree(path: Path) -> None:
    with xr.open_datatree(path, engine=ENGINE) as tree:
        assert set(tree.children) == set(GROUPS)


def test_the_file_warns_that_it_is_exact(path: Path) -> None:
    with h5py.File(path) as file:
        assert "NOT disclosure-controlled" in file.attrs["comment"]
        assert file.attrs["Conventions"] == "CF-1.11"


def test_counts_are_packed_by_community(path: Path) -> None:
    with h5py.File(path) as file:
        idps = file["stocks/idps"]
        assert idps.chunks == (12, 6, 1)
        assert idps.compression == "gzip"
        assert idps.shuffle
        assert idps.dtype == "<i4"


def test_beliefs_are_kept_by_exposure(path: Path) -> None:
    with xr.open_dataset(path, group="beliefs", engine=ENGINE) as dataset:
        belief = dataset["belief"]
        assert belief.dims == ("member", "time", "home", "group", "actor", "exposure")
        assert belief["exposure"].values.tolist() == [
            "living",
            "crossing",
            "returned_unpermitted",
            "returned_permitted",
        ]
        assert belief["exposure"].attrs["long_name"] == "how people would be exposed to the actor"
        assert belief.attrs["units"] == "1/person-year"
        assert belief.attrs["cell_methods"] == "time: point"
