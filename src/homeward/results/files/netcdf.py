"""results.nc: every member's counts in one flat file that follows CF (model §9, decision 18).

Equal runs give equal bytes. `homeward.results.files.opening` reads it.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import h5netcdf
import h5py
import numpy as np
import xarray as xr
from numpy.typing import NDArray

from homeward.catalogue import FLOWS, STOCKS
from homeward.engine.simulated import CommunitySeries
from homeward.results.files.chunks import DEFLATE_LEVEL, chunk_shape, write_cells
from homeward.results.tables.axes import COMMUNITY, Axes
from homeward.results.tables.dataset import (
    DIMENSIONS,
    MEANING,
    attributes,
    columns,
    unique_cells,
)

RESULTS_FILE = "results.nc"
COUNTS = ("time", "member", "community")
"""Dimensions of a stock or flow in the file: readers that want time want it first."""
BELIEFS = {
    "home": ("homes", "belief_home"),
    "group": ("groups", "belief_group"),
    "actor": ("actors", "actor"),
    "exposure": ("exposures", "exposure"),
}
"""Dimensions of beliefs in the file, and their labels: CF wants numbers where these two share a name."""
USED = {"stocks": "has_stocks", "flows": "has_flows"}
"""Variables that tell of which communities there are stocks, and of which there are flows."""
UNIT = "homeward_unit"
"""Attribute with the unit of the catalogue; `units` says it in the words of UDUNITS, which knows no persons."""
COMMENT = (
    "Exact counts of simulated people, under the scenario's own names. "
    "NOT disclosure-controlled: do not publish this file; publish the tables and the report."
)
NAMES = ("homes", "groups", "places", "actors")
_UDUNITS = {"persons": "count", "person-years": "years", "1/person-year": "1/year"}


def write_netcdf(
    path: Path,
    axes: Axes,
    cells: Callable[[str], NDArray[np.int64]],
    read: Callable[[str], CommunitySeries],
    beliefs: xr.DataArray,
    parameters: xr.Dataset,
    about: Mapping[str, str],
) -> None:
    """Write results.nc.

    It is put together in memory, so that a full disk is met by one write and cannot leave HDF5
    half-way.

    Parameters
    ----------
    cells, read
        Give the communities of a stock or flow by its name, and its series: one at a time is there whole.
    about
        Attributes of the file that say what was run.
    """
    image = io.BytesIO()
    with h5netcdf.File(image, "w") as file:
        _say(file, {"Conventions": "CF-1.11", **about, "comment": COMMENT})
        for names in NAMES:
            file.attrs[names] = list(getattr(axes, names))
        _write_axes(file, axes)
        _write_people(file, cells, read, axes)
        _write_beliefs(file, beliefs)
        for name, drawn in parameters.data_vars.items():
            _write(file, str(name), ("member",), drawn.to_numpy(), _in_udunits(drawn.attrs))
    path.write_bytes(image.getbuffer())


def _write_axes(file: Any, axes: Axes) -> None:
    # A time that can grow is what readers of series expect; everything else is what it is.
    file.dimensions = {"time": None, "member": axes.members, "bound": 2}
    file.resize_dimension("time", len(axes.days))
    member = {"long_name": "ensemble member", "standard_name": "realization", "units": "1"}
    _write(file, "member", ("member",), np.arange(axes.members, dtype=np.int32), member)
    days = np.array(axes.days, dtype=np.int32)
    said = {
        "standard_name": "time",
        "long_name": "day kept; stocks are those of its evening",
        "units": f"days since {axes.start.isoformat()}",
        "calendar": "proleptic_gregorian",
        "units_metadata": "leap_seconds: none",
        "axis": "T",
        "bounds": "time_bounds",
    }
    _write(file, "time", ("time",), days, said)
    evenings = days + 1
    since = np.concatenate([np.zeros(1, np.int32), evenings[:-1]])
    _write(file, "time_bounds", ("time", "bound"), np.stack([since, evenings], axis=1), {})


def _write_people(
    file: Any,
    cells: Callable[[str], NDArray[np.int64]],
    read: Callable[[str], CommunitySeries],
    axes: Axes,
) -> None:
    kinds = {"stocks": [one.name for one in STOCKS], "flows": [one.name for one in FLOWS]}
    own = {kind: unique_cells([cells(name) for name in names]) for kind, names in kinds.items()}
    among = unique_cells(list(own.values()))
    file.dimensions["community"] = len(among)
    for index, axis in enumerate(COMMUNITY):
        names = np.array(axes.along(axis), dtype=str)[among[:, index]]
        _write(file, axis, ("community",), names, {"long_name": MEANING[axis]})
    for kind, names in kinds.items():
        _write_used(file, kind, columns(own[kind], among), len(among))
        for name in names:
            said = {**_in_udunits(attributes(name)), "coordinates": " ".join(COMMUNITY)}
            variable = _create(file, name, COUNTS, np.dtype("<i4"), said)
            one = read(name)
            values = np.swapaxes(one.values, 0, 1)
            write_cells(variable, values, columns(one.cells, among)[:, np.newaxis])


def _write_used(file: Any, kind: str, used: NDArray[np.int64], n_community: int) -> None:
    is_used = np.zeros(n_community, dtype=np.int8)
    is_used[used] = 1
    said = {
        "long_name": f"whether there are {kind} of the community",
        "flag_values": np.array([0, 1], dtype=np.int8),
        "flag_meanings": "no yes",
    }
    _write(file, USED[kind], ("community",), is_used, said)


def _write_beliefs(file: Any, beliefs: xr.DataArray) -> None:
    dims = (*DIMENSIONS[:2], *(dim for dim, _ in BELIEFS.values()))
    for axis, (dim, label) in BELIEFS.items():
        file.dimensions[dim] = beliefs.sizes[axis]
        _write(file, label, (dim,), beliefs[axis].to_numpy(), {"long_name": MEANING[axis]})
    labels = " ".join(label for _, label in BELIEFS.values())
    said = {**_in_udunits(beliefs.attrs), "coordinates": labels}
    variable = _create(file, str(beliefs.name), dims, np.dtype("<f4"), said)
    others = np.indices(beliefs.shape[3:]).reshape(beliefs.ndim - 3, -1).T
    for home in range(beliefs.shape[2]):  # one at a time: beliefs take as much room as all people
        values = beliefs[:, :, home].to_numpy().astype(np.float32, copy=False)
        cells = np.insert(others, 0, home, axis=1)
        write_cells(variable, values.reshape(*values.shape[:2], -1), cells)


def _in_udunits(said: Mapping[Any, Any]) -> dict[str, Any]:
    unit = said.get("units")
    words = {str(key): value for key, value in said.items()}
    return words if unit is None else {**words, "units": _UDUNITS.get(unit, unit), UNIT: unit}


def _write(
    file: Any, name: str, dims: Sequence[str], values: NDArray[Any], said: Mapping[str, Any]
) -> None:
    is_text = values.dtype.kind in "UO"
    kind = h5py.string_dtype() if is_text else values.dtype
    chunks = values.shape if dims[0] == "time" and values.size else None
    variable = file.create_variable(name, dims, kind, chunks=chunks)
    if values.size:
        variable[...] = values.astype(object) if is_text else values
    _say(variable, said)


def _create(
    file: Any, name: str, dims: tuple[str, ...], kind: np.dtype[Any], said: Mapping[str, Any]
) -> Any:
    sizes = {dim: file.dimensions[dim].size for dim in dims}
    packed = {
        "chunks": chunk_shape(sizes),
        "compression": "gzip",
        "compression_opts": DEFLATE_LEVEL,
        "shuffle": True,
    }
    variable = file.create_variable(name, dims, kind, **({} if 0 in sizes.values() else packed))
    _say(variable, said)
    return variable


def _say(about: Any, said: Mapping[str, Any]) -> None:
    """Write attributes; text of fixed length, as not every reader knows the other kind."""
    for name, value in said.items():
        text = value.encode() if isinstance(value, str) else b""
        is_long = len(text) > 1  # one letter of fixed length would be read as bytes
        kind = h5py.string_dtype("utf-8", len(text)) if is_long else None
        about.attrs[name] = np.array(text, dtype=kind) if is_long else value
