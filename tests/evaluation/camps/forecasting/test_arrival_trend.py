"""How many come after a day (model §15.2)."""

from __future__ import annotations

import numpy as np
import pytest

from homeward.evaluation.camps.forecasting.arrival_trend import (
    TREND_DAYS,
    arrivals_per_day,
    draw_totals,
    expected_gain,
)
from homeward.evaluation.camps.forecasting.forecast_parameters import ForecastParameters
from homeward.evaluation.camps.forecasting.known_arrivals import KnownArrivals


def make_known(counts, last_counted) -> KnownArrivals:
    return KnownArrivals(np.array(counts, dtype=np.int64), np.array(last_counted, dtype=np.int64))


RISING = make_known([[10 * day, 500] for day in range(61)], [60, 60])


def test_the_pace_is_that_of_the_last_weeks():
    np.testing.assert_allclose(arrivals_per_day(RISING), [10, 0])


def test_the_pace_is_taken_up_to_the_last_count():
    counts = [[10 * min(day, 40)] for day in range(61)]
    np.testing.assert_allclose(arrivals_per_day(make_known(counts, [40])), [10])


def test_a_camp_known_for_less_has_its_gain_spread_over_as_many_days():
    """So that a first count is not taken for a pace."""
    np.testing.assert_allclose(arrivals_per_day(make_known([[0], [300]], [1])), [300 / TREND_DAYS])


def test_the_gain_fades():
    found = expected_gain(RISING, 4, 20.0)
    assert found[0] == 0
    np.testing.assert_allclose(found[1:], 10 * 20 * (1 - np.exp(-np.arange(1, 4) / 20)))
    assert expected_gain(RISING, 2000, 20.0)[-1] == pytest.approx(200)


def test_who_came_since_the_last_count_is_caught_up_with():
    counts = [[10 * min(day, 40)] for day in range(61)]
    found = expected_gain(make_known(counts, [40]), 2, 20.0)
    assert found[1] == pytest.approx(10 * 20 * (1 - np.exp(-21 / 20)))


def test_totals_begin_with_those_known_and_spread_about_the_gain():
    found = draw_totals(
        RISING, 31, 4000, ForecastParameters(damping_days=20, gain_error=0.5), seed=2
    )
    assert (found[:, 0] == 1100).all()
    middle = expected_gain(RISING, 31, 20.0)[-1]
    gained = found[:, -1] - 1100
    assert np.median(gained) == pytest.approx(middle, rel=0.05)
    # A log-normal: 5% and 95% are 1.645 deviations from the middle; false alarm below 1 in 10,000.
    ends = np.quantile(gained, [0.05, 0.95]) / middle
    np.testing.assert_allclose(np.log(ends), [-0.5 * 1.645, 0.5 * 1.645], atol=0.08)


def test_nobody_is_the_least():
    falling = make_known([[3000 - 50 * day] for day in range(61)], [60])
    found = draw_totals(
        falling, 300, 50, ForecastParameters(damping_days=500, gain_error=1), seed=2
    )
    assert found.min() == 0
    assert (found[:, 1] < 3000).all()
