"""Where newcomers come from, and how many (model §12.1, §12.2)."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from homeward.assemble.walk.conditions import Conditions
from homeward.assemble.walk.pulls import fading, population_of
from homeward.model.arrays import Codes, Reals
from homeward.scenario.scenario import Scenario
from homeward.scenario.series import newcomers


@dataclass(frozen=True)
class Origins:
    """Who comes from where.

    Parameters
    ----------
    newcomers
        (day): people to be shared out among the origins.
    factor
        (day, place): how much each person who lives there counts in sharing them out.
    expected
        (day, place): people who flee from there whatever was registered, a mean where `is_drawn`.
    by_population
        (day, place): share of those who live there who flee, whatever was registered.
    """

    newcomers: Codes
    factor: Reals
    expected: Reals
    by_population: Reals
    is_drawn: bool


def find_origins(scenario: Scenario, conditions: Conditions, *, as_flee: bool) -> Origins:
    """Work out who comes from where on every day."""
    rules, intensity = scenario.rules, conditions.intensity
    nobody = np.zeros(intensity.shape)
    found = Origins(
        newcomers=np.zeros(scenario.n_day, dtype=np.int64),
        factor=nobody,
        expected=nobody,
        by_population=nobody,
        is_drawn=rules.arrivals == "poisson",
    )
    if rules.arrivals == "share":
        return replace(found, by_population=rules.per_fighting_day * intensity)
    if rules.arrivals == "poisson":
        return replace(found, expected=rules.per_fighting_day * intensity)
    if rules.arrivals == "constant":
        return replace(found, expected=np.floor(rules.per_fighting_day * intensity))
    factor = origin_factors(scenario, conditions, as_flee=as_flee)
    population = np.array([population_of(place) for place in scenario.places])
    has_origin = (factor * population > 0).any(axis=1)
    people = newcomers(scenario, as_flee=as_flee) if scenario.registrations else found.newcomers
    return replace(found, factor=_kept(factor, has_origin), newcomers=_waited(people, has_origin))


def origin_factors(scenario: Scenario, conditions: Conditions, *, as_flee: bool) -> Reals:
    """How much each person living at a place counts as one who may flee (day, place).

    Flee works this out in the evening and again in the morning on which any fighting begins or ends.
    """
    fresh = fading(scenario.rules, conditions.fight_age)
    if as_flee:
        stale = fading(scenario.rules, conditions.fight_age - 1)
        is_morning = conditions.began_or_ended.copy()
        is_morning[:1] = True
        fresh = np.where(is_morning[:, None], fresh, stale)
    return fresh * conditions.intensity


def _kept(factor: Reals, has_origin: np.ndarray) -> Reals:
    """Where nobody can have fled, let them come from where they last could."""
    last = np.maximum.accumulate(np.where(has_origin, np.arange(len(has_origin)), -1))
    return np.where(last[:, None] >= 0, factor[np.maximum(last, 0)], 0.0)


def _waited(people: Codes, has_origin: np.ndarray) -> Codes:
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
