"""`homeward.run`, and what it returns."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import numpy as np

from homeward.api.arguments import (
    Day,
    Parameters,
    ScenarioLike,
    Texts,
    as_scenario,
    as_step,
    as_values,
    check_members,
    check_numbers,
    day_of_run,
    refuse_given,
)
from homeward.api.compiling import tell_compiling
from homeward.api.phases import Phases, Progress, as_phases
from homeward.api.plots import axes_for, check_plotted, fill_bands
from homeward.api.verb_result import VerbResult, frame_of
from homeward.api.workers import at_work
from homeward.atomic.named_file import hold_file
from homeward.atomic.target import Target
from homeward.errors import Problem, ScenarioError
from homeward.results.files.netcdf import RESULTS_FILE
from homeward.results.files.provenance import MEMBERS, Keep
from homeward.results.files.sound import check_balance
from homeward.results.files.stored import damage_worded
from homeward.results.publish.headlines import estimate_of, readers_measures
from homeward.results.publish.published import Published, publish
from homeward.results.report.page import make_page
from homeward.results.result import Result
from homeward.results.run_and_label import run_and_label
from homeward.results.save_run import save_in, save_result

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

REPORT_SUFFIX = ".html"
ON_READING = (OSError, RuntimeError)
"""What the readers of NetCDF raise when counts cannot be read; the rest would be a bug of ours."""
SHOWN = ("median", "q05", "q25", "q75", "q95")


def run(
    scenario: ScenarioLike,
    *,
    members: int = 200,
    seed: int = 1,
    until: Day | None = None,
    every: int | str = 7,
    threads: int | None = None,
    cluster: str | None = None,
    parameters: Parameters | None = None,
    lever: Texts = (),
    keep: Keep = MEMBERS,
    progress: Progress | Phases | None = None,
) -> RunResult:
    """Run an ensemble of a scenario.

    Parameters
    ----------
    scenario
        A scenario, its folder, or the name of one that comes with homeward.
    members
        Ensemble members; member m is the same whatever their number.
    seed
        Random seed, 0 to 2**63 - 1.
    until
        Last day to run; the scenario's last by default.
    every
        Days between records.
    threads
        Threads; all processors by default. Changes no number.
    cluster
        Who does the work instead of threads here: ``local``, ``tcp://ADDRESS`` or ``slurm``. Changes no number.
    parameters
        Values of parameters instead of draws, (member) each, in the units of `homeward variables`: a mapping, a table,
        or the name of a CSV file. Fewer rows than members are used again in turn.
    lever
        Levers to apply: ``NAME[=VALUE][@DATE]``, one or several.
    keep
        ``members``, or ``summary``: only what is published of them, for countries whose members would fill the memory.
        `stocks`, `flows` and ``results.nc`` are then not to be had; tables and report are the same.
    progress
        Called with members done and members asked for.

    Returns
    -------
    RunResult
        Its `stocks` and `flows` are xarray datasets (member, time, community), in persons, exact.

    Raises
    ------
    homeward.errors.ScenarioError
        If something that was asked cannot be understood.
    homeward.errors.SimulationError
        If a member left the valid range.

    Examples
    --------
    >>> import homeward
    >>> result = homeward.run("tiny", members=4, seed=1)
    >>> result.stocks.returnees.sum("community").sizes["member"]
    4
    >>> result.table["measure"].unique().tolist()
    ['fled', 'displaced', 'returned', 'harmed']
    """
    if keep not in get_args(Keep):
        found = f'"{keep}" is nothing to keep.'
        raise ScenarioError(Problem("--keep", found, "", ("write members or summary.",)))
    check_numbers(members=members, seed=seed, threads=threads)
    read = as_scenario(scenario, lever)
    is_camps = read.is_camp_model
    if is_camps:
        refuse_given("--parameters", parameters, "camps")
    step = as_step(every)
    last = day_of_run(read, until, "--until")
    values = as_values(parameters, members, read)
    phases = as_phases(progress)
    tell_compiling(phases, read.movement if is_camps else None)
    named = str(parameters) if isinstance(parameters, str | Path) else None
    with at_work(cluster, threads, phases), phases.phase("Members") as advance:
        result = run_and_label(
            read,
            members=members,
            seed=seed,
            until=last,
            every=step,
            threads=threads,
            parameters=values,
            progress=advance,
            settings={"every": str(every), "parameters": named},
            keep=keep,
        )
    return RunResult.of(result)


class RunResult(VerbResult, Result):
    """What came out of one run: stocks, flows and beliefs of every member, exact.

    `stocks`, `flows`
        People by condition at the end of each day kept, and people counted since the day kept before: xarray datasets
        (member, time, community), persons.
    `beliefs`
        (member, time, home, group, actor, exposure), 1/person-year: danger felt of each actor.
    `parameters`
        (member) each, in the units of `homeward variables`.
    `table`
        How many fled, are displaced, are back and were harmed by each day kept: median and bands over members, persons.
    """

    exact = True
    folder: Path | None = None
    """Where it was opened; None for one that was run here."""

    @classmethod
    def of(cls, result: Result, folder: Path | None = None) -> RunResult:
        """Give a result what an analyst does with one."""
        own = cls.__new__(cls)
        vars(own).update(vars(result))
        own.folder = folder
        return own

    @property
    def title(self) -> str:
        """What was run."""
        name = self.info.get("scenario", {}).get("name", "")
        return f"Run of {name}: {self.axes.members} members, {self.axes.start} to {self.axes.dates[-1]}"

    @property
    def table(self) -> pd.DataFrame:
        """One row of every measure and day kept: median and bands over members, persons."""
        return _measure_table(publish(self, exact=True))

    def publish(self) -> PublishedRun:
        """Return tables and charts after disclosure control; members stay here.

        Raises
        ------
        homeward.errors.ScenarioError
            If there is one member only.
        """
        check_members(self.axes.members, exact=False)
        return PublishedRun(self.title, publish(self))

    def plot(self, measure: str = "displaced", *, axes: Axes | None = None) -> Axes:
        """Draw a measure of `table` over days: median, and bands of 50 and 90% of members.

        Raises
        ------
        homeward.errors.ScenarioError
            If matplotlib is not installed.
        """
        return _plot(publish(self, exact=True), measure, axes)

    def save(self, folder: str | Path, *, exact: bool = False, force: bool = False) -> Path:
        """Write results.nc, the tables, the report and run.json: all of it or nothing.

        Parameters
        ----------
        exact
            Turn disclosure control off in tables and report: they are then not for publication.
        force
            Replace a results folder that exists, once the new one is complete.

        Raises
        ------
        homeward.errors.ScenarioError
            If there is one member only, the folder exists, or it cannot be written to.
        """
        check_members(self.axes.members, exact=exact)
        save_result(self, Path(folder), exact=exact, force=force)
        return Path(folder)

    def save_in(self, place: Target, *, exact: bool = False) -> None:
        """Write the same to a place that has been held since before the run."""
        save_in(place, self, exact=exact)

    def report(
        self,
        file: str | Path | None = None,
        *,
        exact: bool = False,
        force: bool = False,
        progress: Phases | None = None,
    ) -> str:
        """Make the report, one page of HTML that opens offline, and write it if a file is named.

        Parameters
        ----------
        file
            File to write, FILE.html.
        exact
            Turn disclosure control off.
        force
            Replace the file if it exists.
        progress
            Told that the file is being written.

        Raises
        ------
        homeward.errors.ScenarioError
            If the file exists, or cannot be written.
        """
        check_members(self.axes.members, exact=exact)
        if file is None:
            return self._page(exact=exact)
        with hold_file(Path(file), REPORT_SUFFIX, force=force) as place:
            with as_phases(progress).working(f"Writing {file}"):
                page = self._page(exact=exact)
            place.file(page.encode())
        return page

    def _page(self, *, exact: bool) -> str:
        if self.folder is None:
            return make_page(self, publish(self, exact=exact))
        with damage_worded(self.folder / RESULTS_FILE):
            check_balance(self.series, self.axes, self.scenario)
        with damage_worded(self.folder / RESULTS_FILE, ON_READING):
            return make_page(self, publish(self, exact=exact))

    def _said(self) -> dict[str, Any]:
        return _said(publish(self, exact=True))


class PublishedRun(VerbResult):
    """A run after disclosure control: its numbers are those of the tables and the report."""

    exact = False

    def __init__(self, title: str, published: Published) -> None:
        self._title, self.published = title, published

    @property
    def title(self) -> str:
        """What was run."""
        return self._title

    @property
    def table(self) -> pd.DataFrame:
        """One row of every measure and day kept; NaN: withheld."""
        return _measure_table(self.published)

    def publish(self) -> PublishedRun:
        """Return itself."""
        return self

    def plot(self, measure: str = "displaced", *, axes: Axes | None = None) -> Axes:
        """Draw a measure of `table` over days."""
        return _plot(self.published, measure, axes)

    def _said(self) -> dict[str, Any]:
        return _said(self.published)


def _rows(published: Published) -> list[dict[str, Any]]:
    dates = published.axes.dates
    rows: list[dict[str, Any]] = []
    for measure in readers_measures(published):
        for day, date in enumerate(dates):
            one = estimate_of(published.summaries[measure.name], day)
            parts = (one.median, one.q05, one.q25, one.q75, one.q95)
            rows.append(
                {"measure": measure.name, "date": date, **dict(zip(SHOWN, parts, strict=True))}
            )
    return rows


def _measure_table(published: Published) -> pd.DataFrame:
    return frame_of(_rows(published)).astype(dict.fromkeys(SHOWN, float))


def _said(published: Published) -> dict[str, Any]:
    return {
        "scenario": published.info.get("scenario", {}).get("name", ""),
        "members": published.axes.members,
        "rows": _rows(published),
    }


def _plot(published: Published, measure: str, axes: Axes | None) -> Axes:
    table = _measure_table(published)
    check_plotted(measure, table["measure"], "measure")
    rows = table[table["measure"] == measure]
    drawn = axes_for(axes)
    bands = [
        (np.asarray(rows[low]), np.asarray(rows[high]))
        for low, high in (("q05", "q95"), ("q25", "q75"))
    ]
    fill_bands(drawn, rows["date"], bands, np.asarray(rows["median"]))
    drawn.set_title(f"{measure}, persons")
    return drawn
