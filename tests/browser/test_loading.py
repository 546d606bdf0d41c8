"""The screen loads, whole, from this machine only."""

from __future__ import annotations

import re
from urllib.request import urlopen

import pytest
from playwright.sync_api import expect

from browser.screen import Screen
from homeward.explorer.web.server import BUNDLE


def test_it_shows_what_the_command_named(screen: Screen):
    """A scenario and a saved run were named first: they stand side by side."""
    screen.page.goto(screen.address)
    screen.settled()
    assert [one["exhibit"] for one in screen.ask("meta")["sides"]] == ["tiny", "saved"]
    screen.open("tiny", "saved", view="both")
    for side, name in (("A", "tiny"), ("B", "saved")):
        places = [one["id"] for one in screen.exhibit(name)["places"]]
        drawn = screen.get(f"map-{side}").locator("[data-place]")
        assert sorted(one.get_attribute("data-place") or "" for one in drawn.all()) == sorted(
            places
        )


def test_one_scenario_alone_fills_the_screen(screen: Screen):
    screen.open()
    exhibit = screen.exhibit()
    expect(screen.page).to_have_title(re.compile("^On 11 Mar 2031, about .* · Homeward$"))
    expect(screen.get("exhibit")).to_have_value("tiny")
    expect(screen.get("status")).to_contain_text("8 simulations")
    expect(screen.page.locator("[data-testid^=map-]")).to_have_count(1)
    expect(screen.page.get_by_role("contentinfo")).to_contain_text("legal status")
    assert screen.date() == exhibit["end"]


def test_the_browser_itself_is_told_to_ask_nobody_else(screen: Screen):
    with urlopen(screen.address) as answer:
        policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'self'; img-src 'self' blob: data:;")
    assert "unsafe" not in policy


def test_the_watch_sees_what_it_watches_for(screen: Screen):
    """Negative control: a page that asks others, or runs what the policy forbids, fails its test."""
    screen.open()
    screen.page.evaluate(
        """() => {
            const script = document.createElement("script"), image = new Image();
            script.textContent = "window.wasHere = true";
            image.src = "https://example.org/a.png";
            document.body.append(script, image);
            window.setTimeout(() => { throw new Error("broken on purpose"); });
        }"""
    )
    screen.page.wait_for_event("pageerror") if len(screen.watch.broken) < 3 else None
    assert screen.page.evaluate("window.wasHere") is None
    assert screen.watch.outside == ["https://example.org/a.png"]
    broken = " ".join(screen.watch.broken)
    for part in ("Executing inline script", "Loading the image", "broken on purpose"):
        assert part in broken
    with pytest.raises(AssertionError):
        screen.watch.is_clean()
    screen.watch.outside.clear()
    screen.watch.broken.clear()


def test_what_it_assumes_is_one_click_away(screen: Screen):
    screen.open()
    limits = screen.ask("meta")["limits"]
    for opener in (
        screen.get("open-assumes"),
        screen.page.get_by_role("contentinfo").get_by_role("button"),
    ):
        opener.click()
        page = screen.page.get_by_role("dialog", name="What this run assumes")
        for sentence in (*limits["refused"], limits["return"], *screen.exhibit()["assumes"]):
            expect(page).to_contain_text(sentence)
        expect(page).to_contain_text("numbers below 10 are withheld")
        expect(page).to_contain_text("Natural Earth")
        screen.page.keyboard.press("Escape")
        expect(page).to_have_count(0)


def test_a_question_that_no_server_answers_is_worded_and_asked_again(screen: Screen):
    screen.open().answered()
    screen.watch.allowed.append("net::ERR_FAILED")
    screen.page.route("**/api/obstacles", lambda route: route.abort())
    screen.get("scrub").press("ArrowLeft")
    progress = screen.get("progress-obstacles")
    expect(progress).to_contain_text("start homeward explore again")
    expect(progress).not_to_contain_text("TypeError")
    expect(screen.get("answer")).to_contain_text("start homeward explore again")
    screen.page.unroute("**/api/obstacles")
    screen.answered()


def test_while_the_server_is_away_the_picture_stays(screen: Screen):
    screen.open()
    lever, before = screen.lever("open_to_all"), screen.band()
    screen.watch.allowed.append("net::ERR_FAILED")
    screen.page.route("**/api/run", lambda route: route.abort())
    lever.click()
    expect(screen.get("status")).to_contain_text("The server does not answer")
    assert screen.band() == before
    # It asks again by itself: nobody has to press anything.
    with screen.redrawn():
        screen.page.unroute("**/api/run")
    expect(screen.get("headline-B")).to_be_visible()


def test_the_pages_stay_light(screen: Screen):
    del screen  # skips where they are not built
    assert (BUNDLE / "app.js").stat().st_size <= 350_000
