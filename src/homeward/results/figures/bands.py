"""Medians and bands as they may be drawn, with gaps where a count is withheld."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from homeward.results.publish.small_counts import BASE
from homeward.results.tables.statistics import QUANTILES
from homeward.results.tables.summary import Summary


@dataclass(frozen=True)
class Band:
    """One median over time with its 50% and 90% bands.

    Parameters
    ----------
    quantiles
        (time) each, persons, by name of the statistic. NaN: withheld.
    """

    dates: tuple[dt.date, ...]
    quantiles: dict[str, NDArray[np.float64]]

    @property
    def most(self) -> float:
        """Greatest value drawn, persons."""
        upper = self.quantiles["q95"]
        return float(np.nanmax(upper)) if np.isfinite(upper).any() else 0.0

    @property
    def has_gaps(self) -> bool:
        """Whether anything is withheld."""
        return bool(np.isnan(self.quantiles["median"]).any())

    def pieces(self) -> Iterator[slice]:
        """Find the runs of days on which nothing is withheld."""
        shown = np.concatenate([[False], ~np.isnan(self.quantiles["median"]), [False]])
        edges = np.flatnonzero(np.diff(shown.astype(np.int8)))
        for start, end in zip(edges[::2], edges[1::2], strict=True):
            yield slice(int(start), int(end))


def band_of(summary: Summary, dates: tuple[dt.date, ...], *where: tuple[str, int]) -> Band:
    """Take one band of a summary.

    Where the mean is published, a quantile that is not is known to lie between 0 and the
    threshold, and is drawn in the middle.

    Parameters
    ----------
    where
        Axis and index, in the order home, group, place; nothing for everybody.
    """
    is_withheld = np.isnan(summary.of("mean", *where))
    quantiles: dict[str, NDArray[np.float64]] = {}
    for name in QUANTILES:
        values = summary.of(name, *where)
        drawn = np.where(np.isnan(values), float(BASE), values)
        quantiles[name] = np.where(is_withheld, np.nan, drawn)
    return Band(dates, quantiles)
