"""Counts that disclosure control withholds: said, and drawn as gaps, never as nought."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from browser.screen import Screen


def gaps(row: list[int | None]) -> int:
    """How many pieces a line falls into."""
    return len(re.findall(r"[^-]+", "".join("-" if one is None else "x" for one in row)))


def test_a_line_has_a_gap_where_numbers_are_withheld(screen: Screen):
    screen.open(home="oldtown", measure="returned")
    exhibit = screen.exhibit()
    home = [exhibit["places"][place]["id"] for place in exhibit["homes"]].index("oldtown")
    (band,) = screen.ask("run", exhibit="tiny", show=[{"measure": "returned", "home": home}])[
        "series"
    ]
    assert None in band["median"][:-1], "tiny has withheld counts"
    path = screen.chart("main").locator("path.median.A").get_attribute("d") or ""
    assert path.count("M") == gaps(band["median"]) >= 1
    week = band["median"].index(None)
    screen.get("scrub").fill(str(7 * week))
    expect(screen.get("headline-A")).to_have_text("withheld")
    expect(screen.chart("main").locator("circle.dot")).to_have_count(0)


def test_a_place_is_marked_and_said_to_be_withheld(screen: Screen):
    screen.open()
    exhibit = screen.exhibit()
    run = screen.ask("run", exhibit="tiny", show=[], home=0)
    seen = set()
    for week, day in enumerate(exhibit["days"]):
        screen.get("scrub").fill(str(day - exhibit["days"][0]))
        for place, people in zip(exhibit["places"], run["places"], strict=True):
            mark = screen.place(place["id"])
            looks = mark.get_attribute("data-look")
            said = mark.get_attribute("aria-label") or ""
            assert (looks == "withheld") == (people[week] is None)
            assert ("People there: withheld;" in said) == (people[week] is None)
            seen.add(looks)
    assert "withheld" in seen


def test_it_is_said_how_small_counts_are_treated(screen: Screen):
    screen.open()
    screen.get("open-assumes").click()
    expect(screen.page.get_by_role("dialog")).to_contain_text(
        "numbers below 10 are withheld and the rest are rounded to multiples of 5"
    )
