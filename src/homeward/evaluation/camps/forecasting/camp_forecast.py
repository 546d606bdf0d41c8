"""Forecasts of camp registrations: the law goes on from what was known on a day (model §15)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.stats import t as student

from homeward.assemble.camps.camp_choice.choice_parameters import draw_parameters
from homeward.assemble.camps.camp_choice.choice_world import assemble_choice
from homeward.assemble.labels import keys
from homeward.engine.camps.continued import Continued, continue_from
from homeward.evaluation.camps.forecasting.arrival_trend import draw_totals
from homeward.evaluation.camps.forecasting.forecast_parameters import (
    TOTAL_FORECAST,
    TOTAL_GIVEN,
    ForecastParameters,
)
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
MOST = 4.0
"""Largest error on a log scale: a factor of 55."""
NEAR = 30.0
"""Days after the last count at which the error of a camp is as it is given."""
LEAST_CHANGE = 0.02
"""Change of all people together, on a log scale, below which camps still change places."""


@dataclass(frozen=True)
class CampForecast:
    """What is forecast from a day.

    Parameters
    ----------
    people
        (member, day, camp), persons; the first day is the origin.
    total
        (day): people in all camps together, where that is given.
    """

    origin: dt.date
    camps: tuple[str, ...]
    known: KnownArrivals
    people: Counts
    total: NDArray[np.int64] | None = None


@dataclass(frozen=True)
class CampForecastSettings:
    """How a forecast is made.

    Parameters
    ----------
    given_total
        The number in all camps together is told, as Flee is told it: only its division is camp_forecast.
    given_conditions
        Fighting and barriers after the origin are those that happened.
    given_capacity
        The law knows the capacities of camps, which may be the greatest number ever registered.
    parameters
        Those fitted to what is given if None.
    """

    members: int = 200
    seed: int = 1
    threads: int | None = None
    given_total: bool = False
    given_conditions: bool = False
    given_capacity: bool = False
    parameters: ForecastParameters | None = None

    @property
    def in_force(self) -> ForecastParameters:
        """The parameters asked for, or those fitted to what is given."""
        return self.parameters or (TOTAL_GIVEN if self.given_total else TOTAL_FORECAST)


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
    world = assemble_choice(cut, with_capacity=settings.given_capacity)
    camps = tuple(world.camps[index] for index in world.chosen)
    known = counted_until(cut, camps, origin)
    drawn = draw_parameters(cut, seed=settings.seed, n_member=settings.members)
    today = (origin - scenario.start).days
    onward = Continued(world, drawn, settings.seed, today, known.people)
    if settings.given_total:
        totals = given_totals(scenario, camps, known, origin, days, settings.members)
    else:
        totals = draw_totals(
            known, days + 1, settings.members, settings.in_force, seed=settings.seed
        )
    people = continue_from(onward, totals, threads=settings.threads)
    return CampForecast(origin, camps, known, people, totals[0] if settings.given_total else None)


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
    found = settings.in_force
    days = np.arange(law.people.shape[1])
    deviates = student.ppf(error_quantiles(law, settings), found.freedom)[:, None, :]
    scale = error_scale(law.known.age, days, law.people.sum(axis=2), found)
    scale[:, 0] = 0.0
    people = err(law.people, deviates * scale, keep_total=settings.given_total)
    return replace(law, people=np.rint(people))


def err(people: Counts, error: Counts, *, keep_total: bool) -> Counts:
    """Multiply people (..., camp) by errors on a log scale, and scale them back to their total if that is kept."""
    found = people * np.exp(np.clip(error, -MOST, MOST))
    if not keep_total:
        return found
    before, after = (one.sum(axis=-1, keepdims=True) for one in (people, found))
    return found * np.divide(before, after, out=np.ones_like(after), where=after > 0)


def error_quantiles(law: CampForecast, settings: CampForecastSettings) -> Counts:
    """Draw where in its distribution the error of every member and camp lies (member, camp)."""
    today = law.known.counts.shape[0] - 1
    return draw_quantiles(settings.seed, CAMP_ERROR, today, keys(law.camps), law.people.shape[0])


def error_scale(
    age: NDArray[np.int64],
    days: NDArray[np.int64],
    totals: Counts,
    parameters: ForecastParameters,
) -> Counts:
    """Return the scale of the error of each camp some days after the origin (member, day, camp), on a log scale.

    Parameters
    ----------
    age
        (camp): days from the last count to the origin.
    totals
        (member, day): people in all camps together; those of the first day are known.
    """
    change = np.abs(np.log1p(totals) - np.log1p(totals[:, :1])) + LEAST_CHANGE
    by_time = ((age + days[:, None]) / NEAR) ** parameters.time_power
    return parameters.camp_error * change[:, :, None] ** parameters.change_power * by_time
