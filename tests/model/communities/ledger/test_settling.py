"""How people settle at a refuge (model §7.1): come of late, then willing to go home or not."""

from __future__ import annotations

import math

import numpy as np
import pytest

from builders import everyone
from conftest import MakeWorld
from homeward.engine.simulate import simulate
from homeward.engine.simulated import Simulated

DAYS, MEMBERS, PEOPLE = 60, 40, 5_000
ENTER = f"home,people,camp,{PEOPLE},,,2030-01-01,2030-01-02,judgement\n"
SPEED, RECENT_SPEED, SETTLED_AFTER, WILLING = 0.01, 0.05, 20.0, 0.6


def run(world: MakeWorld, **parameters: float) -> Simulated:
    given = {"return_speed": SPEED, "willing_camp": WILLING, "family_size": 1.0} | parameters
    scenario = world(days=DAYS, arrivals=ENTER, parameters=given)
    return simulate(scenario, members=MEMBERS, seed=3, days=range(DAYS))


def expected_departures(recent_days: float) -> np.ndarray:
    """Closed form, day by day: who came of late leaves, or settles if still there that evening."""
    recent, willing = (1.0, 0.0) if recent_days else (0.0, WILLING)
    leaves, leaves_of_late = 1 - math.exp(-SPEED), 1 - math.exp(-RECENT_SPEED)
    settles = 1 - math.exp(-1 / recent_days) if recent_days else 0.0
    gone = [0.0]  # those who enter in the evening of the first day
    for _ in range(DAYS - 1):
        gone.append(willing * leaves + recent * leaves_of_late)
        still = recent * (1 - leaves_of_late)
        willing = willing * (1 - leaves) + WILLING * settles * still
        recent = still * (1 - settles)
    return PEOPLE * np.array(gone)


@pytest.mark.parametrize("recent_days", [0.0, SETTLED_AFTER])
def test_people_who_came_of_late_go_home_at_a_speed_of_their_own_until_they_settle(
    quiet: MakeWorld, recent_days: float
):
    simulated = run(quiet, recent_days=recent_days, recent_return_speed=RECENT_SPEED)
    departures = everyone(simulated, "return_departures")
    expected = expected_departures(recent_days)
    error = np.sqrt(np.maximum(expected, 1.0) / MEMBERS)
    assert (np.abs(departures.mean(axis=0) - expected) < 5 * error).all()
    assert departures.sum(axis=1).mean() == pytest.approx(expected.sum(), rel=0.01)


def test_without_recent_days_their_speed_changes_nothing(quiet: MakeWorld):
    slow, fast = (
        everyone(run(quiet, recent_days=0.0, recent_return_speed=speed), "return_departures")
        for speed in (0.001, 0.5)
    )
    np.testing.assert_array_equal(slow, fast)
