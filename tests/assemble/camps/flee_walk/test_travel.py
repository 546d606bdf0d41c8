"""How far one gets along a road in a day (model §12.5)."""

import pytest

from homeward.assemble.camps.flee_walk.roads import Road
from homeward.assemble.camps.flee_walk.travel import (
    BINS,
    Landing,
    is_short,
    land,
    next_recent,
)
from homeward.scenario.rows.camps.flee_rules import FleeRules

RULES = FleeRules()


def road(km: float, pace: float | None = None) -> Road:
    return Road(0, 1, km, pace, 1)


def landing_of(taken: Road, used: int = 0, *, on_foot: bool = False) -> Landing:
    return land(taken, used, 0, RULES, on_foot=on_foot)


def test_a_road_of_a_days_distance_takes_two_days():
    landing = landing_of(road(360.0))
    assert (landing.nights, landing.used, landing.goes_on) == (1, 0, True)


@pytest.mark.parametrize(("second", "nights"), [(360.0, 1), (359.0, 0)])
def test_after_100_km_the_whole_day_is_before_one_as_in_flee(second: float, nights: int):
    assert landing_of(road(100.0)).used == 1000
    assert landing_of(road(second), 1000).nights == nights


def test_flee_ends_the_day_once_a_days_distance_has_been_travelled():
    landing = landing_of(road(300.0), 1000)
    assert (landing.nights, landing.used, landing.goes_on) == (0, 4000, False)


def test_on_foot_100_km_are_reached_on_the_third_day():
    landing = landing_of(road(100.0), on_foot=True)
    assert (landing.nights, landing.used, landing.goes_on) == (2, 300, True)


def test_a_road_with_its_own_pace_is_travelled_at_it():
    assert landing_of(road(100.0, 40.0)).nights == 2
    assert landing_of(road(100.0, 400.0)).nights == 0
    assert landing_of(road(100.0, 400.0), on_foot=True).nights == 2


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
    assert landing_of(road(800.0)).recent == next_recent(next_recent(0, 1.0), 1.0)


def test_little_travel_is_less_than_a_day_with_what_came_before():
    assert is_short(0, 0.99)
    assert not is_short(0, 1.0)
    assert is_short(BINS // 2, 0.49)
    assert not is_short(BINS // 2, 0.51)


def test_the_shortest_road_takes_some_of_the_day():
    assert landing_of(road(0.001)).used == 1
