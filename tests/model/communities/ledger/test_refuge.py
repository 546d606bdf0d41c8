"""Who leaves a refuge (model §6.3, §7, §8): ordered out, or home, and never into fighting."""

from __future__ import annotations

from builders import everyone
from conftest import MakeWorld
from homeward.engine.simulate import simulate
from homeward.engine.simulated import Simulated

AT_THE_CAMP = "home,people,camp,1000,,,judgement\n"


def run(world: MakeWorld, days: int = 40, **given: object) -> Simulated:
    return simulate(world(days=days, **given), members=20, seed=3, days=range(days))


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
