"""The error of a forecast that its members do not have (model §14.1.2)."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pytest
from scipy.special import ndtri

from evaluation.forecast.conftest import ORIGIN, counted, settings
from homeward.evaluation.forecast.dressing import (
    UNDRESSED,
    Dressing,
    draw_deviates,
    dress,
    scales,
)
from homeward.evaluation.forecast.forecast import forecast
from homeward.scenario.scenario import Scenario

ERROR = Dressing(of_a_year=0.4, worth=0.5, error=2.0, half_life=2.0)
UNBOUNDED = np.full((1, 1), np.inf)
ALONE = counted(ORIGIN, 1.0).model_copy(update={"name": "never_counted"})


def known(tiny: Scenario, *counts: tuple[int, float]) -> Scenario:
    """A scenario with counts some days before the last day known."""
    rows = tuple(counted(ORIGIN - timedelta(days=days), people) for days, people in counts)
    return tiny.model_copy(update={"observations": rows})


def test_it_grows_with_the_days_since_people_were_counted(tiny: Scenario):
    ahead = counted(ORIGIN + timedelta(days=10), 1.0)
    uncounted = ALONE.model_copy(update={"date": ahead.date})
    flow = ahead.model_copy(update={"measure": "returns", "since": ORIGIN})
    scenario = known(tiny, (30, 5.0), (-5, 5.0))  # the second is not known yet
    found = scales(scenario, [ahead, uncounted, flow], ORIGIN, ERROR)
    np.testing.assert_allclose(found, [0.4 * 40 / 365.25, 0.4 * 10 / 365.25, 0.0])


def test_a_series_that_changed_of_late_is_told_less_surely(tiny: Scenario):
    """By hand: changes over half a year and more, to both ends of which the greatest count is added."""
    row = counted(ORIGIN + timedelta(days=365), 1.0)
    # Of those less than half a year apart the last.
    counts = [(730, 1000.0), (365, 500.0), (100, 999.0), (0, 500.0)]
    years = 365 / 365.25
    changed = 2.0 * np.log(2000 / 1500) / years
    weights = 1.0, 0.5 ** (0.5 * years)
    squares = weights[0] * 0.0 + weights[1] * changed**2
    by_hand = years * np.sqrt((0.5 * 0.4**2 + squares) / (0.5 + sum(weights)))
    np.testing.assert_allclose(scales(known(tiny, *counts), [row], ORIGIN, ERROR), [by_hand])
    assert scales(known(tiny, *counts[1:]), [row], ORIGIN, ERROR) < by_hand
    assert scales(known(tiny, *counts), [row], ORIGIN, UNDRESSED) == [0]


@pytest.mark.parametrize("counts", [[(400, 0.0), (0, 0.0)], [(0, 500.0)], [(0, 500.0), (0, 900.0)]])
def test_of_a_series_without_a_change_it_is_what_is_said(
    tiny: Scenario, counts: list[tuple[int, float]]
):
    row = counted(ORIGIN + timedelta(days=365), 1.0)
    assert scales(known(tiny, *counts), [row], ORIGIN, ERROR) == pytest.approx([0.4 * 365 / 365.25])


def test_members_are_spread_as_the_distribution_says():
    """Against normal quantiles."""
    deviates = draw_deviates([counted(ORIGIN, 1.0)], range(4000), 7, 1)
    found = dress(np.full((1, 4000), 1000.0), np.array([0.4]), deviates, UNBOUNDED)[0]
    expected = 1000 * np.exp(0.4 * ndtri([0.05, 0.5, 0.95]))
    np.testing.assert_allclose(np.quantile(found, [0.05, 0.5, 0.95]), expected, rtol=0.06)


def test_nobody_stays_nobody_and_more_than_there_are_are_never_there():
    values, most = np.array([[0.0, 900.0, 900.0]]), np.array([[1000.0, 1000.0, 800.0]])
    found = dress(values, np.array([0.4]), np.full((1, 3), 9.0), most)
    assert found.tolist() == [[0, 1000, 900]]


def test_of_a_series_it_is_the_same_on_all_days_and_of_another_it_is_not():
    rows = [counted(ORIGIN, 1.0), counted(ORIGIN + timedelta(days=9), 1.0)]
    other = rows[0].model_copy(update={"name": "other"})
    first, later, another = draw_deviates([*rows, other], [2, 5], 7, 1)
    np.testing.assert_array_equal(first, later)
    assert not np.array_equal(first, another)
    np.testing.assert_array_equal(draw_deviates([other], range(9), 7, 1)[0, [2, 5]], another)


@pytest.mark.parametrize("of_a_year", [0.0, 9.0])
def test_bands_of_a_forecast_are_wider_by_it(counted_camp: Scenario, of_a_year: float):
    found = [
        forecast(counted_camp, [ORIGIN], 20, settings(), dressing=one)
        for one in (UNDRESSED, Dressing(of_a_year, error=0.0))
    ]
    (plain, wider) = (
        next(q for q in one.quantity_forecasts if q.quantity.series == "displaced") for one in found
    )
    widths = [np.ptp(one.quantiles(-1, [0.05, 0.95])) for one in (plain, wider)]
    assert bool(widths[1] > widths[0]) is (of_a_year > 0)
    # It is drawn beforehand: both runs of chance have the same.
    assert wider.split(-1).shares[0] < 0.5
