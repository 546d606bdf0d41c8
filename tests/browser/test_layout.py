"""What a window is used for: the map has half of it, and nothing that is read lies under something else."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from browser.conftest import Open
from browser.screen import Screen

WINDOWS = ((1280, 720), (1440, 900), (1920, 1080))
SHARE = """() => {
    const map = document.querySelector("[data-sheet=map]");
    return (map.clientWidth * map.clientHeight) / (innerWidth * innerHeight);
}"""
FREE = """() => {
    const over = [...document.querySelectorAll(".cards > *, .key")].map((one) => one.getBoundingClientRect());
    const map = document.querySelector("[data-sheet=map]").getBoundingClientRect();
    let seen = 0;
    for (let x = map.left; x < map.right; x += 4)
        for (let y = map.top; y < map.bottom; y += 4)
            seen += over.every((one) => x < one.left || x >= one.right || y < one.top || y >= one.bottom);
    return (seen * 16) / (innerWidth * innerHeight);
}"""
"""The part of the window that the map has and nothing covers."""
UNDER = """() => {
    const over = [...document.querySelectorAll(".cards > *, .key, .drawer")].map((one) => one.getBoundingClientRect());
    return [...document.querySelectorAll(".names text, .place")].filter((one) => {
        const box = one.getBoundingClientRect();
        return over.some((card) => box.right > card.left + 1 && box.left < card.right - 1 && box.bottom > card.top + 1 && box.top < card.bottom - 1);
    }).map((one) => one.textContent || one.dataset.place);
}"""
"""Names and places that a card, the key or the drawer covers."""


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize(("width", "height"), WINDOWS)
def test_the_map_has_half_of_the_window_and_no_name_is_covered(
    new_screen: Open, width: int, height: int, language: str
):
    screen = new_screen(viewport={"width": width, "height": height})
    screen.open("palmyra", home="palmyra", lang=language).answered()
    assert screen.page.evaluate(SHARE) >= 0.5
    assert screen.page.evaluate(FREE) >= 0.5
    inert = "() => [...document.querySelectorAll('.figure')].map((one) => one.inert)"
    assert screen.page.evaluate(inert) == [False] * 4
    assert screen.page.evaluate(UNDER) == []
    size = "[document.documentElement.scrollWidth, document.documentElement.scrollHeight]"
    assert screen.page.evaluate(size) == [width, height]


def test_the_map_does_not_move_when_an_answer_comes(new_screen: Open):
    screen = new_screen(viewport={"width": 1440, "height": 900})
    screen.open("palmyra", home="palmyra").answered()
    top = "document.querySelector('main').getBoundingClientRect().top"
    before = screen.page.evaluate(top)
    screen.page.route("**/api/obstacles", lambda route: None)
    screen.go("1 Jun 2016")
    expect(screen.get("away-sentence")).to_have_count(0)
    assert screen.page.evaluate(top) == before


@pytest.mark.parametrize("language", ["en", "ar"])
def test_nothing_of_the_answer_is_beyond_the_window_once_it_is_scored(
    new_screen: Open, language: str
):
    screen = new_screen(viewport={"width": 1280, "height": 720})
    kept = {"home": "palmyra", "lang": language}
    screen.open("palmyra", "palmyra~permission_open_to_all", **kept).answered()
    expect(screen.get("trust")).not_to_have_attribute("data-rows", "")
    outside = """one => [...one.querySelectorAll("*")].filter((part) => {
        const box = part.getBoundingClientRect();
        return box.left < 0 || box.right > innerWidth;
    }).map((part) => part.textContent)"""
    assert screen.get("answer").evaluate(outside) == []


def test_a_card_is_folded_to_its_headline(new_screen: Open):
    screen = new_screen()
    screen.open("palmyra", home="palmyra").answered()
    first = screen.page.locator("[data-obstacle] .name").first.inner_text().split(".")[0]
    screen.get("obstacles").get_by_role("button", name="Fold").click()
    expect(screen.page.locator("[data-obstacle]")).to_have_count(0)
    expect(screen.get("obstacles")).to_contain_text(first)


def test_no_column_of_what_changes_is_cut(new_screen: Open):
    screen = new_screen()
    levers = "palmyra~houses_given_back@2020-03-01~permission_open_to_all@2020-03-01"
    screen.open("palmyra", levers, home="palmyra", day="2022-06-01").compared()
    table = screen.get("changed").locator(".scroll")
    assert table.evaluate("one => one.scrollWidth - one.clientWidth") <= 0


@pytest.mark.parametrize("language", ["en", "ar"])
def test_five_obstacles_are_seen_below_what_changes_in_a_low_window(
    new_screen: Open, language: str
):
    screen = new_screen(viewport={"width": 1280, "height": 720})
    kept = {"home": "palmyra", "day": "2020-07-01", "lang": language}
    screen.open("palmyra", "palmyra~permission_open_to_all", **kept).answered().compared()
    rows = screen.page.locator("[data-obstacle]")
    expect(rows).to_have_count(5)
    floor = screen.page.locator("main").evaluate("one => one.getBoundingClientRect().bottom")
    assert rows.last.evaluate("one => one.getBoundingClientRect().bottom") <= floor


def test_circles_are_of_the_home_that_the_screen_is_about(screen: Screen):
    screen.open("palmyra", day="2020-07-01", home="palmyra")
    exhibit = screen.exhibit("palmyra")
    place = next(at for at, one in enumerate(exhibit["places"]) if one["id"] == "rukban")
    home = next(
        at for at, one in enumerate(exhibit["homes"]) if exhibit["places"][one]["id"] == "palmyra"
    )
    row = max(at for at, day in enumerate(exhibit["days"]) if day <= 2008)
    own = screen.ask("run", exhibit="palmyra", home=home)["places"][place][row]
    everybody = screen.ask("run", exhibit="palmyra")["places"][place][row]
    assert 0 < own < everybody
    expect(screen.place("rukban")).to_have_attribute("aria-label", re.compile(f"{own:,}"))
