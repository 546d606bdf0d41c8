"""Forecast: members weighed by what was known are run through every storyline (model §14)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from homeward.errors import Problem, ScenarioError
from homeward.evaluation.conditioning.conditioned_runs import ConditioningSettings
from homeward.evaluation.conditioning.grounds import Grounds, find_grounds
from homeward.evaluation.forecast.dressing import FITTED, Dressing
from homeward.evaluation.forecast.forecast_runs import LEADS, ForecastRuns, QuantityForecast
from homeward.evaluation.forecast.futures import ONE_DAY, Future, continued_scenario, futures_from
from homeward.evaluation.forecast.members_by_origin import (
    ConditionedMembers,
    weigh_by_origin,
)
from homeward.evaluation.forecast.naive_baselines import PERSISTENCE
from homeward.evaluation.forecast.quantities import (
    observed_until,
    quantities,
    told_apart,
)
from homeward.evaluation.scoring.best_baseline import with_best
from homeward.evaluation.scoring.leads import ForecastNumber, LeadScore, score_leads
from homeward.evaluation.scoring.measures import last_day
from homeward.scenario.scenario import Scenario


@dataclass(frozen=True)
class Forecast:
    """All of a forecast.

    Parameters
    ----------
    skipped
        Titles of storylines whose levers had nothing left to change.
    forecasts
        Every number forecast from any of the origins that was then observed.
    scores
        By series, and of all of them together ("all"), by lead.
    """

    origins: tuple[dt.date, ...]
    lead: int
    known: ConditionedMembers
    futures: list[Future]
    skipped: list[str]
    leads: list[int]
    quantity_forecasts: list[QuantityForecast]
    forecasts: list[ForecastNumber]
    scores: dict[str, list[LeadScore]]
    grounds: Grounds
    warnings: list[str]

    @property
    def origin(self) -> dt.date:
        """Last day known of the forecast that is shown."""
        return self.origins[0]


def forecast(
    scenario: Scenario,
    origins: Sequence[dt.date],
    lead: int,
    settings: ConditioningSettings,
    *,
    dressing: Dressing = FITTED,
) -> Forecast:
    """Forecast what follows the first of some last days known, and score the forecasts from all of them.

    Parameters
    ----------
    dressing
        What numbers get wrong though all members agree.

    Raises
    ------
    ScenarioError
        If a last day known is outside the run, or no storyline can begin after it.
    ObservationError
        If anything later than a last day known would be used.
    """
    check_forecast_days(scenario, origins)
    scenario = told_apart(with_every_figure(scenario))
    origin = origins[0]
    begun = {one: futures_from(scenario, one, lead) for one in origins}
    known = weigh_by_origin(scenario, origins, settings)
    futures, skipped = begun[origin]
    runs = ForecastRuns(scenario, lead, settings, dressing)
    quantity_forecasts, forecasts = runs.first(origin, futures, known[origin])
    for one in origins[1:]:
        forecasts += runs.scored(one, begun[one][0], known[one])
    forecasts = with_best(forecasts, PERSISTENCE)
    return Forecast(
        origins=tuple(origins),
        lead=lead,
        known=known[origin],
        futures=futures,
        skipped=skipped,
        leads=[*(one for one in LEADS if one < lead), lead],
        quantity_forecasts=quantity_forecasts,
        forecasts=forecasts,
        scores=_scores(forecasts, lead),
        grounds=find_grounds(continued_scenario(scenario, origin, lead), origin + ONE_DAY),
        warnings=list(_warnings(scenario, origin, lead, known[origin], settings)),
    )


def with_every_figure(scenario: Scenario) -> Scenario:
    """Let figures for testing inform as those to fit do: to a forecast they are figures of days known, or not yet."""
    rows = (
        row.model_copy(update={"use": "fit"}) if row.use == "test" else row
        for row in scenario.observations
    )
    return scenario.model_copy(update={"observations": tuple(rows)})


def check_forecast_days(scenario: Scenario, origins: Sequence[dt.date]) -> None:
    """Refuse a forecast from a day on which nothing was known, or beyond what was said."""
    for origin in origins:
        if not scenario.start <= origin <= scenario.end:
            first, last = scenario.start + ONE_DAY, scenario.end + ONE_DAY
            found = f"{origin + ONE_DAY} is not a day to forecast {scenario.name} from."
            way = f"name a day from {first} to {last}."
            raise ScenarioError(Problem("--from", found, "", (way,)))


def _scores(forecasts: Sequence[ForecastNumber], lead: int) -> dict[str, list[LeadScore]]:
    leads = [one for one in LEADS if one <= lead]
    series: Mapping[str, list[ForecastNumber]] = {
        name: [one for one in forecasts if one.series == name]
        for name in sorted({one.series for one in forecasts})
    }
    together = {"all": list(forecasts)} if len(series) > 1 else {}
    return {name: score_leads(rows, leads) for name, rows in {**series, **together}.items()}


def _warnings(
    scenario: Scenario,
    origin: dt.date,
    lead: int,
    known: ConditionedMembers,
    settings: ConditioningSettings,
) -> Iterator[str]:
    """Say where a forecast reaches beyond what supports it."""
    days = [
        last_day(row)
        for row in scenario.observations
        if row.use == "fit" and last_day(row) <= origin
    ]
    seen = (max(days) - min(days)).days if days else 0
    if lead > seen:
        yield (
            f"the lead, {lead} days, is longer than the {seen} days over which anything was observed "
            "before it."
        )
    if days and (origin - max(days)).days > lead:
        yield f"nothing was observed in the {(origin - max(days)).days} days before {origin + ONE_DAY}."
    if settings.parameters is None and not known.rows:
        yield "nothing was observed before it that members could be weighed by: they count alike."
    if known.rows and known.weights.power < 1:
        yield (
            f"the likelihood is raised to the power {known.weights.power:.2g}, so that enough members "
            "count."
        )
    unseen = [
        quantity.series
        for quantity in quantities(scenario, origin)
        if quantity.observed and len(observed_until(quantity.series, scenario, origin)) < 2
    ]
    if unseen:
        yield f"observed once before it, so that it has no trend: {', '.join(unseen)}."
