"""Taking a member up from a checkpoint gives the counts of a run from the first day (model §5)."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given, settings

from homeward.engine.communities.ready import Ready, Workspace, prepare, run_whole_member
from homeward.engine.communities.resume import (
    Checkpoint,
    checkpoint,
    resume_member,
    run_stretch,
)
from homeward.engine.members import record_days
from homeward.engine.simulated import KeptRun, keep
from homeward.errors import ScenarioError
from homeward.scenario.changes.applied_levers import AppliedLever
from homeward.scenario.changes.apply_levers import apply_levers
from homeward.scenario.load import load_scenario
from homeward.scenario.rows.levers import Change, Lever
from homeward.scenario.scenario import Scenario
from invariants.any_scenario import Recipe, recipes

SCENARIOS = 40
LEAST_CHANGED = 8  # of them, in which what is changed on a day makes a difference


def ready_of(scenario: Scenario, members: int, every: int) -> Ready:
    return prepare(scenario, days=record_days(scenario, every), members=members, seed=1)


def equal(one: KeptRun, other: KeptRun) -> bool:
    pairs = zip(one.stocks + one.flows, other.stocks + other.flows, strict=True)
    counted = all(
        np.array_equal(cells, others) and np.array_equal(values, other_values)
        for (cells, values), (others, other_values) in pairs
    )
    return counted and np.array_equal(one.belief, other.belief)


def lived(ready: Ready, member: int) -> KeptRun:
    workspace = Workspace(ready, np.zeros(1, dtype=np.int64))
    return keep(run_whole_member(ready, member, workspace))


def with_checkpoints(
    ready: Ready, member: int, rows: list[int]
) -> tuple[KeptRun, dict[int, Checkpoint]]:
    workspace = Workspace(ready, np.zeros(1, dtype=np.int64))
    record, left = resume_member(ready, member, workspace, rows)
    return keep(record), dict(zip(rows, left, strict=True))


def taken_up(ready: Ready, member: int, since: Checkpoint, before: KeptRun) -> KeptRun:
    workspace = Workspace(ready, np.zeros(1, dtype=np.int64))
    # Somebody else's member was here before: nothing of it may be left.
    run_whole_member(ready, (member + 1) % ready.ensemble.value.shape[0], workspace)
    return keep(resume_member(ready, member, workspace, since=since, before=before)[0])


def test_stopping_at_checkpoints_changes_nothing(tiny: Scenario):
    ready = ready_of(tiny, 3, 7)
    for member in range(3):
        kept, left = with_checkpoints(ready, member, [1, 4, 9])
        assert list(left) == [1, 4, 9]
        assert equal(kept, lived(ready, member))


def test_a_member_taken_up_anywhere_is_the_same(tiny: Scenario):
    ready = ready_of(tiny, 3, 7)
    for member in range(3):
        kept, left = with_checkpoints(ready, member, list(range(1, len(ready.days))))
        assert len(left) == len(ready.days) - 1
        for one in left.values():
            assert equal(taken_up(ready, member, one, kept), kept)


@pytest.mark.parametrize("name", ["tiny", pytest.param("palmyra", marks=pytest.mark.slow)])
def test_a_world_with_a_lever_shares_the_days_before_it(name: str):
    """Every lever with a day, applied on it: taken up on the last record before, and run from the first day."""
    scenario = load_scenario(name)
    ready, member = ready_of(scenario, 2, 7), 1
    levers = [lever for lever in scenario.levers if lever.start is not None]
    last = {
        lever.name: int(np.searchsorted(ready.days, (lever.start - scenario.start).days))
        for lever in levers
        if lever.start is not None
    }
    kept, left = with_checkpoints(ready, member, sorted(set(last.values())))
    differs = 0
    for lever in levers[:: 1 if name == "tiny" else 5]:
        changed = ready_of(apply_levers(scenario, [AppliedLever(lever.name)]), 2, 7)
        whole = lived(changed, member)
        assert equal(taken_up(changed, member, left[last[lever.name]], kept), whole), lever.name
        differs += not equal(whole, kept)
    assert differs >= 2


CHANGES = (
    Change(table="harms", where={}, cells={"rate": "0"}),
    Change(table="permissions", where={}, cells={"rule": "open"}),
    Change(table="conditions", where={}, cells={"value": "0.5"}),
    Change(table="presence", where={}, cells={"strength": "0.3"}),
    Change(table="control", where={}, cells={"actor": "a0"}),
)
changed_scenarios: list[str] = []


@given(recipe=recipes())
@settings(max_examples=SCENARIOS)
def test_so_does_any_world_changed_on_any_day(recipe: Recipe):
    scenario = recipe.load()
    start = scenario.start + timedelta(days=scenario.n_day * (recipe.seed % 7 + 1) // 9)
    change = CHANGES[recipe.seed % len(CHANGES)]
    lever = Lever(name="change", title="A change", what="Anything.", start=start, changes=(change,))
    scenario = scenario.model_copy(update={"levers": (lever,)})
    try:
        other = apply_levers(scenario, [AppliedLever("change")])
    except ScenarioError:  # there is nothing to change from that day on
        return
    ready, changed = ready_of(scenario, 2, 3), ready_of(other, 2, 3)
    row = int(np.searchsorted(ready.days, (start - scenario.start).days))
    if not 0 < row < len(ready.days):
        return
    kept, left = with_checkpoints(ready, 0, [row])
    whole = lived(changed, 0)
    assert equal(taken_up(changed, 0, left[row], kept), whole)
    if not equal(whole, kept):
        changed_scenarios.append(change.table)


def test_in_enough_of_them_the_change_made_a_difference():
    assert len(changed_scenarios) >= LEAST_CHANGED
    assert len(set(changed_scenarios)) >= 3


@pytest.mark.parametrize("evening", [0, 1, 30, 68])
def test_a_stretch_has_the_evening_and_the_flows_since_the_one_before(tiny: Scenario, evening: int):
    last = tiny.n_day - 1
    ready, other = ready_of(tiny, 2, 1), ready_of(tiny, 2, 7)
    workspace = Workspace(ready, np.zeros(1, dtype=np.int64))
    whole = run_whole_member(ready, 1, workspace)
    first = run_stretch(other, 1, workspace, evening)
    left = checkpoint(workspace.memory, evening)
    assert left.day == evening
    run_whole_member(ready, 0, workspace)
    second = run_stretch(other, 1, workspace, last, left)
    assert np.array_equal(first.stocks[-1], whole.stocks[evening])
    assert np.array_equal(second.stocks[-1], whole.stocks[last])
    assert np.array_equal(first.flows[-1], whole.flows[: evening + 1].sum(axis=0))
    assert np.array_equal(second.flows[-1], whole.flows[evening + 1 :].sum(axis=0))
    assert second.flows[-1].any()


def test_a_member_told_to_stop_leaves_no_checkpoint_of_a_day_it_did_not_reach(tiny: Scenario):
    ready = ready_of(tiny, 1, 7)
    workspace = Workspace(ready, np.ones(1, dtype=np.int64))
    record, left = resume_member(ready, 0, workspace, [1, 4])
    assert left == ()
    assert not record.stocks.any()
