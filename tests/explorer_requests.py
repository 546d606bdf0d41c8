"""What the tests of the explorer share: scenarios that run live, levers as a browser writes them, requests given up."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from homeward.explorer.contract.requests import LeverRequest
from homeward.explorer.live.datasets import LiveScenario
from homeward.explorer.live.scenario_runs import LiveSettings, ScenarioRuns
from homeward.explorer.live.scheduler import PendingRequest, Scheduler
from homeward.explorer.views.questions import levers_asked_for
from homeward.scenario.changes.applied_levers import AppliedLever
from homeward.scenario.changes.apply_levers import apply_levers
from homeward.scenario.scenario import Scenario


class WantedUntil(PendingRequest):
    """A request that is wanted until something has happened."""

    def __init__(self, has_happened: Callable[[], bool]) -> None:
        super().__init__()
        self._has_happened = has_happened

    def is_wanted(self) -> bool:
        """Tell whether it has not happened yet."""
        return super().is_wanted() and not self._has_happened()


def levers_of(scenario: Scenario, given: Sequence[Mapping[str, Any]]) -> list[AppliedLever]:
    """Read levers as a browser writes them."""
    asked = [LeverRequest.model_validate(one) for one in given]
    return levers_asked_for(scenario, asked, partial(apply_levers, scenario))


def live_scenario(scenario: Scenario, members: int, seed: int) -> LiveScenario:
    """A scenario that runs live."""
    runs = ScenarioRuns(LiveSettings(scenario, members=members, seed=seed))
    return LiveScenario(scenario.name, runs, Scheduler())
