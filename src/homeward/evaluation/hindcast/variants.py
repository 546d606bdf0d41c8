"""Variants of what happened from a day on: nothing changes, fear alone goes, houses count more (decision 9)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from homeward.catalogue import JUDGEMENT, PARAMETER, Parameter
from homeward.evaluation.conditioning.known import going_on
from homeward.scenario.rows.actors import Actor
from homeward.scenario.rows.lifts import Lift
from homeward.scenario.rows.uncertain_numbers import middle
from homeward.scenario.scenario import Scenario

STANCES = ("friendly", "neither", "hostile")
ENDS = ("low", "centre", "high")
REFUSAL = ("permission", "exit")
"""Obstacles of being refused: to go home, and to leave the refuge."""


def without_change(scenario: Scenario, before: dt.date) -> Scenario:
    """Return a scenario in which the rows in force on the day before hold for ever."""
    tables = going_on(scenario, before, scenario.after_end)
    arrivals = tuple(row for row in scenario.arrivals if row.start < before)
    return scenario.model_copy(update={**tables, "arrivals": arrivals})


def without_fear(scenario: Scenario, before: dt.date, actors: Iterable[str]) -> Scenario:
    """Return a scenario in which nothing changes but that fear of some actors no longer counts."""
    return _lift(without_change(scenario, before), before, [f"fear_of_{actor}" for actor in actors])


def without_refusal(scenario: Scenario, before: dt.date) -> Scenario:
    """Return a scenario in which nothing changes but that return is open to all, and the way out of every refuge."""
    return _lift(without_change(scenario, before), before, REFUSAL)


def without_fear_or_refusal(scenario: Scenario, before: dt.date, actors: Iterable[str]) -> Scenario:
    """Return a scenario in which nothing changes but both of these."""
    return _lift(without_fear(scenario, before, actors), before, REFUSAL)


def _lift(scenario: Scenario, start: dt.date, obstacles: Iterable[str]) -> Scenario:
    lifts = tuple(Lift(obstacle=obstacle, start=start) for obstacle in obstacles)
    return scenario.model_copy(update={"lifted": scenario.lifted + lifts})


def with_houses_needed(scenario: Scenario) -> Scenario:
    """Return a scenario in which nobody goes home but to a house that stands."""
    known = scenario.parameters["house_needed"]
    all_need = known.model_copy(
        update={"value": 1.0, "low": 1.0, "high": 1.0, "claims": (JUDGEMENT,)}
    )
    parameters = {**scenario.parameters, "house_needed": all_need}
    return scenario.model_copy(update={"parameters": parameters})


def with_prior_of_new_actors(scenario: Scenario, before: dt.date, end: str) -> Scenario:
    """Return a scenario in which new actors are expected to do harm at one end of the ranges of the variable catalogue.

    Parameters
    ----------
    end
        One of `ENDS`.
    """
    new = new_actors(scenario, before)
    actors = tuple(
        _expected(actor, end) if actor.actor in new else actor for actor in scenario.actors
    )
    return scenario.model_copy(update={"actors": actors})


def _expected(actor: Actor, end: str) -> Actor:
    return actor.model_copy(
        update={
            f"believed_{stance}": _at_end(PARAMETER[f"prior_{stance}"], end) for stance in STANCES
        }
    )


def _at_end(parameter: Parameter, end: str) -> float:
    if end == "centre":
        return middle(parameter.low, parameter.high, parameter.scale)
    return parameter.low if end == "low" else parameter.high


def new_actors(scenario: Scenario, before: dt.date) -> list[str]:
    """List the actors at a home for the first time on a day or after it, of whom actors.csv says nothing."""
    homes = {home.place for home in scenario.homes}
    here = [row for row in (*scenario.control, *scenario.presence) if row.place in homes]
    earlier = {row.actor for row in here if row.start < before}
    return [
        actor.actor
        for actor in scenario.actors
        if actor.actor in {row.actor for row in here} - earlier
        and all(getattr(actor, f"believed_{stance}") is None for stance in STANCES)
    ]


def departed_actors(scenario: Scenario, before: dt.date) -> list[str]:
    """List the actors at a home on the day before, who are at none on the last day."""
    gone = _at_homes(scenario, before - dt.timedelta(days=1)) - _at_homes(scenario, scenario.end)
    return [actor for actor in scenario.actor_names if actor in gone]


def _at_homes(scenario: Scenario, day: dt.date) -> set[str]:
    homes = {home.place for home in scenario.homes}
    return {
        row.actor
        for row in (*scenario.control, *scenario.presence)
        if row.place in homes and row.start <= day < row.end
    }
