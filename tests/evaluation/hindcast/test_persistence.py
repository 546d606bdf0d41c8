"""Last figures (decision 9), worked out by hand."""

from __future__ import annotations

import math
from datetime import date

import pytest

from homeward.evaluation.hindcast.persistence import falling_persistence
from homeward.scenario.load import load_scenario
from homeward.scenario.rows.observations import Observation

DECEMBER = date(2024, 12, 1)


def palmyra_row(name: str, when: date) -> tuple[Observation, tuple[Observation, ...]]:
    observations = load_scenario("palmyra").observations
    return next(row for row in observations if (row.name, row.date) == (name, when)), observations


def test_rukban_falls_from_its_last_figure_at_the_last_hazard_of_leaving():
    """12,000 on 25 September 2021, 1,351 days at 0.006 a month of 30.4375 days: 9,194."""
    row, observations = palmyra_row("rukban_population", date(2025, 6, 7))
    found = falling_persistence(row, observations, DECEMBER)
    assert found == pytest.approx(12_000 * math.exp(-0.006 * 1351 / 30.4375), rel=1e-12)
    assert found == pytest.approx(9_194, abs=1)


def test_palmyra_has_no_hazard_of_leaving_and_keeps_its_last_figure():
    row, observations = palmyra_row("palmyra_civilians", date(2025, 2, 15))
    assert falling_persistence(row, observations, DECEMBER) == 1500
    assert (
        falling_persistence(row, observations, date(2020, 9, 15)) == 1750
    )  # that day's is not known yet


def test_a_series_without_an_earlier_figure_has_none():
    row, observations = palmyra_row("rukban_population", date(2025, 6, 7))
    assert math.isnan(falling_persistence(row, observations, date(2016, 9, 1)))
