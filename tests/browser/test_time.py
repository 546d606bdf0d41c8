"""Where in time the screen is: scrubbed, stepped and played."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from browser.screen import Screen

START, END = "2031-01-07", "2031-03-11"
"""First and last day that tiny keeps; it keeps one a week."""


@pytest.fixture(autouse=True)
def opened(screen: Screen) -> Screen:
    return screen.open()


def test_scrubbing_changes_map_chart_and_address(screen: Screen):
    screen.open(home="all")
    run = screen.ask("run", exhibit="tiny", show=[screen.where()])
    last = screen.place("oldtown").locator("path").first.get_attribute("transform")
    screen.get("scrub").fill("28")
    assert screen.date() == "2031-02-04"
    expect(screen.get("date")).to_have_value("4 Feb 2031")
    expect(screen.page).to_have_url(re.compile("day=2031-02-04"))
    assert screen.place("oldtown").locator("path").first.get_attribute("transform") != last
    for week in range(10):
        screen.get("scrub").fill(str(7 * week))
        assert screen.band()[0] == run["series"][0]["median"][week]


def test_every_step_is_a_key(screen: Screen):
    scrub = screen.get("scrub")
    for key, day in (
        ("Home", START),
        ("ArrowRight", "2031-01-14"),
        ("ArrowUp", "2031-01-21"),
        ("ArrowLeft", "2031-01-14"),
        ("ArrowDown", START),
        ("PageUp", END),
        ("PageDown", START),
        ("ArrowLeft", START),
        ("End", END),
    ):
        scrub.press(key)
        assert screen.date() == day, key
    expect(scrub).to_have_attribute("aria-valuetext", "11 Mar 2031")


def test_it_plays_from_the_start_to_the_end_and_stops(screen: Screen):
    screen.page.evaluate(
        """() => {
            const date = document.querySelector("[data-testid=date]"), days = [];
            new MutationObserver(() => {
                days.push(date.dataset.date);
                document.body.dataset.days = days.join(" ");
            }).observe(date, { attributes: true });
        }"""
    )
    screen.get("speed").select_option("30")
    screen.get("play").click()
    body = screen.page.locator("body")
    expect(body).to_have_attribute("data-days", re.compile(f" {END}$"))
    expect(screen.get("play")).to_have_accessible_name("Play")
    days = (body.get_attribute("data-days") or "").split()
    assert days == sorted(days)
    assert days[0] < days[-1] == screen.date() == END


def test_it_pauses_where_it_is(screen: Screen):
    """In ten years there is time to pause; by the button, and by the space bar wherever that presses nothing."""
    screen.open("palmyra", day="2015-01-07")
    screen.get("speed").select_option("30")
    play = screen.get("play")
    play.click()
    expect(screen.get("date")).not_to_have_attribute("data-date", "2015-01-07")
    screen.page.get_by_role("button", name="Pause").click()
    expect(play).to_have_accessible_name("Play")
    day = screen.date()
    assert "2015-01-07" < day < "2025-06-25"
    expect(screen.page).to_have_url(re.compile(f"day={day}"))
    assert screen.date() == day
    for name in ("Pause", "Play"):
        screen.get("scrub").press(" ")
        expect(play).to_have_accessible_name(name)


def test_pressing_in_a_chart_goes_to_its_day(screen: Screen):
    plot = screen.chart("main").locator(".plot svg")
    box = plot.bounding_box()
    assert box
    plot.click(position={"x": box["width"] * 0.5, "y": box["height"] * 0.3})
    assert START < screen.date() < END
    assert screen.get("scrub").input_value() != screen.get("scrub").get_attribute("max")


def test_both_sides_are_on_the_same_day(screen: Screen):
    screen.open("tiny", "tiny~open_to_all", view="both")
    places = [one["id"] for one in screen.exhibit()["places"]]
    runs = {
        side: screen.ask("run", exhibit="tiny", levers=levers, show=[], home=0)["places"]
        for side, levers in (("A", []), ("B", [{"name": "open_to_all"}]))
    }
    weeks = range(len(runs["A"][0]))
    week = next(one for one in weeks if any(people[one] for people in runs["A"]))
    screen.get("scrub").fill(str(7 * week))
    for side, run in runs.items():
        for name, people in zip(places, run, strict=True):
            said = screen.place(name, side).get_attribute("aria-label") or ""
            shown = "withheld" if people[week] is None else f"{people[week]:,}"
            assert f"People there: {shown}" in said


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("2031-02-11", "2031-02-11"),
        ("11 Feb 2031", "2031-02-11"),
        ("11 february 2031", "2031-02-11"),
        ("11/2/2031", "2031-02-11"),
        ("Feb 2031", "2031-02-04"),
        ("12 Feb 2031", "2031-02-11"),
    ],
)
def test_a_day_is_typed(screen: Screen, said: str, day: str):
    """The kept day nearest to it is shown."""
    screen.go(said)
    assert screen.date() == day


def test_what_is_no_day_is_said_and_changes_nothing(screen: Screen):
    for said, problem in (("soon", "is no day"), ("1999-01-01", "Name a day from")):
        screen.go(said)
        expect(screen.page.get_by_role("alert")).to_contain_text(problem)
        assert screen.date() == END


def test_a_click_into_the_day_takes_all_of_it_to_be_typed_over(screen: Screen):
    screen.get("date").click()
    screen.page.keyboard.type("2031-02-04")
    screen.page.keyboard.press("Enter")
    expect(screen.get("date")).to_have_value("4 Feb 2031")
    assert screen.date() == "2031-02-04"
