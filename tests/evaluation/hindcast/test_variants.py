"""Variants of what happened (decision 9), on the tiny scenario: the front leaves on 10 February."""

from __future__ import annotations

from datetime import date

import numpy as np

from homeward.catalogue import PARAMETER
from homeward.engine.simulate import simulate
from homeward.evaluation.conditioning.known import DATED
from homeward.evaluation.hindcast import variants
from homeward.scenario.load import load_scenario
from homeward.scenario.scenario import Scenario

BEFORE = date(2031, 2, 5)
DECEMBER = date(2024, 12, 1)


def test_without_change_what_held_the_day_before_holds_for_ever(tiny: Scenario):
    frozen = variants.without_change(tiny, BEFORE)
    assert frozen.end == tiny.end
    for table in DATED:
        for row in getattr(frozen, table):
            assert row.start < BEFORE, table
            assert row.end < BEFORE or row.end == tiny.after_end, table
    holders = {row.actor for row in frozen.control if row.place == "oldtown" and row.end > BEFORE}
    assert holders == {"front"}
    # One day earlier the assault of 5 February has not begun; on the next it would never end.
    assert not any(row.mode == "assault" and row.end > BEFORE for row in frozen.presence)
    later = variants.without_change(tiny, date(2031, 2, 6))
    assert any(row.mode == "assault" and row.end == tiny.after_end for row in later.presence)


def test_without_change_nothing_before_is_another_number(tiny: Scenario):
    last = (BEFORE - tiny.start).days - 1
    frozen = simulate(variants.without_change(tiny, BEFORE), days=[last, tiny.n_day - 1], members=3)
    whole = simulate(tiny, days=[last, tiny.n_day - 1], members=3)
    np.testing.assert_array_equal(frozen.belief[:, 0], whole.belief[:, 0])
    assert not np.array_equal(frozen.belief[:, 1], whole.belief[:, 1])  # negative control


def test_those_who_left_are_at_no_home_at_the_end(tiny: Scenario):
    # The front loses the town and keeps informers in it, so it has not left.
    assert variants.departed_actors(tiny, BEFORE) == []
    without = tiny.model_copy(
        update={"presence": tuple(row for row in tiny.presence if row.actor != "front")}
    )
    assert variants.departed_actors(without, BEFORE) == ["front"]
    assert variants.departed_actors(load_scenario("palmyra"), DECEMBER) == ["state", "militias"]


def test_fear_alone_is_lifted_from_the_day_on_and_everything_else_stays(tiny: Scenario):
    frozen = variants.without_change(tiny, BEFORE)
    fearless = variants.without_fear(tiny, BEFORE, ["front"])
    assert fearless.model_copy(update={"lifted": ()}) == frozen
    assert [(lift.obstacle, lift.start) for lift in fearless.lifted] == [("fear_of_front", BEFORE)]
    open_to_all = variants.without_refusal(tiny, BEFORE)
    assert [lift.obstacle for lift in open_to_all.lifted] == ["permission", "exit"]
    allowed = variants.without_fear_or_refusal(tiny, BEFORE, ["front"])
    assert [lift.obstacle for lift in allowed.lifted] == ["fear_of_front", "permission", "exit"]


def test_houses_needed_is_one_for_every_member(tiny: Scenario):
    houses = variants.with_houses_needed(tiny)
    drawn = simulate(houses, days=[0], members=3).parameters["house_needed"]
    assert drawn.tolist() == [1, 1, 1]
    assert max(simulate(tiny, days=[0], members=3).parameters["house_needed"]) < 1


def test_new_actors_are_those_at_a_home_for_the_first_time_of_whom_nothing_is_said(tiny: Scenario):
    assert variants.new_actors(load_scenario("palmyra"), DECEMBER) == ["transitional"]
    # The front comes on 15 January; the guards on 10 February, but the table says what is believed of them.
    assert variants.new_actors(tiny, date(2031, 1, 15)) == ["front"]
    assert variants.new_actors(tiny, date(2031, 1, 16)) == []


def test_new_actors_are_expected_to_do_harm_at_an_end_of_the_registers_ranges():
    palmyra = load_scenario("palmyra")
    expected = {
        end: next(
            actor
            for actor in variants.with_prior_of_new_actors(palmyra, DECEMBER, end).actors
            if actor.actor == "transitional"
        )
        for end in variants.ENDS
    }
    prior = PARAMETER["prior_hostile"]
    assert expected["low"].believed_hostile == prior.low
    assert expected["high"].believed_hostile == prior.high
    centre = expected["centre"].believed_hostile
    assert centre is not None
    assert abs(centre - (prior.low * prior.high) ** 0.5) < 1e-12
    others = variants.with_prior_of_new_actors(palmyra, DECEMBER, "low").actors
    assert [actor for actor in others if actor.actor != "transitional"] == [
        actor for actor in palmyra.actors if actor.actor != "transitional"
    ]
