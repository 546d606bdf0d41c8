"""Everything a day on the road can hold (model §12.5)."""

import pytest

from builders import make_walk
from homeward.assemble.camps.flee_walk import steps
from homeward.assemble.camps.flee_walk.roads import find_roads
from homeward.assemble.camps.flee_walk.steps import (
    MOST_STEPS,
    Night,
    Step,
    StepSearch,
    Trip,
    morning,
)
from homeward.assemble.camps.flee_walk.travel import BINS
from homeward.assemble.camps.flee_walk.ways import find_ways, first_roads
from homeward.errors import ScenarioError
from homeward.scenario.scenario import Scenario

CHAIN = {"a": {}, "b": {}, "c": {"kind": "camp"}}
ROADS = [("a", "b", 100.0), ("b", "c", 400.0)]


def explorer(scenario: Scenario) -> StepSearch:
    roads = find_roads(scenario)
    ways = find_ways(scenario, roads, scenario.rules.awareness)
    return StepSearch(scenario.rules, roads, ways, first_roads(roads))


def test_who_arrives_with_some_of_the_day_left_decides_again():
    futures = explorer(make_walk(CHAIN, ROADS)).explore()
    (goal,) = futures[Step(0, (), False, 0, 0, False)].goals
    assert goal == Step(1, (), False, 0, 1000, True)
    assert futures[goal].evening == Night(1, (), False, 0)


def test_a_long_road_is_a_trip_from_which_one_may_be_sent_back():
    futures = explorer(make_walk(CHAIN, ROADS)).explore()
    back, onward = futures[Step(1, (), False, 0, 1000, True)].goals
    assert back == Step(0, (), False, 0, 2000, True)
    assert onward == Trip(2, 1, Step(2, (), False, 0, 400, True), Night(1, (), False, 0))


def test_who_has_chosen_a_longer_way_follows_it():
    futures = explorer(make_walk(CHAIN, ROADS, awareness=2)).explore()
    goals = futures[Step(0, (), False, 0, 0, False)].goals
    assert [goal.rest for goal in goals] == [(), (2,)]
    followed = futures[goals[1]]
    assert followed.road == 2
    assert followed.evening == Night(1, (), False, 0)
    assert followed.goals[0].step == Step(2, (), False, 0, 400, True)


def test_who_is_sent_back_half_way_may_find_no_road_that_goes_on():
    """From a over b to c: back at a, there is no road to c, and the way is forgotten."""
    scenario = make_walk(CHAIN, [("a", "b", 400.0), ("b", "c", 10.0)], awareness=2)
    futures = explorer(scenario).explore()
    trip = futures[Step(0, (), False, 0, 0, False)].goals[1]
    assert trip.bounce == Night(0, (2,), False, 0)
    forgotten = futures[morning(trip.bounce)]
    assert (forgotten.goals, forgotten.road, forgotten.evening) == (
        (),
        None,
        Night(0, (), False, 0),
    )


def test_people_are_fresh_until_they_have_been_anywhere():
    futures = explorer(make_walk(CHAIN, ROADS, starts_on_foot=True)).explore()
    step = Step(0, (), True, 0, 0, False)
    assert futures[step].evening == Night(0, (), True, 0)
    (trip,) = futures[step].goals
    assert (trip.nights, trip.step) == (2, Step(1, (), False, 0, 300, True))
    assert trip.bounce == Night(0, (), False, 0)


def test_recent_travel_is_told_apart_only_where_it_matters():
    for rule, most in ((False, 0), (True, 2 * BINS)):
        scenario = make_walk(CHAIN, ROADS, avoids_short_days=rule)
        found = explorer(scenario).explore()
        assert max(step.recent for step in found) <= most
        assert any(explorer(scenario).is_short(step) for step in found) == rule


def test_who_wakes_up_is_not_hurried():
    walker = explorer(make_walk(CHAIN, ROADS, avoids_short_days=True))
    assert not walker.is_short(Step(1, (), False, 0, 0, False))
    assert walker.is_short(Step(1, (), False, 0, 0, True))


def test_a_day_that_is_endless_beside_a_road_is_refused(monkeypatch: pytest.MonkeyPatch):
    """Metres taken for kilometres: a day of 10,000 km holds some of 100 m thousands of times."""
    roads = [("a", "b", 0.1), ("b", "c", 0.7), ("a", "c", 3.3)]
    monkeypatch.setattr(steps, "MOST_STEPS", 1_000)
    with pytest.raises(ScenarioError) as refusal:
        explorer(make_walk(CHAIN, roads, km_per_day=10_000.0)).explore()
    assert str(refusal.value) == (
        "scenario.yaml: a day of 10000 km on roads of 0.1 km and more can be spent in too many ways.\n"
        "  More than 1,000 would have to be followed; published conflicts have 200,000 at most.\n"
        "  Fix: write km_per_day, or max_move_speed of Flee, in km a day.\n"
        "  Fix: write km of routes.csv in km."
    )


def test_a_long_day_on_short_roads_is_followed():
    roads = [("a", "b", 0.1), ("b", "c", 0.7), ("a", "c", 3.3)]
    assert len(explorer(make_walk(CHAIN, roads, km_per_day=400.0)).explore()) < MOST_STEPS
