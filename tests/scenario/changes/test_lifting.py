"""Lifts as they are asked for (their refusals: `messages/test_lift_messages.py`)."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from builders import make_scenario
from homeward.scenario.changes.lifting import lift_obstacles, parse_lift, word_lift
from homeward.scenario.rows.lifts import Lift
from homeward.scenario.scenario import Scenario

LIFTS = {
    "permission": Lift(obstacle="permission"),
    "permission:farmers": Lift(obstacle="permission", groups=("farmers",)),
    "permission@2015-06-01": Lift(obstacle="permission", start=date(2015, 6, 1)),
    "fear_of_north:traders@2015-06-01": Lift(
        obstacle="fear_of_north", groups=("traders",), start=date(2015, 6, 1)
    ),
}


@pytest.fixture
def scenario(tmp_path: Path) -> Scenario:
    return make_scenario(tmp_path)


@pytest.mark.parametrize("text", LIFTS)
def test_a_lift_is_read_and_written_as_it_is_asked_for(text: str, scenario: Scenario):
    assert parse_lift(text) == LIFTS[text]
    assert word_lift(LIFTS[text]) == text
    assert lift_obstacles(scenario, [parse_lift(text)]).lifted == (LIFTS[text],)


def test_blanks_around_the_parts_do_not_matter():
    assert (
        parse_lift(" fear_of_north : traders @ 2015-06-01 ")
        == LIFTS["fear_of_north:traders@2015-06-01"]
    )


def test_lifts_are_added_to_those_there_are_and_make_another_scenario(scenario: Scenario):
    once = lift_obstacles(scenario, [parse_lift("mines")])
    twice = lift_obstacles(once, [parse_lift("exit")])
    assert [lift.obstacle for lift in twice.lifted] == ["mines", "exit"]
    assert len({scenario.digest, once.digest, twice.digest}) == 3
    assert lift_obstacles(scenario, [parse_lift("mines")]).digest == once.digest
    assert scenario.lifted == ()


def test_lifting_nothing_changes_nothing(scenario: Scenario):
    assert lift_obstacles(scenario, []) is scenario
