"""Runs that share their first days give the counts of runs from the first day."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from homeward.engine.communities.ready import Workspace
from homeward.engine.pool import run_jobs
from homeward.evaluation.explanation.explain import NONE_LIFTED, ExplainSettings, question_of
from homeward.explorer.lifted_runs import Run, Runs
from homeward.scenario.scenario import Scenario


@pytest.fixture(scope="module", params=["2031-01-01", "2031-01-02", "2031-02-10", "2031-03-11"])
def question(tiny: Scenario, request: pytest.FixtureRequest) -> ExplainSettings:
    since = dt.date.fromisoformat(request.param)
    return question_of(tiny, since=since, members=2, seed=3)


def test_whatever_is_lifted_it_comes_to_the_same(question: ExplainSettings) -> None:
    runs = Runs(question)
    wanted = [(member, one) for member in range(2) for one in question.coalitions(member)]
    assert wanted[0] == (0, NONE_LIFTED)

    def whole(run: Run, workspace: Workspace) -> np.ndarray:
        return question.run(*run, workspace)

    found = run_jobs(question.ready, wanted, runs.live, threads=1)
    known = run_jobs(question.ready, wanted, whole, threads=1)
    for one, other in zip(found, known, strict=True):
        np.testing.assert_array_equal(one, other)
    assert set(runs.shared) == (set() if question.first_day == 0 else {0, 1})


def test_a_run_whose_first_days_are_not_known_lives_them(question: ExplainSettings) -> None:
    run = (0, question.everything)
    alone = run_jobs(question.ready, [run], Runs(question).live)[0]
    known = run_jobs(question.ready, [run], lambda one, space: question.run(*one, space))[0]
    np.testing.assert_array_equal(alone, known)
