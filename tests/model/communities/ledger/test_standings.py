"""The ledger (model §5, §7): who is willing, who is approved, who may stay."""

from __future__ import annotations

import math

import numpy as np
import pytest

from conftest import MakeWorld
from homeward.assemble.communities.ensemble import draw_ensemble, params_of
from homeward.assemble.communities.world import assemble
from homeward.engine.simulate import simulate
from homeward.engine.simulated import Simulated
from homeward.model.communities.codes import ABROAD, CAMP, INSIDE
from homeward.model.communities.processes.willing import willing_share

AT_THE_CAMP = "home,people,camp,1000,,,judgement\n"
LIST = "army,home,home,,,listed,200,,,,,,judgement\n"


def run(world: MakeWorld, days: int = 40, **given: object) -> Simulated:
    return simulate(world(days=days, **given), members=20, seed=3, days=range(days))


def everyone(simulated: Simulated, name: str) -> np.ndarray:
    """People of one stock or flow (member, time)."""
    return (simulated.stocks | simulated.flows)[name].values.sum(axis=2, dtype=np.int64)


def test_who_wants_home_depends_on_where_they_are(quiet: MakeWorld):
    world = quiet(parameters={"willing_camp": 0.9, "willing_inside": 0.7, "willing_abroad": 0.4})
    laws = params_of(draw_ensemble(world, assemble(world), seed=1, n_member=1), 0).laws
    assert [willing_share(kind, laws) for kind in (CAMP, INSIDE, ABROAD)] == [0.9, 0.7, 0.4]


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


def test_people_ordered_out_of_a_refuge_move_on(quiet: MakeWorld):
    places = (
        "home,Home,town,AAA,,34,38,1000,,,,,,,,,\ncamp,Camp,camp,AAA,,34,39,,,,,,1,,,,\n"
        "town,Town,town,AAA,,34,40,,,,,,1,,,,\n"
    )
    simulated = run(
        quiet,
        places=places,
        routes="way,home,camp,100,,,\non,camp,town,100,,,\n",
        control="home,army,,,judgement\ncamp,army,,,judgement\ntown,army,,,judgement\n",
        displaced=AT_THE_CAMP,
        permissions="army,camp,stay,,,refused,,,,,2030-01-06,,judgement\n",
        parameters={"expulsion_hazard": 5.0, "return_speed": 0.0},
    )
    onward = everyone(simulated, "onward_movements")
    assert not onward[:, :5].any()
    assert (onward.sum(axis=1) == 1000).all()


def test_nobody_goes_home_into_fighting_and_who_arrives_there_leaves_again(quiet: MakeWorld):
    simulated = run(
        quiet,
        displaced=AT_THE_CAMP,
        actors="army,Army,Actor A,,,,,\nrebels,Rebels,Actor B,,,,,\n",
        presence="home,rebels,assault,0.2,,,,2030-01-06,2030-01-16,judgement\n",
        parameters={"return_speed": 0.2},
    )
    departures, returns = everyone(simulated, "return_departures"), everyone(simulated, "returns")
    assert (departures[:, :5] > 0).all()
    assert not departures[:, 5:15].any()
    assert (departures[:, 15] > 0).all()
    assert not returns[:, 5:15].any()
    assert (everyone(simulated, "redisplacements")[:, 5] >= departures[:, 4]).all()


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


@pytest.mark.parametrize("people", [1000, 7])
def test_arrivals_enter_evenly_and_to_the_person(quiet: MakeWorld, people: int):
    rows = f"home,people,camp,{people},,,2030-01-06,2030-01-16,judgement\n"
    entered = everyone(run(quiet, arrivals=rows), "external_arrivals")
    assert (entered.sum(axis=1) == people).all()
    assert not entered[:, :5].any()
    assert not entered[:, 15:].any()
    assert entered[:, 5:15].max() - entered[:, 5:15].min() <= 1
