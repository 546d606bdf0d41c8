"""What was known before a day (decision 9): the cut changes no earlier number, and nothing later gets through."""

from __future__ import annotations

import datetime as dt
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings

from invariants.any_scenario import Recipe, recipes
from homeward.engine.run import simulate
from homeward.engine.simulated import Simulated
from homeward.errors import HomewardBug, ObservationError
from homeward.evaluation.known import DATED, known_before, refuse_hindsight
from homeward.evaluation.measures import days_needed
from homeward.evaluation.weighing import log_likelihood
from homeward.scenario.actors import Control
from homeward.scenario.load import load_scenario
from homeward.scenario.observations import Observation
from homeward.scenario.scenario import Scenario

BEFORE = date(2031, 2, 5)
"""A day in the middle of the tiny scenario."""


def observed(when: date, *, use: str = "fit") -> Observation:
    return Observation.model_validate(
        {
            "name": "it", "date": when, "measure": "present", "low": 0.0, "value": 1.0, "high": 2.0,
            "use": use, "claims": ("judgement",), "line": 7,
        }
    )  # fmt: skip


def dense(simulated: Simulated, name: str, last: int) -> dict[tuple[int, ...], list[object]]:
    """Series of every community that ever holds people on the days up to the last."""
    series = {**simulated.stocks, **simulated.flows}[name]
    rows = simulated.days <= last
    return {
        tuple(cell): series.values[:, rows, index].tolist()
        for index, cell in enumerate(series.cells.tolist())
        if series.values[:, rows, index].any()
    }


def assert_same_up_to(one: Simulated, other: Simulated, last: int) -> None:
    for name in (*one.stocks, *one.flows):
        assert dense(one, name, last) == dense(other, name, last), name
    rows = [simulated.days <= last for simulated in (one, other)]
    np.testing.assert_array_equal(one.belief[:, rows[0]], other.belief[:, rows[1]])


def test_the_members_of_palmyra_cut_are_those_of_palmyra_whole():
    palmyra = load_scenario("palmyra")
    cut = known_before(palmyra, date(2024, 12, 1))
    assert cut.end == date(2024, 11, 30)
    days = days_needed(cut.observations, cut.start, cut.end)
    short = simulate(cut, days=days, members=2)
    whole = simulate(palmyra, days=[*days, palmyra.n_day - 1], members=2)
    assert_same_up_to(short, whole, days[-1])


@given(recipes())
@settings(max_examples=25)
def test_the_members_of_any_scenario_cut_are_those_of_it_whole(recipe: Recipe):
    scenario = recipe.load()
    last = scenario.start + timedelta(days=scenario.n_day // 2)
    seen = scenario.model_copy(update={"observations": (observed(last),)})
    cut = known_before(seen, last + timedelta(days=1))
    n_day = scenario.n_day // 2 + 1
    assert cut.n_day == n_day
    short = simulate(cut, days=list(range(n_day)), members=2)
    whole = simulate(scenario, days=list(range(scenario.n_day)), members=2)
    assert_same_up_to(short, whole, n_day - 1)
