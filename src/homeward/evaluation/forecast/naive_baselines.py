"""What anybody could have said of a series: it stays, it goes on as it went, or what was planned (model §14.5)."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence

from homeward.evaluation.conditioning.grounds import said_by
from homeward.evaluation.forecast.quantities import known_of
from homeward.scenario.rows.observations import Observation
from homeward.scenario.scenario import Scenario


def simple_forecasts(scenario: Scenario, row: Observation, origin: dt.date) -> dict[str, float]:
    """Foresee an observation from its own series, persons; NaN where a way of doing so has nothing to say."""
    known = known_of(row.name, scenario, origin)
    return {
        "persistence": known[-1].value,
        "linear trend": linear_trend(known, row.date),
        "planning figure": planning_figure(scenario, row, origin),
    }


def linear_trend(known: Sequence[Observation], day: dt.date) -> float:
    """Draw the line through the last two observations of different days on to a day, never below 0."""
    if len(known) < 2 or known[-1].date == known[-2].date:
        return math.nan
    earlier, last = known[-2:]
    slope = (last.value - earlier.value) / (last.date - earlier.date).days
    return max(last.value + slope * (day - last.date).days, 0.0)


def planning_figure(scenario: Scenario, row: Observation, origin: dt.date) -> float:
    """Find what somebody had planned for by the last day known; where several, the last in the file."""
    said = said_by(scenario)
    figures = [
        figure.value
        for figure in scenario.planning_figures
        if (figure.series, figure.date) == (row.name, row.date)
        and all(said.get(claim, dt.date.max) <= origin for claim in figure.claims)
    ]
    return figures[-1] if figures else math.nan
