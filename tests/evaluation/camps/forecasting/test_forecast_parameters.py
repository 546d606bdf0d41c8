"""The numbers of a forecast of camp registrations (model §15.4)."""

from __future__ import annotations

import re
from dataclasses import asdict
from pathlib import Path

from homeward.evaluation.camps.forecasting.forecast_parameters import TOTAL_FORECAST, TOTAL_GIVEN

PAGE = Path(__file__).parents[4] / "docs/model/15-forecast-of-camps.md"


def test_the_page_says_every_number():
    page = PAGE.read_text(encoding="utf-8")
    found = re.findall(r"^\| `(\w+)` \| ([\d.]+) \| ([\d.]+) ", page, re.MULTILINE)
    assert {name: float(value) for name, value, _ in found} == asdict(TOTAL_FORECAST)
    assert {name: float(value) for name, _, value in found} == asdict(TOTAL_GIVEN)
