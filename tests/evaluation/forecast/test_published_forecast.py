"""What of a forecast may be shown."""

from __future__ import annotations

import math

from homeward.evaluation.forecast.forecast import Forecast
from homeward.evaluation.forecast.published_forecast import ALL, published_rows
from homeward.evaluation.scoring.leads import BANDS


def test_all_storylines_come_first_then_each(outlook: Forecast):
    rows = list(published_rows(outlook, outlook.quantity_forecasts[0], exact=True))
    assert [row.storyline for row in rows[:4]] == [
        ALL, "front_line_holds", "town_falls_again", "arrests_stop",
    ]  # fmt: skip
    assert rows[0].lead == 0
    assert rows[-1].lead == 40


def test_bands_are_those_of_the_members(outlook: Forecast):
    foreseen = outlook.quantity_forecasts[1]
    row = next(one for one in published_rows(outlook, foreseen, exact=True) if one.lead == 30)
    day = foreseen.dates.index(row.date)
    for band in BANDS:
        expected = foreseen.quantiles(day, [(1 - band) / 2, (1 + band) / 2])
        assert list(row.band(band)) == expected
    assert row.median == foreseen.quantiles(day, [0.5])[0]


def test_nothing_small_or_exact_is_shown_unless_asked(outlook: Forecast):
    for foreseen in outlook.quantity_forecasts:
        for row in published_rows(outlook, foreseen, exact=False):
            for value in row.quantiles:
                assert math.isnan(value) or value == 0 or (value >= 10 and value % 5 == 0)
