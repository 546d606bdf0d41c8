"""Forecasts from many days, beside what was counted afterwards (model §15.5)."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import replace
from pathlib import Path

import pytest

from builders import make_registered
from homeward.errors import ScenarioError
from homeward.evaluation.camps.forecasting.camp_forecast import CampForecastSettings
from homeward.evaluation.camps.forecasting.rolling_origins import (
    LEADS,
    check_origins,
    forecast_from_origins,
    leads_up_to,
)
from homeward.evaluation.scoring.leads import score_leads
from homeward.scenario.scenario import Scenario

ORIGIN = dt.date(2015, 5, 5)
ASK = CampForecastSettings(members=10)


@pytest.fixture
def scenario(tmp_path: Path) -> Scenario:
    return make_registered(tmp_path)


def test_the_last_lead_is_the_one_asked_for():
    assert leads_up_to(30) == (7, 14, 30)
    assert leads_up_to(100) == (7, 14, 30, 60, 90, 100)
    assert leads_up_to(3) == (3,)
    assert leads_up_to(400) == (*LEADS, 400)


def test_each_lead_takes_the_first_count_after_it(scenario: Scenario):
    _, rows = forecast_from_origins(scenario, [ORIGIN], (3, 14, 30), ASK)
    near = {row.lead: row.observed for row in rows if row.series == "near"}
    # Counted on 11 and 30 May: 6 and 25 days on. Nothing from 30 days on.
    assert near[6] == 400
    assert near[25] == 700
    assert math.isnan(near[30])
    assert [row.date for row in rows if row.series == "near"][1] == dt.date(2015, 5, 30)


def test_a_count_long_after_a_lead_is_not_taken_for_it(scenario: Scenario):
    longer = scenario.model_copy(
        update={
            "registrations": tuple(
                row.model_copy(update={"date": dt.date(2015, 8, 30)})
                if row.date == dt.date(2015, 5, 30)
                else row
                for row in scenario.registrations
            )
        }
    )
    _, rows = forecast_from_origins(longer, [ORIGIN], (20,), ASK)
    assert all(math.isnan(row.observed) for row in rows)


def test_baselines_know_what_was_known(scenario: Scenario):
    _, rows = forecast_from_origins(scenario, [dt.date(2015, 5, 12)], (7,), ASK)
    near = next(row for row in rows if row.series == "near")
    assert near.baselines["persistence"] == 400
    # 40 a day for ten days, then one day without: near 400 + 18 * 40.
    assert 1000 < near.baselines["linear trend"] < 1200


def test_scores_are_of_real_counts(scenario: Scenario):
    foreseen, rows = forecast_from_origins(scenario, [ORIGIN, dt.date(2015, 5, 12)], (3, 14), ASK)
    assert [one.origin for one in foreseen] == [ORIGIN, dt.date(2015, 5, 12)]
    found = score_leads(rows, (3, 14))
    assert [(one.lead, one.numbers, one.origins) for one in found] == [(3, 2, 1), (14, 4, 2)]
    rules = ("persistence", "shares of the last count", "linear trend")
    assert [*found[0].skill] == [
        *rules,
        "best so far",
    ]  # a season of less than two years says nothing


def test_shares_of_the_last_count_are_of_the_total_given(scenario: Scenario):
    told = replace(ASK, given_total=True)
    _, rows = forecast_from_origins(scenario, [dt.date(2015, 5, 12)], (7, 18), told)
    near = {row.lead: row.baselines["shares of the last count"] for row in rows[2:]}
    # Of 550 known 400 are at near; on 30 May 1,250 are registered.
    assert near[18] == pytest.approx(400 / 550 * 1250)


def test_without_a_total_given_that_of_the_shares_goes_on_as_it_went(scenario: Scenario):
    _, rows = forecast_from_origins(scenario, [dt.date(2015, 5, 12)], (7,), ASK)
    far, near = (row.baselines["shares of the last count"] for row in rows)
    assert near / far == pytest.approx(400 / 150)
    assert 1250 < far + near < 1600


def test_progress_counts_origins(scenario: Scenario):
    said: list[tuple[int, int]] = []
    forecast_from_origins(
        scenario, [ORIGIN] * 2, (3,), ASK, progress=lambda *done: said.append(done)
    )
    assert said == [(1, 2), (2, 2)]


def test_origins_lie_within_the_run(scenario: Scenario):
    check_origins(scenario, [scenario.start, scenario.end])
    with pytest.raises(ScenarioError) as caught:
        check_origins(scenario, [ORIGIN, dt.date(2015, 6, 4)])
    assert str(caught.value) == (
        "--origins: no forecast can be made from 2015-06-05.\n"
        "  The run is from 2015-05-01 to 2015-05-30, the first count of 2015-05-01.\n"
        "  Fix: name days from 2015-05-02 to 2015-05-31."
    )


def test_a_forecast_begins_when_a_camp_has_been_counted(scenario: Scenario):
    later = scenario.model_copy(
        update={"registrations": tuple(row for row in scenario.registrations if row.date.day > 1)}
    )
    check_origins(later, [dt.date(2015, 5, 11)])
    with pytest.raises(ScenarioError, match="--from: no forecast can be made from 2015-05-11"):
        check_origins(later, [dt.date(2015, 5, 10)])
