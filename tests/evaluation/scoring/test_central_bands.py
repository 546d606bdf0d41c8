"""Median and central bands of one number."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from homeward.evaluation.scoring.central_bands import CentralBands, ShownNumber
from homeward.evaluation.scoring.leads import BANDS, ForecastNumber

MEMBERS = np.arange(41.0) + 3  # 3 to 43: each 2.5% is a member


def test_median_and_bands_are_quantiles_by_the_names_of_their_columns():
    bands = CentralBands.of(MEMBERS)
    assert bands.median == 23
    assert bands.band(0.5) == (13, 33)
    assert bands.band(0.95) == pytest.approx((4, 42))
    names = "q025 q05 q10 q25 median q75 q90 q95 q975"
    assert [*bands.columns] == names.split()
    assert (bands.columns["q05"], bands.columns["q95"]) == bands.band(0.9)
    assert (bands.columns["q025"], bands.columns["median"]) == (bands.band(0.95)[0], bands.median)
    assert bands.as_json() == {
        "median": 23, "bands": {f"{band:g}": [*bands.band(band)] for band in BANDS},
    }  # fmt: skip


def test_between_two_members_it_is_between_them_or_the_lower():
    between, lower = (CentralBands.of(np.array([10.0, 20.0]), one) for one in ("linear", "lower"))
    assert (between.median, lower.median) == (15, 10)


def test_small_ends_are_withheld_and_all_others_rounded():
    low, high = CentralBands.of(MEMBERS).published().band(0.9)
    assert (low, high) == (pytest.approx(np.nan, nan_ok=True), 40)


def test_a_number_is_shown_without_its_members():
    day = dt.date(2031, 2, 1)
    one = ForecastNumber("camp", day, day + dt.timedelta(days=7), MEMBERS, 21.0, {"stays": 18.0})
    shown = ShownNumber.of(one)
    assert (shown.lead, shown.observed, shown.baselines) == (7, 21, {"stays": 18})
    assert shown.bands == CentralBands.of(MEMBERS)
    assert shown.published().bands.median == 25
    assert shown.published().observed == 21
