"""What is asked of every member: which obstacles, and which of them are lifted together (model §10.1)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from homeward.assemble.communities.acting_days import first_acting_days
from homeward.assemble.communities.ensemble import values_of
from homeward.catalogue import Obstacle, obstacles
from homeward.engine.communities.ready import Ready, Workspace
from homeward.engine.communities.resume import Checkpoint
from homeward.evaluation.explanation.coalition_runs import Stretch, run_together, stretches_of
from homeward.evaluation.explanation.shapley import (
    NOBODY,
    all_but,
    all_coalitions,
    alone,
    everybody,
    exact,
)
from homeward.evaluation.explanation.surrogate import estimate
from homeward.evaluation.outcomes import Groups
from homeward.model.communities.codes import NEVER
from homeward.numerics.array_types import Codes
from homeward.scenario.scenario import Scenario

MOST_RUNS = 26
"""Most runs a member of an estimate; with more than 24 obstacles that can act, each needs one, and two besides."""
WEIGHTS = {
    "dwelling_destroyed": ("weight_destroyed", "house_needed"),
    "dwelling_occupied": ("weight_occupied",),
    "services": ("weight_services",),
    "livelihood": ("weight_livelihood", "livelihood_needed"),
    "mines": ("weight_mines",),
}
"""Parameters of which one at least must be above 0 for an obstacle to act (model §7.3)."""


@dataclass(frozen=True)
class ExplainSettings:
    """What is asked of every member.

    Parameters
    ----------
    on, since
        Day on which people are counted, and first day on which obstacles are lifted.
    groups
        Those whose people are counted by refuge.
    """

    scenario: Scenario
    ready: Ready
    on: date
    since: date
    is_exact: bool = False
    groups: Groups = None

    @cached_property
    def obstacles(self) -> tuple[Obstacle, ...]:
        """Those of the scenario."""
        return obstacles(self.ready.world.labels.actors)

    @cached_property
    def first_days(self) -> Codes:
        """First day on which each obstacle can act once lifted (obstacle), or NEVER."""
        days = first_acting_days(self.ready.world.drivers, self.first_day)
        return np.where(self._is_weightless, NEVER, days)

    @property
    def _is_weightless(self) -> NDArray[np.bool_]:
        """Obstacles that weigh nothing in any member (obstacle)."""
        values = values_of(self.ready.ensemble)
        return np.array(
            [
                one.name in WEIGHTS and not any(values[name].any() for name in WEIGHTS[one.name])
                for one in self.obstacles
            ]
        )

    @property
    def is_idle(self) -> NDArray[np.bool_]:
        """Obstacles that cannot act on any day asked for (obstacle); nothing is run for them."""
        return self.first_days == NEVER

    @cached_property
    def active(self) -> list[int]:
        """Indices of the obstacles that can act."""
        return np.flatnonzero(~self.is_idle).tolist()

    @cached_property
    def names(self) -> list[str]:
        """Names of the obstacles that can act."""
        return [self.obstacles[index].name for index in self.active]

    @property
    def first_day(self) -> int:
        """First day on which obstacles are lifted, days since the start."""
        return (self.since - self.scenario.start).days

    @property
    def takes_all(self) -> bool:
        """Whether every coalition is run: it is asked for, or takes no more runs than an estimate may."""
        return self.is_exact or 1 << len(self.active) <= MOST_RUNS

    @property
    def runs(self) -> int:
        """Coalitions that each member is run with."""
        n = len(self.active)
        return 1 << n if self.takes_all else n + 2 + self._alone_run

    @property
    def _alone_run(self) -> int:
        """Obstacles that are lifted alone in a run."""
        n = len(self.active)
        return min(n, max(MOST_RUNS - n - 2, 0))

    @property
    def whole_runs(self) -> float:
        """Whole runs that a member takes: coalitions share the days on which they are the same (model §10.1)."""
        singles = [alone(index) for index in range(self._alone_run)]
        coalitions = dict.fromkeys([*self.coalitions, *singles])
        days, before = 0, -1
        for last, acting, _ in self.stretches:
            days += (last - before) * len({one & acting for one in coalitions})
            before = last
        return days / (before + 1)

    @property
    def coalitions(self) -> list[int]:
        """List the coalitions that every member is run with first."""
        n = len(self.active)
        if self.takes_all:
            return list(all_coalitions(n))
        others = [all_but(index, n) for index in range(n)]
        singles = [alone(index) for index in range(n)] if self._alone_run == n else []
        return [NOBODY, everybody(n), *others, *singles]

    def more_coalitions(self, values: Mapping[int, NDArray[np.float64]]) -> list[int]:
        """List the coalitions that one member is run with after those: alone, what makes most when lifted last."""
        n = len(self.active)
        if self.takes_all or self._alone_run == n:
            return []
        every, groups = values[everybody(n)], len(self.ready.world.labels.groups)
        last = [
            float(np.abs(every - values[all_but(index, n)])[..., :groups].sum())
            for index in range(n)
        ]
        strongest = np.argsort(-np.array(last), kind="stable")[: self._alone_run]
        return [alone(index) for index in sorted(strongest.tolist())]

    def answer(
        self, member: int, workspace: Workspace, taken_up: Checkpoint | None = None
    ) -> NDArray[np.float64]:
        """Effects of lifting obstacles in one member (none, all, and obstacle three times over, ...).

        Parameters
        ----------
        taken_up
            Where the member is taken up, on an evening before obstacles are lifted; the first day if None.
        """
        return self.effects(
            run_together(
                self.ready, member, workspace, self.coalitions, self.stretches, self.lifted,
                self.more_coalitions, self.groups, taken_up,
            )
        )  # fmt: skip

    def effects(self, values: Mapping[int, NDArray[np.float64]]) -> NDArray[np.float64]:
        """Effects of lifting obstacles, from the outcomes of every coalition run for a member."""
        n = len(self.active)
        none, every = values[NOBODY], values[everybody(n)]
        if not n:
            return np.stack([none, every])
        if self.takes_all:
            contribution = exact(values, n)
            single = np.stack([values[alone(index)] for index in range(n)])
        else:
            contribution, single = estimate(values, n)
        others = np.stack([values[all_but(index, n)] for index in range(n)])
        return np.stack([none, every, *contribution, *(single - none), *(others - none)])

    @cached_property
    def stretches(self) -> list[Stretch]:
        """Days over which coalitions share their runs."""
        last = (self.on - self.scenario.start).days
        return stretches_of(self.first_days[self.active], self.first_day, last)

    def lifted(self, coalition: int) -> Codes:
        """First day on which each obstacle no longer counts where some are lifted (obstacle, group)."""
        lifted = self.ready.world.drivers.lifted.copy()
        for index, obstacle in enumerate(self.active):
            if coalition >> index & 1:
                lifted[obstacle] = np.minimum(lifted[obstacle], self.first_day)
        return lifted
