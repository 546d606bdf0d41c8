"""Observations on a log scale, and their errors (model §18.2)."""

import datetime as dt

import numpy as np
import pytest

import homeward
from homeward.engine.simulate import simulate
from homeward.evaluation.calibration.logged_observations import log_measured, log_observations
from homeward.evaluation.scoring.measures import days_needed, measure
from homeward.scenario.rows.observations import Observation


def row(
    name: str, low: float, value: float, high: float, date: dt.date = dt.date(2020, 1, 1)
) -> Observation:
    return Observation(
        name=name, date=date, measure="present", low=low, value=value, high=high,
        use="fit", claims=("c",),
    )  # fmt: skip


def test_a_range_of_30_percent_either_way_is_a_standard_deviation_of_its_log():
    figures = log_observations([row("camp", 700, 1000, 1300)], model_error=0.0)
    width = np.log((1300 + 150) / (700 + 150)) / 2
    assert figures.softening == [150]
    assert np.sqrt(np.diag(figures.covariance)) == pytest.approx(width / 1.645)
    assert figures.said == pytest.approx(np.log(1150))


def test_what_the_model_leaves_out_of_a_series_is_shared_by_days_that_are_near():
    """Five counts of one week are one witness of the model's error; a count of years later is another."""
    later = [dt.date(2020, 1, 1) + dt.timedelta(days=days) for days in (0, 0, 365, 3650)]
    rows = [row("a", 900, 1000, 1100, date) for date in later]
    figures = log_observations([*rows, row("b", 900, 1000, 1100)], model_error=0.2)
    whole = (0.2 * 1000 / 1050 / 1.645) ** 2
    shared = figures.covariance[0]
    assert shared[1:4] == pytest.approx([whole, whole * np.exp(-1.0), whole * np.exp(-10.0)])
    assert shared[4] == 0
    assert shared[0] > shared[1]
    assert (np.linalg.eigvalsh(figures.covariance) > 0).all()


def test_an_exact_figure_and_one_of_nobody_have_an_error():
    figures = log_observations(
        [row("a", 1000, 1000, 1000), row("nobody", 0, 0, 0), row("few", 0, 0, 500)]
    )
    assert (np.diag(figures.covariance) > 0).all()
    assert figures.softening.tolist() == [50, 1, 125]


def test_values_come_back_from_the_scale():
    figures = log_observations([row("a", 900, 1000, 1100), row("nobody", 0, 0, 500)])
    values = np.array([[0.0, 10.0, 1e6], [0.0, 3.0, 1e6]])
    assert np.allclose(figures.unlogged(figures.logged(values)), values)


def test_what_is_counted_is_a_share_of_what_is_there():
    scenario = homeward.load("tiny")
    rows = [row for row in scenario.observations if row.name == "camp_population"]
    days = days_needed(rows, scenario.start, rows[0].date)
    simulated = simulate(scenario, days=days, members=3, until=rows[0].date)
    figures = log_observations(rows)
    counted = log_measured(simulated, figures, {"camp_population": np.array([1.0, 0.5, 0.8])})
    there = measure(simulated, rows[0])
    assert np.allclose(figures.unlogged(counted)[0], there * [1.0, 0.5, 0.8])
