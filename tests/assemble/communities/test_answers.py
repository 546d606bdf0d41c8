"""Permissions (model §7.2)."""

import numpy as np
import pytest

from conftest import MakeWorld
from homeward.assemble.communities.world import assemble
from homeward.model.communities.codes import LISTED, OPEN, REFUSED
from homeward.model.communities.drivers import Drivers

TWO_ARMIES = "army,Army,Actor A,,,,,\nrebels,Rebels,Actor B,,,,,\n"
GROUPS = "people,People,Group 1,,,,,0.5,,,\nothers,Others,Group 2,,,,,0.5,,,\n"
TAKEN = (
    "home,army,,2030-01-11,judgement\nhome,rebels,2030-01-11,2030-01-21,judgement\n"
    "home,army,2030-01-21,,judgement\ncamp,rebels,,,judgement\n"
)
HOME, CAMP = 0, 1
PEOPLE, OTHERS = 0, 1
ARMY, REBELS = 0, 1


def drivers(world: MakeWorld, permissions: str) -> Drivers:
    scenario = world(
        days=40, actors=TWO_ARMIES, groups=GROUPS, control=TAKEN, permissions=permissions
    )
    return assemble(scenario).drivers


def home_rules(found: Drivers, day: int = 0) -> np.ndarray:
    """What the home answers (group, actor held by origin)."""
    return found.answers.home[found.era_of_day[day], 0]


def test_where_no_row_applies_everything_is_open(quiet: MakeWorld):
    found = drivers(quiet, "")
    for answers in found.answers:
        assert (answers == OPEN).all()


@pytest.mark.parametrize("order", [[0, 1, 2], [2, 1, 0], [1, 0, 2]])
def test_refused_beats_listed_beats_open_in_whatever_order(quiet: MakeWorld, order: list[int]):
    rows = [
        "army,home,home,,,open,,,,,,,judgement\n",
        "army,home,home,people others,rebels,listed,50,,,,,,judgement\n",
        "army,home,home,people,rebels,refused,,,,,,,judgement\n",
    ]
    rules = home_rules(drivers(quiet, "".join(rows[index] for index in order)))
    assert rules.tolist() == [[OPEN, REFUSED], [OPEN, LISTED]]


def test_a_rule_counts_only_while_its_actor_holds_the_place(quiet: MakeWorld):
    found = drivers(quiet, "rebels,home,home,,,refused,,,,,,,judgement\n")
    refused = [day for day in range(40) if (home_rules(found, day) == REFUSED).all()]
    assert refused == list(range(10, 20))
    everywhere = drivers(quiet, "rebels,,enter,,,refused,,,,,,,judgement\n").answers.enter
    eras = found.era_of_day
    assert (everywhere[eras[0], :, :, CAMP] == REFUSED).all()
    assert (everywhere[eras[0], :, :, HOME] == OPEN).all()
    assert (everywhere[eras[15], :, :, HOME] == REFUSED).all()


def test_entering_depends_on_whose_land_people_come_from(quiet: MakeWorld):
    found = drivers(quiet, "rebels,camp,enter,others,army,refused,,,,,,,judgement\n")
    enter = found.answers.enter[0, :, :, CAMP]
    assert enter.tolist() == [[OPEN, OPEN], [REFUSED, OPEN]]


def test_leaving_and_staying_are_ruled_by_group_and_place(quiet: MakeWorld):
    found = drivers(
        quiet,
        "army,home,leave,people,,refused,,,,,,,judgement\narmy,home,stay,others,,refused,,,,,,,judgement\n",
    )
    assert found.answers.leave[0].tolist() == [[REFUSED, OPEN], [OPEN, OPEN]]
    assert found.answers.stay[0].tolist() == [[OPEN, OPEN], [REFUSED, OPEN]]


def test_a_rule_holds_on_its_dates(quiet: MakeWorld):
    found = drivers(quiet, "army,home,home,,,refused,,,,,2030-01-04,2030-01-08,judgement\n")
    refused = [day for day in range(40) if (home_rules(found, day) == REFUSED).any()]
    assert refused == [3, 4, 5, 6]


def test_lists_and_promises_open_on_their_first_day(quiet: MakeWorld):
    found = drivers(
        quiet,
        "army,home,home,people,rebels,listed,50,40,60,,2030-01-25,,judgement\n"
        "rebels,,enter,others,,open,,,,0.75,2030-01-15,,judgement\n",
    )
    assert found.lists.era.tolist() == [found.era_of_day[24]]
    assert found.lists.home.tolist() == [0]
    assert found.lists.group.tolist() == [[True, False]]
    assert found.lists.origin.tolist() == [[False, True]]
    assert found.promises.era.tolist() == [found.era_of_day[14]]
    assert found.promises.actor.tolist() == [REBELS]
    assert found.promises.group.tolist() == [[False, True]]
    assert found.promises.strength.tolist() == [0.75]


def test_a_list_without_a_place_opens_at_every_home(quiet: MakeWorld):
    places = "home,Home,town,AAA,,34,38,1000,,,,,,,,,\ncamp,Camp,town,AAA,,34,39,500,,,,,1,,,,\n"
    scenario = quiet(places=places, permissions="army,,home,,,listed,50,,,,,,judgement\n")
    assert assemble(scenario).drivers.lists.home.tolist() == [0, 1]
