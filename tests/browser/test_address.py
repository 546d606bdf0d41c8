"""The state of the screen is in its address."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from browser.conftest import Open
from browser.screen import Screen


def picture(screen: Screen) -> dict[str, object]:
    """What a reader would compare two screens by."""
    return {
        "headline": screen.get("headline").inner_text(),
        "date": screen.date(),
        "scope": [screen.get(f"scope-{one}").input_value() for one in ("home", "group")],
        "pressed": screen.get("whom").locator("[aria-pressed=true]").all_inner_texts(),
        "measure": screen.get("choose-measure").input_value(),
        "view": screen.page.locator(".view [aria-pressed=true]").inner_text(),
        "maps": screen.page.locator("[data-testid^=map-]").count(),
        "zoom": screen.page.url.partition("zoom=")[2],
        "pulled": [one.is_checked() for one in screen.page.get_by_role("switch").all()],
        "small": screen.page.locator("[data-testid^=chart-]").count(),
        "since": screen.get("obstacles-since").get_attribute("data-date"),
        "language": screen.page.locator("html").get_attribute("lang"),
    }


@pytest.fixture
def arranged(screen: Screen) -> Screen:
    """A screen on which much has been done."""
    screen.open(home="all")
    with screen.redrawn():
        screen.lever("open_to_all").click()
    with screen.redrawn():
        screen.get("lever-open_to_all-date").fill("2031-02-12")
        screen.get("lever-open_to_all-date").press("Enter")
    with screen.redrawn():
        screen.lever("houses_given_back").click()
    with screen.redrawn():
        screen.get("lever-houses_given_back-value").fill("0.1")
    with screen.redrawn():
        screen.place("border_camp", "B").click()
    screen.get("choose-measure").select_option("present")
    screen.get("view-both").click()
    screen.get("zoom-in").click()
    with screen.redrawn():
        screen.get("open-charts").click()
    screen.get("scrub").fill("42")
    expect(screen.page).to_have_url(re.compile("day=2031-02-18.*zoom=1.50"))
    screen.answered()
    screen.get("obstacles-since").fill("2031-01-15")
    screen.get("obstacles-since").press("Enter")
    return screen.settled().answered()


def test_reloading_gives_the_same_screen(arranged: Screen):
    before = picture(arranged)
    arranged.page.reload()
    assert picture(arranged.settled().answered()) == before


def test_a_link_gives_others_the_same_screen(arranged: Screen, new_screen: Open):
    other = new_screen()
    other.page.goto(arranged.page.url)
    assert picture(other.settled().answered()) == picture(arranged)


def test_back_and_forward(screen: Screen):
    screen.open(home="all")
    for name in ("open_to_all", "arrests_stop"):
        with screen.redrawn():
            screen.lever(name).click()
    both = screen.change()
    with screen.redrawn():
        screen.page.go_back()
    expect(screen.lever("arrests_stop")).not_to_be_checked()
    expect(screen.lever("open_to_all")).to_be_checked()
    assert screen.change() == screen.end_of_change({"name": "open_to_all"})
    with screen.redrawn():
        screen.page.go_forward()
    expect(screen.lever("arrests_stop")).to_be_checked()
    assert screen.change() == both


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
    expect(screen.page.locator("[data-testid^=map-]").first).to_be_visible()
    assert screen.date() in {"2031-01-07", "2031-03-11", "2025-06-25", "2025-06-30"}


def test_what_a_link_says_and_nobody_knows_is_named(screen: Screen):
    """Nothing else is opened in its place without a word."""
    screen.page.goto(f"{screen.address}#a=syria~no_lever&b=none&day=2099-01-01&place=nowhere&x=1")
    screen.settled()
    for part in ("syria", "2099-01-01", "place=nowhere", "x=1"):
        expect(screen.get("unread")).to_contain_text(part)
    screen.open()
    expect(screen.get("unread")).to_have_count(0)


def test_the_link_and_the_commands_are_copied(screen: Screen):
    screen.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    screen.open("tiny", "tiny~open_to_all@2031-02-12", home="oldtown", day="2031-03-04")
    screen.get("export").click()
    screen.get("share-link").click()
    expect(screen.page.get_by_text("Copied.")).to_be_visible()
    assert screen.page.evaluate("navigator.clipboard.readText()") == screen.page.url
    screen.get("share-command").click()
    said = "homeward compare tiny --lever open_to_all@2031-02-12 --on 2031-03-04 --home oldtown"
    screen.page.wait_for_function(
        "async (said) => (await navigator.clipboard.readText()).startsWith(said)", arg=said
    )
