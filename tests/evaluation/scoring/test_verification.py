"""How forecasts did (model §15.5): each part worked by hand, or found by other means."""

from __future__ import annotations

import datetime as dt
import math

import numpy as np
import pytest

from homeward.evaluation.scoring.leads import ForecastNumber
from homeward.evaluation.scoring.verification import verify, width_of

ORIGIN = dt.date(2030, 1, 1)


def number(
    series: str, lead: int, observed: float, spread: float = 1.0, origin: int = 0
) -> ForecastNumber:
    """Members from 0 to 100 times the spread; persistence says 80."""
    day = ORIGIN + dt.timedelta(days=origin)
    return ForecastNumber(
        series, day, day + dt.timedelta(days=lead), np.linspace(0, 100, 101) * spread, observed,
        {"persistence": 80.0},
    )  # fmt: skip


def test_numbers_are_sorted_by_lead_and_by_place():
    found = verify(
        [
            number("a", 7, 50.0),
            number("a", 40, 10.0),
            number("b", 30, 90.0),
            number("b", 30, math.nan),
        ],
        [7, 30],
    )
    assert found.pooled is not None
    assert found.pooled.numbers == 3
    assert [(one.lead, one.numbers) for one in found.leads] == [(7, 1), (30, 2)]
    assert {name: one.numbers for name, one in found.places.items()} == {"a": 2, "b": 1}


def test_reliability_of_right_bands_is_what_it_should_be_and_narrow_ones_are_seen():
    chance = np.random.default_rng(1)
    seen = chance.uniform(0, 100, size=400)
    right = verify([number("a", 7, one, origin=i) for i, one in enumerate(seen)], [7])
    narrow = verify([number("a", 7, 50 + one, 0.5, i) for i, one in enumerate(seen)], [7])
    assert right.pooled is not None
    assert narrow.pooled is not None
    for band, held in right.pooled.coverage.items():
        assert abs(held - band) < 4 * math.sqrt(band * (1 - band) / 400) + 0.01
    assert narrow.pooled.coverage[0.9] < 0.2  # negative control
    assert max(right.pooled.ranks) < 70
    assert narrow.pooled.ranks[-1] > 300


def test_widths_are_relative_to_what_was_observed_or_the_median():
    assert width_of([number("a", 7, 80.0)], 0.5) == pytest.approx(50 / 80)
    assert width_of([number("a", 7, 10.0)], 0.9) == pytest.approx(90 / 50)
    assert width_of([number("a", 7, 0.0, spread=0.0)], 0.9) == 0.0
    found = verify([number("a", 7, 80.0), number("a", 30, 80.0, 2.0)], [7, 30])
    assert found.widths[30][0.5] == pytest.approx(100 / 100)


def test_skill_by_lead_is_that_of_its_numbers():
    """All members at 100, observed 90: ours is off by 10, persistence by 10 as well; observed 100: ours by none."""
    same = ForecastNumber(
        "a", ORIGIN, ORIGIN + dt.timedelta(days=7), np.full(10, 100.0), 90.0, {"persistence": 80.0}
    )
    late = ForecastNumber(
        "a",
        ORIGIN,
        ORIGIN + dt.timedelta(days=30),
        np.full(10, 100.0),
        100.0,
        {"persistence": 80.0},
    )
    found = verify([same, late], [7, 30])
    assert [one.skill["persistence"] for one in found.leads] == [0.0, 1.0]
    assert found.places["a"].skill["persistence"] == pytest.approx(1 - 10 / 30)


def test_what_is_published_is_rounded_and_nothing_observed_is_nothing():
    found = verify([number("a", 7, 80.0)], [7]).published()
    assert found.widths[7][0.5] == round(50 / 80, 2)
    nothing = verify([number("a", 7, math.nan)], [7])
    assert nothing.pooled is None
    assert nothing.published() == nothing
    assert (nothing.leads, nothing.places) == ((), {})
