"""The page on how forecasts did (model §15.5)."""

from __future__ import annotations

import math
import xml.etree.ElementTree as ET

import pytest

from evaluation.scoring.test_verification import number
from homeward.evaluation.scoring.verification import verify
from homeward.evaluation.scoring.verification_page import (
    COLUMNS,
    MOST_PLACES,
    ROWS,
    SIDE,
    TALL,
    draw_verification,
)

SVG = "{http://www.w3.org/2000/svg}"


def drawn(places: int = 3) -> tuple[str, ET.Element]:
    numbers = [
        number(f"camp{place}", lead, 20.0 + 5 * place, origin=origin)
        for place in range(places)
        for lead in (7, 30)
        for origin in range(3)
    ]
    page = draw_verification(verify(numbers, [7, 30]), "a test")
    return page, ET.fromstring(page)


def test_it_says_of_what_it_is_how_much_and_how_rough():
    page, _ = drawn()
    assert "How forecasts did: a test" in page
    assert (
        "18 numbers forecast and then observed, from 3 days; numbers of one day err together"
        in page
    )
    for head in ("Reliability", "(PIT)", "Sharpness", "Skill (1 - CRPS", "By place or series"):
        assert head in page


def test_points_stand_where_their_numbers_are():
    """Bands of 50, 80, 90 and 95% along the first panel; those that held everything at its top."""
    _, root = drawn(places=1)
    dots = [(float(one.get("cx", 0)), float(one.get("cy", 0))) for one in root.iter(f"{SVG}circle")]
    expected = [COLUMNS[0] + SIDE * band for band in (0.5, 0.8, 0.9, 0.95)]
    assert [round(x, 1) for x, _ in dots[:4]] == [round(x, 1) for x in expected]
    # 20 is outside the middle half of 0 to 100, and inside all wider bands.
    assert [round(y, 1) for _, y in dots[:4]] == [ROWS[0] + TALL, ROWS[0], ROWS[0], ROWS[0]]


def test_bars_add_up_to_the_numbers():
    _, root = drawn(places=1)
    bars = [one for one in root.iter(f"{SVG}rect") if one.get("fill-opacity") == "1"]
    top = next(
        float(one.text or 0)
        for one in root.iter(f"{SVG}text")
        if (one.get("x"), one.get("y")) == (f"{COLUMNS[1] - 6:g}", f"{ROWS[0] + 4:g}")
    )
    assert sum(float(bar.get("height", 0)) for bar in bars) / TALL * top == pytest.approx(
        6, abs=0.01
    )


def test_places_beyond_a_page_are_counted():
    page, _ = drawn(places=MOST_PLACES + 5)
    assert f"camp{MOST_PLACES - 1}" in page
    assert "and 5 more: scores.csv, or --json" in page


def test_nothing_observed_is_said():
    page = draw_verification(verify([number("a", 7, math.nan)], [7]), "a test")
    assert "Nothing was observed after the days of these forecasts" in page
    assert "Reliability" not in page
