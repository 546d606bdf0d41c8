"""Days on which obstacles cannot act (model §7.5, §10.1): lifting them then changes no number in any scenario."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given, settings

from conftest import MakeWorld
from homeward.assemble.communities.acting_days import first_acting_days
from homeward.assemble.communities.world import assemble
from homeward.catalogue import obstacles
from homeward.engine.communities.ready import Workspace, prepare, run_whole_member
from homeward.model.communities.codes import NEVER
from homeward.scenario.changes.lifting import lift_obstacles
from homeward.scenario.rows.lifts import Lift
from homeward.scenario.scenario import Scenario
from invariants.any_scenario import Recipe, recipes

MEMBERS = 2
PARTS = 3  # of a run, at the end of each of which obstacles are lifted
CAMP = "home,people,camp,500,,,judgement\n"


def acting_from(scenario: Scenario, since: int = 0) -> dict[str, int]:
    days = first_acting_days(assemble(scenario).drivers, since).tolist()
    names = [one.name for one in obstacles(scenario.actor_names)]
    return dict(zip(names, days, strict=True))


def idle_names(scenario: Scenario, since: int = 0) -> set[str]:
    return {name for name, day in acting_from(scenario, since).items() if day == NEVER}


def counted(scenario: Scenario, *lifted: str, since: int = 0) -> list[np.ndarray]:
    """Every stock and flow of every day, with some obstacles lifted."""
    start = scenario.start + timedelta(days=since)
    scenario = lift_obstacles(scenario, [Lift(obstacle=name, start=start) for name in lifted])
    ready = prepare(scenario, days=range(scenario.n_day), members=MEMBERS, seed=1)
    workspace = Workspace(ready, np.zeros(1, dtype=np.int64))
    records = [run_whole_member(ready, member, workspace) for member in range(MEMBERS)]
    return [values for record in records for values in (record.stocks, record.flows, record.belief)]


def are_equal(one: list[np.ndarray], other: list[np.ndarray], before: int | None = None) -> bool:
    """Compare all days, or those before one."""
    return all(np.array_equal(a[:before], b[:before]) for a, b in zip(one, other, strict=True))


@pytest.mark.slow
@settings(max_examples=60)
@given(recipes())
def test_lifting_what_is_idle_changes_no_number(recipe: Recipe):
    scenario = recipe.load()
    as_is = counted(scenario)
    idle = sorted(idle_names(scenario))
    for name in idle:
        assert are_equal(counted(scenario, name), as_is), name
    assert are_equal(counted(scenario, *idle), as_is)


@pytest.mark.slow
@settings(max_examples=40)
@given(recipes())
def test_nor_does_lifting_what_acts_later_until_it_does(recipe: Recipe):
    scenario = recipe.load()
    as_is = counted(scenario)
    for since in range(0, scenario.n_day, scenario.n_day // PARTS + 1):
        days = acting_from(scenario, since)
        assert min(days.values()) >= since
        for name, day in days.items():
            if day > since:
                first = None if day == NEVER else day
                assert are_equal(counted(scenario, name, since=since), as_is, first), name


def test_much_is_idle_and_what_is_not_is_there_for_a_reason():
    """Negative control: in these scenarios many obstacles are idle, and most kinds of them act somewhere."""
    n_idle, acting = 0, set[str]()
    for seed in range(30):
        scenario = Recipe(seed).load()
        idle = idle_names(scenario)
        n_idle += len(idle)
        others = {one.name for one in obstacles(scenario.actor_names)} - idle
        as_is = counted(scenario)
        acting |= {name for name in others if not are_equal(counted(scenario, name), as_is)}
    assert n_idle > 40
    assert {
        "permission", "exit", "fighting", "dwelling_destroyed", "services", "livelihood",
        "mines", "journey_cost", "dwelling_occupied", "way_home", "fear_of_recapture", "fear_of_a0",
    } <= acting  # fmt: skip


def test_in_a_quiet_world_only_the_holder_may_act(quiet: MakeWorld):
    scenario = quiet(displaced=CAMP)
    everything = {one.name for one in obstacles(scenario.actor_names)}
    assert idle_names(scenario) == everything - {"fear_of_army"}


ACTING = {
    "mines": {"conditions": "home,mines,0,0,0.1,,,judgement\n"},
    "services": {"conditions": "home,services,1,0.9,1,,,judgement\n"},
    "livelihood": {"conditions": "home,livelihood,0.5,,,2030-01-20,,judgement\n"},
    "dwelling_destroyed": {"conditions": "home,dwellings_usable,0.5,,,,,judgement\n"},
    "dwelling_occupied": {"conditions": "home,dwellings_occupied,0.5,,,,,judgement\n"},
    "exit": {"permissions": "army,camp,leave,,,refused,,,,,,,judgement\n"},
    "permission": {"permissions": "army,home,home,,,refused,,,,,,,judgement\n"},
    "way_home": {"closures": "way,both,2030-01-10,2030-01-12,judgement\n"},
}


@pytest.mark.parametrize("obstacle", ACTING)
def test_what_may_be_in_the_way_on_any_day_is_not_idle(obstacle: str, quiet: MakeWorld):
    assert obstacle not in idle_names(quiet(displaced=CAMP, **ACTING[obstacle]))


def test_what_comes_after_the_last_day_run_is_idle(quiet: MakeWorld):
    scenario = quiet(conditions="home,mines,0.5,,,2030-01-20,,judgement\n", displaced=CAMP)
    short = prepare(scenario, days=[10], members=1, seed=1).world.drivers
    longer = prepare(scenario, days=[25], members=1, seed=1).world.drivers
    mines = [one.name for one in obstacles(scenario.actor_names)].index("mines")
    assert first_acting_days(short)[mines] == NEVER
    assert first_acting_days(longer)[mines] == 19


def test_what_is_over_before_the_first_day_asked_for_is_idle_from_then_on(quiet: MakeWorld):
    closed = "way,both,2030-01-10,2030-01-12,judgement\n"
    scenario = quiet(closures=closed, displaced=CAMP)
    days = [acting_from(scenario, since)["way_home"] for since in (0, 9, 10, 11, 20)]
    assert days == [9, 9, 10, NEVER, NEVER]


def test_dwellings_that_were_attacked_are_in_the_way_ever_after(quiet: MakeWorld):
    scenario = quiet(
        actors="army,Army,Actor A,,,,,\nrebels,Rebels,Actor B,,,,,\n",
        presence="home,rebels,assault,0.5,,,,2030-01-05,2030-01-08,judgement\n",
        displaced=CAMP,
    )
    assert acting_from(scenario)["dwelling_destroyed"] == 4
    assert acting_from(scenario, 15)["dwelling_destroyed"] == 15
    assert acting_from(scenario, 15)["fighting"] == NEVER


def test_raiders_in_reach_are_feared_and_those_too_far_are_not(quiet: MakeWorld):
    def idle(radius: str) -> set[str]:
        return idle_names(
            quiet(
                actors="army,Army,Actor A,,,,,\nrebels,Rebels,Actor B,,,,,\n",
                presence=f"camp,rebels,raiding,0.5,,,{radius},,,judgement\n",
                displaced=CAMP,
            )
        )

    assert {"fear_of_rebels", "fear_of_recapture"} <= idle("5")
    assert not {"fear_of_rebels", "fear_of_recapture"} & idle("200")
