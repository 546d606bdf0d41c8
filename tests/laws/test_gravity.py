"""Closed forms of where people go (model §6.2): false alarms as in test_exponential."""

from __future__ import annotations

import math

import numpy as np

from conftest import MakeWorld
from homeward.engine.simulate import simulate
from homeward.engine.simulated import Simulated

DEVIATIONS = 5.0
EXPULSION = "army,home,stay,,,refused,,,,,,,judgement\n"
PLACES = (
    "home,Home,town,AAA,,34,38,1000,,,,,,,,,\n"
    "near,Near,town,AAA,,34,39,,,,,{capacity},{near},,,,\n"
    "far,Far,town,AAA,,34,40,,,,,,{far},,,,\n"
)
ROUTES = "to_near,home,near,100,,,\nto_far,home,far,{km},,,\n"
CONTROL = "home,army,,,judgement\nnear,{near},,,judgement\nfar,army,,,judgement\n"


def flee(
    world: MakeWorld,
    near: float = 1.0,
    far: float = 1.0,
    km: float = 100.0,
    capacity: str = "",
    holder: str = "army",
    permissions: str = "",
    **parameters: float,
) -> Simulated:
    """Order the people of a home out; they find two towns."""
    scenario = world(
        days=30,
        places=PLACES.format(near=near, far=far, capacity=capacity),
        routes=ROUTES.format(km=km),
        actors="army,Army,Actor A,,,,,\nrebels,Rebels,Actor B,,,,,\n",
        control=CONTROL.format(near=holder),
        permissions=EXPULSION + permissions,
        parameters={"expulsion_hazard": 1.0, "return_speed": 0.0, **parameters},
    )
    return simulate(scenario, members=40, seed=2, days=range(30))


def arrived(simulated: Simulated) -> tuple[int, int]:
    """People of all members at the two towns on the last day."""
    idps = simulated.stocks["idps"]
    at = [idps.values[:, -1, idps.cells[:, 2] == place].sum(dtype=np.int64) for place in (1, 2)]
    return int(at[0]), int(at[1])


def deviations(near: int, far: int, share: float) -> float:
    people = near + far
    return abs(near - people * share) / math.sqrt(people * share * (1.0 - share))


def test_places_at_one_distance_share_by_their_room_for_newcomers(quiet: MakeWorld):
    near, far = arrived(flee(quiet, near=3.0, far=1.0))
    assert near + far > 39_000
    assert deviations(near, far, 0.75) < DEVIATIONS
    assert deviations(near, far, 0.70) > DEVIATIONS  # negative control


def test_pull_falls_with_a_power_of_the_distance(quiet: MakeWorld):
    near, far = arrived(flee(quiet, km=300.0, distance_decay=1.5))
    share = 1.0 / (1.0 + 3.0**-1.5)
    assert deviations(near, far, share) < DEVIATIONS
    assert deviations(near, far, 1.0 / (1.0 + 3.0**-1.3)) > DEVIATIONS  # negative control


def test_without_decay_distance_does_not_matter(quiet: MakeWorld):
    near, far = arrived(flee(quiet, km=500.0, distance_decay=0.0))
    assert deviations(near, far, 0.5) < DEVIATIONS
    assert deviations(near, far, 0.52) > DEVIATIONS  # negative control


def test_another_actors_land_keeps_the_share_that_crosses(quiet: MakeWorld):
    near, far = arrived(flee(quiet, holder="rebels", crossing_ease=0.25))
    assert deviations(near, far, 0.2) < DEVIATIONS
    assert deviations(near, far, 0.22) > DEVIATIONS  # negative control


def test_a_place_that_refuses_entry_keeps_the_share_that_is_smuggled(quiet: MakeWorld):
    refusal = "army,near,enter,,,refused,,,,,,,judgement\n"
    near, far = arrived(flee(quiet, permissions=refusal, entry_refused_ease=0.25))
    assert deviations(near, far, 0.2) < DEVIATIONS
    assert deviations(near, far, 0.22) > DEVIATIONS  # negative control


def test_a_full_place_takes_nobody_and_people_then_go_elsewhere(quiet: MakeWorld):
    near, far = arrived(flee(quiet, capacity="0"))
    assert near == 0
    assert far > 39_000
    none, all_far = arrived(flee(quiet, far=0.0))
    assert all_far == 0
    assert none > 39_000
