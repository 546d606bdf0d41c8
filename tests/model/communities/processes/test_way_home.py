"""The way home (model §3.1, §7.2, §7.3): who can pay, who dares, who is taken."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import make_member
from conftest import MakeWorld
from homeward.model.communities.codes import JOURNEY, MEANS, OF_WAY_HOME, WAY_HOME
from homeward.model.communities.processes.way_home import (
    journey_factor,
    take_way_conditions,
    taken_home,
    who_can_go,
)

shares = st.floats(0.0, 1.0)
TWO_GROUPS = "one,One,Group 1,,,,,0.5,,,\nother,Other,Group 2,,,,,0.5,,,\n"


def test_worked_numbers():
    # Half of the families can pay the way; with half of it paid for them, seven in ten; with all of it, all.
    assert journey_factor(0.5, 0.0) == 0.5
    assert journey_factor(0.5, 0.5) == pytest.approx(0.7071, abs=1e-4)
    assert journey_factor(0.5, 1.0) == journey_factor(0.0, 1.0) == 1.0
    # 50 seats a day for 10,000 in line: 0.005 a day, less than the speed leaves; for 100 in line, the speed decides.
    assert taken_home(0.08, 0.5, 50.0, 10_000) == pytest.approx(0.005)
    assert taken_home(0.08, 0.5, 50.0, 100) == pytest.approx(0.04)
    assert taken_home(0.08, 0.5, 0.0, 100) == taken_home(0.08, 0.5, 50.0, 0) == 0.0


@given(shares, shares, shares, shares)
def test_more_means_or_more_support_never_keeps_anyone(
    one: float, other: float, support: float, more: float
):
    few, many = min(one, other), max(one, other)
    assert 0.0 <= journey_factor(few, support) <= journey_factor(many, support) <= 1.0
    assert journey_factor(few, min(support, more)) <= journey_factor(few, max(support, more))


@given(shares, st.floats(0.0, 1e6), st.integers(0, 10**6))
def test_on_average_no_more_are_taken_than_there_are_seats(left: float, seats: float, line: int):
    assert taken_home(1.0, left, seats, line) * line <= seats * (1 + 1e-12)


def ways(quiet: MakeWorld, rows: str) -> tuple[list[float], list[int]]:
    """Means of two groups in the camp, and whose seats they take."""
    scenario = quiet(groups=TWO_GROUPS, conditions=rows)
    drivers, params, state = make_member(scenario)
    scene = state.scene
    scene.condition[:] = drivers.conditions.mid[0]
    take_way_conditions(0, drivers.way_conditions, params.drawn, scene)
    means = scene.way_condition[MEANS - OF_WAY_HOME, 0, :, 1]
    return means.tolist(), scene.seat_of[0, :, 1].tolist()


HEADER = "place,variable,value,value_low,value_high,from,to,claims,home,group\n"


@pytest.mark.parametrize(
    ("rows", "means"),
    [
        ("camp,means,0.5,,,,,judgement,,\n", [0.5, 0.5]),
        ("camp,means,0.5,,,,,judgement,,\ncamp,means,0.2,,,,,judgement,,other\n", [0.5, 0.2]),
        ("camp,means,0.3,,,,,judgement,home,\ncamp,means,0.2,,,,,judgement,,other\n", [0.3, 0.3]),
        (
            "camp,means,0.1,,,,,judgement,home,one\ncamp,means,0.3,,,,,judgement,home,\n",
            [0.1, 0.3],
        ),
    ],
)
def test_the_more_particular_row_holds_whatever_the_order(
    quiet: MakeWorld, rows: str, means: list[float]
):
    assert ways(quiet, HEADER + rows)[0] == pytest.approx(means)


def test_people_of_a_row_of_their_own_take_its_seats(quiet: MakeWorld):
    both = (
        "camp,organised_return,50,,,,,judgement,,\ncamp,organised_return,9,,,,,judgement,,other\n"
    )
    shared, own = ways(quiet, HEADER + both)[1]
    assert shared == 1
    assert own != shared


def test_what_is_lifted_no_longer_counts(quiet: MakeWorld):
    drivers, params, state = make_member(quiet())
    scene = state.scene
    scene.journey[:], scene.way_condition[:] = 0.5, 0.4
    assert params.drawn.way_condition.size == 0
    for obstacle, left in ((JOURNEY, 0.4), (WAY_HOME, 0.5)):
        lifted = drivers.lifted.copy()
        assert who_can_go(0, 0, 0, 1, lifted, scene) == pytest.approx(0.2)
        lifted[obstacle] = np.zeros_like(lifted[obstacle])
        assert who_can_go(0, 0, 0, 1, lifted, scene) == pytest.approx(left)
