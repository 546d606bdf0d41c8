"""What one stage of a day hands to a later one: all of it is taken, every day (model §3, §9)."""

from __future__ import annotations

import numpy as np
import pytest

from builders import live, make_member
from homeward.engine.communities.ready import prepare
from homeward.model.communities.member import Today
from homeward.model.communities.today import (
    FLOWED,
    HURT,
    LEFT,
    count_flow,
    forget_today,
    set_out,
    suffer,
)
from homeward.scenario.scenario import Scenario
from invariants.any_scenario import Recipe

LISTS = {
    "left",
    "hurt",
    "queue",
    "queuing",
    "homing_share",
    "departed",
    "departing_people",
    "departing_share",
    "days",
    "permit",
}  # as long as `n` says: what stands behind is of no account


def is_empty(today: Today) -> bool:
    return not any(array.any() for name, array in today._asdict().items() if name not in LISTS)


@pytest.mark.parametrize("number", range(12))
def test_nothing_is_left_over_after_a_day(number: int):
    scenario = Recipe(number).load()
    ready = prepare(scenario, days=range(scenario.n_day), members=1, seed=number)
    for days in np.random.default_rng(number).integers(1, scenario.n_day, 5):
        state = ready.allocate()
        live(ready, int(days), state, ready.record())
        assert is_empty(state.today)


def test_each_community_is_handed_over_once_with_all_its_people(tiny: Scenario):
    today = make_member(tiny)[2].today
    for people in (3, 0, 4):
        set_out(5, people, today)
        suffer(7, 2 * people, today)
    set_out(1, 0, today)
    set_out(2, 1, today)
    assert today.left[: today.n[LEFT]].tolist() == [5, 2]
    assert today.leaving.reshape(-1)[[1, 2, 5]].tolist() == [0, 1, 7]
    assert today.hurt[: today.n[HURT]].tolist() == [7]
    assert today.suffered.reshape(-1)[7] == 14
    assert not is_empty(today)
    forget_today(today)
    assert is_empty(today)


def test_flows_are_added_up_for_the_account(tiny: Scenario):
    today = make_member(tiny)[2].today
    kept = np.zeros((2, 3), dtype=np.int32)
    count_flow(1, 2, 5, kept, today)
    count_flow(1, 2, 6, kept, today)
    count_flow(0, 0, 1, kept, today)
    assert kept.tolist() == [[1, 0, 0], [0, 0, 11]]
    assert today.n[FLOWED] == kept.sum()
