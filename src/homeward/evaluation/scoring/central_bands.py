"""A number that is forecast, as it is shown: median and central bands over the members (model §14.3, §15.5)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from homeward.evaluation.scoring.leads import BANDS, ForecastNumber
from homeward.results.publish.small_counts import published_count


def column_of(share: float) -> str:
    """Name the column of a quantile: q05 is the one with 5% of the members below it, q025 the one with 2.5%."""
    whole, part = divmod(round(share * 1000), 10)
    return f"q{whole:02}{part or ''}"


SHARES = tuple(
    sorted({0.5, *((1 - band) / 2 for band in BANDS), *((1 + band) / 2 for band in BANDS)})
)
"""Shares of the members below the median and the ends of the bands."""
MIDDLE = SHARES.index(0.5)
NAMES = tuple("median" if share == 0.5 else column_of(share) for share in SHARES)
"""Names of their columns, as of every other table: q025, q05, q10, q25, median and so on."""

Method = Literal["linear", "lower"]
"""How a quantile is found between two members (`numpy.quantile`)."""


@dataclass(frozen=True)
class CentralBands:
    """Median and central bands of one number over members.

    Parameters
    ----------
    quantiles
        Persons, by `SHARES`; NaN: withheld.
    """

    quantiles: tuple[float, ...]

    @classmethod
    def of(cls, values: NDArray[np.float64], method: Method = "linear") -> CentralBands:
        """Take those of members that count alike (member), persons."""
        return cls(tuple(np.quantile(values, SHARES, method=method).tolist()))

    @property
    def median(self) -> float:
        """Persons; NaN: withheld."""
        return self.quantiles[MIDDLE]

    def band(self, share: float) -> tuple[float, float]:
        """Return the ends of the central band that holds this share of the members, persons."""
        place = len(BANDS) - 1 - BANDS.index(share)
        return self.quantiles[place], self.quantiles[-1 - place]

    @property
    def columns(self) -> dict[str, float]:
        """Every quantile by the name of its column, persons."""
        return dict(zip(NAMES, self.quantiles, strict=True))

    def as_json(self) -> dict[str, Any]:
        """Return the median and every band."""
        return {
            "median": self.median,
            "bands": {f"{band:g}": list(self.band(band)) for band in BANDS},
        }

    def published(self) -> CentralBands:
        """Withhold and round by disclosure control."""
        return CentralBands(tuple(map(published_count, self.quantiles)))


@dataclass(frozen=True)
class ShownNumber:
    """A `ForecastNumber` without its members."""

    series: str
    origin: dt.date
    date: dt.date
    bands: CentralBands
    observed: float
    baselines: Mapping[str, float]

    @classmethod
    def of(cls, one: ForecastNumber, method: Method = "linear") -> ShownNumber:
        """Leave out the members of a number."""
        bands = CentralBands.of(one.values, method)
        return cls(one.series, one.origin, one.date, bands, one.observed, one.baselines)

    @property
    def lead(self) -> int:
        """Days from the origin to the day forecast."""
        return (self.date - self.origin).days

    def published(self) -> ShownNumber:
        """Withhold and round by disclosure control; what was observed is no secret."""
        return replace(self, bands=self.bands.published())
