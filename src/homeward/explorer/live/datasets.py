"""Datasets: what the explorer was asked to show, a scenario that runs live or a run that was kept (model §9)."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from typing_extensions import override

from homeward.engine.pool import Cancelled
from homeward.errors import Problem, ScenarioError
from homeward.explorer.live.job_cache import RecentlyUsed
from homeward.explorer.live.scenario_runs import LiveSettings, ScenarioRun, ScenarioRuns
from homeward.explorer.live.scheduler import PendingRequest, Scheduler
from homeward.results.files.netcdf import RESULTS_FILE
from homeward.results.files.provenance import RUN_FILE
from homeward.results.files.sound import check_balance
from homeward.results.files.stored import damage_worded
from homeward.results.result import Result, open_result
from homeward.results.run_and_label import run_and_label
from homeward.scenario.changes.applied_levers import AppliedLever
from homeward.scenario.changes.apply_levers import apply_levers
from homeward.scenario.load import load_scenario
from homeward.scenario.scenario import Scenario

STEPS = (2, 8, 25, 75)
"""Members after which a live run is shown, before all have run: the first must come at once."""
REGISTERED_STEPS = (8,)
"""The same, in the camp models."""
MOST_RESULTS = 3
"""Results of camp registrations that are kept, each of another number of members."""


@dataclass(frozen=True)
class ResultSoFar:
    """A result of as many members as have run.

    Parameters
    ----------
    differs_from
        First day from which it can differ from the run without levers, days since the start.
    """

    result: Result
    differs_from: int = 0


class Dataset(ABC):
    """One scenario or run on show.

    Parameters
    ----------
    name
        Under what name it is on show.
    scenario
        What is said without levers.
    days
        Days since the start that are kept.
    members
        Members there are in the end.
    steps
        Members after which it is shown before that, one after the other.
    """

    def __init__(
        self,
        name: str,
        scenario: Scenario,
        days: tuple[int, ...],
        members: int,
        seed: int,
        steps: Sequence[int] = (),
    ) -> None:
        self.name = name
        self.scenario = scenario
        self.days = days
        self.members = members
        self.seed = seed
        self.steps = (*(step for step in steps if step < members), members)

    def apply(self, levers: Sequence[AppliedLever]) -> None:
        """Apply levers, or refuse them.

        Raises
        ------
        ScenarioError
            If a lever does not take what is asked of it, or some do not go together.
        """
        apply_levers(self.scenario, levers)

    @abstractmethod
    def result_so_far(
        self, levers: Sequence[AppliedLever], members: int, asked: PendingRequest
    ) -> ResultSoFar:
        """Run so many members, if they have not been, and return what the screen needs of them.

        Raises
        ------
        Cancelled
            Once nobody wants them any more.
        """

    def whole_result(
        self, levers: Sequence[AppliedLever], members: int, asked: PendingRequest
    ) -> Result:
        """Run so many members, if they have not been, and return all that a saved run holds."""
        return self.result_so_far(levers, members, asked).result


class LiveScenario(Dataset):
    """A scenario with levers, run as far as anybody asks."""

    def __init__(self, name: str, runs: ScenarioRuns, scheduler: Scheduler) -> None:
        own = runs.settings
        days = tuple(own.days.tolist())
        super().__init__(name, own.scenario, days, own.members, own.seed, STEPS)
        self.settings = own
        self.runs = runs
        self.scheduler = scheduler

    @override
    def apply(self, levers: Sequence[AppliedLever]) -> None:
        # The run is kept: it is what is asked about next.
        self.runs.with_levers(levers)

    @override
    def result_so_far(
        self, levers: Sequence[AppliedLever], members: int, asked: PendingRequest
    ) -> ResultSoFar:
        run = self.run(levers, members, asked)
        return ResultSoFar(run.result(members), run.first_day)

    @override
    def whole_result(
        self, levers: Sequence[AppliedLever], members: int, asked: PendingRequest
    ) -> Result:
        return self.run(levers, members, asked).whole_result(members)

    def run(
        self, levers: Sequence[AppliedLever], members: int, asked: PendingRequest
    ) -> ScenarioRun:
        """Run so many members with some levers, if they have not been."""
        run = self.runs.with_levers(levers)
        run.extend(members, asked, self.scheduler)
        return run


class CampScenario(Dataset):
    """A scenario of camp registrations: it has no levers, and a member takes milliseconds."""

    def __init__(self, name: str, settings: LiveSettings, scheduler: Scheduler) -> None:
        days = tuple(range(settings.scenario.n_day))
        super().__init__(
            name, settings.scenario, days, settings.members, settings.seed, REGISTERED_STEPS
        )
        self._threads = settings.threads
        self._scheduler = scheduler
        self._results: RecentlyUsed[Result] = RecentlyUsed(MOST_RESULTS)

    @override
    def result_so_far(
        self, levers: Sequence[AppliedLever], members: int, asked: PendingRequest
    ) -> ResultSoFar:
        refuse_levers(self.name, levers, "It is of the camp models, and has no levers.")
        with self._scheduler.turn(asked, members):
            return ResultSoFar(self._results.get(members, lambda: self._run(members, asked)))

    def _run(self, members: int, asked: PendingRequest) -> Result:
        def go_on(done: int, of: int) -> None:
            if done < of and not asked.is_wanted():
                raise Cancelled

        return run_and_label(
            self.scenario,
            members=members,
            seed=self.seed,
            every=1,
            threads=self._threads,
            progress=go_on,
        )


class SavedRun(Dataset):
    """A folder that `homeward run` has written: nothing is run again."""

    def __init__(self, name: str, result: Result, scenario: Scenario) -> None:
        axes, seed = result.axes, int(result.info.get("seed", 0))
        super().__init__(name, scenario, axes.days, axes.members, seed)
        self._result = result

    @override
    def result_so_far(
        self, levers: Sequence[AppliedLever], members: int, asked: PendingRequest
    ) -> ResultSoFar:
        refuse_levers(self.name, levers, "It is a saved run: no lever can be applied in it.")
        if not asked.is_wanted():
            raise Cancelled
        return ResultSoFar(self._result)


def refuse_levers(name: str, levers: Sequence[AppliedLever], why: str) -> None:
    """Refuse levers where there are none."""
    if levers:
        found = f'lever "{levers[0].name}" is applied.'
        raise ScenarioError(Problem(name, found, why, ("leave levers empty.",)))


def is_run(name: str) -> bool:
    """Tell whether something asked for is the folder of a run."""
    return (Path(name) / RUN_FILE).is_file()


def open_run(name: str, folder: str) -> SavedRun:
    """Put the folder of a run on show.

    Raises
    ------
    ScenarioError
        If it is damaged, or was written by a version that said its scenario differently.
    """
    result = open_result(folder)
    if result.scenario is None:
        found = "its scenario was said as this version no longer does."
        way = "run the scenario again: homeward run SCENARIO --out FOLDER."
        raise ScenarioError(Problem(folder, found, "", (way,)))
    with damage_worded(Path(folder) / RESULTS_FILE):
        check_balance(result.series, result.axes, result.scenario)
    return SavedRun(name, result, result.scenario)


def open_scenario(
    name: str, folder: str, settings_of: Callable[[Scenario], LiveSettings], scheduler: Scheduler
) -> Dataset:
    """Put a scenario on show, to be run live on its settings."""
    settings = settings_of(load_scenario(folder))
    if settings.scenario.is_camp_model:
        return CampScenario(name, settings, scheduler)
    return LiveScenario(name, ScenarioRuns(settings), scheduler)
