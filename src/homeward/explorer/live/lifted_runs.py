"""Runs with obstacles lifted: up to the day they are lifted they are the run that is there, and go on from it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from homeward.assemble.communities.inactive_obstacles import idle_obstacles
from homeward.engine.communities.ready import Ready, Workspace
from homeward.engine.communities.resume import Checkpoint, resume_member
from homeward.engine.simulated import KeptRun
from homeward.evaluation.explanation.explain import NONE_LIFTED, ExplainSettings
from homeward.evaluation.outcomes import outcomes_by_group
from homeward.explorer.live.scenario_runs import ScenarioRun
from homeward.model.communities.drivers import Drivers
from homeward.numerics.array_types import Codes

LiftedRun = tuple[int, int]
"""A member, and the coalition of obstacles that is lifted in it."""
_NOTHING = KeptRun((), (), np.zeros(0, dtype=np.float32))
"""Only people on the last day are counted: what was kept before need not be known."""


class LiftedRuns:
    """The runs with obstacles lifted of members that have been run; the counts are those of runs from the first day.

    Parameters
    ----------
    since
        First day without obstacles.
    """

    def __init__(self, run: ScenarioRun, since: dt.date) -> None:
        self._run = run
        self._first_day = run.settings.day(since)
        self._since = since
        self._evenings: dict[int, Checkpoint] = {}

    @cached_property
    def settings(self) -> ExplainSettings:
        """What is asked of every member."""
        run = self._run
        evening, last = self._first_day - 1, int(run.settings.days[-1])
        ready = _counted_on(run.ready, [last] if evening < 0 else [evening, last])
        return ExplainSettings(
            scenario=run.scenario,
            ready=ready,
            on=run.scenario.end,
            since=self._since,
            is_idle=idle_obstacles(ready.world.drivers),
            seed=run.settings.seed,
            pairs=1,
            is_exact=False,
        )

    def outcomes(self, lifted: LiftedRun, workspace: Workspace) -> NDArray[np.float64]:
        """Count people on the last day (outcome, home, group); with nothing lifted no whole member is run."""
        member, coalition = lifted
        if coalition == NONE_LIFTED:
            self._leave_evening(member, workspace)
            return self._run.done[member].compared.outcomes.astype(np.float64)
        ready = self.settings.ready
        drivers = ready.world.drivers._replace(lifted=self.settings.lifted(coalition))
        record, _ = resume_member(
            _with(ready, drivers),
            member,
            workspace,
            since=self._evenings.get(member),
            before=_NOTHING,
        )
        return outcomes_by_group(record).astype(np.float64)

    def _leave_evening(self, member: int, workspace: Workspace) -> None:
        """Keep a member as it is on the evening before obstacles are lifted: run it on from its last checkpoint."""
        evening = self._first_day - 1
        if evening < 0:
            return
        found = self._run.checkpoint_before(member, self._first_day)
        begun = [] if found is None else [int(self._run.settings.days[found.row - 1])]
        if begun != [evening]:
            ready = _counted_on(self.settings.ready, [*begun, evening, evening + 1])
            drivers = ready.world.drivers
            shortened = drivers._replace(era_of_day=drivers.era_of_day[: evening + 2])
            _, left = resume_member(
                _with(ready, shortened),
                member,
                workspace,
                [len(begun) + 1],
                since=found and replace(found, row=1),
                before=_NOTHING,
            )
            found = left[0] if left else None
        if found is not None:
            self._evenings[member] = replace(found, row=1)


def _counted_on(ready: Ready, days: list[int]) -> Ready:
    kept: Codes = np.array(days, dtype=np.int64)
    return replace(ready, days=kept)


def _with(ready: Ready, drivers: Drivers) -> Ready:
    return replace(ready, world=replace(ready.world, drivers=drivers))
