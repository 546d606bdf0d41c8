"""Runs with obstacles lifted: up to the day they are lifted all runs of a member are the same, and lived once."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from homeward.engine.communities.ready import Ready, Workspace
from homeward.engine.communities.resume import Checkpoint, resume_member
from homeward.engine.simulated import KeptRun, keep
from homeward.evaluation.explanation.explain import NONE_LIFTED, ExplainSettings
from homeward.evaluation.outcomes import outcomes_of

Run = tuple[int, int]
"""A member, and the coalition of obstacles that is lifted in it."""
_NO_BELIEF = np.zeros(0, dtype=np.float32)


class Runs:
    """The runs that answer a question; the counts are those of runs from the first day."""

    def __init__(self, question: ExplainSettings) -> None:
        self.question = question
        self.shared: dict[int, tuple[Checkpoint, KeptRun]] = {}

    def live(self, run: Run, workspace: Workspace) -> NDArray[np.float64]:
        """Outcomes of one run."""
        member, coalition = run
        if self.question.first_day == 0:
            return self.question.run(member, coalition, workspace)
        if coalition == NONE_LIFTED:
            return self._leave_checkpoint(member, workspace)
        shared = self.shared.get(member)
        if shared is None:
            return self.question.run(member, coalition, workspace)
        since, before = shared
        ready = self._ready(coalition)
        record, _ = resume_member(ready, member, workspace, since=since, before=before)
        return outcomes_of(record).astype(np.float64)

    def _leave_checkpoint(self, member: int, workspace: Workspace) -> NDArray[np.float64]:
        """Run a member with nothing lifted, and keep it as it is on the evening before the day of lifting."""
        record, left = resume_member(self.question.ready, member, workspace, rows=(1,))
        if left:
            self.shared[member] = left[0], replace(keep(record), belief=_NO_BELIEF)
        return outcomes_of(record).astype(np.float64)

    def _ready(self, coalition: int) -> Ready:
        ready = self.question.ready
        drivers = ready.world.drivers._replace(lifted=self.question.lifted(coalition))
        return replace(ready, world=replace(ready.world, drivers=drivers))
