"""Where newcomers come from, and how many (model §12.1, §12.2)."""

import numpy as np

from builders import make_walk
from homeward.assemble.camps.flee_walk.origins import find_origins, origin_factors, start_people
from homeward.assemble.camps.flee_walk.place_states import find_conditions
from homeward.model.camps.flee_walk.walk_arrays import WalkOrigins
from homeward.scenario.scenario import Scenario

PLACES = {"one": {"population": 100}, "two": {"population": 300}, "camp": {"kind": "camp"}}
RISING = {"camp": [(0, 0), (10, 100)]}


def origins(scenario: Scenario) -> WalkOrigins:
    return find_origins(scenario, find_conditions(scenario))


def factors(scenario: Scenario) -> np.ndarray:
    return origin_factors(scenario, find_conditions(scenario))


def test_people_flee_from_fighting_only():
    found = origins(
        make_walk(PLACES, fighting=[("one", 0, 9, 1.0), ("two", 3, 9, 0.5)], registered=RISING)
    )
    assert found.place.tolist() == [0, 1]
    assert found.factor[found.era[[0, 3]]].tolist() == [[1, 0, 0], [1, 0.5, 0]]
    assert found.population.tolist() == [100, 300, 0]
    assert found.newcomers.tolist() == [0, *[10] * 9]


def test_flee_looks_at_the_age_of_fighting_in_the_evening_and_when_any_begins_or_ends():
    """Factors of two days each. In Flee those of day 2 are worked out in the evening of day 1, unless others begin."""
    rules = {"flight_decay": (1.0, 0.5), "flight_decay_days": 2}
    alone = make_walk(PLACES, fighting=[("one", 0, 9, 1.0)], **rules)
    assert factors(alone)[:4, 0].tolist() == [1, 1, 1, 0.5]
    others = make_walk(PLACES, fighting=[("one", 0, 9, 1.0), ("two", 2, 9, 1.0)], **rules)
    assert factors(others)[:4, 0].tolist() == [1, 1, 0.5, 0.5]


def test_where_nobody_can_have_fled_they_come_from_where_they_last_could():
    found = origins(make_walk(PLACES, fighting=[("one", 2, 4, 1.0)], registered=RISING))
    assert found.factor[found.era[[2, 4, 9]], 0].tolist() == [1, 1, 1]


def test_those_who_come_before_anybody_could_have_fled_wait():
    found = origins(make_walk(PLACES, fighting=[("one", 3, 4, 1.0)], registered=RISING))
    assert found.newcomers.tolist() == [0, 0, 0, 30, *[10] * 6]


def test_without_fighting_nobody_comes():
    assert origins(make_walk(PLACES, registered=RISING)).newcomers.sum() == 0


def test_a_number_or_a_share_flees_whatever_was_registered():
    fighting = [("one", 0, 9, 0.5), ("two", 5, 9, 1.0)]
    constant = origins(
        make_walk(PLACES, fighting=fighting, arrivals="constant", per_fighting_day=11.0)
    )
    assert constant.expected[[0, 5]].tolist() == [[5, 0, 0], [5, 11, 0]]
    share = origins(make_walk(PLACES, fighting=fighting, arrivals="share", per_fighting_day=0.1))
    assert share.by_population[5].tolist() == [0.05, 0.1, 0]
    poisson = origins(
        make_walk(PLACES, fighting=fighting, arrivals="poisson", per_fighting_day=11.0)
    )
    assert poisson.expected[0].tolist() == [5.5, 0, 0]
    assert poisson.newcomers.sum() == share.newcomers.sum() == 0


def test_camps_begin_with_those_registered_and_those_already_here():
    places = PLACES | {"camp": {"kind": "camp", "already_here": 7}}
    registered = np.array([0, 0, 40])
    assert start_people(make_walk(places), registered).tolist() == [0, 0, 47]
    assert start_people(make_walk(places, inserts_first_day=False), registered).tolist() == [
        0,
        0,
        7,
    ]
    assert start_people(make_walk(places, starts_empty=True), registered).tolist() == [0, 0, 0]
