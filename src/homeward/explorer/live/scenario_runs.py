"""A scenario with some levers, run member by member as far as anybody has asked; each member is run once.

Two runs are the same up to the day on which their levers differ. Every member of the run without levers leaves
checkpoints, and other runs take their members up there instead of from the first day; the counts are the same.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from homeward.assemble.communities.ensemble import values_of
from homeward.engine.communities.ready import Ready, Workspace, prepare
from homeward.engine.communities.resume import Checkpoint, resume_member
from homeward.engine.members import record_days
from homeward.engine.simulated import KeptRun, coordinates_of, gather, keep
from homeward.explorer.live.job_cache import JobCache
from homeward.explorer.live.packed_members import PackedMember
from homeward.explorer.live.scheduler import PendingRequest, Scheduler
from homeward.results.files.provenance import describe_run
from homeward.results.result import Result
from homeward.results.tables.axes import name_axes
from homeward.results.tables.dataset import beliefs_array, parameters_dataset
from homeward.scenario.changes.applied_levers import AppliedLever, find_levers
from homeward.scenario.changes.apply_levers import apply_levers
from homeward.scenario.scenario import Scenario

MEMBERS_BELIEVING = 25
"""Members whose beliefs are shown, the first ones: unpacked, beliefs take as much room as all people together."""
MOST_KEPT = 700
"""Members kept in all runs together: the runs looked at longest ago are forgotten first."""
ROWS_BETWEEN = 52
"""Records between two checkpoints."""

Parameters = Mapping[str, NDArray[np.float64]]


@dataclass(frozen=True)
class LiveSettings:
    """What all runs of one scenario share.

    Parameters
    ----------
    members
        Members that are run in the end.
    every
        Days between records.
    fixed
        Values of parameters instead of draws, (member) each.
    """

    scenario: Scenario
    members: int
    seed: int
    every: int = 7
    fixed: Parameters | None = None
    threads: int | None = None

    @cached_property
    def days(self) -> NDArray[np.int64]:
        """(time): days since the start that are kept."""
        return record_days(self.scenario, self.every)

    @cached_property
    def rows(self) -> tuple[int, ...]:
        """After how many records members leave checkpoints: every year, and before levers."""
        starts = [lever.start for lever in self.scenario.levers if lever.start is not None]
        before = {self.rows_before(self.day(start)) for start in starts}
        return tuple(sorted({*range(ROWS_BETWEEN, len(self.days), ROWS_BETWEEN), *before} - {0}))

    def day(self, date: dt.date) -> int:
        """Days since the start."""
        return (date - self.scenario.start).days

    def rows_before(self, day: int) -> int:
        """Count the records that are complete before a day."""
        return int(np.searchsorted(self.days, day))


@dataclass
class ScenarioRun:
    """A scenario with some levers, and its members as far as they have been run.

    Parameters
    ----------
    first_day
        Day from which it may differ from the run without levers; 0 where it may differ from the first day.
    base
        The run without levers, or None for itself.
    """

    settings: LiveSettings
    scenario: Scenario
    first_day: int
    base: ScenarioRun | None
    done: dict[int, PackedMember] = field(default_factory=dict[int, PackedMember])
    _result: Result | None = None

    @cached_property
    def ready(self) -> Ready:
        """The scenario assembled, and what is drawn beforehand for all members."""
        settings = self.settings
        return prepare(
            self.scenario,
            days=settings.days,
            members=settings.members,
            seed=settings.seed,
            parameters=settings.fixed,
        )

    @cached_property
    def _jobs(self) -> JobCache[int, PackedMember]:
        return JobCache(self.ready, self._run_member, self.settings.threads, self.done)

    def extend(self, members: int, asked: PendingRequest, scheduler: Scheduler) -> None:
        """Run the first so many members, those that have not been run.

        Raises
        ------
        Cancelled
            Once nobody wants them any more; what is done is kept.
        """
        self._jobs.of(range(members), asked, scheduler)

    def checkpoint_before(self, member: int, day: int) -> Checkpoint | None:
        """Find the last checkpoint of a member before a day, here or in the run without levers."""
        usable = [one for one in self._checkpoints(member) if one.day < day]
        if self.base is not None:
            shared = min(day, self.first_day)
            usable += [one for one in self.base._checkpoints(member) if one.day < shared]
        return max(usable, key=lambda one: one.day, default=None)

    def _checkpoints(self, member: int) -> tuple[Checkpoint, ...]:
        return self.done[member].checkpoints if member in self.done else ()

    def result(self, members: int) -> Result:
        """Label the first so many members for the screen; beliefs are those of a few."""
        # Held by its own name: another tab may ask for other members at the same time.
        result = self._result
        if result is None or result.axes.members != members:
            result = self._result = self._labelled(members, min(members, MEMBERS_BELIEVING))
        return result

    def whole_result(self, members: int) -> Result:
        """Label the first so many members with all that a saved run holds."""
        result = self._labelled(members, members)
        result.info = describe_run(
            self.scenario,
            result.axes,
            seed=self.settings.seed,
            started=dt.datetime.now(dt.UTC),
            seconds=0.0,
        )
        return result

    def _labelled(self, members: int, believing: int) -> Result:
        several = [self.done[member] for member in range(members)]
        axes = name_axes(self.ready.world.labels, self.settings.days, members)
        shape = (len(axes.homes), len(axes.groups), len(axes.places))
        return Result(
            axes=axes,
            read=lambda name: gather([one.variable(name) for one in several], shape),
            cells=lambda name: coordinates_of(
                np.unique(np.concatenate([one.counts[name][0] for one in several])), shape
            ),
            # No picture needs them.
            beliefs=lambda: beliefs_array(
                np.stack([one.belief() for one in several[:believing]]),
                replace(axes, members=believing),
            ),
            parameters=parameters_dataset(
                {name: values[:members] for name, values in values_of(self.ready.ensemble).items()},
                members,
            ),
            info={},
            scenario=self.scenario,
        )

    def _run_member(self, member: int, workspace: Workspace) -> PackedMember:
        since, before = self._taken_up(member)
        record, left = resume_member(
            self.ready, member, workspace, self.settings.rows, since=since, before=before
        )
        return PackedMember.of(keep(record), left)

    def _taken_up(self, member: int) -> tuple[Checkpoint | None, KeptRun | None]:
        """Find where a member can be taken up: the last checkpoint before the runs part, and what was kept so far."""
        since = self.checkpoint_before(member, self.first_day) if self.base is not None else None
        if since is None or self.base is None:
            return None, None
        return since, self.base.done[member].as_kept()


class ScenarioRuns:
    """The runs of one scenario, those looked at last; the one without levers is never forgotten."""

    def __init__(self, settings: LiveSettings) -> None:
        self.settings = settings
        self.base = ScenarioRun(settings, settings.scenario, 0, None)
        self._others: OrderedDict[tuple[str, ...], ScenarioRun] = OrderedDict()
        self._lock = threading.Lock()

    def with_levers(self, levers: Sequence[AppliedLever]) -> ScenarioRun:
        """Find the run with some levers applied, or make it.

        Raises
        ------
        ScenarioError
            If a lever does not take what is asked of it, or some do not go together.
        """
        if not levers:
            return self.base
        key = tuple(sorted(map(str, levers)))
        with self._lock:
            run = self._others.pop(key, None) or self._made(levers)
            self._others[key] = run
            self._forget()
        return run

    def _made(self, levers: Sequence[AppliedLever]) -> ScenarioRun:
        settings = self.settings
        days = [
            0 if one.start is None else settings.day(one.start)
            for one in find_levers(settings.scenario, levers)
        ]
        return ScenarioRun(settings, apply_levers(settings.scenario, levers), min(days), self.base)

    def _forget(self) -> None:
        kept = [len(run.done) for run in self._others.values()]
        while len(self._others) > 1 and len(self.base.done) + sum(kept) > MOST_KEPT:
            self._others.popitem(last=False)
            kept.pop(0)
