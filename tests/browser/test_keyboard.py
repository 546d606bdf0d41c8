"""Everything by keyboard alone, with the focus seen at every step."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from browser.conftest import Open
from browser.screen import Screen

MOST_STEPS = 90
LOOK = """() => {
    const one = document.activeElement, style = getComputedStyle(one);
    const drawn = [...one.querySelectorAll(":scope > circle")].some((ring) => getComputedStyle(ring).stroke !== "none");
    const box = one.getBoundingClientRect();
    return {
        what: one.outerHTML.slice(0, 120),
        isSeen: box.width > 0 && box.height > 0 && one.matches(":focus-visible")
            ? drawn || (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2)
            : one.matches("input[type=date]:focus-within"), // the browser itself marks the parts of a date
    };
}"""
"""What has the focus, and whether one sees that it has."""


def is_focused(screen: Screen, target: Locator) -> bool:
    return bool(target.count()) and target.first.evaluate("one => one === document.activeElement")


def tab_to(screen: Screen, target: Locator, key: str = "Tab") -> None:
    """Press Tab until the focus is there, and look at each stop that it is seen."""
    stops_to(screen, target, key)


def stops_to(screen: Screen, target: Locator, key: str = "Tab") -> int:
    """Do the same, and count how often it was pressed."""
    for pressed in range(MOST_STEPS):
        screen.page.keyboard.press(key)
        look = screen.page.evaluate(LOOK)
        assert look["isSeen"], look["what"]
        if is_focused(screen, target):
            return pressed + 1
    raise AssertionError(f"{target} is not reached by {key}")


def test_from_load_to_a_lever_to_play_to_a_place_to_its_evidence_and_back(screen: Screen):
    screen.open(home="all").answered()
    press = screen.page.keyboard.press
    tab_to(screen, screen.get("open-levers"))
    press("Enter")
    tab_to(screen, screen.lever("open_to_all"))
    with screen.redrawn():
        press("Space")
    expect(screen.lever("open_to_all")).to_be_checked()

    tab_to(screen, screen.page.locator("[data-place]:focus"))
    press("Enter")
    expect(screen.page.locator("[data-place][aria-pressed=true]")).to_have_count(1)
    screen.settled().answered()

    tab_to(screen, screen.page.locator("[data-obstacle]"))
    press("Enter")
    expect(screen.get("dialog")).to_be_visible()
    press("Escape")
    expect(screen.get("dialog")).to_have_count(0)

    tab_to(screen, screen.get("play"), "Shift+Tab")
    press("Enter")
    expect(screen.get("play")).to_have_accessible_name("Pause")
    press("Enter")
    expect(screen.get("play")).to_have_accessible_name("Play")
    tab_to(screen, screen.get("scrub"))
    press("Home")
    assert screen.date() == "2031-01-07"
    tab_to(screen, screen.lever("open_to_all"))
    with screen.redrawn():
        press("Space")
    expect(screen.lever("open_to_all")).not_to_be_checked()


def test_places_are_moved_between_by_arrows_and_the_map_is_zoomed(screen: Screen):
    screen.open()
    press = screen.page.keyboard.press
    tab_to(screen, screen.page.locator("[data-place]:focus"))
    reached = set()
    for key in ("ArrowDown", "ArrowUp", "ArrowLeft", "ArrowRight"):
        press(key)
        assert screen.page.evaluate(LOOK)["isSeen"]
        reached.add(screen.page.evaluate("document.activeElement.dataset.place"))
    assert len(reached) > 1
    expect(screen.get("tip")).to_be_visible()
    land = screen.page.locator("g.land").first
    before = land.get_attribute("transform") or ""
    press("+")
    expect(land).not_to_have_attribute("transform", before)
    press("0")
    expect(land).to_have_attribute("transform", before)


def test_the_first_stops_skip_to_the_answer_and_to_the_picture(screen: Screen):
    screen.open()
    for name, where in (
        ("Skip to the answer", screen.get("answer")),
        ("Skip to the picture", screen.page.get_by_role("main")),
    ):
        screen.page.reload()
        link = screen.settled().page.get_by_role("link", name=name)
        tab_to(screen, link)
        expect(link).to_be_in_viewport()
        screen.page.keyboard.press("Enter")
        expect(where).to_be_focused()


def test_a_meeting_is_answered_in_few_keys(screen: Screen):
    """Keys pressed from a fresh screen: from a number to its paragraph, and whom and when it is about."""
    screen.open("palmyra")
    for key in ("Tab", "Enter", "Tab", "Enter"):
        screen.page.keyboard.press(key)
    expect(screen.get("evidence-detail").locator("[data-claim]").first).to_be_visible()
    screen.open("palmyra").answered()
    for key in ("Tab", "Enter"):
        screen.page.keyboard.press(key)
    assert stops_to(screen, screen.get("scope-place")) <= 7
    screen.page.keyboard.type("Ruk")
    expect(screen.get("headline")).to_contain_text("in Rukban camp")
    screen.settled()
    assert stops_to(screen, screen.get("date")) <= 6


def test_every_control_is_reached_and_seen(screen: Screen):
    """The order of the focus holds everything that can be pressed, except what one key group moves within."""
    screen.open("tiny", "tiny~open_to_all", drawer="levers").answered().compared()
    wanted = set(
        screen.page.evaluate(
            "() => [...document.querySelectorAll('button, a[href], input, select, [tabindex=\"0\"]')]"
            ".filter((one) => one.tabIndex >= 0 && !one.disabled && one.checkVisibility())"
            ".map((one, at) => (one.dataset.stop = String(at)))"
        )
    )
    seen: set[str] = set()
    for _ in range(len(wanted) + 20):
        screen.page.keyboard.press("Tab")
        stop = screen.page.evaluate("document.activeElement.dataset.stop ?? ''")
        if stop:
            look = screen.page.evaluate(LOOK)
            assert look["isSeen"], look["what"]
            seen.add(stop)
    assert seen == wanted


def test_a_dialog_takes_the_focus_and_gives_it_back(screen: Screen):
    screen.open()
    for opener in ("open-assumes", "open-sources"):
        screen.get(opener).focus()
        screen.page.keyboard.press("Enter")
        expect(screen.get("dialog")).to_be_visible()
        for _ in range(12):
            screen.page.keyboard.press("Tab")
            assert screen.page.evaluate(
                "document.activeElement === document.body || !!document.activeElement.closest('dialog')"
            )
        screen.page.keyboard.press("Escape")
        expect(screen.get("dialog")).to_have_count(0)
        expect(screen.get(opener)).to_be_focused()


def test_levers_take_the_focus_and_escape_gives_it_back(screen: Screen):
    screen.open()
    screen.get("open-levers").focus()
    screen.page.keyboard.press("Enter")
    expect(screen.get("levers").locator("ul")).to_be_focused()
    screen.page.keyboard.press("Tab")
    expect(screen.get("levers").get_by_role("switch").first).to_be_focused()
    screen.page.keyboard.press("Escape")
    expect(screen.get("levers")).to_have_count(0)
    expect(screen.get("open-levers")).to_be_focused()


def test_a_source_is_three_keys_from_the_number(screen: Screen):
    """Enter on a row goes on to its claims, Escape back to the row, and from there out."""
    screen.open("palmyra", home="palmyra", day="2020-07-01")
    screen.get("headline-A").focus()
    press = screen.page.keyboard.press
    press("Enter")
    row = screen.get("rest").first
    expect(row).to_be_focused()
    press("Enter")
    expect(screen.get("evidence-detail")).to_be_focused()
    press("Tab")
    expect(screen.get("evidence-detail").get_by_role("link").first).to_be_focused()
    press("Escape")
    expect(row).to_be_focused()
    press("Escape")
    expect(screen.get("dialog")).to_have_count(0)
    expect(screen.get("headline-A")).to_be_focused()


@pytest.mark.parametrize(("width", "language"), [(1280, "en"), (1280, "ar"), (1440, "en")])
def test_harm_stands_on_the_line_of_figures_and_no_key_scrolls_it_away(
    new_screen: Open, width: int, language: str
):
    screen = new_screen(viewport={"width": width, "height": 720})
    screen.open("palmyra", home="palmyra", day="2025-06-25", lang=language)
    row = screen.page.locator(".figures")
    inside = """one => {
        const [box, row] = [one.getBoundingClientRect(), one.parentElement.getBoundingClientRect()];
        return box.top >= row.top - 1 && box.bottom <= row.bottom + 1 && box.left >= row.left - 1 && box.right <= row.right + 1;
    }"""
    assert screen.get("figure-harmed").evaluate(inside)
    screen.get("scope-group").focus()
    for _ in range(5):
        screen.page.keyboard.press("Tab")
        focused = row.locator("button:focus")
        assert not focused.count() or focused.evaluate(inside)
        assert row.evaluate("one => one.scrollTop") == 0
    assert screen.get("figure-harmed").evaluate(inside)


def test_the_export_menu_is_left_by_escape(screen: Screen):
    screen.open()
    screen.get("export").focus()
    screen.page.keyboard.press("Enter")
    screen.page.keyboard.press("Tab")
    expect(screen.get("share-link")).to_be_focused()
    screen.page.keyboard.press("Escape")
    expect(screen.get("share-link")).to_have_count(0)
    expect(screen.get("export")).to_be_focused()
