"""A result: what an ensemble did, labelled, with everything needed to do it again (model §9)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, partial
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary, WeakValueDictionary

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from homeward.catalogue import OLD_NAMES, VARIABLE
from homeward.engine.packed import PackedRun
from homeward.engine.simulated import CommunitySeries
from homeward.errors import Problem, ScenarioError
from homeward.results.files.netcdf import RESULTS_FILE
from homeward.results.files.opening import open_parts, read_series
from homeward.results.files.provenance import RUN_FILE, SUMMARY, is_summary, scenario_of
from homeward.results.files.sound import (
    check_axes,
    check_counted,
    check_counts,
    check_results_file,
    check_same_scenario,
)
from homeward.results.files.stored import damage_worded, find_netcdf, read_run
from homeward.results.tables.axes import Axes, name_axes
from homeward.results.tables.dataset import (
    beliefs_array,
    ever_changes,
    parameters_dataset,
    people_dataset,
)
from homeward.results.tables.totals import within
from homeward.scenario.scenario import Scenario

WITH_MEMBERS = 'run it again with --keep members, or keep="members" in Python.'


class Result:
    """What came out of one run.

    Parameters
    ----------
    axes
        Names along the axes.
    read
        Gives the series of a stock or flow by its name.
    beliefs
        (member, time, home, group, actor, exposure), 1/person-year: danger felt of each actor; or what makes it once
        it is asked for.
    parameters
        (member) each.
    info
        What was run, with what, and when: the content of ``run.json``.
    scenario
        What was said; None if ``run.json`` was written by a version that said it differently.
    cells
        Gives the communities of a stock or flow by its name; read from its series if None.
    packed
        Members, packed as they were run.
    """

    def __init__(
        self,
        axes: Axes,
        read: Callable[[str], CommunitySeries],
        beliefs: xr.DataArray | Callable[[], xr.DataArray],
        parameters: xr.Dataset,
        info: dict[str, Any],
        scenario: Scenario | None,
        datasets: Callable[[str], xr.Dataset] | None = None,
        cells: Callable[[str], NDArray[np.int64]] | None = None,
        packed: PackedRun | None = None,
    ) -> None:
        self.axes = axes
        self._beliefs = beliefs
        self.parameters = parameters
        self.info = info
        self.scenario = scenario
        self._read = read
        self._cells = cells
        self.packed = packed
        self._datasets = datasets

    @property
    def has_members(self) -> bool:
        """Whether members are kept, and not only what is published of them."""
        return not is_summary(self.info)

    @cached_property
    def beliefs(self) -> xr.DataArray:
        """(member, time, home, group, actor, exposure), 1/person-year: danger felt of each actor."""
        return self._beliefs() if callable(self._beliefs) else self._beliefs

    def series(self, name: str) -> CommunitySeries:
        """Communities that ever hold people of one stock or flow, persons (member, time, cell).

        Raises
        ------
        KeyError
            If there is none of that name.
        """
        if name in OLD_NAMES:
            raise KeyError(f"{name} is called {OLD_NAMES[name]} since version 0.1.0")
        known = IN_USE.setdefault(self, WeakValueDictionary())
        series = known.get(name)
        if series is None:
            series = known[name] = self._read(name)
        return series

    def cells(self, name: str) -> NDArray[np.int64]:
        """(cell, 3): indices of home, group and place of the communities of one stock or flow."""
        return self._cells(name) if self._cells else self.series(name).cells

    def within(self, name: str, ends: Sequence[int]) -> CommunitySeries:
        """Count a flow between some of the days kept: from each end, excluded, to the next (member, time, cell)."""
        if self.packed is not None:
            return self.packed.within(name, ends)
        return within(self.series(name), ends)

    @cached_property
    def belief_changes(self) -> NDArray[np.bool_]:
        """(home, group, actor, exposure): whether any member's belief differs between any two days."""
        return ever_changes(self.beliefs) if self.packed is None else self.packed.changes()

    @cached_property
    def stocks(self) -> xr.Dataset:
        """People by condition at the end of each day kept, persons (member, time, community)."""
        return self._dataset("stock")

    @cached_property
    def flows(self) -> xr.Dataset:
        """People counted since the day kept before, persons (member, time, community)."""
        return self._dataset("flow")

    def _dataset(self, kind: str) -> xr.Dataset:
        if self._datasets is not None:
            return self._datasets(f"{kind}s")
        names = [name for name, variable in VARIABLE.items() if variable.kind == kind]
        return people_dataset({name: self._read(name) for name in names}, self.axes)

    def __repr__(self) -> str:
        """Say what was run."""
        axes = self.axes
        name = self.info.get("scenario", {}).get("name", "")
        return (
            f"<homeward.Result {name!r}: {axes.members} members, "
            f"{axes.dates[0]} to {axes.dates[-1]}, {len(axes.days)} days kept>"
        )


IN_USE: WeakKeyDictionary[Result, WeakValueDictionary[str, CommunitySeries]] = WeakKeyDictionary()
"""Series that somebody still has: a file and tables are written side by side, and want the same ones."""


def from_packed(packed: PackedRun, info: Mapping[str, Any]) -> Result:
    """Label what the engine returned.

    Parameters
    ----------
    info
        What `homeward.results.files.provenance.describe_run` says of the run.
    """
    axes = name_axes(packed.labels, packed.days, packed.members)
    return Result(
        axes=axes,
        read=_refuse if is_summary(info) else packed.series,
        beliefs=partial(_believed, packed, axes),
        parameters=parameters_dataset(packed.parameters, packed.members),
        info=dict(info),
        scenario=packed.scenario,
        cells=packed.cells,
        packed=packed,
    )


def _believed(packed: PackedRun, axes: Axes) -> xr.DataArray:
    days = tuple(axes.days[row] for row in packed.believed_rows)
    return beliefs_array(packed.believed(), replace(axes, days=days))


def _refuse(name: str) -> CommunitySeries:
    raise ScenarioError(
        Problem(name, f'members are not kept (keep="{SUMMARY}").', "", (WITH_MEMBERS,))
    )


def open_result(folder: str | Path) -> Result:
    """Open a results folder; counts are read when they are asked for.

    Raises
    ------
    ScenarioError
        If it is not there, or not complete, or damaged.
    """
    folder = Path(folder)
    info = read_run(folder)
    if is_summary(info):
        found = f"members were not kept (--keep {SUMMARY}): it holds tables and a report, and no {RESULTS_FILE}."
        raise ScenarioError(Problem(str(folder), found, "", (WITH_MEMBERS,)))
    path = find_netcdf(folder)
    with damage_worded(folder / RUN_FILE):
        scenario = scenario_of(info)
        check_same_scenario(scenario)
    with damage_worded(path):
        check_results_file(path, info)
        axes, datasets = open_parts(path)
        check_axes(axes, info, scenario)

    def read(name: str) -> CommunitySeries:
        with damage_worded(path):
            dataset = datasets[f"{VARIABLE[name].kind}s"]
            check_counts(dataset, name, axes)
            series = read_series(dataset, name, axes)
            check_counted(series, name)
            return series

    return Result(
        axes=axes,
        read=read,
        beliefs=datasets["beliefs"]["belief"],
        parameters=datasets["parameters"],
        info=info,
        scenario=scenario,
        datasets=datasets.__getitem__,
    )
