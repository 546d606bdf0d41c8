"""What of a band is drawn, and where it has gaps."""

from __future__ import annotations

import datetime as dt

import numpy as np

from homeward.results.figures.bands import band_of
from homeward.results.tables.statistics import LEVELS, STATISTICS
from homeward.results.tables.summary import Summary

DATES = tuple(dt.date(2020, 1, day) for day in (1, 2, 3, 4))


def _summary() -> Summary:
    values = np.full((len(STATISTICS), 4), 100.0)
    values[:, 1] = np.nan
    values[STATISTICS.index("q05"), 2] = np.nan
    return Summary("idps", np.zeros((0, 3), np.int64), dict.fromkeys(LEVELS, values))


def test_days_that_are_withheld_are_gaps() -> None:
    band = band_of(_summary(), DATES)
    assert band.has_gaps
    assert list(band.pieces()) == [slice(0, 1), slice(2, 4)]


def test_a_quantile_known_to_be_small_is_drawn_small() -> None:
    band = band_of(_summary(), DATES)
    assert band.quantiles["q05"][2] == 5.0
    assert np.isnan(band.quantiles["q05"][1])
    assert band.most == 100.0
