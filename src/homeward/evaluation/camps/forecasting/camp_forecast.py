"""Forecasts of camp registrations: the law goes on from what was known on a day (model §15)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray
from scipy.stats import t as student

from homeward.assemble.camps.camp_choice.choice_parameters import draw_parameters
from homeward.assemble.camps.camp_choice.choice_world import assemble_choice
from homeward.assemble.labels import keys
from homeward.engine.camps.continued import Continued, continue_from
from homeward.evaluation.camps.forecasting.arrival_trend import draw_totals
from homeward.evaluation.camps.forecasting.camp_bias import draw_camp_bias
from homeward.evaluation.camps.forecasting.forecast_parameters import ForecastParameters
from homeward.evaluation.camps.forecasting.known_arrivals import (
    KnownArrivals,
    counted_until,
    known_on,
)
from homeward.evaluation.quantile_draws import draw_quantiles
from homeward.numerics.streams import CAMP_ERROR
from homeward.scenario.camps.daily_counts import registered_daily
from homeward.scenario.scenario import Scenario

Counts = NDArray[np.float64]
FREEDOM = 2.5
"""Degrees of freedom of Student's t: now and then a forecast is very wrong of a camp."""
MOST = 4.0
"""Largest error on a log scale: a factor of 55."""
NEAR = 30.0
"""Days after the last count at which the error of a camp is as it is given."""


@dataclass(frozen=True)
class CampForecast:
    """What is forecast from a day.

    Parameters
    ----------
    people
        (member, day, camp), persons; the first day is the origin.
    """

    origin: dt.date
    camps: tuple[str, ...]
    known: KnownArrivals
    people: Counts


@dataclass(frozen=True)
class CampForecastSettings:
    """How a forecast is made.

    Parameters
    ----------
    given_total
        The number in all camps together is told, as Flee is told it: only its division is camp_forecast.
    given_conditions
        Fighting and barriers after the origin are those that happened.
    """

    members: int = 200
    seed: int = 1
    threads: int | None = None
    given_total: bool = False
    given_conditions: bool = False
    parameters: ForecastParameters = field(default_factory=ForecastParameters)


def forecast_camps(
    scenario: Scenario, origin: dt.date, days: int, settings: CampForecastSettings
) -> CampForecast:
    """Forecast every camp on the days after one, from what was known on it."""
    return with_camp_error(forecast_by_law(scenario, origin, days, settings), settings)


def forecast_by_law(
    scenario: Scenario, origin: dt.date, days: int, settings: CampForecastSettings
) -> CampForecast:
    """Let the law go on from a day, without what a forecast gets wrong of each camp."""
    until = origin + dt.timedelta(days=days)
    cut = known_on(scenario, origin, until=until, given_conditions=settings.given_conditions)
    world = assemble_choice(cut, with_capacity=False)
    camps = tuple(world.camps[index] for index in world.chosen)
    known = counted_until(cut, camps, origin)
    drawn = draw_parameters(cut, seed=settings.seed, n_member=settings.members)
    today = (origin - scenario.start).days
    onward = Continued(world, drawn, settings.seed, today, known.people)
    if settings.given_total:
        totals = given_totals(scenario, camps, known, origin, days, settings.members)
    else:
        totals = draw_totals(
            known, days + 1, settings.members, settings.parameters, seed=settings.seed
        )
    people = continue_from(
        onward, totals, draw_camp_bias(onward, known, settings.parameters), threads=settings.threads
    )
    return CampForecast(origin, camps, known, people)


def given_totals(
    scenario: Scenario,
    camps: tuple[str, ...],
    known: KnownArrivals,
    origin: dt.date,
    days: int,
    members: int,
) -> NDArray[np.int64]:
    """Return the total that is given (member, day); after the run the last."""
    plain = scenario.model_copy(update={"corrections": (), "end": origin + dt.timedelta(days=days)})
    total = registered_daily(plain, camps)[known.counts.shape[0] - 1 :].sum(axis=1)
    total = np.maximum(total, 0)
    total[0] = known.people.sum()
    return np.broadcast_to(total, (members, total.size)).copy()


def with_camp_error(law: CampForecast, settings: CampForecastSettings) -> CampForecast:
    """Add what a forecast gets wrong of each camp: one error a member, growing from the last count on."""
    days = np.arange(law.people.shape[1])
    error = deviates(law, settings)[:, None, :] * error_scale(law.known, days, settings.parameters)
    error[:, 0] = 0.0
    people = law.people * np.exp(np.clip(error, -MOST, MOST))
    if settings.given_total:
        given_total, found = (one.sum(axis=2, keepdims=True) for one in (law.people, people))
        people *= np.divide(given_total, found, out=np.ones_like(found), where=found > 0)
    return replace(law, people=np.rint(people))


def deviates(law: CampForecast, settings: CampForecastSettings) -> Counts:
    """Draw the error of every member and camp (member, camp), in units of its scale."""
    today = law.known.counts.shape[0] - 1
    drawn = draw_quantiles(settings.seed, CAMP_ERROR, today, keys(law.camps), law.people.shape[0])
    return student.ppf(drawn, FREEDOM)


def error_scale(
    known: KnownArrivals, days: NDArray[np.int64], parameters: ForecastParameters
) -> Counts:
    """Return the scale of the error of each camp, some days after the origin (day, camp), on a log scale."""
    age = (known.age + days[:, None]) / NEAR
    near = np.hypot(parameters.camp_error, parameters.change_error * known.changed)
    return near * age**parameters.error_growth
