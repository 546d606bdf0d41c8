"""The road (model §6.4, §7.4): how long it is, who is turned back at the gate, who at the door."""

from __future__ import annotations

import math

import numpy as np

from builders import everyone
from conftest import MakeWorld
from homeward.engine.simulate import simulate
from homeward.engine.simulated import Simulated

AT_THE_CAMP = "home,people,camp,1000,,,judgement\n"
EXPULSION = "army,home,stay,,,refused,,,,,,,judgement\n"
FAR = {"routes": "way,home,camp,500,,,\n"}
SHUT = "army,camp,enter,,,refused,,,,,2030-01-04,,judgement\n"


def run(world: MakeWorld, **given: object) -> Simulated:
    parameters = {"expulsion_hazard": 0.5, "return_speed": 0.0} | dict(given.pop("parameters", {}))
    return simulate(world(days=30, parameters=parameters, **given), members=20, days=range(30))


def test_a_journey_takes_its_days(quiet: MakeWorld):
    simulated = run(quiet, permissions=EXPULSION, **FAR)
    left, arrived = everyone(simulated, "displacements"), everyone(simulated, "arrivals")
    assert (arrived[:, 5:] == left[:, :-5]).all()
    assert not arrived[:, :5].any()


def test_who_is_on_the_way_when_the_gate_shuts_waits_before_it_if_there_is_nowhere_else(
    quiet: MakeWorld,
):
    simulated = run(quiet, permissions=EXPULSION + SHUT, **FAR)
    turned, arrived = everyone(simulated, "entry_refusals"), everyone(simulated, "arrivals")
    on_the_way = everyone(simulated, "travelling")
    assert (turned[:, 3] == on_the_way[:, 2]).all()
    assert (arrived[:, 3] == turned[:, 3]).all()
    assert (turned[:, 3] > 500).all()
    assert not np.delete(turned, 3, axis=1).any()


def test_strangers_in_the_house_turn_their_share_away(quiet: MakeWorld):
    """Who avoids them all: half of the houses, half of those who arrive; five standard deviations, below 6e-7."""
    simulated = run(
        quiet,
        displaced=AT_THE_CAMP,
        conditions="home,dwellings_occupied,0.5,,,,,judgement\n",
        parameters={"weight_occupied": 0.0, "return_speed": 0.2},
    )
    stayed = int(everyone(simulated, "returns").sum())
    left = int(everyone(simulated, "redisplacements").sum())
    error = 0.5 * math.sqrt(stayed + left)
    assert abs(stayed - (stayed + left) / 2) < 5 * error
    assert abs(stayed - (stayed + left) * 0.53) > 5 * error  # negative control
