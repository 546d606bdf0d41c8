"""The runs of a forecast: members from the last counts through every storyline, measured (model §14.3, §14.4)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from homeward.evaluation.conditioning.conditioned_runs import ConditioningSettings
from homeward.evaluation.conditioning.started_members import start_members
from homeward.evaluation.forecast.dressing import (
    Dressing,
    draw_deviates,
    dress,
    scales,
)
from homeward.evaluation.forecast.futures import ONE_DAY, Future
from homeward.evaluation.forecast.members_by_origin import ConditionedMembers
from homeward.evaluation.forecast.naive_baselines import naive_forecasts
from homeward.evaluation.forecast.quantities import Quantity, observed_after, quantities
from homeward.evaluation.forecast.variance_split import Split, split_variance
from homeward.evaluation.scoring.leads import ForecastNumber
from homeward.evaluation.scoring.measures import measure, most_people
from homeward.evaluation.scoring.member_statistics import Reals, quantile, with_value
from homeward.numerics.streams import other_seed
from homeward.scenario.rows.observations import Observation
from homeward.scenario.scenario import Scenario

LEADS = (1, 7, 30, 90, 180, 365, 730, 1095)
"""Days after the last day known that are shown, and bins of leads that are scored."""
DRAWN_DAYS = 48
"""Days of a forecast that are kept for its picture."""
SAMPLE = 400
"""Members of equal weight that stand for weighted ones of weighted storylines where they are scored."""

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
class ForecastRuns:
    """The runs of a forecast, from one last day known after the other."""

    scenario: Scenario
    lead: int
    settings: ConditioningSettings
    dressing: Dressing

    def first(
        self, origin: dt.date, futures: Sequence[Future], known: ConditionedMembers
    ) -> tuple[list[QuantityForecast], list[ForecastNumber]]:
        """Run every storyline twice, measure what is shown day by day, and what was then observed."""
        dates = shown_days(origin, self.lead)
        wanted = quantities(self.scenario, origin)
        scored = observed_after(self.scenario, origin, self.lead)
        rows = [quantity.on(day, origin) for quantity in wanted for day in dates]
        other = other_seed(self.settings.seed)
        runs = [
            self._measured(futures, origin, [*rows, *scored], known, seed, name)
            for seed, name in ((None, ""), (other, "Other chance: "))
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
        return quantity_forecasts, self._numbers(origin, scored, first, weight, known)

    def scored(
        self, origin: dt.date, futures: Sequence[Future], known: ConditionedMembers
    ) -> list[ForecastNumber]:
        """Run every storyline once from another origin, as far as something was observed."""
        scored = observed_after(self.scenario, origin, self.lead)
        if not scored:
            return []
        phase = f"From {origin + ONE_DAY}: "
        values = self._measured(futures, origin, scored, known, None, phase)
        weight = np.array([future.share for future in futures])
        return self._numbers(origin, scored, values, weight, known)

    def _measured(
        self,
        futures: Sequence[Future],
        origin: dt.date,
        rows: Sequence[Observation],
        known: ConditionedMembers,
        chance_seed: int | None,
        phase: str,
    ) -> NDArray[np.float64]:
        """Run the members that carry the weight from the last counts through futures: (row, storyline, member)."""
        numbers = [int(number) for number in known.numbers]
        scenarios = [future.scenario for future in futures]
        started = start_members(
            scenarios, origin, rows, numbers, self.settings, chance_seed=chance_seed, phase=phase
        )
        scale = scales(self.scenario, rows, origin, self.dressing)
        today = started.worlds[0].world.labels.day(origin)
        deviates = draw_deviates(rows, numbers, today, self.settings.seed)
        found: list[NDArray[np.float64]] = []
        for index, future in enumerate(futures):
            simulated = started.run(index, self.settings, f"{phase}{future.storyline.title}")
            values = np.stack([measure(simulated, row) for row in rows])
            most = np.stack([most_people(simulated, row) for row in rows])
            found.append(dress(values, scale, deviates, most))
        return np.stack(found, axis=1)

    def _numbers(
        self,
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
                baselines=naive_forecasts(self.scenario, row, origin),
            )
            for index, row in enumerate(rows)
        ]


def shown_days(origin: dt.date, lead: int) -> tuple[dt.date, ...]:
    """List the last day known, days after it for a picture, and every lead that is shown."""
    step = max(lead // DRAWN_DAYS, 1)
    days = {0, lead, *range(0, lead, step), *(one for one in LEADS if one < lead)}
    return tuple(origin + dt.timedelta(days=day) for day in sorted(days))


def mixed(values: StorylineValues, weight: Reals, share: Reals) -> tuple[Reals, Reals]:
    """Bring members of all storylines together, each with its weight (storyline times member)."""
    return values.ravel(), np.outer(weight, share).ravel()


def sample(values: StorylineValues, weight: Reals, share: Reals) -> Reals:
    """Stand members of equal weight for weighted ones, evenly along their distribution (`SAMPLE`)."""
    ordered, weights = with_value(*mixed(values, weight, share))
    at = (np.arange(SAMPLE) + 0.5) / SAMPLE
    return ordered[np.minimum(np.searchsorted(np.cumsum(weights), at), ordered.size - 1)]
