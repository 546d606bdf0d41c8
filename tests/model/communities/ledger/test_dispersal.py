"""Dispersal (model §6.2): where those who leave go."""

from __future__ import annotations

import numpy as np

from builders import everyone
from conftest import MakeWorld
from homeward.engine.simulate import simulate
from homeward.engine.simulated import Simulated
from homeward.model.communities.codes import N_AT_ONCE
from homeward.numerics.draws import SMALL_MEAN, binomial_at, uniform
from homeward.numerics.streams import DISPERSE

EXPULSION = "army,home,stay,,,refused,,,,,,,judgement\n"
FAR = {"routes": "way,home,camp,500,,,\n"}
SHUT = "army,camp,enter,,,refused,,,,,2030-01-04,,judgement\n"


def run(world: MakeWorld, **given: object) -> Simulated:
    parameters = {"expulsion_hazard": 0.5, "return_speed": 0.0} | dict(given.pop("parameters", {}))
    return simulate(world(days=30, parameters=parameters, **given), members=10, days=range(30))


def test_they_turn_to_another_place_if_there_is_one(quiet: MakeWorld):
    simulated = run(
        quiet,
        places="home,Home,town,AAA,,34,38,1000,,,,,,,,,\ncamp,Camp,camp,AAA,,34,39,,,,,,1,,,,\n"
        "town,Town,town,AAA,,34,40,,,,,,1,,,,\n",
        routes="way,home,camp,500,,,\non,camp,town,100,,,\n",
        control="home,army,,,judgement\ncamp,army,,,judgement\ntown,army,,,judgement\n",
        permissions=EXPULSION + SHUT,
        parameters={"distance_decay": 6},
    )
    idps = simulated.stocks["idps"]
    at_town = idps.values[:, :, idps.cells[:, 2] == 2].sum(axis=2)
    turned = everyone(simulated, "entry_refusals")[:, 3]
    assert (turned > 100).all()
    assert not at_town[:, 3].any()
    assert (at_town[:, 4] >= turned).all()


def test_a_family_goes_to_one_place(quiet: MakeWorld):
    """One family of five: nobody of it is alone."""
    simulated = run(
        quiet,
        places="home,Home,town,AAA,,34,38,5,,,,,,,,,\ncamp,Camp,camp,AAA,,34,39,,,,,,1,,,,\n"
        "town,Town,town,AAA,,34,40,,,,,,1,,,,\n",
        routes="way,home,camp,100,,,\non,home,town,100,,,\n",
        control="home,army,,,judgement\ncamp,army,,,judgement\ntown,army,,,judgement\n",
        permissions=EXPULSION,
        parameters={"family_size": 5, "expulsion_hazard": 5.0},
    )
    at_end = simulated.stocks["idps"].values[:, -1]
    assert (np.sort(at_end, axis=1) == [0, 5]).all()
    assert len(np.unique(at_end, axis=0)) == 2  # some to the one, some to the other


def test_of_more_communities_than_are_divided_at_once_each_is_divided_by_its_own_chance(
    quiet: MakeWorld,
):
    """Two refuges of one pull: half of those who fled go to the first, at the uniform of their community."""
    n_group = 2 * N_AT_ONCE + 32
    simulated = simulate(
        quiet(
            days=2,
            groups="".join(f"g{i},G{i},Group {i},,,,,0.00625,,,\n" for i in range(n_group)),
            places="home,Home,town,AAA,,34,38,1600000,,,,,,,,,\ncamp,Camp,camp,AAA,,34,39,,,,,,1,,,,\n"
            "town,Town,town,AAA,,34,40,,,,,,1,,,,\n",
            routes="way,home,camp,100,,,\non,home,town,100,,,\n",
            control="home,army,,,judgement\ncamp,army,,,judgement\ntown,army,,,judgement\n",
            permissions=EXPULSION,
        ),
        members=1,
        seed=1,
        days=range(2),
    )
    fled = by_group_and_place(simulated, "displacements", 0)
    arrived = by_group_and_place(simulated, "arrivals", 1)
    assert fled[:, 0].min() > 10 * SMALL_MEAN
    for group in range(n_group):
        u = uniform(1, DISPERSE, 0, 0, 3 * group, 1)
        to_camp = binomial_at(int(fled[group, 0]), 0.5, u)
        assert arrived[group].tolist() == [0, to_camp, fled[group, 0] - to_camp]


def by_group_and_place(simulated: Simulated, flow: str, day: int) -> np.ndarray:
    found = np.zeros((len(simulated.labels.groups), len(simulated.labels.places)), dtype=int)
    series = simulated.flows[flow]
    found[series.cells[:, 1], series.cells[:, 2]] = series.values[0, day]
    return found
