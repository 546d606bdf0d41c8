"""Roads in each direction, and the days on which they are open (model §12.3)."""

import numpy as np

from builders import make_walk
from homeward.assemble.camps.flee_walk.roads import find_roads, open_days, roads_behind
from homeward.scenario.scenario import Scenario

STAR = {"a": {}, "b": {}, "c": {"country": "BBB"}, "d": {}}
ROADS = [("a", "b", 100.0), ("a", "c", 204.0), ("a", "d", 3.0)]


def star(**said) -> Scenario:
    return make_walk(STAR, ROADS, **said)


def opened(scenario: Scenario) -> tuple[np.ndarray, np.ndarray]:
    return open_days(scenario, find_roads(scenario))


def test_a_route_is_a_road_out_and_one_back():
    roads = find_roads(star())
    assert [(r.origin, r.destination, r.km) for r in roads[:2]] == [(0, 1, 100.0), (1, 0, 100.0)]
    assert len(roads) == 6


def test_a_route_of_one_way_is_one_road():
    scenario = star()
    one_way = scenario.routes[0].model_copy(update={"both_ways": False})
    scenario = scenario.model_copy(update={"routes": (one_way,)})
    (road,) = find_roads(scenario)
    assert (road.origin, road.destination) == (0, 1)


def test_a_doubled_route_counts_twice():
    scenario = star(doubled_routes=("road1",))
    assert [road.times for road in find_roads(scenario)] == [1, 1, 2, 2, 1, 1]


def test_a_sealed_place_has_no_road_to_or_from_it():
    """Sealing a place in a star; reopening restores both directions."""
    barrier = {"kind": "place", "places": ("c",), "start": 2, "end": 5}
    is_open, last = opened(star(barriers=[barrier]))
    assert not is_open[2:5, 2:4].any()
    assert is_open[[0, 1, 5, 9]].all()
    assert is_open[:, [0, 1, 4, 5]].all()
    assert last[[1, 2, 4, 5, 9], 2].tolist() == [-1, 2, 4, 4, 4]


def test_a_closed_border_is_open_again_on_its_day():
    barrier = {"kind": "border", "countries": ("AAA", "BBB"), "start": 0, "end": 5}
    is_open, _ = opened(star(barriers=[barrier]))
    assert not is_open[:5, 2:4].any()
    assert is_open[5:].all()


def test_a_barrier_on_one_road_does_nothing_in_flee():
    barrier = {"kind": "road", "places": ("b", "a"), "start": 0, "end": 5}
    scenario = star(barriers=[barrier])
    assert opened(scenario)[0].all()
    behind = roads_behind(scenario.barriers[0], scenario, find_roads(scenario))
    assert behind.tolist() == [True, True, False, False, False, False]


def test_whatever_reopens_first_reopens_a_road_in_flee():
    barriers = [
        {"kind": "border", "countries": ("AAA", "BBB"), "start": 0, "end": 3},
        {"kind": "place", "places": ("c",), "start": 1, "end": 6},
    ]
    is_open, _ = opened(star(barriers=barriers))
    assert np.flatnonzero(~is_open[:, 2]).tolist() == [0, 1, 2]


def test_a_barrier_without_days_turns_back_who_is_on_the_way():
    barrier = {"kind": "place", "places": ("c",), "start": 4, "end": 4}
    is_open, last = opened(star(barriers=[barrier]))
    assert is_open.all()
    assert last[[3, 4, 9], 2].tolist() == [-1, 4, 4]


def test_a_barrier_that_ended_before_the_run_closes_nothing():
    barrier = {"kind": "place", "places": ("c",), "start": -6, "end": -2}
    assert opened(star(barriers=[barrier]))[0].all()
