"""Observations on a log scale, and their errors (model §18.2)."""

import datetime as dt

import numpy as np
import pytest

import homeward
from homeward.engine.simulate import simulate
from homeward.evaluation.calibration.logged_observations import log_measured, log_observations
from homeward.evaluation.scoring.measures import days_needed, measure
from homeward.scenario.rows.observations import Observation


def row(name: str, low: float, value: float, high: float) -> Observation:
    return Observation(
        name=name, date=dt.date(2020, 1, 1), measure="present", low=low, value=value, high=high,
        use="fit", claims=("c",),
    )  # fmt: skip


def test_a_range_of_30_percent_either_way_is_a_standard_deviation_of_its_log():
    figures = log_observations([row("camp", 700, 1000, 1300)], model_error=0.0)
    width = np.log((1300 + 150) / (700 + 150)) / 2
    assert figures.softening == [150]
    assert np.sqrt(np.diag(figures.covariance)) == pytest.approx(width / 1.645)
    assert figures.said == pytest.approx(np.log(1150))


def test_what_the_model_leaves_out_is_the_same_on_all_days_of_a_series():
    figures = log_observations(
        [row("a", 900, 1000, 1100), row("a", 900, 1000, 1100), row("b", 900, 1000, 1100)]
    )
    shared = (0.2 * 1000 / 1050 / 1.645) ** 2
    assert figures.covariance[0, 1] == pytest.approx(shared)
    assert figures.covariance[0, 2] == 0
    assert figures.covariance[0, 0] > figures.covariance[0, 1]


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
