"""From series of communities to labelled datasets of xarray (model §9)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import xarray as xr
from numpy.typing import NDArray
from xarray.core.indexing import LazilyIndexedArray

from homeward.assemble.communities.world import EXPOSURES as EVERY_EXPOSURE
from homeward.catalogue import VARIABLE
from homeward.engine.simulated import CommunitySeries
from homeward.model.communities.codes import NEAR
from homeward.results.tables.axes import COMMUNITY, Axes
from homeward.results.tables.lazy import FilledArray
from homeward.scenario.rows.pooling import parameter_named

DIMENSIONS = ("member", "time", "community")


def communities(series: Mapping[str, CommunitySeries]) -> NDArray[np.int64]:
    """(community, 3): every home, group and place that any of the series holds people of."""
    return unique_cells([one.cells for one in series.values()])


def unique_cells(several: Sequence[NDArray[np.int64]]) -> NDArray[np.int64]:
    """(cell, 3): every home, group and place of several lists, sorted."""
    cells = np.concatenate([np.zeros((0, 3), np.int64), *several])
    shape = tuple(int(size) for size in cells.max(axis=0, initial=0) + 1)
    # Marked, not sorted: there are at most some millions of communities.
    is_there = np.zeros(shape, dtype=np.bool_)
    is_there[tuple(cells.T)] = True
    return np.argwhere(is_there)


def columns(cells: NDArray[np.int64], among: NDArray[np.int64]) -> NDArray[np.int64]:
    """(cell): where each cell stands among sorted communities that include it."""
    if not cells.size:
        return np.zeros(0, dtype=np.int64)
    at = np.empty(among.max(axis=0) + 1, dtype=np.int64)  # told only where there is a community
    at[tuple(among.T)] = np.arange(len(among))
    return np.asarray(at[tuple(cells.T)])


def people_dataset(series: Mapping[str, CommunitySeries], axes: Axes) -> xr.Dataset:
    """Label stocks or flows.

    Returns
    -------
    (member, time, community), persons, int32
        Spread out only where it is read.
    """
    among = communities(series)
    variables: dict[str, xr.Variable] = {}
    for name, one in series.items():
        filled = FilledArray(one, columns(one.cells, among), len(among))
        variables[name] = xr.Variable(DIMENSIONS, LazilyIndexedArray(filled), attributes(name))
    return xr.Dataset(variables, coords=people_coordinates(among, axes))


def attributes(name: str) -> dict[str, str]:
    """Attributes of a stock or a flow, from the catalogue."""
    variable = VARIABLE[name]
    return {
        "units": variable.unit,
        "long_name": variable.meaning,
        "cell_methods": variable.cell_methods,
    }


def people_coordinates(among: NDArray[np.int64], axes: Axes) -> dict[str, xr.Variable]:
    """Coordinates of stocks and flows: members, days, and who a community is."""
    coordinates = {
        "member": xr.Variable("member", np.arange(axes.members), {"long_name": "ensemble member"}),
        "time": xr.Variable("time", axes.times, {"standard_name": "time"}),
    }
    for index, axis in enumerate(COMMUNITY):
        names = np.array(axes.along(axis), dtype=str)[among[:, index]]
        coordinates[axis] = xr.Variable("community", names, {"long_name": MEANING[axis]})
    return coordinates


MEANING = {
    "home": "place of habitual residence before displacement",
    "group": "people the model treats alike",
    "place": "where the people are; for flows, where it happened",
    "actor": "armed force or authority",
    "exposure": "how people would be exposed to the actor",
}

EXPOSURES: tuple[str, ...] = (*tuple(EVERY_EXPOSURE)[:NEAR], "near")
"""Exposures of which people believe something: living, crossing, returned with or without permission, being near."""


def beliefs_array(belief: NDArray[np.float32], axes: Axes) -> xr.DataArray:
    """Label felt danger, 1/person-year (member, time, home, group, actor, exposure)."""
    return xr.DataArray(
        belief,
        dims=("member", "time", "home", "group", "actor", "exposure"),
        coords={
            "member": np.arange(axes.members),
            "time": axes.times,
            "home": np.array(axes.homes, dtype=str),
            "group": np.array(axes.groups, dtype=str),
            "actor": np.array(axes.actors, dtype=str),
            "exposure": np.array(EXPOSURES, dtype=str),
        },
        name="belief",
        attrs={
            "units": "1/person-year",
            "long_name": "Danger felt of each actor, by exposure to it (§4).",
            "cell_methods": "time: point",
        },
    )


def ever_changes(beliefs: xr.DataArray) -> NDArray[np.bool_]:
    """(home, group, actor, exposure): whether any member's belief differs between any two days."""
    values = beliefs.to_numpy()
    return (values != values[:, :1]).any(axis=(0, 1))


def parameters_dataset(drawn: Mapping[str, NDArray[np.float64]], members: int) -> xr.Dataset:
    """Label the drawn parameters of the laws (member)."""
    variables = {
        name: xr.Variable("member", values, _parameter_attributes(name))
        for name, values in drawn.items()
    }
    return xr.Dataset(variables, coords={"member": np.arange(members)})


def _parameter_attributes(name: str) -> dict[str, str]:
    known = parameter_named(name)
    return {"units": known.unit, "long_name": known.meaning} if known else {}
