"""Reading results.nc: the flat file of today, and the groups of version 0.1.0 (model §9, decision 18)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import xarray as xr
from xarray.core.indexing import LazilyIndexedArray

from homeward.catalogue import FLOWS, OLD_NAMES, STOCKS, VARIABLE
from homeward.engine.simulated import CommunitySeries
from homeward.results.files.netcdf import BELIEFS, NAMES, UNIT, USED
from homeward.results.tables.axes import COMMUNITY, Axes
from homeward.results.tables.dataset import DIMENSIONS, attributes
from homeward.results.tables.lazy import StoredArray

GROUPS = ("stocks", "flows", "beliefs", "parameters")
"""Parts of a result; in files of version 0.1.0 each is a group."""
ENGINE = "h5netcdf"
_COUNTED = {
    "stocks": [variable.name for variable in STOCKS],
    "flows": [variable.name for variable in FLOWS],
}


def open_parts(path: Path) -> tuple[Axes, dict[str, xr.Dataset]]:
    """Open a file once: its axes, and each part of it by name; what is counted is not read before it is asked for."""
    whole = _named_anew(xr.open_dataset(path, engine=ENGINE, cache=False))
    names = {axis: _names(whole.attrs[axis]) for axis in NAMES}
    if not whole.variables:  # all is in groups, as version 0.1.0 wrote it
        whole.close()
        parts = {group: _open_group(path, group) for group in GROUPS}
        return _axes(parts["stocks"], names), parts
    axes = _axes(whole, names)
    for variable in whole.variables.values():
        variable.attrs.pop("bounds", None)
        if UNIT in variable.attrs:
            variable.attrs["units"] = variable.attrs.pop(UNIT)
    whole["member"] = whole.variables["member"].astype(np.int64)
    whole.attrs = {}
    parts = {group: _part(whole, group) for group in GROUPS}
    for part in parts.values():
        part.set_close(whole.close)
    return axes, parts


def _open_group(path: Path, group: str) -> xr.Dataset:
    part = _named_anew(xr.open_dataset(path, group=group, engine=ENGINE, cache=False))
    return part.set_coords([name for name in COMMUNITY if name in part])


def _named_anew(stored: xr.Dataset) -> xr.Dataset:
    """Give stocks and flows the names of today, and what the catalogue says of them."""
    named = stored.rename({old: new for old, new in OLD_NAMES.items() if old in stored})
    named.set_close(stored.close)
    for name in VARIABLE:
        if name in named:
            named[name].attrs = {**named[name].attrs, **attributes(name)}
    return named


def _part(whole: xr.Dataset, group: str) -> xr.Dataset:
    if group == "beliefs":
        labelled = whole[["belief"]].rename({label: axis for axis, (_, label) in BELIEFS.items()})
        return labelled.swap_dims({dim: axis for axis, (dim, _) in BELIEFS.items()})
    if group == "parameters":
        ours = [name for name, array in whole.data_vars.items() if array.dims == ("member",)]
        return whole[ours]
    used = np.flatnonzero(whole[USED[group]].to_numpy())
    counts = {name: _counts(whole.variables[name], used) for name in _COUNTED[group]}
    among = whole.isel(community=used)
    coordinates = {name: among.variables[name] for name in ("member", "time", *COMMUNITY)}
    return xr.Dataset(counts, coords=coordinates)


def _counts(stored: xr.Variable, used: Any) -> xr.Variable:
    array = LazilyIndexedArray(StoredArray(stored, used))
    return xr.Variable(DIMENSIONS, array, stored.attrs, stored.encoding)


def read_series(dataset: xr.Dataset, name: str, axes: Axes) -> CommunitySeries:
    """Read one stock or flow, without the communities that never hold people of it."""
    values = dataset[name].to_numpy()
    used = np.flatnonzero(values.any(axis=(0, 1)))
    index = {axis: {one: at for at, one in enumerate(axes.along(axis))} for axis in COMMUNITY}
    cells = [
        [index[axis][str(one)] for one in dataset[axis].to_numpy()[used]] for axis in COMMUNITY
    ]
    return CommunitySeries(
        cells=np.array(cells, dtype=np.int64).reshape(len(COMMUNITY), -1).T,
        values=np.ascontiguousarray(values.T[used]).T,
    )


def _axes(dataset: xr.Dataset, names: dict[str, tuple[str, ...]]) -> Axes:
    time = dataset.variables["time"]
    start = dt.date.fromisoformat(str(time.encoding["units"]).removeprefix("days since "))
    days = (time.to_numpy() - np.datetime64(start)) // np.timedelta64(1, "D")
    members = int(dataset.sizes["member"])
    return Axes(start=start, days=tuple(days.tolist()), members=members, **names)


def _names(said: str | Sequence[str]) -> tuple[str, ...]:
    return (said,) if isinstance(said, str) else tuple(str(name) for name in said)
