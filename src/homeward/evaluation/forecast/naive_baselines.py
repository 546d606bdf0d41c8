"""Naive baselines of a forecast: a series stays, goes on as it went, or comes to what was planned (model §14.5)."""

from __future__ import annotations

import datetime as dt
import math

from homeward.evaluation.conditioning.grounds import last_days_said
from homeward.evaluation.forecast.quantities import observed_until
from homeward.evaluation.scoring.persistence_and_trend import linear_trend, persistence, season
from homeward.scenario.rows.observations import Observation
from homeward.scenario.scenario import Scenario

PERSISTENCE = "persistence"
TREND_OBSERVATIONS = 2
"""Last observations of a series through which its linear trend is drawn: there are few, and far apart."""


def naive_forecasts(scenario: Scenario, row: Observation, origin: dt.date) -> dict[str, float]:
    """Forecast an observation by each naive baseline, persons; NaN where one has nothing to say."""
    known = observed_until(row.name, scenario, origin)
    values = [one.value for one in known]
    days = [one.date.toordinal() for one in known]
    day, last = row.date.toordinal(), slice(-TREND_OBSERVATIONS, None)
    return {
        PERSISTENCE: persistence(values),
        "linear trend": linear_trend(days[last], values[last], day),
        "season": season(days, values, day),
        "planning figure": planning_figure(scenario, row, origin),
    }


def planning_figure(scenario: Scenario, row: Observation, origin: dt.date) -> float:
    """Find what somebody had planned for by the last day known; where several, the last in the file."""
    said = last_days_said(scenario)
    figures = [
        figure.value
        for figure in scenario.planning_figures
        if (figure.series, figure.date) == (row.name, row.date)
        and all(said.get(claim, dt.date.max) <= origin for claim in figure.claims)
    ]
    return figures[-1] if figures else math.nan
