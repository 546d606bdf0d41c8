"""Fears read from a member (model §4.4, §10.3) are those that the member weighed."""

from __future__ import annotations

import random

import numpy as np
from hypothesis import given, settings

from conftest import MakeWorld
from homeward.assemble.communities.ensemble import params_of
from homeward.catalogue import obstacles
from homeward.engine.communities.ready import Ready, Workspace, prepare, run_whole_member
from homeward.evaluation.comparison.safety import fear_shares
from homeward.model.communities.codes import OPEN, PERMITTED, UNPERMITTED
from homeward.model.communities.processes.fear import fear_factor
from homeward.scenario.changes.lifting import lift_obstacles
from homeward.scenario.rows.lifts import Lift
from homeward.scenario.scenario import Scenario
from invariants.any_scenario import Recipe, recipes


def lived(scenario: Scenario) -> tuple[Ready, Workspace]:
    """Run one member to the last day."""
    ready = prepare(scenario, days=[scenario.n_day - 1], members=1, seed=1)
    workspace = Workspace(ready, np.zeros(1, dtype=np.int64))
    run_whole_member(ready, 0, workspace)
    return ready, workspace


def shares_of(ready: Ready, workspace: Workspace) -> np.ndarray:
    laws = params_of(ready.ensemble, 0).laws
    return fear_shares(ready.world.drivers, laws, workspace.memory)


def weighed_of(ready: Ready, workspace: Workspace) -> np.ndarray:
    """Factor of all fears with the permit that each group would have (home, group)."""
    drivers = ready.world.drivers
    era = drivers.era_of_day[-1]
    holder = drivers.places.holder[era, drivers.places.home_place]
    is_open = [
        answer[:, at] == OPEN for answer, at in zip(drivers.answers.home[era], holder, strict=True)
    ]
    weighed = workspace.memory.weighed.home_factor
    return np.where(is_open, weighed[PERMITTED], weighed[UNPERMITTED])


@settings(max_examples=150)
@given(recipes())
def test_the_product_of_the_fears_is_the_factor_weighed(recipe: Recipe):
    scenario = recipe.load()
    chance = random.Random(recipe.seed)
    known = [one.name for one in obstacles(scenario.actor_names) if "fear" in one.name]
    lifts = [
        Lift(obstacle=name, groups=(chance.choice(scenario.group_names),))
        for name in known
        if chance.random() < 0.3
    ]
    run = lived(lift_obstacles(scenario, lifts))
    np.testing.assert_allclose(shares_of(*run).prod(axis=0), weighed_of(*run), rtol=1e-12)


def test_fears_are_there_to_be_compared():
    """Negative control: in one of seven of these scenarios several fears hold people back."""
    several = 0
    for seed in range(40):
        shares = shares_of(*lived(Recipe(seed).load()))
        several += int(((shares < 1.0).sum(axis=0) > 1).any())
    assert several >= 5


def test_of_a_holder_one_fears_what_it_does_to_those_who_return_without_permission(
    quiet: MakeWorld,
):
    """Felt 0.06 a person-year, half the tolerance: 1 / (1 + 1/4)."""
    rows = {
        "groups": "herders,Herders,Group 1,,,,,0.6,,,\nclerks,Clerks,Group 2,,,,,0.4,,,\n",
        "displaced": "home,herders,camp,600,,,judgement\nhome,clerks,camp,400,,,judgement\n",
        "permissions": "army,home,home,herders,,refused,,,,,,,judgement\n",
    }
    run = lived(quiet(days=5, parameters={"prior_neither": 0.06, "tolerance": 0.12}, **rows))
    shares = shares_of(*run)[0, 0]
    felt = run[1].memory.beliefs.felt[0, :, 0]
    assert shares.tolist() == [
        fear_factor(float(felt[group, exposure]), 0.12) for group, exposure in ((0, 2), (1, 3))
    ]


def test_a_fear_that_is_lifted_leaves_everything(quiet: MakeWorld):
    parameters = {"prior_neither": 0.5, "tolerance": 0.1}
    world = quiet(days=5, parameters=parameters, displaced="home,people,camp,600,,,judgement\n")
    assert shares_of(*lived(world))[0, 0, 0] < 0.5
    lifted = lift_obstacles(world, [Lift(obstacle="fear_of_army")])
    assert shares_of(*lived(lifted))[0, 0, 0] == 1.0
