"""Forecasts of camp registrations from many days, beside what was counted afterwards (model §15.5)."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator, Sequence

import numpy as np

from homeward.engine.pool import Progress
from homeward.errors import Problem, ScenarioError
from homeward.evaluation.camps.forecasting.camp_forecast import (
    CampForecast,
    CampForecastSettings,
    forecast_camps,
)
from homeward.evaluation.camps.forecasting.known_arrivals import (
    DAY,
    KnownArrivals,
    published_counts,
)
from homeward.evaluation.scoring.best_baseline import with_best
from homeward.evaluation.scoring.leads import ForecastNumber
from homeward.evaluation.scoring.persistence_and_trend import linear_trend, persistence, season
from homeward.scenario.scenario import Scenario

LEADS = (7, 14, 30, 60, 90, 120, 180)
"""Leads scored, days."""
TREND_DAYS = 30
"""Days up to the origin through whose numbers the linear trend of a camp is drawn: camps are counted often."""
WITHIN = 30
"""Days after a lead within which a count is taken for it, if the next lead does not come before."""
PERSISTENCE, SHARES = "persistence", "shares of the last count"


def leads_up_to(lead: int) -> tuple[int, ...]:
    """Return the leads that are scored of a forecast so long, its own the last."""
    return (*(one for one in LEADS if one < lead), lead)


def check_origins(scenario: Scenario, origins: Sequence[dt.date]) -> None:
    """Refuse days from which no forecast can be made; an origin is the last day known.

    Raises
    ------
    ScenarioError
        If one is outside the run, or no camp had been counted by then.
    """
    counted = min((row.date for row in scenario.registrations if row.place), default=None)
    first = max(scenario.start, counted) if counted else None
    for number, origin in enumerate(origins):
        if first and first <= origin <= scenario.end:
            continue
        found = f"no forecast can be made from {origin + DAY}."
        why = "No camp was ever counted."
        ways: tuple[str, ...] = ()
        if first:
            why = (
                f"The run is from {scenario.start} to {scenario.end}, the first count of {counted}."
            )
            ways = (f"name days from {first + DAY} to {scenario.end + DAY}.",)
        raise ScenarioError(Problem("--origins" if number else "--from", found, why, ways))


def forecast_from_origins(
    scenario: Scenario,
    origins: Sequence[dt.date],
    leads: Sequence[int],
    settings: CampForecastSettings,
    *,
    progress: Progress | None = None,
) -> tuple[list[CampForecast], list[ForecastNumber]]:
    """Forecast from every origin, and set each number counted afterwards beside what was forecast of it."""
    camp_forecasts: list[CampForecast] = []
    for done, origin in enumerate(origins, start=1):
        camp_forecasts.append(forecast_camps(scenario, origin, max(leads) + WITHIN, settings))
        if progress:
            progress(done, len(origins))
    rows = [row for one in camp_forecasts for row in beside_counts(scenario, one, leads)]
    return camp_forecasts, with_best(rows, SHARES if settings.given_total else PERSISTENCE)


def beside_counts(
    scenario: Scenario, camp_forecast: CampForecast, leads: Sequence[int]
) -> Iterator[ForecastNumber]:
    """Give each camp and lead the first number published at that lead or soon after; none is no number."""
    counted = published_counts(scenario, camp_forecast.camps)
    today = (camp_forecast.origin - scenario.start).days
    for index, camp in enumerate(camp_forecast.camps):
        for lead, after in zip(leads, (*leads[1:], math.inf), strict=True):
            days = range(today + lead, today + int(min(after, lead + WITHIN)))
            day = next((day for day in days if day in counted[camp]), None)
            ahead = lead if day is None else day - today
            yield ForecastNumber(
                series=camp,
                origin=camp_forecast.origin,
                date=camp_forecast.origin + dt.timedelta(days=ahead),
                values=camp_forecast.people[:, ahead, index],
                observed=math.nan if day is None else counted[camp][day],
                baselines=baselines_of(camp_forecast, index, ahead),
            )


def baselines_of(camp_forecast: CampForecast, camp: int, ahead: int) -> dict[str, float]:
    """Forecast a camp so many days ahead by each simple rule, from what was known; NaN where one says nothing."""
    known = camp_forecast.known
    counts = known.counts[:, camp].astype(np.float64)
    days = np.arange(1 - counts.size, 1)
    recent = slice(-TREND_DAYS - 1, None)
    last = max(persistence(counts), 0.0)
    return {
        PERSISTENCE: last,
        SHARES: last / max(known.people.sum(), 1) * _all_together(camp_forecast, known, ahead),
        "linear trend": linear_trend(days[recent], counts[recent], ahead),
        "season": season(days, counts, ahead),
    }


def _all_together(camp_forecast: CampForecast, known: KnownArrivals, ahead: int) -> float:
    """Give the total that the forecast was given, or the linear trend of the total that was known."""
    if camp_forecast.total is not None:
        return float(camp_forecast.total[ahead])
    totals = np.maximum(known.counts[-TREND_DAYS - 1 :], 0).sum(axis=1)
    return linear_trend(np.arange(1 - totals.size, 1), totals, ahead)
