"""Runs that go on from another give the counts of runs from the first day."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest
from numpy.typing import NDArray

from homeward.engine.communities.ready import Workspace, prepare, run_whole_member
from homeward.engine.pool import run_jobs
from homeward.evaluation.explanation.explain_settings import ExplainSettings
from homeward.evaluation.explanation.shapley import NOBODY
from homeward.evaluation.outcomes import outcomes_by_group
from homeward.explorer.live.lifted_runs import LiftedRun, LiftedRuns
from homeward.explorer.live.scenario_runs import LiveSettings, ScenarioRun, ScenarioRuns
from homeward.explorer.live.scheduler import PendingRequest, Scheduler
from homeward.scenario.changes.applied_levers import parse_lever
from homeward.scenario.scenario import Scenario

SINCE = ["2031-01-01", "2031-01-02", "2031-01-08", "2031-02-10", "2031-03-11"]


def run_of(tiny: Scenario, levers: list[str]) -> ScenarioRun:
    runs = ScenarioRuns(LiveSettings(tiny, members=2, seed=3))
    runs.base.extend(2, PendingRequest(), Scheduler())
    run = runs.with_levers([parse_lever(text) for text in levers])
    run.extend(2, PendingRequest(), Scheduler())
    return run


def asked_of(scenario: Scenario, since: dt.date) -> ExplainSettings:
    ready = prepare(scenario, days=[scenario.n_day - 1], members=2, seed=3)
    return ExplainSettings(scenario, ready, scenario.end, since)


@pytest.mark.parametrize("levers", [[], ["arrests_stop@2031-02-20"]])
@pytest.mark.parametrize("since", SINCE)
def test_whatever_is_lifted_it_comes_to_the_same(
    tiny: Scenario, since: str, levers: list[str]
) -> None:
    run = run_of(tiny, levers)
    first = dt.date.fromisoformat(since)
    runs = LiftedRuns(run, first)
    question = asked_of(run.scenario, first)
    assert runs.settings.coalitions == question.coalitions
    wanted = [(member, one) for member in range(2) for one in question.coalitions]
    assert wanted[0] == (0, NOBODY)

    def whole(one: LiftedRun, workspace: Workspace) -> NDArray[np.int64]:
        member, coalition = one
        ready = question.ready.lifting(question.lifted(coalition))
        return outcomes_by_group(run_whole_member(ready, member, workspace))

    found = run_jobs(runs.settings.ready, wanted, runs.outcomes, threads=1)
    known = run_jobs(question.ready, wanted, whole, threads=1)
    np.testing.assert_array_equal(found, known)
