"""A forecast as it may be shown: small counts withheld, all others rounded (model §9, §14.3)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from homeward.evaluation.forecast.forecast import Forecast, QuantityForecast
from homeward.evaluation.scoring.leads import BANDS
from homeward.results.publish.small_counts import published_count

ALL = "all"
"""Stands for all storylines together."""
SHARES = tuple(
    sorted({0.5, *((1 - band) / 2 for band in BANDS), *((1 + band) / 2 for band in BANDS)})
)
"""Shares of the members below the median and the ends of the bands."""
MIDDLE = SHARES.index(0.5)


@dataclass(frozen=True)
class PublishedRow:
    """One quantity on one day, of one storyline or of all.

    Parameters
    ----------
    quantiles
        Persons, by `SHARES`; NaN: withheld.
    """

    series: str
    title: str
    date: dt.date
    lead: int
    storyline: str
    quantiles: tuple[float, ...]

    @property
    def median(self) -> float:
        """Persons; NaN: withheld."""
        return self.quantiles[MIDDLE]

    def band(self, share: float) -> tuple[float, float]:
        """Return the ends of the central band that holds this share of the members, persons."""
        place = len(BANDS) - 1 - BANDS.index(share)
        return self.quantiles[place], self.quantiles[-1 - place]


def published_rows(
    result: Forecast, quantity_forecast: QuantityForecast, *, exact: bool
) -> Iterator[PublishedRow]:
    """Show one quantity on all its days, all storylines together and then each, if there are several."""
    names = [future.storyline.name for future in result.futures]
    for day, date in enumerate(quantity_forecast.dates):
        yield _shown(
            result,
            quantity_forecast,
            date,
            ALL,
            quantity_forecast.quantiles(day, SHARES),
            exact=exact,
        )
        for index, name in enumerate(names if len(names) > 1 else ()):
            found = quantity_forecast.of_storyline(day, index, SHARES)
            yield _shown(result, quantity_forecast, date, name, found, exact=exact)


def _shown(
    result: Forecast,
    quantity_forecast: QuantityForecast,
    date: dt.date,
    storyline: str,
    quantiles: Sequence[float],
    *,
    exact: bool,
) -> PublishedRow:
    return PublishedRow(
        series=quantity_forecast.quantity.series,
        title=quantity_forecast.quantity.title,
        date=date,
        lead=(date - result.origin).days,
        storyline=storyline,
        quantiles=tuple(quantiles) if exact else tuple(map(published_count, quantiles)),
    )
