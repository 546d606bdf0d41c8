"""The world of the flee walk as arrays (model §12)."""

from builders import make_walk
from homeward.assemble.camps.flee_walk.walk_world import assemble_walk, registered_at_first

PLACES = {
    "town": {"population": 100},
    "near": {"kind": "camp", "capacity": 50},
    "far": {"kind": "idp_camp", "country": "BBB"},
}
ROADS = [("town", "far", 12.0), ("town", "near", 14.0)]
SAID = {
    "registered": {"near": [(0, 20), (9, 40)], "town": [(0, 5)]},
    "fighting": [("town", 0, 9, 1.0)],
}


def test_camps_are_the_places_that_are_camps_when_the_run_begins():
    world = assemble_walk(make_walk(PLACES, ROADS, kinds=[("near", "town", 3)], **SAID))
    assert world.camps == ("near", "far")
    assert world.arrays.camps.tolist() == [1, 2]
    assert world.is_abroad.tolist() == [False, False, True]


def test_only_camps_begin_with_those_registered():
    scenario = make_walk(PLACES, ROADS, **SAID)
    assert registered_at_first(scenario).tolist() == [0, 20, 0]
    assert assemble_walk(scenario).arrays.start.tolist() == [0, 20, 0]


def test_ways_that_pull_most_come_first():
    plain = assemble_walk(make_walk(PLACES, ROADS, **SAID))
    abroad = assemble_walk(make_walk(PLACES, ROADS, foreign_pull=0.1, **SAID))
    assert plain.arrays.ways.end[:2].tolist() == [2, 1]
    assert abroad.arrays.ways.end[:2].tolist() == [1, 2]


def test_a_place_knows_from_where_it_is_reached():
    pulls = assemble_walk(make_walk(PLACES, ROADS, **SAID)).arrays.pulls
    around = [
        pulls.around[pulls.first_around[place] : pulls.first_around[place + 1]].tolist()
        for place in range(3)
    ]
    assert around == [[1, 2], [0], [0]]


def test_capacity_counts_scaled_and_only_if_it_is_known():
    scenario = make_walk(PLACES, ROADS, capacity_scale=2.0, **SAID)
    known = assemble_walk(scenario).arrays.limits
    assert (known.place.tolist(), known.capacity[0, 1]) == ([1], 60)
    assert assemble_walk(scenario, with_capacity=False).arrays.limits.place.size == 0


def test_trips_need_as_many_slots_as_the_longest_has_nights_and_one():
    scenario = make_walk(PLACES, [("town", "far", 1000.0)], **SAID)
    assert assemble_walk(scenario).n_slot == 3


def test_without_awareness_there_are_no_ways():
    scenario = make_walk(PLACES, ROADS, awareness=0, **SAID)
    assert assemble_walk(scenario).arrays.ways.end.size == 0
