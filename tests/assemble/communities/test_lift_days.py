"""Lifts (model §2.6, §7.5)."""

from datetime import date

import numpy as np
import pytest

from conftest import MakeWorld
from homeward.assemble.communities.lift_days import find_lifted, find_trusted
from homeward.assemble.communities.world import assemble
from homeward.assemble.labels import label
from homeward.model.communities.codes import FEAR, MINED, NEVER, PERMISSION
from homeward.scenario.rows.levers import Trust
from homeward.scenario.rows.lifts import Lift
from homeward.scenario.scenario import Scenario

NORTH, SOUTH = range(2)
FARMERS, TRADERS, HERDERS = range(3)


@pytest.fixture(scope="module")
def world(quiet: MakeWorld) -> Scenario:
    """Two actors, three groups; the first day is 1 January 2030."""
    return quiet(
        actors="north,North,Actor A,,,,,\nsouth,South,Actor B,,,,,\n",
        control="home,north,,,judgement\ncamp,north,,,judgement\n",
        groups="farmers,F,Group 1,,,,,0.5,,,\ntraders,T,Group 2,,,,,0.25,,,\n"
        "herders,H,Group 3,,,,,0.25,,,\n",
    )


def lifted(world: Scenario, *lifts: Lift) -> np.ndarray:
    return find_lifted(world.model_copy(update={"lifted": lifts}), label(world))


def trusted(world: Scenario, *trusts: Trust) -> np.ndarray:
    return find_trusted(world.model_copy(update={"trusted": trusts}), label(world))


def test_nothing_is_lifted_and_nobody_believed_unless_it_is_said(world: Scenario):
    assert lifted(world).shape == (FEAR + 2, 3)
    assert trusted(world).shape == (3, 2)
    assert (lifted(world) == NEVER).all()
    assert (trusted(world) == NEVER).all()


def test_an_obstacle_is_lifted_for_all_groups_and_from_the_first_day_unless_it_is_said(
    world: Scenario,
):
    found = lifted(world, Lift(obstacle="mines"))
    assert (found[MINED] == 0).all()
    assert (np.delete(found, MINED, axis=0) == NEVER).all()


def test_an_obstacle_is_lifted_for_the_groups_that_are_named_from_its_day(world: Scenario):
    lift = Lift(obstacle="permission", groups=("herders", "farmers"), start=date(2030, 1, 11))
    assert lifted(world, lift)[PERMISSION].tolist() == [10, NEVER, 10]
    before = Lift(obstacle="permission", start=date(2029, 12, 31))
    assert lifted(world, before)[PERMISSION].tolist() == [-1, -1, -1]


def test_the_fear_of_an_actor_is_that_of_the_actor_who_is_named(world: Scenario):
    found = lifted(world, Lift(obstacle="fear_of_south", start=date(2030, 1, 3)))
    assert (found[FEAR + SOUTH] == 2).all()
    assert (found[FEAR + NORTH] == NEVER).all()


@pytest.mark.parametrize("is_reversed", [False, True])
def test_of_several_days_the_first_counts(world: Scenario, is_reversed: bool):
    lifts = [
        Lift(obstacle="mines", start=date(2030, 1, 21)),
        Lift(obstacle="mines", groups=("traders",), start=date(2030, 1, 11)),
        Lift(obstacle="mines", groups=("herders",), start=date(2030, 1, 31)),
    ]
    trusts = [
        Trust(actor="south", start=date(2030, 1, 21)),
        Trust(actor="south", groups=("traders",), start=date(2030, 1, 11)),
        Trust(actor="south", groups=("herders",), start=date(2030, 1, 31)),
    ]
    if is_reversed:
        lifts.reverse()
        trusts.reverse()
    assert lifted(world, *lifts)[MINED].tolist() == [20, 10, 20]
    assert trusted(world, *trusts)[:, SOUTH].tolist() == [20, 10, 20]


def test_an_actor_is_believed_by_the_groups_that_are_named(world: Scenario):
    found = trusted(world, Trust(actor="north", groups=("traders",), start=date(2030, 1, 6)))
    assert found[TRADERS].tolist() == [5, NEVER]
    assert (found[[FARMERS, HERDERS]] == NEVER).all()


def test_the_world_carries_both_and_a_lift_begins_no_era(world: Scenario):
    mended = world.model_copy(
        update={
            "lifted": (Lift(obstacle="mines", start=date(2030, 1, 11)),),
            "trusted": (Trust(actor="south", start=date(2030, 1, 16)),),
        }
    )
    drivers = assemble(mended).drivers
    assert (drivers.lifted[MINED] == 10).all()
    assert (drivers.trusted[:, SOUTH] == 15).all()
    assert not drivers.era_of_day.any()
