"""Where newcomers come from, and how many (model §12.1, §12.2)."""

from __future__ import annotations

import numpy as np

from homeward.assemble.camps.flee_walk.place_states import PlaceStates
from homeward.assemble.camps.flee_walk.way_pulls import eras_of, fading, population_of
from homeward.assemble.labels import codes
from homeward.model.camps.flee_walk.walk_arrays import WalkOrigins
from homeward.numerics.array_types import Codes, Marks, Reals
from homeward.scenario.camps.daily_counts import newcomers
from homeward.scenario.scenario import Scenario


def find_origins(scenario: Scenario, conditions: PlaceStates) -> WalkOrigins:
    """Work out who comes from where on every day."""
    rules, intensity = scenario.rules, conditions.intensity
    factor = np.zeros_like(intensity)
    expected, by_population = factor.copy(), factor.copy()
    people = np.zeros(scenario.n_day, dtype=np.int64)
    population = np.array([population_of(place) for place in scenario.places])
    if rules.arrivals == "registered":
        factor = origin_factors(scenario, conditions)
        has_origin = np.any(factor * population > 0, axis=1)
        if scenario.registrations:
            people = newcomers(scenario)
        factor, people = _kept(factor, has_origin), _waited(people, has_origin)
    elif rules.arrivals == "share":
        by_population = rules.per_fighting_day * intensity
    elif rules.arrivals == "constant":
        expected = np.floor(rules.per_fighting_day * intensity)
    else:
        expected = rules.per_fighting_day * intensity
    era, factor_of_era = eras_of(factor)
    anybody = ((factor + by_population) * population + expected > 0).any(axis=0)
    return WalkOrigins(
        place=codes(np.flatnonzero(anybody)),
        newcomers=people,
        era=era,
        factor=factor_of_era,
        expected=expected,
        by_population=by_population,
        population=population,
    )


def origin_factors(scenario: Scenario, conditions: PlaceStates) -> Reals:
    """How much each person living at a place counts as one who may flee (day, place).

    Flee works this out in the evening and again in the morning on which any fighting begins or ends.
    """
    fresh = fading(scenario.rules, conditions.fight_age)
    stale = fading(scenario.rules, conditions.fight_age - 1)
    is_morning = conditions.began_or_ended.copy()
    is_morning[:1] = True
    return np.where(is_morning[:, None], fresh, stale) * conditions.intensity


def _kept(factor: Reals, has_origin: Marks) -> Reals:
    """Where nobody can have fled, let them come from where they last could."""
    last = np.maximum.accumulate(np.where(has_origin, np.arange(len(has_origin)), -1))
    return np.where(last[:, None] >= 0, factor[np.maximum(last, 0)], 0.0)


def _waited(people: Codes, has_origin: Marks) -> Codes:
    """Let those who come before anybody could have fled wait until somebody can."""
    if not has_origin.any():
        return np.zeros_like(people)
    first = int(np.argmax(has_origin))
    waited = people.copy()
    waited[first] += waited[:first].sum()
    waited[:first] = 0
    return waited


def start_people(scenario: Scenario, registered: Codes) -> Codes:
    """People displaced before the first day (place), given those registered on it at each place."""
    rules = scenario.rules
    if rules.starts_empty:
        return np.zeros(len(scenario.places), dtype=np.int64)
    before = np.array([place.already_here for place in scenario.places], dtype=np.int64)
    return before + registered if rules.inserts_first_day else before
