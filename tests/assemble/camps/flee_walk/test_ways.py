"""Ways: how people can go from each place (model §12.4)."""

from builders import make_walk
from homeward.assemble.camps.flee_walk.roads import find_roads
from homeward.assemble.camps.flee_walk.ways import Way, find_ways, first_roads
from homeward.scenario.scenario import Scenario

SQUARE = {"a": {}, "b": {}, "c": {"kind": "marker"}, "d": {}}
AROUND = [("a", "b", 1.0), ("a", "c", 2.0), ("b", "d", 3.0), ("c", "d", 4.0)]


def ways_from(scenario: Scenario, place: int, awareness: int) -> tuple[Way, ...]:
    return find_ways(scenario, find_roads(scenario), awareness)[place]


def test_a_marker_is_no_end_and_no_step():
    """Four ways from a, none ending at the marker; two of them lead over it."""
    scenario = make_walk(SQUARE, AROUND)
    ways = ways_from(scenario, 0, 5)
    assert [(way.places, way.km) for way in ways] == [
        ((1,), 1.0), ((1, 3), 4.0), ((2, 3), 6.0), ((2, 3, 1), 9.0),
    ]  # fmt: skip
    assert {way.end for way in ways if way.places[0] == 2} == {1, 3}
    assert [way.places for way in ways_from(scenario, 0, 1)] == [(1,), (2, 3)]


def test_people_see_as_many_roads_ahead_as_their_awareness():
    chain = make_walk(
        {name: {} for name in "abcde"}, [(a, b, 1.0) for a, b in zip("abcd", "bcde", strict=True)]
    )
    for awareness in range(5):
        ways = ways_from(chain, 0, awareness)
        assert [len(way.roads) for way in ways] == list(range(1, awareness + 1))


def test_no_way_comes_back_or_passes_a_place_twice():
    full = make_walk(
        {name: {} for name in "abcd"}, [(a, b, 1.0) for a in "abcd" for b in "abcd" if a < b]
    )
    for way in ways_from(full, 0, 3):
        assert way.origin not in way.places
        assert len(set(way.places)) == len(way.places)
    assert len(ways_from(full, 0, 3)) == 3 + 6 + 6


def test_a_way_over_a_doubled_route_counts_twice():
    scenario = make_walk(SQUARE, AROUND, doubled_routes=("road0",))
    assert [way.times for way in ways_from(scenario, 0, 5)] == [2, 2, 1, 1]


def test_of_two_roads_between_places_the_first_is_taken_as_in_flee():
    scenario = make_walk({"a": {}, "b": {}}, [("a", "b", 90.0), ("a", "b", 30.0)])
    assert first_roads(find_roads(scenario))[0, 1] == 0
