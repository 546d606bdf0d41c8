"""Runs with obstacles lifted: up to the day they are lifted they are the run that is there, and go on from it."""

from __future__ import annotations

import datetime as dt
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from homeward.engine.communities.ready import Workspace
from homeward.engine.communities.resume import Checkpoint, checkpoint, run_stretch
from homeward.evaluation.explanation.explain_settings import ExplainSettings
from homeward.evaluation.explanation.shapley import NOBODY
from homeward.evaluation.outcomes import outcomes_by_group
from homeward.explorer.live.scenario_runs import ScenarioRun

LiftedRun = tuple[int, int]
"""A member, and the coalition of obstacles that is lifted in it."""


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
        return ExplainSettings(
            scenario=run.scenario,
            ready=run.ready,
            on=run.scenario.end,
            since=self._since,
        )

    def outcomes(self, lifted: LiftedRun, workspace: Workspace) -> NDArray[np.float64]:
        """Count people on the last day (outcome, home, group); with nothing lifted no whole member is run."""
        member, coalition = lifted
        if coalition == NOBODY:
            self._leave_evening(member, workspace)
            return self._run.done[member].compared.outcomes.astype(np.float64)
        record = run_stretch(
            self.settings.ready.lifting(self.settings.lifted(coalition)),
            member,
            workspace,
            int(self._run.settings.days[-1]),
            self._evenings.get(member),
        )
        return outcomes_by_group(record).astype(np.float64)

    def _leave_evening(self, member: int, workspace: Workspace) -> None:
        """Keep a member as it is on the evening before obstacles are lifted: run it on from its last checkpoint."""
        evening = self._first_day - 1
        if evening < 0:
            return
        found = self._run.checkpoint_before(member, self._first_day)
        if found is None or found.day != evening:
            run_stretch(self.settings.ready, member, workspace, evening, found)
            found = checkpoint(workspace.memory, evening)
        if not workspace.stop[0]:  # else the member may not have got there
            self._evenings[member] = found
