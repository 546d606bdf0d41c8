"""What anybody could have said of a series."""

from __future__ import annotations

import math
from datetime import date

import pytest

from homeward.evaluation.forecast.naive_baselines import (
    naive_forecasts,
    planning_figure,
)
from homeward.scenario.rows.evidence import Claim
from homeward.scenario.rows.observations import Observation
from homeward.scenario.rows.storylines import PlanningFigure
from homeward.scenario.scenario import Scenario


def counted(when: date, value: float, use: str = "fit") -> Observation:
    return Observation.model_validate(
        {
            "name": "camp", "date": when, "measure": "present", "low": value, "value": value, "high": value,
            "use": use, "claims": ("judgement",),
        }
    )  # fmt: skip


FIRST, SECOND = counted(date(2031, 1, 10), 500), counted(date(2031, 1, 20), 400)
LATER = counted(date(2031, 2, 9), 90, "test")


@pytest.fixture
def camp(tiny: Scenario) -> Scenario:
    said = {
        "claim": "plan", "document": "report", "said_by": "an agency", "said_on": "2031-01-25", "statement": "A plan.",
        "source_grade": "B", "information_grade": 2,
    }  # fmt: skip
    figure = PlanningFigure(series="camp", date=LATER.date, value=250.0, claims=("plan",))
    return tiny.model_copy(
        update={
            "observations": (FIRST, SECOND, LATER),
            "claims": (*tiny.claims, Claim.model_validate(said)),
            "planning_figures": (figure,),
        }
    )


def test_each_way_of_foreseeing_a_series(camp: Scenario):
    found = naive_forecasts(camp, LATER, date(2031, 1, 31))
    assert math.isnan(found.pop("season"))  # two years are not known
    assert found == {"persistence": 400, "linear trend": 200, "planning figure": 250}


def test_only_what_was_known_is_used(camp: Scenario):
    found = naive_forecasts(camp, LATER, date(2031, 1, 19))
    assert found["persistence"] == 500
    assert math.isnan(found["linear trend"])
    assert math.isnan(found["planning figure"])  # said on 25 January
    assert planning_figure(camp, LATER, date(2031, 1, 25)) == 250
    assert math.isnan(planning_figure(camp, LATER, date(2031, 1, 24)))


def test_a_row_for_testing_is_not_persisted(camp: Scenario):
    assert naive_forecasts(camp, LATER, date(2031, 3, 1))["persistence"] == 400
