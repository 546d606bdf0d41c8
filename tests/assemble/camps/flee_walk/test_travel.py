"""How far one gets along a road in a day (model §12.5)."""

import pytest

from homeward.assemble.camps.flee_walk.roads import Road
from homeward.assemble.camps.flee_walk.travel import (
    BINS,
    CarriedOver,
    FullSpeed,
    is_short,
    next_recent,
)
from homeward.scenario.rows.camps.flee_rules import FleeRules

RULES = FleeRules()


def road(km: float, pace: float | None = None) -> Road:
    return Road(0, 1, km, pace, 1)


def test_a_road_of_a_days_distance_takes_two_days():
    for travel in (FullSpeed(RULES), CarriedOver(RULES)):
        landing = travel.land(road(360.0), 0, 0, on_foot=False)
        assert (landing.nights, landing.used, landing.goes_on) == (1, 0, True)


@pytest.mark.parametrize(("second", "flee", "meant"), [(300.0, 0, 1), (260.0, 0, 1), (259.0, 0, 0)])
def test_after_100_km_flee_has_the_whole_day_before_it(second: float, flee: int, meant: int):
    """100 + 300 km in one day as Flee has it; 100 km and 260 km of the next road as was meant."""
    full, carried = FullSpeed(RULES), CarriedOver(RULES)
    assert full.land(road(100.0), 0, 0, on_foot=False).used == 1000
    assert full.land(road(second), 1000, 0, on_foot=False).nights == flee
    used = carried.land(road(100.0), 0, 0, on_foot=False).used
    assert used == 400
    assert carried.land(road(second), used, 0, on_foot=False).nights == meant


def test_flee_ends_the_day_once_a_days_distance_has_been_travelled():
    landing = FullSpeed(RULES).land(road(300.0), 1000, 0, on_foot=False)
    assert (landing.nights, landing.used, landing.goes_on) == (0, 4000, False)


def test_on_foot_100_km_are_reached_on_the_third_day():
    for travel in (FullSpeed(RULES), CarriedOver(RULES)):
        landing = travel.land(road(100.0), 0, 0, on_foot=True)
        assert (landing.nights, landing.goes_on) == (2, True)
    assert FullSpeed(RULES).land(road(100.0), 0, 0, on_foot=True).used == 300
    assert CarriedOver(RULES).land(road(100.0), 0, 0, on_foot=True).used == 1234


def test_a_road_with_its_own_pace_is_travelled_at_it():
    assert FullSpeed(RULES).land(road(100.0, 40.0), 0, 0, on_foot=False).nights == 2
    assert FullSpeed(RULES).land(road(100.0, 40.0), 0, 0, on_foot=True).nights == 2
    assert CarriedOver(RULES).land(road(100.0, 400.0), 0, 0, on_foot=False).used == 360


def test_recent_travel_moves_half_way_to_that_of_the_day():
    assert next_recent(0, 1.0) == BINS // 2
    assert next_recent(BINS, 1.0) == BINS
    recent = 2 * BINS
    for _ in range(10):
        recent = next_recent(recent, 0.0)
    assert recent == 0


def test_ties_go_to_the_even_value():
    assert [next_recent(recent, 0.0) for recent in (1, 3, 5, 7)] == [0, 2, 2, 4]


def test_a_night_on_the_road_counts_as_a_day_of_travel():
    assert FullSpeed(RULES).land(road(800.0), 0, 0, on_foot=False).recent == next_recent(
        next_recent(0, 1.0), 1.0
    )
    assert CarriedOver(RULES).land(road(360.0), 0, 0, on_foot=False).recent == next_recent(0, 1.0)


def test_little_travel_is_less_than_a_day_with_what_came_before():
    assert is_short(0, 0.99)
    assert not is_short(0, 1.0)
    assert is_short(BINS // 2, 0.49)
    assert not is_short(BINS // 2, 0.51)


def test_the_shortest_road_takes_some_of_the_day():
    assert FullSpeed(RULES).land(road(0.001), 0, 0, on_foot=False).used == 1
    assert CarriedOver(RULES).land(road(0.001), 0, 0, on_foot=False).used == 1
