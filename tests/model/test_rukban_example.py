"""The worked arithmetic of model §4.3, recomputed from the scenario's own central values."""

from __future__ import annotations

import datetime as dt
import math
from functools import cache
from pathlib import Path

import pytest

from homeward.catalogue import PARAMETER
from homeward.model.communities.processes.fear import fear_factor
from homeward.model.communities.processes.news import felt_danger, forget
from homeward.numerics.normal import normal_quantile
from homeward.numerics.rates import DAYS_PER_YEAR
from homeward.scenario.load import load_scenario
from homeward.scenario.rows.uncertain_numbers import middle
from homeward.scenario.scenario import Scenario

PAGE = Path(__file__).parents[2] / "docs/model/4-belief.md"
PROMISED, COUNTED = dt.date(2019, 3, 23), dt.date(2019, 6, 12)
PEOPLE, DAYS = 3000, 81  # who cross from 24 March to 12 June, equally many each day
GROUP = "opposition_linked"

Belief = tuple[float, float]
"""Shape, and person-years."""


@cache
def palmyra() -> Scenario:
    return load_scenario("palmyra")


def parameter(name: str) -> float:
    given = palmyra().parameters[name]
    return middle(given.low, given.high, PARAMETER[name].scale)


def kept(days: int) -> float:
    return math.exp(-math.log(2) * days / (parameter("memory_half_life") * DAYS_PER_YEAR))


def prior() -> Belief:
    (state,) = [one for one in palmyra().actors if one.actor == "state"]
    assert state.believed_hostile
    assert state.believed_years
    shape = max(parameter("prior_shape"), state.believed_hostile * state.believed_years)
    return shape, shape / state.believed_hostile


def faded(belief: Belief, days: int) -> Belief:
    (shape, years), (prior_shape, prior_years) = belief, prior()
    return forget(shape, prior_shape, kept(days)), forget(years, prior_years, kept(days))


def promised() -> Belief:
    """What is believed on 23 March before any forgetting."""
    (weight,) = [
        row.promise
        for row in palmyra().permissions
        if row.promise and row.actor == "state" and row.start == PROMISED and GROUP in row.groups
    ]
    shape, years = prior()
    return shape, years + weight * parameter("promise_credence")


def heard_years() -> float:
    """Person-years that the community has heard of by 12 June."""
    delay = parameter("news_delay")
    known = DAYS**2 / 2 - delay * DAYS + delay**2 * (1 - math.exp(-DAYS / delay))
    return parameter("reach_own") * PEOPLE / DAYS * known / DAYS_PER_YEAR


def harms_a_year() -> float:
    return sum(
        rule.rate.value
        for rule in palmyra().harms
        if rule.actor == "state"
        and rule.exposure == ("crossing",)
        and GROUP in rule.groups
        and rule.start <= COUNTED < rule.end
    )


def worked() -> list[Belief]:
    """The rows of the page, in order."""
    mornings = (COUNTED - PROMISED).days + 1
    shape, years = faded(promised(), mornings)
    quiet = shape, years + heard_years()
    known = shape + harms_a_year() * heard_years(), quiet[1]
    return [prior(), faded(promised(), 2), quiet, known, faded(known, round(DAYS_PER_YEAR))]


def written() -> list[list[str]]:
    """Read the cells of the table by hand, but for the first of each row."""
    part = PAGE.read_text(encoding="utf-8").split("**By hand**")[1]
    rows = [line for line in part.splitlines() if line.startswith("|")][2:7]
    return [[cell.strip(" *") for cell in row.strip("|").split("|")[1:]] for row in rows]


@pytest.mark.parametrize("row", range(5))
def test_the_page_says_what_the_laws_give(row: int):
    shape, years = worked()[row]
    felt = felt_danger(shape, years, normal_quantile(parameter("caution")))
    factor = fear_factor(felt, parameter("tolerance"))
    numbers = zip(
        (shape, years, shape / years, felt, factor),
        (".2f", ".1f", ".4f", ".4f", ".3f"),
        strict=True,
    )
    assert written()[row] == [format(number, form) for number, form in numbers]


def test_the_promise_is_believed_and_then_unlearned():
    deviate, tolerance = normal_quantile(parameter("caution")), parameter("tolerance")
    before, after, _, known, later = (
        fear_factor(felt_danger(shape, years, deviate), tolerance) for shape, years in worked()
    )
    assert after > 5 * before
    assert known < after / 2
    assert later < known
