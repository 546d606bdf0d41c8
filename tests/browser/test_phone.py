"""A phone held upright, and other sizes of screens."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from browser.conftest import Open
from browser.screen import Screen

TOUCH = {"is_mobile": True, "has_touch": True}
STICKS_OUT = """() => [...document.querySelectorAll("main *, header *, footer *")].filter((one) => {
    if (one.closest(".hidden, .skip, svg svg, option") || !one.checkVisibility()) return false;
    const box = one.getBoundingClientRect();
    if (!box.width || (box.left >= -1 && box.right <= innerWidth + 1)) return false;
    for (let up = one.parentElement; up; up = up.parentElement)
        if (getComputedStyle(up).overflowX !== "visible") return false;
    return true;
}).map((one) => one.outerHTML.slice(0, 100))"""
"""Elements that reach beyond the page, unless something cuts or scrolls them."""


def fits(screen: Screen) -> None:
    assert screen.page.evaluate("document.documentElement.scrollWidth") <= screen.page.evaluate(
        "innerWidth"
    )
    assert screen.page.evaluate(STICKS_OUT) == []


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("width", [320, 390])
def test_a_phone_is_never_scrolled_sideways(new_screen: Open, width: int, language: str):
    screen = new_screen(viewport={"width": width, "height": 844}, **TOUCH)
    screen.open("tiny", "tiny~open_to_all~houses_given_back", lang=language)
    fits(screen)
    screen.get("open-charts").tap()
    screen.get("open-levers").tap()
    fits(screen)
    for opener in ("open-assumes", "open-sources"):
        screen.get(opener).tap()
        fits(screen)
        screen.get("close-dialog").tap()


def test_a_phone_shows_answer_map_and_obstacles_on_two_screens(new_screen: Open):
    screen = new_screen(viewport={"width": 390, "height": 844}, **TOUCH)
    screen.open().answered()
    ends = {
        name: screen.get(name).evaluate("one => one.getBoundingClientRect().bottom + scrollY")
        for name in ("answer", "map-A", "obstacles")
    }
    assert ends["answer"] < ends["map-A"] < 844
    assert ends["obstacles"] < 2 * 844


def test_on_a_phone_what_a_lever_changes_comes_directly_after_the_answer(new_screen: Open):
    screen = new_screen(viewport={"width": 390, "height": 844}, **TOUCH)
    screen.open("tiny", "tiny~open_to_all").compared()
    tops = {
        name: screen.get(name).evaluate("one => one.getBoundingClientRect().top + scrollY")
        for name in ("answer", "changed", "map-B", "obstacles")
    }
    assert sorted(tops, key=lambda name: tops[name]) == list(tops)
    expect(screen.page.locator("[data-difference=harmed], .isHarm").first).to_be_in_viewport()


def test_a_phone_names_the_refuge_of_most_people(new_screen: Open):
    screen = new_screen(viewport={"width": 390, "height": 844}, **TOUCH)
    screen.open("palmyra", home="palmyra", day="2020-07-01")
    most = (
        screen.get("map-A")
        .locator(".host, .camp, .abroad")
        .evaluate_all(
            "all => all.reduce((a, b) => (b.dataset.value - a.dataset.value > 0 ? b : a)).dataset.place"
        )
    )
    expect(screen.page.locator(f"[data-label={most}]")).to_be_visible()


def test_a_phone_shows_one_map_and_does_everything(new_screen: Open):
    screen = new_screen(viewport={"width": 390, "height": 844}, **TOUCH)
    screen.open(home="all").levers()
    with screen.redrawn():
        screen.lever("open_to_all").tap()
    expect(screen.page.locator("[data-testid^=map-]")).to_have_count(1)
    screen.get("view-A").tap()
    expect(screen.get("map-A")).to_be_visible()
    screen.get("view-B").tap()
    expect(screen.get("map-B")).to_be_visible()
    with screen.redrawn():
        screen.place("border_camp", "B").tap()
    expect(screen.get("headline")).to_contain_text("Border Camp")
    screen.get("play").tap()
    expect(screen.get("play")).to_have_accessible_name("Pause")


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080), (3840, 2160), (768, 1024)])
def test_other_screens(new_screen: Open, size: tuple[int, int]):
    width, height = size
    screen = new_screen(viewport={"width": width, "height": height})
    screen.open("tiny", "tiny~open_to_all")
    fits(screen)
    if width >= 1280:
        assert screen.page.evaluate("document.documentElement.scrollHeight <= innerHeight")
        for name in ("headline", "map-B", "timeline", "changed", "play", "obstacles"):
            expect(screen.get(name)).to_be_in_viewport()


@pytest.mark.parametrize("size", [(1280, 720), (390, 844)])
def test_what_is_pressed_is_large_enough(new_screen: Open, size: tuple[int, int]):
    """WCAG 2.2: 24 by 24 pixels."""
    screen = new_screen(viewport={"width": size[0], "height": size[1]})
    screen.open("tiny", "tiny~open_to_all~houses_given_back", drawer="levers")
    small = screen.page.evaluate(
        """() => [...document.querySelectorAll("button, select, input:not([type=range]), a[href]")]
            .filter((one) => one.checkVisibility() && !one.closest(".skip, p, .row.link"))
            .map((one) => [(one.closest("label") ?? one).getBoundingClientRect(), one.outerHTML.slice(0, 100)])
            .filter(([box]) => box.width > 1 && (box.width < 23.5 || box.height < 23.5))
            .map(([box, what]) => `${box.width}x${box.height} ${what}`)"""
    )
    assert small == []


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080), (390, 844)])
def test_no_letter_is_smaller_than_twelve_pixels(
    new_screen: Open, size: tuple[int, int], language: str
):
    screen = new_screen(viewport={"width": size[0], "height": size[1]})
    screen.open("tiny", "tiny~open_to_all", lang=language, charts="places", drawer="levers")
    small = screen.page.evaluate(
        """() => [...document.querySelectorAll("body *")]
            .filter((one) => one.checkVisibility() && [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
            .filter((one) => parseFloat(getComputedStyle(one).fontSize) < 12)
            .map((one) => one.outerHTML.slice(0, 100))"""
    )
    assert small == []


def test_twice_as_large_nothing_is_lost(new_screen: Open):
    """Zoom of 200% is half the window: WCAG 1.4.10."""
    screen = new_screen(viewport={"width": 640, "height": 360})
    screen.open("tiny", "tiny~open_to_all", drawer="levers")
    fits(screen)
