"""results.nc: every member's counts, in groups that xarray opens one by one (model §9).

The groups are ``stocks``, ``flows``, ``beliefs`` and ``parameters``; ``xarray.open_dataset(path,
group="stocks", engine="h5netcdf")`` gives what `Result.stocks` gives. Equal runs give equal bytes.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import h5netcdf
import h5py
import numpy as np
import xarray as xr

from homeward.engine.simulated import Series
from homeward.results.axes import COMMUNITY, Axes
from homeward.results.chunks import DEFLATE_LEVEL, chunk_shape, write_columns
from homeward.results.dataset import (
    DIMENSIONS,
    MEANING,
    attributes,
    columns,
    communities,
)
from homeward.variables import FLOWS, STOCKS

RESULTS_FILE = "results.nc"
GROUPS = ("stocks", "flows", "beliefs", "parameters")
ENGINE = "h5netcdf"
COMMENT = (
    "Exact counts of simulated people, under the scenario's own names. "
    "NOT disclosure-controlled: do not publish this file; publish the tables and the report."
)
_AXES = ("homes", "groups", "places", "actors")


def write_netcdf(
    path: Path,
    axes: Axes,
    read: Callable[[str], Series],
    beliefs: xr.DataArray,
    parameters: xr.Dataset,
    digest: str,
) -> None:
    """Write results.nc.

    It is put together in memory, so that a full disk is met by one write and cannot leave HDF5
    half-way.

    Parameters
    ----------
    read
        Gives the series of a stock or flow by its name.
    digest
        Digest of the scenario.
    """
    image = io.BytesIO()
    with h5netcdf.File(image, "w") as file:
        file.attrs.update({"Conventions": "CF-1.11", "title": "homeward results"})
        file.attrs.update({"comment": COMMENT, "scenario_digest": digest})
        for axis in _AXES:
            file.attrs[axis] = list(getattr(axes, axis))
        for group, variables in (("stocks", STOCKS), ("flows", FLOWS)):
            series = {variable.name: read(variable.name) for variable in variables}
            _write_people(file.create_group(group), series, axes)
        _write_array(file.create_group("beliefs"), beliefs, axes)
        group = file.create_group("parameters")
        group.dimensions = {"member": axes.members}
        _write_member(group, axes)
        for name, drawn in parameters.data_vars.items():
            _write(group, str(name), ("member",), drawn.to_numpy(), drawn.attrs)
    path.write_bytes(image.getbuffer())


def _write_people(group: Any, series: Mapping[str, Series], axes: Axes) -> None:
    among = communities(series)
    shape = (axes.members, len(axes.days), len(among))
    group.dimensions = dict(zip(DIMENSIONS, shape, strict=True))
    _write_member(group, axes)
    _write_time(group, axes)
    for index, axis in enumerate(COMMUNITY):
        names = np.array(axes.along(axis), dtype=str)[among[:, index]]
        _write(group, axis, ("community",), names, {"long_name": MEANING[axis]})
    for name, one in series.items():
        said = {**attributes(name), "coordinates": " ".join(COMMUNITY)}
        variable = _create(group, name, DIMENSIONS, np.dtype("<i4"), chunk_shape(shape))
        variable.attrs.update(said)
        write_columns(variable, one.values, columns(one.cells, among))


def _write_array(group: Any, array: xr.DataArray, axes: Axes) -> None:
    group.dimensions = dict(zip(map(str, array.dims), array.shape, strict=True))
    _write_member(group, axes)
    _write_time(group, axes)
    dims = tuple(map(str, array.dims))
    for axis in dims[2:]:
        _write(group, axis, (axis,), array[axis].to_numpy(), {"long_name": MEANING[axis]})
    chunks = (*array.shape[:2], *(1 for _ in dims[2:]))
    variable = _create(group, str(array.name), dims, np.dtype("<f4"), chunks)
    variable.attrs.update({str(key): said for key, said in array.attrs.items()})
    variable[...] = array.to_numpy()


def _write_member(group: Any, axes: Axes) -> None:
    said = {"long_name": "ensemble member", "standard_name": "realization"}
    _write(group, "member", ("member",), np.arange(axes.members), said)


def _write_time(group: Any, axes: Axes) -> None:
    said = {
        "standard_name": "time",
        "units": f"days since {axes.start.isoformat()}",
        "calendar": "proleptic_gregorian",
    }
    _write(group, "time", ("time",), np.array(axes.days, dtype=np.int64), said)


def _write(
    group: Any, name: str, dims: tuple[str, ...], values: Any, said: Mapping[Any, str]
) -> None:
    is_text = values.dtype.kind in "UO"
    variable = group.create_variable(name, dims, h5py.string_dtype() if is_text else values.dtype)
    if values.size:
        variable[...] = values.astype(object) if is_text else values
    variable.attrs.update(dict(said))


def _create(
    group: Any, name: str, dims: tuple[str, ...], kind: np.dtype[Any], chunks: tuple[int, ...]
) -> Any:
    if 0 in (group.dimensions[dim].size for dim in dims):
        return group.create_variable(name, dims, kind)
    return group.create_variable(
        name,
        dims,
        kind,
        chunks=chunks,
        compression="gzip",
        compression_opts=DEFLATE_LEVEL,
        shuffle=True,
    )


def open_group(path: Path, group: str) -> xr.Dataset:
    """Open one group; nothing is read before it is asked for."""
    dataset = xr.open_dataset(path, group=group, engine=ENGINE, cache=False)
    return dataset.set_coords([name for name in COMMUNITY if name in dataset])


def read_series(dataset: xr.Dataset, name: str, axes: Axes) -> Series:
    """Read one stock or flow, without the communities that never hold people of it."""
    values = dataset[name].to_numpy()
    used = np.flatnonzero(values.any(axis=(0, 1)))
    index = {axis: {one: at for at, one in enumerate(axes.along(axis))} for axis in COMMUNITY}
    cells = [
        [index[axis][str(one)] for one in dataset[axis].to_numpy()[used]] for axis in COMMUNITY
    ]
    return Series(
        cells=np.array(cells, dtype=np.int64).reshape(len(COMMUNITY), -1).T,
        values=np.ascontiguousarray(values[:, :, used]),
    )


def read_axes(path: Path) -> Axes:
    """Read the names along the axes, and the days that were kept."""
    with xr.open_dataset(path, engine=ENGINE) as root:
        names = {axis: _names(root.attrs[axis]) for axis in _AXES}
    with xr.open_dataset(path, group="stocks", engine=ENGINE, decode_times=False) as stocks:
        start = dt.date.fromisoformat(
            str(stocks["time"].attrs["units"]).removeprefix("days since ")
        )
        days = tuple(int(day) for day in stocks["time"].to_numpy())
        members = int(stocks.sizes["member"])
    return Axes(start=start, days=days, members=members, **names)


def _names(said: Any) -> tuple[str, ...]:
    return (said,) if isinstance(said, str) else tuple(str(name) for name in said)
