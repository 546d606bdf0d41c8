"""The state of the screen is in its address."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from browser.conftest import Open
from browser.screen import Screen


def picture(screen: Screen) -> dict[str, object]:
    """What a reader would compare two screens by."""
    sides = "AB" if screen.get("end-B").count() else "A"
    return {
        "date": screen.date(),
        "ends": [screen.end(side) for side in sides],
        "chart": screen.get("choose-chart").input_value(),
        "maps": screen.page.locator("[data-testid^=map-]").count(),
        "zoom": screen.page.url.partition("zoom=")[2],
        "pulled": [one.is_checked() for one in screen.page.get_by_role("switch").all()],
        "evidence": screen.get("evidence").locator("h2").inner_text(),
        "tab": screen.page.get_by_role("tab", selected=True).inner_text(),
        "small": screen.page.get_by_role("group", name=re.compile("Small charts")).inner_text(),
        "language": screen.page.locator("html").get_attribute("lang"),
    }


@pytest.fixture
def arranged(screen: Screen) -> Screen:
    """A screen on which much has been done."""
    screen.open()
    with screen.redrawn():
        screen.lever("open_to_all").click()
    with screen.redrawn():
        screen.get("lever-open_to_all-date").fill("2031-02-12")
    with screen.redrawn():
        screen.lever("houses_given_back").click()
    with screen.redrawn():
        screen.get("lever-houses_given_back-value").fill("0.1")
    with screen.redrawn():
        screen.get("choose-chart").select_option("displaced:farms")
    with screen.redrawn():
        screen.place("border_camp").click()
    screen.get("zoom-in").click()
    screen.get("tab-beliefs").click()
    screen.get("scrub").fill("42")
    expect(screen.page).to_have_url(re.compile("day=2031-02-18.*zoom=1.50"))
    return screen.settled()


def test_reloading_gives_the_same_screen(arranged: Screen):
    before = picture(arranged)
    arranged.page.reload()
    assert picture(arranged.settled()) == before


def test_a_link_gives_others_the_same_screen(arranged: Screen, new_screen: Open):
    other = new_screen()
    other.page.goto(arranged.page.url)
    assert picture(other.settled()) == picture(arranged)


def test_back_and_forward(screen: Screen):
    screen.open()
    for name in ("open_to_all", "arrests_stop"):
        with screen.redrawn():
            screen.lever(name).click()
    both = screen.end("B")
    with screen.redrawn():
        screen.page.go_back()
    expect(screen.lever("arrests_stop")).not_to_be_checked()
    expect(screen.lever("open_to_all")).to_be_checked()
    assert screen.end("B") == screen.end_of_run({"name": "open_to_all"})
    with screen.redrawn():
        screen.page.go_forward()
    expect(screen.lever("arrests_stop")).to_be_checked()
    assert screen.end("B") == both


@pytest.mark.parametrize(
    "nonsense",
    [
        "#a=nowhere&b=tiny~no_such_lever=x@y&day=2099-99-99&zoom=1,2&chart=none&lang=xx",
        "#a=tiny&b=none&day=1900-01-01&place=nowhere&trace=claims:none&tab=none&view=none",
        "#%%%&&&===",
        "#a=tiny&b=none&zoom=0,0,0&trace=lever:none",
    ],
)
def test_an_address_that_says_nonsense_still_gives_a_screen(screen: Screen, nonsense: str):
    screen.page.goto(screen.address + nonsense)
    screen.settled()
    expect(screen.get("map-A")).to_be_visible()
    assert screen.date() in {"2031-01-07", "2031-03-11", "2025-06-25", "2025-06-30"}
