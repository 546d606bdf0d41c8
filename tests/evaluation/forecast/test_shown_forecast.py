"""What of a forecast is shown."""

from __future__ import annotations

import math

import pytest

from homeward.evaluation.forecast.forecast import Forecast
from homeward.evaluation.forecast.shown_forecast import ALL, ShownForecast
from homeward.evaluation.scoring.leads import BANDS


def test_all_storylines_come_first_then_each(shown: ShownForecast):
    rows = shown.quantities[0].rows
    assert [row.storyline for row in rows[:4]] == [
        ALL, "front_line_holds", "town_falls_again", "arrests_stop",
    ]  # fmt: skip
    assert rows[0].lead == 0
    assert rows[-1].lead == 40


def test_bands_are_those_of_the_members(outlook: Forecast, shown: ShownForecast):
    members = outlook.quantity_forecasts[1]
    row = next(one for one in shown.quantities[1].rows if one.lead == 30)
    day = members.dates.index(row.date)
    for band in BANDS:
        expected = members.quantiles(day, [(1 - band) / 2, (1 + band) / 2])
        assert list(row.bands.band(band)) == expected
    assert row.bands.median == members.quantiles(day, [0.5])[0]


def test_an_observed_number_stands_beside_members_that_were_run(
    outlook: Forecast, shown: ShownForecast
):
    for one, number in zip(outlook.forecasts, shown.numbers, strict=True):
        assert (number.series, number.date, number.lead) == (one.series, one.date, one.lead)
        assert set(number.bands.quantiles) <= set(one.values.tolist())


def test_nothing_small_or_exact_is_published(shown: ShownForecast):
    published = shown.published()
    rows = [row.bands for one in published.quantities for row in one.rows]
    for bands in (*rows, *(one.bands for one in published.numbers)):
        for value in bands.quantiles:
            assert math.isnan(value) or value == 0 or (value >= 10 and value % 5 == 0)
    for one in published.quantities:
        for row in one.splits:
            shares = [share for share in row.shares.values() if not math.isnan(share)]
            assert [round(share, 2) for share in shares] == shares
    assert published.weights.effective == round(shown.weights.effective)
    for one in published.scores["camp_population"]:
        assert one.crps * one.scale % 5 == pytest.approx(0)
