"""What must hold of a file of results before its counts are believed (model §9)."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import h5py
import numpy as np
import xarray as xr
from numpy.typing import NDArray

from homeward.assemble.communities.world import assemble
from homeward.assemble.labels import label
from homeward.catalogue import STOCKS
from homeward.engine.simulated import CommunitySeries
from homeward.results.tables.axes import COMMUNITY, Axes
from homeward.results.tables.dataset import DIMENSIONS
from homeward.scenario.scenario import Scenario

DIGEST = "results_digest"
"""Key of run.json: SHA-256 of results.nc, or of report.html where members were not kept."""
MOST_OF_A_CHUNK = 2**26
"""Bytes that are unpacked at once, at most: no version of homeward packs so many."""
MOST_UNBACKED = 2**27
MOST_A_BYTE = 2500
"""A variable of more numbers than the first has at most so many for every byte of its file: else it is a mere claim."""


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def check_results_file(path: Path, info: Mapping[str, Any]) -> None:
    """Refuse a file that is not the one that was written, or that claims to hold what it cannot.

    Parameters
    ----------
    info
        What run.json says.

    Raises
    ------
    ValueError, OSError, RuntimeError
        If it is not; in the words of whoever read it.
    """
    if info.get(DIGEST, "") not in {"", digest_of(path)}:
        raise ValueError("its digest is not the one that was written down")
    size = path.stat().st_size

    def check(name: str, thing: Any) -> None:
        for said in thing.attrs:
            if thing.attrs.get_id(said).get_storage_size() > size:
                raise ValueError(f"{said} of {name} claims to be longer than the file")
        if isinstance(thing, h5py.Dataset) and thing.size:
            n = int(thing.size)
            if n > MOST_UNBACKED and n > MOST_A_BYTE * size:
                raise ValueError(f"{name} claims to hold {n} numbers")
            if thing.dtype.itemsize * math.prod(thing.chunks or ()) > MOST_OF_A_CHUNK:
                raise ValueError(f"{name} claims to be packed {thing.chunks} at a time")

    with h5py.File(path, "r") as file:
        file.visititems(check)


def check_same_scenario(scenario: Scenario | None) -> None:
    """Refuse inputs that name what they do not have: what a run has kept is not checked again as a folder is.

    Raises
    ------
    ValueError, LookupError, ArithmeticError, TypeError
        If they do; in the words of whoever met it.
    """
    if scenario is not None and not scenario.is_camp_model:
        assemble(scenario)


def check_axes(axes: Axes, info: Mapping[str, Any], scenario: Scenario | None) -> None:
    """Refuse axes that are not those of the run.

    Raises
    ------
    ValueError
        If they are not.
    """
    said = info.get("members", axes.members), info.get("days_kept", len(axes.days))
    if said != (axes.members, len(axes.days)):
        raise ValueError("members or days are not as many as were run")
    if axes.members < 1 or not axes.days or list(axes.days) != sorted({*axes.days}):
        raise ValueError("its days do not rise")
    if scenario is not None:
        labels = label(scenario)
        if (axes.start, axes.homes, axes.groups, axes.places, axes.actors) != (
            labels.start, labels.homes, labels.groups, labels.places, labels.actors,
        ) or not 0 <= axes.days[0] <= axes.days[-1] < labels.n_day:  # fmt: skip
            raise ValueError("its names or days are not those of the scenario")


def check_counts(dataset: xr.Dataset, name: str, axes: Axes) -> None:
    """Refuse counts that are no counts of people by member, day and community, before they are read.

    Raises
    ------
    ValueError
        If they are not.
    """
    variable = dataset[name]
    most = len(axes.homes) * len(axes.groups) * len(axes.places)
    if variable.dims != DIMENSIONS or variable.dtype != np.int32:
        raise ValueError(f"{name} is no count by {', '.join(DIMENSIONS)}")
    if variable.shape[:2] != (axes.members, len(axes.days)) or variable.shape[2] > most:
        raise ValueError(f"{name} has the shape {variable.shape}")


def check_counted(series: CommunitySeries, name: str) -> None:
    """Refuse negative counts, and communities that are told twice.

    Raises
    ------
    ValueError
        If there are any.
    """
    if (series.values < 0).any():
        raise ValueError(f"{name} counts fewer than none")
    if len({*map(tuple, series.cells.tolist())}) < len(series.cells):
        raise ValueError(f"{name} tells a community twice")


def check_balance(
    read: Callable[[str], CommunitySeries], axes: Axes, scenario: Scenario | None
) -> None:
    """Refuse counts by which people are made or lost: those of a home and group are those before, and who entered.

    Raises
    ------
    ValueError
        If they are.
    """
    if scenario is not None and scenario.is_camp_model:
        return  # who is registered may come from anywhere, and leave it
    everyone = sum(_by_home_and_group(read(stock.name), axes) for stock in STOCKS)
    entered = _by_home_and_group(read("external_arrivals"), axes)
    if not np.array_equal(np.diff(everyone, axis=1), entered[:, 1:]):
        raise ValueError("people are made or lost from one day to the next")


def _by_home_and_group(series: CommunitySeries, axes: Axes) -> NDArray[np.int64]:
    """Add a series up over places (member, time, home × group), persons."""
    home, group = (series.cells[:, COMMUNITY.index(axis)] for axis in ("home", "group"))
    total = np.zeros((*series.values.shape[:2], len(axes.homes) * len(axes.groups)), dtype=np.int64)
    for cell, key in enumerate(home * len(axes.groups) + group):
        total[:, :, key] += series.values[:, :, cell]
    return total
