"""Approvals (model §7.2): who is named when a list opens, how fast they go, when an approval lapses."""

from __future__ import annotations

import math

from builders import everyone
from conftest import MakeWorld
from homeward.engine.simulate import simulate
from homeward.engine.simulated import Simulated

AT_THE_CAMP = "home,people,camp,1000,,,judgement\n"
LIST = "army,home,home,,,listed,200,,,,,,judgement\n"


def run(world: MakeWorld, days: int = 40, **given: object) -> Simulated:
    return simulate(world(days=days, **given), members=20, seed=3, days=range(days))


def test_as_many_are_approved_as_the_list_has_names(quiet: MakeWorld):
    """Nobody else goes where only those approved by name may; all of them do, at a high speed."""
    parameters = {"approved_speed": 1.0, "unpermitted_ease": 0.0}
    returned = everyone(
        run(quiet, displaced=AT_THE_CAMP, permissions=LIST, parameters=parameters), "returnees"
    )
    assert not returned[:, :2].any()  # named on the first day, off on the second, home on the third
    assert (returned[:, 2] > 50).all()
    assert (returned[:, -1] == 200).all()


def test_approvals_are_used_at_their_own_speed(quiet: MakeWorld):
    """Set off from the day after the list opens. Five standard deviations: false alarm below 6e-7."""
    parameters = {"approved_speed": 0.1, "unpermitted_ease": 0.0}
    simulated = run(quiet, displaced=AT_THE_CAMP, permissions=LIST, parameters=parameters)
    left = int(everyone(simulated, "return_departures")[:, :11].sum())
    p = -math.expm1(-0.1 * 10)
    error = math.sqrt(20 * 200 * p * (1 - p))
    assert abs(left - 20 * 200 * p) < 5 * error
    assert abs(left + 20 * 200 * math.expm1(-0.1 * 13)) > 5 * error  # negative control


def test_an_approval_lapses_when_the_home_is_refused(quiet: MakeWorld):
    refusal = "army,home,home,,,refused,,,,,2030-01-09,,judgement\n"
    parameters = {"approved_speed": 0.1, "unpermitted_ease": 0.0}
    simulated = run(quiet, displaced=AT_THE_CAMP, permissions=LIST + refusal, parameters=parameters)
    departures = everyone(simulated, "return_departures")
    assert departures[:, 1:8].any()
    assert not departures[:, 8:].any()
