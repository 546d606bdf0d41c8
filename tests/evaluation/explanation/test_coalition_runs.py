"""Coalitions run as one for as long as they are the same come to what each comes to run from the first day."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings

from homeward.engine.communities import resume
from homeward.engine.communities.ready import Workspace, prepare, run_whole_member
from homeward.evaluation.explanation.coalition_runs import Stretch, stretches_of
from homeward.evaluation.explanation.explain_settings import ExplainSettings
from homeward.evaluation.outcomes import departures_of, outcomes_of
from homeward.model.communities.codes import NEVER
from homeward.scenario.scenario import Scenario
from invariants.any_scenario import Recipe, recipes

SINCE = ["2031-01-01", "2031-01-02", "2031-01-20", "2031-02-10", "2031-03-01"]


def question_of(scenario: Scenario, since: date, on: date) -> ExplainSettings:
    ready = prepare(scenario, days=[(on - scenario.start).days], members=2, seed=3)
    return ExplainSettings(scenario, ready, on, since)


def space_of(question: ExplainSettings) -> Workspace:
    return Workspace(question.ready, np.zeros(1, dtype=np.int64))


def from_the_first_day(question: ExplainSettings, member: int, coalition: int) -> np.ndarray:
    """One whole run, which is kept on the evening before obstacles are lifted and on the last day."""
    last = (question.on - question.scenario.start).days
    days = [question.first_day - 1, last] if question.first_day else [last]
    ready = prepare(question.scenario, days=days, members=2, seed=3)
    record = run_whole_member(ready.lifting(question.lifted(coalition)), member, space_of(question))
    return outcomes_of(record, departures_of(record)).astype(np.float64)


def check(question: ExplainSettings) -> int:
    """Compare every coalition of a member, and count those that differ from nothing lifted."""
    member = 1
    known = {one: from_the_first_day(question, member, one) for one in question.coalitions}
    more = question.more_coalitions(known)
    known |= {one: from_the_first_day(question, member, one) for one in more}
    assert len(known) == question.runs
    found = question.answer(member, space_of(question))
    np.testing.assert_array_equal(found, question.effects(known))
    return sum(not np.array_equal(one, known[0]) for one in known.values())


@pytest.mark.parametrize("since", SINCE)
def test_every_coalition_comes_to_the_same(tiny: Scenario, since: str):
    first = date.fromisoformat(since)
    assert check(question_of(tiny, first, tiny.end)) > 10
    check(question_of(tiny, first, max(first, date(2031, 2, 20))))


@pytest.mark.slow
@given(recipe=recipes())
@settings(max_examples=25)
def test_so_it_does_in_any_scenario(recipe: Recipe):
    scenario = recipe.load()
    since = scenario.start + timedelta(days=scenario.n_day * (recipe.seed % 4) // 4)
    check(question_of(scenario, since, scenario.end))


def test_days_that_coalitions_share_are_run_once(tiny: Scenario, monkeypatch: pytest.MonkeyPatch):
    """Before the first day one run; in all, far fewer days than coalitions have."""
    days: list[tuple[int, int]] = []
    run_member = resume.run_member

    def counted(drivers, params, state, record, stop, first, after):
        begun = int(record.day[first - 1]) + 1 if first else 0
        days.append((begun, int(record.day[after - 1])))
        run_member(drivers, params, state, record, stop, first, after)

    monkeypatch.setattr(resume, "run_member", counted)
    since = date(2031, 2, 5)
    question = question_of(tiny, since, tiny.end)
    question.answer(0, space_of(question))
    assert [one for one in days if one[0] < question.first_day] == [(0, question.first_day - 1)]
    n_run = sum(last - first + 1 for first, last in days)
    n_coalition = question.runs
    assert n_run < question.first_day + n_coalition * (tiny.n_day - question.first_day)


def test_days_are_divided_where_obstacles_begin_to_act():
    first_days = np.array([12, 5, 12, NEVER])
    assert stretches_of(first_days, 5, 20) == [
        Stretch(last=4, acting=0b0000, is_counted=False),
        Stretch(last=11, acting=0b0010, is_counted=True),
        Stretch(last=20, acting=0b0111, is_counted=True),
    ]
    assert stretches_of(np.array([0, 0]), 0, 9) == [Stretch(9, 0b11, True)]
    assert stretches_of(np.array([8]), 3, 9) == [
        Stretch(2, 0, False),
        Stretch(7, 0, True),
        Stretch(9, 1, True),
    ]
