"""Scores of forecasts by lead time (model §15.5)."""

from __future__ import annotations

import datetime as dt
import math

import numpy as np
import pytest
from scipy.stats import chisquare

import scoringrules_later as scoringrules
from homeward.evaluation.scoring.leads import (
    BANDS,
    N_RANK,
    ForecastNumber,
    coverage_at,
    rank_histogram,
    score_lead,
    score_leads,
)

ORIGIN = dt.date(2020, 1, 1)
FALSE_ALARM = 1e-4
"""Probability that a test of calibrated numbers fails though nothing is wrong."""


def make_forecast(
    values, observed=math.nan, lead=30, origin=ORIGIN, series="camp", **baselines: float
) -> ForecastNumber:
    date = origin + dt.timedelta(days=lead)
    return ForecastNumber(series, origin, date, np.array(values, dtype=float), observed, baselines)


def calibrated(chance: np.random.Generator, n_origin: int, n_series: int, members: int):
    """Numbers drawn as the members are, about a middle of their own."""
    rows = []
    for index in range(n_origin):
        origin = ORIGIN + dt.timedelta(days=index)
        for series in range(n_series):
            drawn = 500 + 100 * chance.standard_normal(members + 1)
            rows.append(make_forecast(drawn[1:], drawn[0], origin=origin, series=str(series)))
    return rows


def test_a_crps_of_a_few_people_is_published_as_none_and_its_skill_is_not_perfect():
    score = score_lead(30, [make_forecast([24.0, 24.0], 20.0, near=21.0, far=60.0)])
    assert score.skill == {"near": pytest.approx(1 - 4 / 1), "far": pytest.approx(1 - 4 / 40)}
    shown = score.published()
    assert shown.crps == 0
    assert shown.skill == {"near": pytest.approx(1 - 5 / 1), "far": pytest.approx(1 - 5 / 40)}
    exact = score_lead(30, [make_forecast([20.0, 20.0], 20.0, near=21.0)])
    assert exact.published().skill == {"near": 1}


def test_a_forecast_counts_for_the_greatest_lead_not_above_its_own():
    rows = [make_forecast([1.0, 2.0], 1.0, lead=lead) for lead in (3, 7, 8, 29, 30, 200)]
    found = score_leads(rows, [30, 7, 90, 60])
    assert [(one.lead, one.numbers) for one in found] == [(7, 3), (30, 1), (90, 1)]


def test_what_was_not_observed_is_not_scored():
    rows = [make_forecast([1.0, 2.0]), make_forecast([1.0, 3.0], 2.0)]
    assert [one.numbers for one in score_leads(rows, [30])] == [1]
    assert score_leads(rows[:1], [30]) == []


def test_the_crps_is_a_share_of_what_was_observed():
    rows = [make_forecast([100.0], 200.0), make_forecast([500.0], 400.0)]
    found = score_lead(30, rows)
    assert found.scale == 300
    assert found.crps == pytest.approx(100 / 300)


def test_the_crps_is_that_of_the_field():
    chance = np.random.default_rng(1)
    rows = [make_forecast(chance.gamma(2.0, 100.0, 50), chance.gamma(2.0, 100.0)) for _ in range(9)]
    known = [scoringrules.crps_ensemble(row.observed, row.values, estimator="fair") for row in rows]
    found = score_lead(30, rows)
    assert found.crps * found.scale == pytest.approx(np.mean(known))


def test_nobody_anywhere_divides_by_one():
    assert score_lead(30, [make_forecast([3.0], 0.0)]).crps == 3


def test_skill_is_against_each_baseline_on_the_numbers_it_speaks_of():
    rows = [
        make_forecast([110.0], 100.0, persistence=140.0, trend=95.0),
        make_forecast([200.0], 300.0, persistence=math.nan, trend=295.0),
    ]
    found = score_lead(30, rows)
    assert found.crps_of == {
        "persistence": pytest.approx(40 / 200),
        "trend": pytest.approx(5 / 200),
    }
    assert found.skill == {
        "persistence": pytest.approx(1 - 10 / 40),
        "trend": pytest.approx(1 - 110 / 10),
    }


