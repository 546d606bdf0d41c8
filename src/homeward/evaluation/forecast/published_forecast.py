"""A forecast as it may be shown: small counts withheld, all others rounded (model §9, §14.3)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from homeward.evaluation.forecast.forecast import Forecast, QuantityForecast
from homeward.evaluation.scoring.leads import BANDS
from homeward.results.publish.disclosure import published_count

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
    outlook: Forecast, foreseen: QuantityForecast, *, exact: bool
) -> Iterator[PublishedRow]:
    """Show one quantity on all its days, all storylines together and then each, if there are several."""
    names = [future.storyline.name for future in outlook.futures]
    for day, date in enumerate(foreseen.dates):
        yield _shown(outlook, foreseen, date, ALL, foreseen.quantiles(day, SHARES), exact=exact)
        for index, name in enumerate(names if len(names) > 1 else ()):
            found = foreseen.of_storyline(day, index, SHARES)
            yield _shown(outlook, foreseen, date, name, found, exact=exact)


def _shown(
    outlook: Forecast,
    foreseen: QuantityForecast,
    date: dt.date,
    storyline: str,
    quantiles: Sequence[float],
    *,
    exact: bool,
) -> PublishedRow:
    return PublishedRow(
        series=foreseen.quantity.series,
        title=foreseen.quantity.title,
        date=date,
        lead=(date - outlook.origin).days,
        storyline=storyline,
        quantiles=tuple(quantiles) if exact else tuple(map(published_count, quantiles)),
    )
