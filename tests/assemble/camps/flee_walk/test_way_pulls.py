"""The pull of each way on each day, before crowding (model §12.4)."""

import numpy as np
import pytest

from builders import make_walk
from homeward.assemble.camps.flee_walk.place_states import find_conditions
from homeward.assemble.camps.flee_walk.way_pulls import (
    CLOSED,
    eras_of,
    fading,
    nearness,
    place_pulls,
    population_of,
    way_pulls,
)
from homeward.assemble.camps.flee_walk.ways import Way
from homeward.scenario.rows.camps.flee_rules import FleeRules
from homeward.scenario.scenario import Scenario

PLACES = {
    "home": {"population": 100},
    "camp": {"kind": "camp", "country": "BBB", "longitude": 1.0},
    "fought": {"population": 10_000},
}
OVER = [("home", "camp", 90.0), ("home", "fought", 40.0)]


def pulls(scenario: Scenario) -> np.ndarray:
    return place_pulls(scenario, find_conditions(scenario))


def to(end: int, km: float) -> Way:
    return Way(origin=0, places=(end,), roads=(0,), km=km, times=1)


def test_a_camp_abroad_and_a_place_of_fighting_pull_by_their_factors():
    scenario = make_walk(
        PLACES,
        OVER,
        fighting=[("fought", 5, 9, 0.5)],
        camp_pull=2.0,
        foreign_pull=3.0,
        fighting_pull=0.25,
    )
    assert pulls(scenario)[[4, 5]].tolist() == [[1, 6, 1], [1, 6, 0.5]]


def test_fighting_fades_in_the_pull_as_it_does_at_the_origin():
    scenario = make_walk(
        PLACES, fighting=[("fought", 0, 9, 1.0)], flight_decay=(1.0, 0.0), flight_decay_days=4
    )
    assert pulls(scenario)[[0, 3, 4], 2].tolist() == [0.25, 0.25, 1.0]


def test_the_factor_of_age_is_the_last_ever_after():
    rules = FleeRules(flight_decay=(1.0, 0.5, 0.1), flight_decay_days=30)
    assert fading(rules, np.array([0, 29, 30, 60, 900])).tolist() == [1, 1, 0.5, 0.1, 0.1]
    assert fading(FleeRules(), np.array([0, 900])).tolist() == [1, 1]


def test_population_pulls_to_places_that_are_no_camps():
    scenario = make_walk(PLACES, population_power=0.5)
    assert pulls(scenario)[0].tolist() == [10, 1, 100]
    assert [population_of(place) for place in scenario.places] == [100, 0, 10_000]


def test_the_pull_of_a_way_is_that_of_its_end_over_the_distance():
    """(0.5 + 2) / (10 + 90)^2, squared."""
    scenario = make_walk(
        PLACES, OVER, camp_pull=2.0, pull_softening=0.5, distance_power=2.0, pull_power=2.0
    )
    is_open = np.ones((10, 4), dtype=np.bool_)
    is_open[3, 0] = False
    found = way_pulls(scenario, pulls(scenario), (to(1, 90.0),), is_open)
    assert found[0, 0] == pytest.approx((2.5 / 100**2) ** 2)
    assert found[3, 0] == CLOSED


def test_who_sees_no_road_takes_any():
    scenario = make_walk(PLACES, OVER, awareness=0, camp_pull=9.0)
    found = way_pulls(
        scenario,
        pulls(scenario),
        (to(1, 90.0), to(2, 40.0)),
        np.ones((10, 4), dtype=np.bool_),
    )
    assert (found == 1).all()


def test_nearness_takes_latitude_for_longitude_as_flee_does():
    """A degree of longitude is 111 km on the equator, and as a degree of latitude everywhere."""
    north = PLACES | {
        "home": {"latitude": 60.0},
        "camp": {"kind": "camp", "latitude": 60.0, "longitude": 1.0},
    }
    scenario = make_walk(north, OVER, nearness_power=1.0)
    degree = 6371.0 * np.pi / 180
    assert nearness(scenario, to(1, 90.0)) == pytest.approx(1 / degree)
    assert nearness(make_walk(north, OVER), to(1, 90.0)) == 1


def test_eras_are_days_without_change():
    values = np.array([[1.0, 2.0], [1.0, 2.0], [1.0, 3.0], [1.0, 2.0]])
    era, of_era = eras_of(values)
    assert era.tolist() == [0, 0, 1, 2]
    assert (of_era[era] == values).all()
