"""A chart of one band."""

from __future__ import annotations

import datetime as dt
import xml.etree.ElementTree as ET

import numpy as np
import pytest

from homeward.results.figures.band_chart import Chart, draw_chart
from homeward.results.figures.bands import Band
from homeward.results.figures.palette import OBSERVED
from homeward.results.publish.published import publish
from homeward.results.report.sections import place_charts
from homeward.results.result import Result
from homeward.results.tables.statistics import QUANTILES

DATES = (dt.date(2020, 1, 1), dt.date(2020, 1, 8))


def test_it_is_a_picture_with_its_observations(result: Result) -> None:
    chart = place_charts(publish(result))[0]
    assert chart.title == "Camp"
    root = ET.fromstring(draw_chart(chart))
    circles = root.findall(".//{*}circle")
    assert [one.get("fill") for one in circles] == [OBSERVED]


@pytest.mark.parametrize("value", [0.0, np.nan, 3e6])
def test_nothing_and_much_can_be_drawn(value: float) -> None:
    band = Band(DATES, {name: np.full(2, value) for name in QUANTILES})
    chart = Chart("Camp", "people", band)
    assert "nan" not in draw_chart(chart).lower()
    assert chart.is_empty == (not value > 0)
