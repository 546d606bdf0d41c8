"""Forecast: members weighed by what was known are run through every storyline (model §14)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from homeward.errors import Problem, ScenarioError
from homeward.evaluation.conditioning.conditioned_runs import ConditioningSettings
from homeward.evaluation.conditioning.grounds import Grounds, find_grounds
from homeward.evaluation.conditioning.started_members import start_members
from homeward.evaluation.forecast.futures import ONE_DAY, Future, continued_scenario, futures_from
from homeward.evaluation.forecast.members_by_origin import (
    ConditionedMembers,
    weigh_by_origin,
)
from homeward.evaluation.forecast.naive_baselines import PERSISTENCE, naive_forecasts
from homeward.evaluation.forecast.quantities import (
    Quantity,
    observed_after,
    observed_until,
    quantities,
)
from homeward.evaluation.forecast.variance_split import Split, split_variance
from homeward.evaluation.scoring.best_baseline import with_best
from homeward.evaluation.scoring.leads import ForecastNumber, LeadScore, score_leads
from homeward.evaluation.scoring.measures import last_day, measure
from homeward.evaluation.scoring.member_statistics import (
    Reals,
    quantile,
    with_value,
)
from homeward.scenario.rows.observations import Observation
from homeward.scenario.scenario import Scenario

LEADS = (1, 7, 30, 90, 180, 365, 730, 1095)
"""Days after the last day known that are shown, and bins of leads that are scored."""
DRAWN_DAYS = 48
"""Days of a forecast that are kept for its picture."""
SAMPLE = 400
"""Members of equal weight that stand for weighted ones of weighted storylines where they are scored."""
OTHER_CHANCE = 1
"""Added to the seed for a second run of the same members."""
SEEDS = 2**63

StorylineValues = NDArray[np.float64]
"""(storyline, member) of one number, persons."""


@dataclass(frozen=True)
class QuantityForecast:
    """One quantity on some days after the last day known.

    Parameters
    ----------
    values
        (day, storyline, run, member), persons; the second run differs in chance alone.
    weight, share
        (storyline) and (member), each adding up to 1.
    """

    quantity: Quantity
    dates: tuple[dt.date, ...]
    values: NDArray[np.float64]
    weight: Reals
    share: Reals

    def quantiles(self, day: int, shares: Sequence[float]) -> list[float]:
        """Quantiles of all storylines together on one of the days, as weighted in the first run."""
        values, weights = mixed(self.values[day, :, 0], self.weight, self.share)
        return quantile(values, weights, list(shares))

    def of_storyline(self, day: int, storyline: int, shares: Sequence[float]) -> list[float]:
        """Return the same within one storyline."""
        return quantile(self.values[day, storyline, 0], self.share, list(shares))

    def split(self, day: int) -> Split:
        """Where its width on one of the days comes from."""
        return split_variance(self.values[day], self.weight, self.share)


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
    scenario: Scenario, origins: Sequence[dt.date], lead: int, settings: ConditioningSettings
) -> Forecast:
    """Forecast what follows the first of some last days known, and score the forecasts from all of them.

    Raises
    ------
    ScenarioError
        If a last day known is outside the run, or no storyline can begin after it.
    ObservationError
        If anything later than a last day known would be used.
    """
    check_forecast_days(scenario, origins)
    scenario = with_every_figure(scenario)
    origin = origins[0]
    begun = {one: futures_from(scenario, one, lead) for one in origins}
    known = weigh_by_origin(scenario, origins, settings)
    futures, skipped = begun[origin]
    quantity_forecasts, forecasts = _forecast_first(
        scenario, origin, lead, futures, known[origin], settings
    )
    for one in origins[1:]:
        forecasts += _forecast_scored(scenario, one, lead, begun[one][0], known[one], settings)
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


def mixed(values: StorylineValues, weight: Reals, share: Reals) -> tuple[Reals, Reals]:
    """Bring members of all storylines together, each with its weight (storyline times member)."""
    return values.ravel(), np.outer(weight, share).ravel()


def sample(values: StorylineValues, weight: Reals, share: Reals) -> Reals:
    """Stand members of equal weight for weighted ones, evenly along their distribution (`SAMPLE`)."""
    ordered, weights = with_value(*mixed(values, weight, share))
    at = (np.arange(SAMPLE) + 0.5) / SAMPLE
    return ordered[np.minimum(np.searchsorted(np.cumsum(weights), at), ordered.size - 1)]


def _forecast_first(
    scenario: Scenario,
    origin: dt.date,
    lead: int,
    futures: Sequence[Future],
    known: ConditionedMembers,
    settings: ConditioningSettings,
) -> tuple[list[QuantityForecast], list[ForecastNumber]]:
    """Run every storyline twice, measure what is shown day by day, and what was then observed."""
    dates = shown_days(origin, lead)
    wanted = quantities(scenario, origin)
    scored = observed_after(scenario, origin, lead)
    rows = [quantity.on(day, origin) for quantity in wanted for day in dates]
    runs = [
        _measured(futures, origin, [*rows, *scored], known, settings, seed, name)
        for seed, name in ((None, ""), ((settings.seed + OTHER_CHANCE) % SEEDS, "Other chance: "))
    ]
    # Axes from here on: row, storyline, run, member.
    values = np.stack(runs, axis=2)
    weight = np.array([future.share for future in futures])
    quantity_forecasts = [
        QuantityForecast(
            quantity,
            dates,
            values[index * len(dates) : (index + 1) * len(dates)],
            weight,
            known.share,
        )
        for index, quantity in enumerate(wanted)
    ]
    first = values[len(rows) :, :, 0]
    return quantity_forecasts, _forecasts(scenario, origin, scored, first, weight, known)


def _forecast_scored(
    scenario: Scenario,
    origin: dt.date,
    lead: int,
    futures: Sequence[Future],
    known: ConditionedMembers,
    settings: ConditioningSettings,
) -> list[ForecastNumber]:
    """Run every storyline once from another origin, as far as something was observed."""
    scored = observed_after(scenario, origin, lead)
    if not scored:
        return []
    phase = f"From {origin + ONE_DAY}: "
    values = _measured(futures, origin, scored, known, settings, None, phase)
    weight = np.array([future.share for future in futures])
    return _forecasts(scenario, origin, scored, values, weight, known)


def _measured(
    futures: Sequence[Future],
    origin: dt.date,
    rows: Sequence[Observation],
    known: ConditionedMembers,
    settings: ConditioningSettings,
    chance_seed: int | None,
    phase: str,
) -> NDArray[np.float64]:
    """Run the members that carry the weight from the last counts through futures: (row, storyline, member)."""
    numbers = [int(number) for number in known.numbers]
    scenarios = [future.scenario for future in futures]
    started = start_members(
        scenarios, origin, rows, numbers, settings, chance_seed=chance_seed, phase=phase
    )
    found: list[NDArray[np.float64]] = []
    for index, future in enumerate(futures):
        simulated = started.run(index, settings, f"{phase}{future.storyline.title}")
        found.append(np.stack([measure(simulated, row) for row in rows]))
    return np.stack(found, axis=1)


def _forecasts(
    scenario: Scenario,
    origin: dt.date,
    rows: Sequence[Observation],
    values: NDArray[np.float64],
    weight: Reals,
    known: ConditionedMembers,
) -> list[ForecastNumber]:
    """Set beside every row what was forecast of it (row, storyline, member)."""
    return [
        ForecastNumber(
            series=row.name,
            origin=origin,
            date=row.date,
            values=sample(values[index], weight, known.share),
            observed=row.value,
            baselines=naive_forecasts(scenario, row, origin),
        )
        for index, row in enumerate(rows)
    ]


def shown_days(origin: dt.date, lead: int) -> tuple[dt.date, ...]:
    """List the last day known, days after it for a picture, and every lead that is shown."""
    step = max(lead // DRAWN_DAYS, 1)
    days = {0, lead, *range(0, lead, step), *(one for one in LEADS if one < lead)}
    return tuple(origin + dt.timedelta(days=day) for day in sorted(days))


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