def test_a_baseline_that_says_nothing_is_left_out_and_one_never_wrong_leaves_no_skill():
    rows = [make_forecast([1.0], 1.0, plan=math.nan, persistence=1.0)]
    found = score_lead(30, rows)
    assert found.skill == {"persistence": -math.inf}


def test_members_without_a_number_are_left_out():
    assert score_leads([make_forecast([math.nan], 4.0)], [30]) == []
    assert score_lead(30, [make_forecast([math.nan, 4.0], 4.0)]).crps == 0


def test_bands_are_central_and_hold_their_ends():
    members = np.arange(101.0)
    inside = {
        band: [
            coverage_at([make_forecast(members, seen)], band)[0] for seen in (4.9, 5.0, 50.0, 95.1)
        ]
        for band in BANDS
    }
    assert inside[0.9] == [0, 1, 1, 0]
    assert inside[0.95] == [1, 1, 1, 1]
    assert inside[0.5] == [0, 0, 1, 0]


def test_a_camp_that_is_empty_for_sure_is_no_success():
    rows = [make_forecast([0.0, 0.0], 0.0), make_forecast([5.0, 9.0], 20.0)]
    found = score_lead(30, rows)
    assert found.coverage[0.9] == 0
    assert sum(found.ranks) == 1
    assert found.numbers == 2
    nothing = score_lead(30, rows[:1])
    assert all(math.isnan(share) for share in nothing.coverage.values())


def test_the_error_of_coverage_counts_origins():
    """Two numbers of one origin that always go together tell as much as one."""
    inside, outside = ([4.0, 6.0], 5.0), ([4.0, 6.0], 9.0)
    once, twice = [], []
    for day, (values, seen) in enumerate([inside, inside, outside, inside]):
        origin = ORIGIN + dt.timedelta(days=day)
        once.append(make_forecast(values, seen, origin=origin))
        twice += [make_forecast(values, seen, origin=origin)] * 2
    share, error = coverage_at(once, 0.9)
    assert share == 0.75
    assert error == pytest.approx(np.std([1, 1, 0, 1], ddof=1) / 2)
    assert coverage_at(twice, 0.9) == pytest.approx((share, error))
    assert math.isnan(coverage_at(once[:1], 0.9)[1])


def test_ranks_go_from_below_all_to_above_all():
    members = np.arange(1.0, 100.0)
    assert rank_histogram([make_forecast(members, 0.0)])[0] == 1
    assert rank_histogram([make_forecast(members, 100.0)])[-1] == 1
    assert rank_histogram([make_forecast(members, 50.5)])[5] == 1


def test_ties_are_broken_evenly():
    rows = [make_forecast(np.zeros(20), 0.0)] * 1000
    assert all(abs(count - 100) <= 2 for count in rank_histogram(rows))


@pytest.mark.parametrize("members", [19, 50])
def test_ranks_of_calibrated_forecasts_are_uniform(members: int):
    rows = calibrated(np.random.default_rng(members), 400, 5, members)
    assert chisquare(rank_histogram(rows)).pvalue > FALSE_ALARM


def test_ranks_of_forecasts_too_sure_are_not():
    """Negative control."""
    rows = calibrated(np.random.default_rng(1), 400, 5, 50)
    too_sure = [
        make_forecast(500 + 0.7 * (row.values - 500), row.observed, origin=row.origin)
        for row in rows
    ]
    assert chisquare(rank_histogram(too_sure)).pvalue < FALSE_ALARM
    assert len(rank_histogram(too_sure)) == N_RANK


def test_bands_of_calibrated_forecasts_hold_their_share():
    """Within four of the standard errors given: a false alarm in 15,000 for each band."""
    found = score_lead(30, calibrated(np.random.default_rng(3), 500, 4, 199))
    for band in BANDS:
        # The band of 199 members between quantiles holds a little less than it says.
        held = (198 * band) / 200
        assert abs(found.coverage[band] - held) < 4 * found.coverage_error[band] + 0.005
    assert found.origins == 500
