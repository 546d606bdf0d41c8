"""The pull of each way on each day, before crowding (model §12.4)."""

from __future__ import annotations

import numpy as np

from homeward.assemble.camps.flee_walk.place_states import PlaceStates
from homeward.assemble.camps.flee_walk.ways import Way
from homeward.numerics.array_types import Codes, Marks, Reals
from homeward.numerics.globe import great_circle_km
from homeward.scenario.rows.camps.flee_rules import FleeRules
from homeward.scenario.rows.places import CAMPS, Place
from homeward.scenario.scenario import Scenario

CLOSED = -1.0
"""Pull of a way that cannot be taken: less than any that can."""
LEAST_KM = 1.0
"""Distance as the crow flies of places that are nearer, km."""


def fading(rules: FleeRules, age: Codes) -> Reals:
    """Factor of fighting by its age, in days (1)."""
    if not rules.flight_decay:
        return np.ones(age.shape)
    last = len(rules.flight_decay) - 1
    return np.array(rules.flight_decay)[np.clip(age // rules.flight_decay_days, 0, last)]


def place_pulls(scenario: Scenario, conditions: PlaceStates) -> Reals:
    """Pull of every place on every day, wherever people come from (day, place)."""
    rules = scenario.rules
    is_abroad = [place.country != scenario.home_country for place in scenario.places]
    pull = np.where(is_abroad, rules.foreign_pull, 1.0)
    pull = pull * np.where(conditions.is_camp, rules.camp_pull, 1.0)
    fierceness = fading(rules, conditions.fight_age) * conditions.intensity
    pull = pull * np.where(conditions.intensity > 0, rules.fighting_pull**fierceness, 1.0)
    people = [max(population_of(place), 1.0) for place in scenario.places]
    return pull * np.where(conditions.is_camp, 1.0, np.array(people) ** rules.population_power)


def population_of(place: Place) -> float:
    """People who live at a place that is no camp."""
    is_home = place.population is not None and place.kind not in CAMPS
    return place.population.value if is_home and place.population else 0.0


def nearness(scenario: Scenario, way: Way) -> float:
    """Factor of the distance as the crow flies between the ends of a way; Flee takes latitude for longitude."""
    if scenario.rules.nearness_power == 0:
        return 1.0
    one, other = scenario.places[way.origin], scenario.places[way.end]
    km = great_circle_km(one.longitude, one.latitude, other.longitude, other.latitude)
    return max(km, LEAST_KM) ** -scenario.rules.nearness_power


def way_pulls(scenario: Scenario, pulls: Reals, ways: tuple[Way, ...], is_open: Marks) -> Reals:
    """Pull of some ways before crowding (day, way), given those of places (day, place) and open roads (day, road)."""
    rules = scenario.rules
    found = np.empty((pulls.shape[0], len(ways)))
    for column, way in enumerate(ways):
        if rules.awareness == 0:
            pull = np.ones(pulls.shape[0])
        else:
            attraction = pulls[:, way.end] * nearness(scenario, way)
            distance = (rules.softening_km + way.km) ** rules.distance_power
            pull = ((rules.pull_softening + attraction) / distance) ** rules.pull_power
        found[:, column] = np.where(is_open[:, way.roads].all(axis=1), pull, CLOSED)
    return found


def eras_of(values: Reals) -> tuple[Codes, Reals]:
    """Find the stretches of days on which nothing changes (day), and their values (era, ...)."""
    is_new = np.ones(values.shape[0], dtype=np.bool_)
    is_new[1:] = (values[1:] != values[:-1]).any(axis=1)
    return np.cumsum(is_new).astype(np.int64) - 1, np.ascontiguousarray(values[is_new])
