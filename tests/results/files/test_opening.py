"""Results are read alike, whichever version of homeward wrote them."""

from __future__ import annotations

import zipfile
from pathlib import Path

import numpy as np
import pytest
import xarray as xr

from homeward.catalogue import OLD_NAMES, VARIABLE
from homeward.results.files.opening import ENGINE, GROUPS, open_parts
from homeward.results.result import Result, open_result
from homeward.results.save_run import save_result

KEPT = Path(__file__).parent / "kept"
PEOPLE = {
    "residents": 7340, "idps": 5185, "refugees": 5134, "returnees": 7491, "travelling": 7387,
    "detained": 10036, "recruited": 9765, "dead": 9818, "displacements": 2286,
    "redisplacements": 160, "arrivals": 5151, "onward_movements": 2523, "return_departures": 2614,
    "returns": 9647, "entry_refusals": 338, "external_arrivals": 2469, "deaths": 2476, "detentions": 211, "recruitments": 9535,
}  # fmt: skip
"""Sums over everything, of the folder of version 0.1.0, as that version read it; some had another name."""


@pytest.fixture
def earlier(tmp_path: Path) -> Path:
    """A folder that version 0.1.0 wrote: counts, beliefs and parameters in groups."""
    with zipfile.ZipFile(KEPT / "0.1.0.zip") as kept:
        kept.extractall(tmp_path / "earlier")
    return tmp_path / "earlier" / "run"


def test_the_earlier_file_is_in_groups(earlier: Path) -> None:
    with xr.open_datatree(earlier / "results.nc", engine=ENGINE) as tree:
        assert set(tree.children) == set(GROUPS)


def test_an_earlier_folder_still_opens(earlier: Path) -> None:
    opened = open_result(earlier)
    assert opened.axes.days == (6, 33, 60)
    assert opened.axes.places == ("oldtown", "hills", "camp")
    assert {name: int(opened.series(name).values.sum()) for name in VARIABLE} == PEOPLE
    assert int(opened.stocks["idps"].sum()) == PEOPLE["idps"]
    assert float(opened.beliefs.sum()) == pytest.approx(1.7293564)
    assert opened.beliefs.sel(home="oldtown", actor="north").shape == (2, 3, 2, 4)


def test_both_layouts_open_as_the_same(earlier: Path, tmp_path: Path) -> None:
    older = open_result(earlier)
    newer = open_result(save_result(older, tmp_path / "newer"))
    assert newer.axes == older.axes
    for part in ("stocks", "flows", "beliefs", "parameters"):
        one, other = getattr(older, part), getattr(newer, part)
        xr.testing.assert_equal(one.load(), other.load())
        _assert_alike(one, other)


def _assert_alike(one: xr.Dataset | xr.DataArray, other: xr.Dataset | xr.DataArray) -> None:
    assert list(one.coords) == list(other.coords)
    assert {name: one[name].dtype for name in one.coords} == {
        name: other[name].dtype for name in other.coords
    }
    if isinstance(one, xr.Dataset):
        assert one.attrs == other.attrs == {}
        assert list(one.data_vars) == list(other.data_vars)
        for name in one.data_vars:
            assert (one[name].dims, one[name].dtype) == (other[name].dims, other[name].dtype)
            assert one[name].attrs == other[name].attrs
    else:
        assert (one.dims, one.dtype, one.attrs) == (other.dims, other.dtype, other.attrs)


def test_each_kind_has_the_communities_it_had(result: Result, tmp_path: Path) -> None:
    """One axis of communities in the file; there are flows of every other one."""
    opened = open_result(save_result(result, tmp_path / "out"))
    assert opened.stocks.sizes["community"] == 2 * opened.flows.sizes["community"] == 12
    xr.testing.assert_equal(opened.flows.load(), result.flows.load())


def test_nothing_is_read_before_it_is_asked_for(result: Result, tmp_path: Path) -> None:
    path = save_result(result, tmp_path / "out") / "results.nc"
    _, parts = open_parts(path)
    with parts["stocks"] as stocks:
        assert not stocks["idps"].variable._in_memory
        part = stocks["idps"].isel(member=3, community=[4, 1])
        assert not part.variable._in_memory
        expected = result.stocks["idps"].isel(member=3, community=[4, 1]).values
        assert np.array_equal(part.values, expected)


def test_old_names_are_names_no_more(earlier: Path) -> None:
    opened = open_result(earlier)
    assert set(OLD_NAMES).isdisjoint(VARIABLE)
    assert set(OLD_NAMES.values()) <= set(VARIABLE)
    for part in (opened.stocks, opened.flows):
        for name in part.data_vars:
            assert part[name].attrs["long_name"] == VARIABLE[str(name)].meaning
