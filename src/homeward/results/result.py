"""A result: what an ensemble did, labelled, with everything needed to do it again (model §9)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import xarray as xr

from homeward.catalogue import OLD_NAMES, VARIABLE
from homeward.engine.simulated import CommunitySeries, Simulated
from homeward.results.files.opening import open_parts, read_series
from homeward.results.files.provenance import RUN_FILE, scenario_of
from homeward.results.files.sound import (
    check_axes,
    check_counted,
    check_counts,
    check_results_file,
    check_same_scenario,
)
from homeward.results.files.stored import damage_worded, find_netcdf, read_run
from homeward.results.tables.axes import Axes, axes_of
from homeward.results.tables.dataset import beliefs_array, parameters_dataset, people_dataset
from homeward.results.tables.precision import round_off
from homeward.scenario.scenario import Scenario


class Result:
    """What came out of one run.

    Parameters
    ----------
    axes
        Names along the axes.
    read
        Gives the series of a stock or flow by its name.
    beliefs
        (member, time, home, group, actor, exposure), 1/person-year: danger felt of each actor.
    parameters
        (member) each.
    info
        What was run, with what, and when: the content of ``run.json``.
    scenario
        What was said; None if ``run.json`` was written by a version that said it differently.
    """

    def __init__(
        self,
        axes: Axes,
        read: Callable[[str], CommunitySeries],
        beliefs: xr.DataArray,
        parameters: xr.Dataset,
        info: dict[str, Any],
        scenario: Scenario | None,
        datasets: Callable[[str], xr.Dataset] | None = None,
    ) -> None:
        self.axes = axes
        self.beliefs = beliefs
        self.parameters = parameters
        self.info = info
        self.scenario = scenario
        self._read = read
        self._datasets = datasets

    def series(self, name: str) -> CommunitySeries:
        """Communities that ever hold people of one stock or flow, persons (member, time, cell).

        Raises
        ------
        KeyError
            If there is none of that name.
        """
        if name in OLD_NAMES:
            raise KeyError(f"{name} is called {OLD_NAMES[name]} since version 0.1.0")
        return self._read(name)

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


def from_simulated(simulated: Simulated, info: Mapping[str, Any]) -> Result:
    """Label what the engine returned.

    Parameters
    ----------
    info
        What `homeward.results.files.provenance.describe_run` says of the run.
    """
    axes = axes_of(simulated)
    series = {**simulated.stocks, **simulated.flows}
    return Result(
        axes=axes,
        read=series.__getitem__,
        beliefs=beliefs_array(round_off(simulated.belief), axes),
        parameters=parameters_dataset(simulated.parameters, simulated.members),
        info=dict(info),
        scenario=simulated.scenario,
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
