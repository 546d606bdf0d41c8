"""The error of a forecast that its members do not have (model §14.1.2)."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pytest
from scipy.stats import t as student

from evaluation.forecast.conftest import ORIGIN, counted, settings
from homeward.evaluation.forecast.dressing import (
    Dressing,
    days_since_count,
    draw_deviates,
    dress,
)
from homeward.evaluation.forecast.forecast import forecast
from homeward.scenario.scenario import Scenario

ERROR = Dressing(of_a_year=0.4, power=0.5, freedom=5.0)
UNBOUNDED = np.full((1, 1), np.inf)


def test_it_grows_as_the_power_of_time_that_is_said():
    said = ERROR.scale(np.array([-3.0, 0.0, 365.0, 4 * 365.0]))
    np.testing.assert_allclose(said, [0, 0, 0.4, 0.8])


def test_members_are_spread_as_the_distribution_says():
    """Against the quantiles of Student's t."""
    numbers = range(4000)
    deviates = draw_deviates([counted(ORIGIN, 1.0)], numbers, 7, 1, ERROR)
    values = np.full((1, 4000), 1000.0)
    found = dress(values, np.array([365.0]), deviates, UNBOUNDED, ERROR)[0]
    expected = 1000 * np.exp(0.4 * student.ppf([0.05, 0.5, 0.95], 5))
    np.testing.assert_allclose(np.quantile(found, [0.05, 0.5, 0.95]), expected, rtol=0.06)


def test_nobody_stays_nobody_and_more_than_there_are_are_never_there():
    values, most = np.array([[0.0, 900.0, 900.0]]), np.array([[1000.0, 1000.0, 800.0]])
    found = dress(values, np.array([365.0]), np.full((1, 3), 9.0), most, ERROR)
    assert found.tolist() == [[0, 1000, 900]]


def test_of_a_series_it_is_the_same_on_all_days_and_of_another_it_is_not():
    rows = [counted(ORIGIN, 1.0), counted(ORIGIN + timedelta(days=9), 1.0)]
    other = rows[0].model_copy(update={"name": "other"})
    first, later, another = draw_deviates([*rows, other], [2, 5], 7, 1, ERROR)
    np.testing.assert_array_equal(first, later)
    assert not np.array_equal(first, another)
    np.testing.assert_array_equal(draw_deviates([other], range(9), 7, 1, ERROR)[0, [2, 5]], another)


def test_time_counts_from_the_last_count_by_the_origin(tiny: Scenario):
    known = counted(ORIGIN - timedelta(days=30), 5.0), counted(ORIGIN + timedelta(days=5), 5.0)
    scenario = tiny.model_copy(update={"observations": known})
    ahead = counted(ORIGIN + timedelta(days=10), 1.0)
    uncounted = ahead.model_copy(update={"name": "displaced"})
    assert days_since_count(scenario, [ahead, uncounted], ORIGIN).tolist() == [40, 10]


@pytest.mark.parametrize("of_a_year", [0.0, 0.5])
def test_bands_of_a_forecast_are_wider_by_it(counted_camp: Scenario, of_a_year: float):
    found = [
        forecast(counted_camp, [ORIGIN], 20, settings(), dressing=Dressing(one))
        for one in (0.0, of_a_year)
    ]
    (plain, wider) = (
        next(q for q in one.quantity_forecasts if q.quantity.series == "displaced") for one in found
    )
    widths = [np.ptp(one.quantiles(-1, [0.05, 0.95])) for one in (plain, wider)]
    assert bool(widths[1] > widths[0]) is (of_a_year > 0)
    # It is drawn beforehand: both runs of chance have the same.
    assert wider.split(-1).shares[0] < 0.5
