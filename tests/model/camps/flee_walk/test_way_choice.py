"""Crowding, and the chance of each way (model §12.4)."""

import pytest

from builders import make_walk
from homeward.assemble.camps.flee_walk.walk_world import WalkWorld, assemble_walk
from homeward.engine.camps.flee_walk import ReadyWalk
from homeward.engine.members import NO_DAYS
from homeward.model.camps.flee_walk.run_walk import begin_walk
from homeward.model.camps.flee_walk.walk_arrays import Walker
from homeward.model.camps.flee_walk.way_choice import (
    ANY,
    find_due,
    look_round,
    room_left,
    vacancies_of,
    way_chances,
)

TOWN = {"town": {"population": 100}}


@pytest.mark.parametrize(
    ("people", "room"), [(0, 1), (450, 1), (451, 0.98), (475, 0.5), (499, 0.02), (500, 0), (900, 0)]
)
def test_a_camp_of_500_fills_up_from_450(people: int, room: float):
    assert room_left(float(people), 500.0, 0.9) == pytest.approx(room)


def test_without_a_capacity_there_is_always_room():
    assert room_left(1e9, 0.5, 0.9) == 1
    assert vacancies_of(1e9, 0.5, 0.9) == ANY


@pytest.mark.parametrize(
    ("people", "left"), [(0, 476), (475, 1), (475.5, 0), (476, 0), (400.5, 75)]
)
def test_a_camp_refuses_once_half_its_room_is_gone(people: float, left: int):
    """The last to be let in finds 475 there."""
    assert vacancies_of(float(people), 500.0, 0.9) == left


def test_a_place_that_fills_up_at_once_holds_its_capacity():
    assert room_left(500.0, 500.0, 1.0) == 1
    assert room_left(501.0, 500.0, 1.0) == 0
    assert vacancies_of(500.0, 500.0, 1.0) == 1


def star(pulls: list[float], **rules) -> tuple[WalkWorld, Walker]:
    """A town with a camp for each pull: population of the camps' countries, by foreign pull and distance."""
    places = TOWN | {
        f"camp{number}": {"kind": "camp", "capacity": 100} for number in range(len(pulls))
    }
    roads = [("town", f"camp{number}", 1 / pull) for number, pull in enumerate(pulls)]
    scenario = make_walk(places, roads, softening_km=0.0, **rules)
    world = assemble_walk(scenario)
    ready = ReadyWalk(world, 1, NO_DAYS)
    walker = ready.allocate()
    begin_walk(world.arrays, walker, ready.diary())
    return world, walker


def chances(world: WalkWorld, walker: Walker, day: int = 0) -> dict[str, float]:
    """Chance of each way from the town, unconditional."""
    n_due = find_due(True, world.arrays.limits, world.arrays.pulls, walker.crowd)
    way_chances(
        day, n_due, world.habits, world.arrays.ways, world.arrays.pulls, walker.crowd, walker.odds
    )
    found, left = {}, 1.0
    for way in range(world.arrays.ways.first[0], world.arrays.ways.first[1]):
        chance = walker.odds.chance[way]
        found[world.labels.places[world.arrays.ways.end[way]]] = float(left * chance)
        left *= 1 - chance
    assert left == pytest.approx(0) or walker.odds.total[0] == 0
    return found


def test_ways_are_taken_in_proportion_to_their_pull():
    found = chances(*star([1.0, 8.0, 4.0, 12.0]))
    assert found == pytest.approx({"camp0": 0.04, "camp1": 0.32, "camp2": 0.16, "camp3": 0.48})


@pytest.mark.parametrize(
    ("pulls", "pruning", "kept"),
    [
        ([1.0, 8.0, 4.0, 12.0], 2.0, {"camp1": 0.4, "camp3": 0.6}),
        ([1.0, 8.0, 9.0, 12.0], 1.1, {"camp3": 1.0}),
        ([1.0, 1.0], 1.001, {"camp0": 0.5, "camp1": 0.5}),
    ],
)
def test_ways_that_pull_too_little_are_dropped(pulls: list[float], pruning: float, kept: dict):
    found = chances(*star(pulls, pruning=pruning))
    assert {name: chance for name, chance in found.items() if chance} == pytest.approx(kept)


def test_where_nothing_pulls_any_open_road_is_as_good():
    found = chances(*star([1.0, 2.0], camp_pull=0.0))
    assert found == pytest.approx({"camp0": 0.5, "camp1": 0.5})


def test_a_closed_road_is_never_taken():
    barrier = {"kind": "place", "places": ("camp1",), "start": 0, "end": 5}
    assert chances(*star([1.0, 2.0], barriers=[barrier]))["camp1"] == 0
    nothing = {"kind": "place", "places": ("town",), "start": 0, "end": 5}
    world, walker = star([1.0, 2.0], barriers=[nothing])
    assert set(chances(world, walker).values()) == {0}
    assert walker.odds.total[0] == 0


def test_crowding_lowers_the_pull_before_its_power():
    world, walker = star([1.0, 1.0], pull_power=2.0)
    walker.people.present[1] = 95
    assert look_round(0, True, 0.9, world.arrays.limits, walker.people.present, walker.crowd)
    assert chances(world, walker) == pytest.approx({"camp0": 0.2, "camp1": 0.8})


def test_in_the_morning_a_camp_refuses_everybody_or_nobody():
    world, walker = star([1.0, 1.0])
    walker.people.present[1:] = [94, 96]
    look_round(0, True, 0.9, world.arrays.limits, walker.people.present, walker.crowd)
    assert walker.crowd.vacancies.tolist() == [ANY, ANY, 0]


def test_at_midday_people_find_the_mean_room_there_was_and_as_many_are_let_in_as_still_fit():
    """Ten come to 85: the first five find all the room there is, the last half of it."""
    world, walker = star([1.0, 1.0])
    walker.people.present[1:] = [85, 85]
    limits, crowd = world.arrays.limits, walker.crowd
    look_round(0, True, 0.9, limits, walker.people.present, crowd)
    crowd.vacancies[1] -= 10
    assert look_round(0, False, 0.9, limits, walker.people.present, crowd)
    assert crowd.room.tolist() == [1, pytest.approx(0.875), 1]
    assert crowd.let_in.tolist() == [1, 1, 1]
    assert crowd.vacancies.tolist() == [ANY, 6, 11]


def test_what_is_no_camp_takes_in_anybody():
    world, walker = star([1.0], kinds=[("camp0", "town", 0)])
    walker.people.present[1] = 200
    look_round(0, True, 0.9, world.arrays.limits, walker.people.present, walker.crowd)
    assert walker.crowd.room[1] == 0
    assert walker.crowd.vacancies[1] == ANY


def test_only_places_with_a_way_to_where_room_has_changed_are_weighed_again():
    places = TOWN | {"other": {}, "camp": {"kind": "camp", "capacity": 10}, "near": {}}
    scenario = make_walk(
        places, [("town", "camp", 9.0), ("near", "camp", 9.0), ("other", "near", 9.0)]
    )
    world = assemble_walk(scenario)
    ready = ReadyWalk(world, 1, NO_DAYS)
    walker = ready.allocate()
    walker.crowd.is_moved[2] = True
    n_due = find_due(False, world.arrays.limits, world.arrays.pulls, walker.crowd)
    assert sorted(walker.crowd.due[:n_due]) == [0, 3]
    assert not walker.crowd.is_due.any()
