"""Forecasts of camp registrations (model §15)."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from builders import REGISTERED, make_registered
from homeward.evaluation.camps.forecasting.camp_forecast import (
    LEAST_CHANGE,
    CampForecastSettings,
    err,
    error_quantiles,
    error_scale,
    forecast_by_law,
    forecast_camps,
    with_camp_error,
)
from homeward.evaluation.camps.forecasting.forecast_parameters import (
    TOTAL_FORECAST,
    TOTAL_GIVEN,
    ForecastParameters,
)
from homeward.scenario.scenario import Scenario

ORIGIN = dt.date(2015, 5, 14)
ASK = CampForecastSettings(members=30, seed=4)


@pytest.fixture
def scenario(tmp_path: Path) -> Scenario:
    return make_registered(tmp_path)


LATER = {
    "registrations": REGISTERED["registrations.csv"]
    .replace("2015-05-30,700", "2015-05-20,9000")
    .replace("2015-05-30,500", "2015-05-16,3")
    .replace("elsewhere,,,,2015-05-30,60", "elsewhere,,,,2015-05-29,1"),
    "fighting": REGISTERED["fighting.csv"]
    .replace("oldtown,1,,2015-05-20", "oldtown,1,,2015-05-27")
    .replace("market,1,2015-05-15,", "market,3,2015-05-19,2015-05-21")
    .replace("market,0.5,2015-05-10,2015-05-15", "market,0.5,2015-05-10,2015-05-18"),
    "barriers": REGISTERED["barriers.csv"]
    + "camp,near,,2015-05-15,,c1\nborder,,SYR JOR,2015-05-16,2015-05-20,c1\n",
    "kind_changes": REGISTERED["kind_changes.csv"].replace("near,idp_camp", "market,marker"),
    "corrections": REGISTERED["corrections.csv"] + "near,2015-05-20,c1\n",
}


def test_whatever_happened_after_the_origin_changes_no_number(scenario: Scenario, tmp_path: Path):
    found = forecast_camps(scenario, ORIGIN, 40, ASK).people
    (tmp_path / "later").mkdir()
    other = make_registered(tmp_path / "later", **LATER)
    np.testing.assert_array_equal(found, forecast_camps(other, ORIGIN, 40, ASK).people)


def test_it_would_be_found_out(scenario: Scenario, tmp_path: Path):
    """Negative control: the same rows change a hindcast that is given conditions, or the total."""
    (tmp_path / "later").mkdir()
    other = make_registered(tmp_path / "later", **LATER)
    for told in ({"given_conditions": True}, {"given_total": True}):
        ask = replace(ASK, **told)
        found = forecast_camps(scenario, ORIGIN, 40, ask).people
        assert not np.array_equal(found, forecast_camps(other, ORIGIN, 40, ask).people)


def test_what_was_known_before_does_change_it(scenario: Scenario, tmp_path: Path):
    (tmp_path / "earlier").mkdir()
    rows = REGISTERED["registrations.csv"].replace("2015-05-11,400", "2015-05-11,200")
    other = make_registered(tmp_path / "earlier", registrations=rows)
    found = forecast_camps(scenario, ORIGIN, 10, ASK).people
    assert not np.array_equal(found, forecast_camps(other, ORIGIN, 10, ASK).people)


def test_it_begins_with_what_was_last_counted(scenario: Scenario):
    found = forecast_camps(scenario, ORIGIN, 10, ASK)
    assert found.camps == ("far", "near")
    assert (found.people[:, 0] == [150, 400]).all()
    assert found.people.shape == (30, 11, 2)
    np.testing.assert_array_equal(found.people, np.rint(found.people))
    assert found.people.min() >= 0


def test_members_and_threads_change_no_number(scenario: Scenario):
    one = forecast_camps(scenario, ORIGIN, 10, replace(ASK, threads=1)).people
    more = forecast_camps(scenario, ORIGIN, 10, replace(ASK, members=40, threads=4)).people
    np.testing.assert_array_equal(one, more[:30])
    other = forecast_camps(scenario, ORIGIN, 10, replace(ASK, seed=5)).people
    assert not np.array_equal(one, other)


def test_longer_is_the_same_and_more(scenario: Scenario):
    short, long = (forecast_camps(scenario, ORIGIN, days, ASK).people for days in (10, 60))
    np.testing.assert_array_equal(short, long[:, :11])


def test_capacities_are_not_used(scenario: Scenario, tmp_path: Path):
    """They may be the greatest number ever registered."""
    (tmp_path / "small").mkdir()
    places = REGISTERED["places.csv"].replace(",,,,,800,", ",,,,,401,")
    other = make_registered(tmp_path / "small", places=places)
    found = forecast_camps(scenario, ORIGIN, 20, ASK).people
    np.testing.assert_array_equal(found, forecast_camps(other, ORIGIN, 20, ASK).people)


def test_a_total_that_is_told_is_kept(scenario: Scenario):
    found = forecast_camps(scenario, ORIGIN, 40, replace(ASK, given_total=True)).people
    # Straight from 400 on day 10 to 700 on day 29, and from 150 to 550; then as on the last day.
    day_14 = int(400 + 300 * 4 / 19) + int(150 + 400 * 4 / 19)
    assert abs(found[:, 1].sum(axis=1) - day_14).max() <= 1
    assert abs(found[:, 16:].sum(axis=2) - 1250).max() <= 1


def test_capacities_are_used_if_they_are_given(scenario: Scenario, tmp_path: Path):
    (tmp_path / "small").mkdir()
    places = REGISTERED["places.csv"].replace(",,,,,800,", ",,,,,401,")
    other = make_registered(tmp_path / "small", places=places)
    ask = replace(ASK, given_capacity=True)
    found = forecast_by_law(scenario, ORIGIN, 20, ask).people
    assert not np.array_equal(found, forecast_by_law(other, ORIGIN, 20, ask).people)


def test_the_error_grows_with_time_and_with_the_change_of_all_together():
    numbers = ForecastParameters(camp_error=0.3, time_power=0.5, change_power=2.0)
    totals = np.array([[99.0, 99.0, 99.0 * np.e + np.e - 1.0]])
    scale = error_scale(np.array([0, 3]), np.array([0, 27, 57]), totals, numbers)
    age = np.array([[0, 3], [27, 30], [57, 60]])
    change = np.array([0.0, 0.0, 1.0]) + LEAST_CHANGE
    np.testing.assert_allclose(scale[0], 0.3 * change[:, None] ** 2 * np.sqrt(age / 30))


def test_where_errors_lie_is_uniform_whatever_the_members(scenario: Scenario):
    ask = CampForecastSettings(members=4000)
    drawn = error_quantiles(forecast_by_law(scenario, ORIGIN, 1, ask), ask)
    found = np.quantile(drawn, [0.05, 0.5, 0.95], axis=0)
    np.testing.assert_allclose(found, np.tile([0.05, 0.5, 0.95], (2, 1)).T, atol=0.03)


def test_an_error_multiplies_and_a_total_is_kept():
    people, error = np.array([[300.0, 100.0]]), np.log([[2.0, 1.0]])
    np.testing.assert_allclose(err(people, error, keep_total=False), [[600, 100]])
    np.testing.assert_allclose(err(people, error, keep_total=True), [[400 * 6 / 7, 400 / 7]])
    assert (err(np.zeros((1, 2)), error, keep_total=True) == 0).all()


def test_without_error_it_is_the_law(scenario: Scenario):
    law = forecast_by_law(scenario, ORIGIN, 20, ASK)
    sure = replace(ASK, parameters=ForecastParameters(camp_error=0.0))
    np.testing.assert_array_equal(with_camp_error(law, sure).people, law.people)


def test_numbers_are_those_fitted_to_what_is_given():
    assert ASK.in_force is TOTAL_FORECAST
    assert replace(ASK, given_total=True).in_force is TOTAL_GIVEN
