"""What is shown of a forecast, worked out once: bands, where the width comes from, scores; no members (model §14.3)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from homeward.evaluation.conditioning.grounds import Grounds
from homeward.evaluation.forecast.forecast import Forecast
from homeward.evaluation.forecast.forecast_runs import QuantityForecast
from homeward.evaluation.forecast.futures import Future
from homeward.evaluation.forecast.members_by_origin import ConditionedMembers
from homeward.evaluation.forecast.quantities import Quantity
from homeward.evaluation.scoring.central_bands import SHARES, CentralBands, ShownNumber
from homeward.evaluation.scoring.leads import LeadScore
from homeward.evaluation.scoring.verification import Verification, verify
from homeward.results.publish.small_counts import published_share

ALL = "all"
"""Stands for all storylines together."""
PARTS = ("chance", "parameters", "storyline")


@dataclass(frozen=True)
class ForecastRow:
    """One quantity on one day, of one storyline or of all."""

    date: dt.date
    lead: int
    storyline: str
    bands: CentralBands


@dataclass(frozen=True)
class SplitRow:
    """Where the width of one quantity on one day comes from.

    Parameters
    ----------
    shares
        Of the variance, by `PARTS`; NaN where nothing varies.
    """

    date: dt.date
    lead: int
    shares: dict[str, float]


@dataclass(frozen=True)
class ShownQuantity:
    """One quantity on all its days.

    Parameters
    ----------
    rows
        On each day all storylines together and then each, if there are several.
    """

    quantity: Quantity
    rows: tuple[ForecastRow, ...]
    splits: tuple[SplitRow, ...]

    def published(self) -> ShownQuantity:
        """Withhold and round by disclosure control."""
        rows = (replace(row, bands=row.bands.published()) for row in self.rows)
        splits = (
            replace(row, shares={name: published_share(part) for name, part in row.shares.items()})
            for row in self.splits
        )
        return replace(self, rows=tuple(rows), splits=tuple(splits))


@dataclass(frozen=True)
class ShownWeights:
    """How members were weighed.

    Parameters
    ----------
    rows
        Observations they were weighed by.
    effective
        Effective sample size.
    power
        Power of the likelihood.
    played
        Members that are run on.
    """

    rows: int
    effective: float
    power: float
    played: int

    @classmethod
    def of(cls, known: ConditionedMembers) -> ShownWeights:
        """Leave out what each member weighs."""
        weights = known.weights
        return cls(known.rows, weights.effective, weights.power, int(known.numbers.size))

    def published(self) -> ShownWeights:
        """Round by disclosure control: weights are made of counts."""
        return replace(self, effective=round(self.effective), power=published_share(self.power))


@dataclass(frozen=True)
class ShownForecast:
    """All that is shown of a `Forecast`.

    Parameters
    ----------
    numbers
        Every number forecast from any of the origins that was then observed.
    """

    origins: tuple[dt.date, ...]
    lead: int
    leads: list[int]
    weights: ShownWeights
    futures: list[Future]
    skipped: list[str]
    quantities: tuple[ShownQuantity, ...]
    numbers: tuple[ShownNumber, ...]
    scores: dict[str, list[LeadScore]]
    verification: Verification
    grounds: Grounds
    warnings: list[str]

    @property
    def origin(self) -> dt.date:
        """Last day known of the forecast that is shown."""
        return self.origins[0]

    def published(self) -> ShownForecast:
        """Withhold and round by disclosure control."""
        return replace(
            self,
            weights=self.weights.published(),
            quantities=tuple(one.published() for one in self.quantities),
            numbers=tuple(one.published() for one in self.numbers),
            verification=self.verification.published(),
            scores={name: [row.published() for row in rows] for name, rows in self.scores.items()},
        )


def show_forecast(result: Forecast) -> ShownForecast:
    """Work out what is shown of a forecast, exact."""
    return ShownForecast(
        origins=result.origins,
        lead=result.lead,
        leads=result.leads,
        weights=ShownWeights.of(result.known),
        futures=result.futures,
        skipped=result.skipped,
        quantities=tuple(_quantity(result, one) for one in result.quantity_forecasts),
        # Members stand evenly along a weighted distribution: each end is one of them.
        numbers=tuple(ShownNumber.of(one, "lower") for one in result.forecasts),
        scores=result.scores,
        verification=verify(result.forecasts, result.leads),
        grounds=result.grounds,
        warnings=result.warnings,
    )


def _quantity(result: Forecast, one: QuantityForecast) -> ShownQuantity:
    days = [(day, date, (date - result.origin).days) for day, date in enumerate(one.dates)]
    splits = (
        SplitRow(date, lead, dict(zip(PARTS, one.split(day).shares, strict=True)))
        for day, date, lead in days
    )
    rows = (
        ForecastRow(date, lead, name, bands)
        for day, date, lead in days
        for name, bands in _bands(result, one, day)
    )
    return ShownQuantity(one.quantity, tuple(rows), tuple(splits))


def _bands(result: Forecast, one: QuantityForecast, day: int) -> Iterator[tuple[str, CentralBands]]:
    yield ALL, CentralBands(tuple(one.quantiles(day, SHARES)))
    names = [future.storyline.name for future in result.futures]
    for index, name in enumerate(names if len(names) > 1 else ()):
        yield name, CentralBands(tuple(one.of_storyline(day, index, SHARES)))
