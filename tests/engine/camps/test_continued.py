"""Running camp choice on from a day (model §15)."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from builders import make_registered
from homeward.assemble.camps.camp_choice.choice_parameters import draw_parameters
from homeward.assemble.camps.camp_choice.choice_world import assemble_choice
from homeward.engine.camps.by_law import count_camps
from homeward.engine.camps.continued import Continued, continue_from
from homeward.scenario.scenario import Scenario

MEMBERS = 6


@pytest.fixture
def scenario(tmp_path: Path) -> Scenario:
    return make_registered(tmp_path)


def onward(scenario: Scenario, first: int, start: list[int], members: int = MEMBERS) -> Continued:
    world = assemble_choice(scenario, with_capacity=False)
    drawn = draw_parameters(scenario, seed=3, n_member=members)
    return Continued(world, drawn, 3, first, np.array(start, dtype=np.int64))


def totals(*rows: list[int]) -> np.ndarray:
    return np.array(rows, dtype=np.int64)


def test_from_the_first_day_it_is_the_law_itself(scenario: Scenario):
    world = assemble_choice(scenario, with_capacity=False)
    plain = count_camps(scenario, "camp-choice", members=MEMBERS, seed=3, with_capacity=False)
    all_alike = np.tile(world.ground.registered, (MEMBERS, 1))
    found = continue_from(onward(scenario, 0, world.ground.start), all_alike)
    np.testing.assert_array_equal(found, plain.people[:, :, world.chosen])


def test_it_begins_with_those_who_are_there_and_holds_each_total(scenario: Scenario):
    each = totals(*([150, 150 + 10 * member, 90] for member in range(MEMBERS)))
    found = continue_from(onward(scenario, 10, [100, 50]), each)
    assert (found[:, 0] == [100, 50]).all()
    np.testing.assert_array_equal(found.sum(axis=2), each)


def test_threads_and_other_members_change_no_number(scenario: Scenario):
    one = continue_from(onward(scenario, 10, [100, 50]), totals(*[[150, 900]] * 6), threads=1)
    more = continue_from(onward(scenario, 10, [100, 50], 9), totals(*[[150, 900]] * 9), threads=4)
    np.testing.assert_array_equal(one, more[:6])
