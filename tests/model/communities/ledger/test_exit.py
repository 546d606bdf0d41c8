"""Who leaves a refuge where there is little room on the way out (model §7.2)."""

from __future__ import annotations

import numpy as np
import pytest

from builders import everyone
from conftest import MakeWorld
from homeward.engine.simulate import simulate

DAYS, MEMBERS = 60, 40
AT_THE_CAMP = "home,people,camp,2000,,,judgement\n"
ROOM = "camp,exit_capacity,{},,,2030-01-06,,judgement\n"
NOBODY_ASKS = "camp,exit_opening,1,,,,,judgement\n"


def departures(world: MakeWorld, conditions: str = NOBODY_ASKS, **given: object) -> np.ndarray:
    """People who set off home (member, day)."""
    scenario = world(
        days=DAYS,
        displaced=AT_THE_CAMP,
        conditions=conditions,
        **{"parameters": {"return_speed": 0.05, "willing_camp": 1.0}, **given},
    )
    simulated = simulate(scenario, members=MEMBERS, seed=3, days=range(DAYS))
    return everyone(simulated, "return_departures")


def test_as_many_leave_in_a_day_as_there_is_room_for_on_average(quiet: MakeWorld):
    """Families are drawn: in `MEMBERS` x 20 days the mean is within five standard errors of the room."""
    room = 12
    free, narrow = departures(quiet), departures(quiet, ROOM.format(room))
    assert (free[:, 5:25].mean(axis=0) > 2 * room).all()  # more would leave on each of these days
    counted = narrow[:, 5:25]
    assert abs(counted.mean() - room) < 5 * counted.std() / np.sqrt(counted.size)
    assert np.array_equal(
        narrow[:, :5], free[:, :5]
    )  # and before there was a limit, as many as ever


def test_whoever_waits_leaves_later(quiet: MakeWorld):
    free, narrow = departures(quiet), departures(quiet, ROOM.format(40))
    assert (narrow[:, -1] > free[:, -1]).mean() > 0.9


def test_no_room_keeps_everybody_and_wide_room_nobody(quiet: MakeWorld):
    assert not departures(quiet, ROOM.format(0))[:, 5:].any()
    assert np.array_equal(departures(quiet, ROOM.format(10_000)), departures(quiet))


def test_people_approved_by_name_do_not_wait(quiet: MakeWorld):
    listed = "army,home,home,,,listed,300,,,,2030-01-06,,judgement\n"
    given = {
        "permissions": listed,
        "parameters": {"return_speed": 0.0, "approved_speed": 0.2, "willing_camp": 1.0},
    }
    assert departures(quiet, ROOM.format(0), **given).sum() > 0


def test_people_who_are_forced_out_do_not_wait(quiet: MakeWorld):
    refused = "army,camp,stay,,,refused,,,,,2030-01-06,,judgement\n"
    scenario = quiet(
        days=DAYS,
        places="home,Home,town,AAA,,34,38,1000,,,,,,,,,\ncamp,Camp,camp,AAA,,34,39,,,,,,1,,,,\n"
        "town,Town,town,AAA,,34,40,,,,,,1,,,,\n",
        routes="way,home,camp,100,,,\non,camp,town,100,,,\n",
        control="home,army,,,judgement\ncamp,army,,,judgement\ntown,army,,,judgement\n",
        displaced=AT_THE_CAMP,
        conditions=ROOM.format(0),
        permissions=refused,
        parameters={"expulsion_hazard": 5.0, "return_speed": 0.0},
    )
    onward = everyone(simulate(scenario, members=4, seed=3, days=range(DAYS)), "onward_movements")
    assert (onward.sum(axis=1) == 2000).all()


@pytest.mark.parametrize(("needed", "is_slower"), [(0.0, False), (0.95, True)])
def test_those_who_wait_for_word_leave_slowly_at_first_and_fast_afterwards(
    quiet: MakeWorld, needed: float, *, is_slower: bool
):
    parameters = {
        "return_speed": 0.02,
        "willing_camp": 1.0,
        "word_needed": needed,
        "word_share": 0.05,
        "word_half_life": 1000.0,
    }
    left = departures(quiet, parameters=parameters)
    share = left / (2000 - np.cumsum(left, axis=1) + left)
    assert (share[:, :5].mean() < 0.4 * share[:, -10:].mean()) == is_slower
