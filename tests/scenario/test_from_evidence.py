"""Published figures as numbers of tables, checked by hand and by a second route."""

from __future__ import annotations

import math

import pytest

from homeward.errors import ScenarioError
from homeward.scenario.from_evidence import (
    conditions_of_severity,
    dwellings_of_damage,
    rate_of_cases,
)


def poisson_at_most(count: int, mean: float) -> float:
    return sum(math.exp(-mean) * mean**k / math.factorial(k) for k in range(count + 1))


def test_a_rate_and_its_range():
    """40 deaths in 30 days among 5,000 people: 410.7 person-years. The ends by the Poisson distribution itself."""
    found = rate_of_cases(40, 30, 5000)
    years = 5000 * 30 / 365.25
    assert found.value == pytest.approx(40 / years)
    assert poisson_at_most(40, found.high * years) == pytest.approx(0.05, abs=1e-6)
    assert 1 - poisson_at_most(39, found.low * years) == pytest.approx(0.05, abs=1e-6)


def test_no_case_is_a_range_from_nothing():
    found = rate_of_cases(0, 365.25, 1000)
    assert (found.value, found.low) == (0, 0)
    assert found.high == pytest.approx(-math.log(0.05) / 1000)


@pytest.mark.parametrize(
    ("cases", "days", "people"), [(5, 0, 10), (5, 1, 0), (11, 1, 10), (-1, 1, 10)]
)
def test_what_is_no_rate_is_refused(cases: int, days: float, people: float):
    with pytest.raises(ScenarioError, match="are no rate"):
        rate_of_cases(cases, days, people)


def test_severity_is_what_is_missing():
    services, livelihood = conditions_of_severity("70")
    assert (services.column, livelihood.column) == ("services", "livelihood")
    assert (services.low, services.value, services.high) == pytest.approx((0.15, 0.3, 0.45))
    high, _ = conditions_of_severity("High")
    assert (high.low, high.value, high.high) == pytest.approx((0, 1 / 6, 1 / 3))
    worst, _ = conditions_of_severity("100")
    assert worst.low == 0


@pytest.mark.parametrize("severity", ["101", "-1", "grave"])
def test_what_is_no_severity_is_refused(severity: str):
    with pytest.raises(ScenarioError, match="is no severity"):
        conditions_of_severity(severity)


def test_damage_is_dwellings_that_stand():
    found = dwellings_of_damage(2000, 300, 200, 100, 50)
    assert found.value == pytest.approx(1 - (300 + 200 + 50) / 2000)
    assert (found.low, found.high) == pytest.approx((1 - 650 / 2000, 1 - 300 / 2000))
    assert found.step is not None
    assert found.step.word == "mostly_standing"


def test_more_damage_than_buildings_is_refused():
    with pytest.raises(ScenarioError, match="are damaged of 10"):
        dwellings_of_damage(10, 8, 3)
