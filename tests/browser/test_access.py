"""Nothing that axe-core finds, of any weight: WCAG 2.2 AA and its best practice."""

from __future__ import annotations

from importlib import resources
from typing import Any

import pytest
from playwright.sync_api import expect

from browser.conftest import Open
from browser.screen import Screen

AXE = resources.files("axe_playwright_python") / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}


def findings(screen: Screen) -> list[str]:
    """What axe-core says against the page as it is now."""
    found: list[dict[str, Any]] = screen.page.evaluate(
        "async (tags) => (await axe.run(document, { runOnly: tags, resultTypes: ['violations'] })).violations",
        TAGS,
    )
    return [
        f"{one['impact']}: {one['id']}: {node['target']}: {node['failureSummary']}"
        for one in found
        for node in one["nodes"]
    ]


@pytest.fixture
def seen_by_axe(new_screen: Open):
    """Make a tab into which axe-core is put before the page: the page's policy forbids it afterwards."""

    def make(**options: Any) -> Screen:
        screen = new_screen(**options)
        screen.page.add_init_script(AXE.read_text("utf-8"))
        return screen

    return make


def test_axe_finds_what_is_wrong(seen_by_axe: Open):
    """Negative control."""
    screen = seen_by_axe()
    screen.open()
    screen.page.evaluate(
        "() => { const one = document.createElement('button'); document.querySelector('main').append(one); }"
    )
    assert any("button-name" in one for one in findings(screen))


@pytest.mark.parametrize("language", ["en", "ar", "fr", "es"])
def test_one_map(seen_by_axe: Open, language: str):
    screen = seen_by_axe().open(lang=language).answered()
    assert findings(screen) == []


@pytest.mark.parametrize("language", ["en", "ar"])
def test_two_sides_with_levers(seen_by_axe: Open, language: str):
    screen = seen_by_axe().open(
        "tiny",
        "tiny~open_to_all~houses_given_back=0.2~arrests_stop_believed",
        lang=language,
        holders="1",
        drawer="levers",
        charts="places",
        view="both",
    )
    screen.answered().compared()
    assert findings(screen) == []


def test_palmyra(seen_by_axe: Open):
    screen = seen_by_axe().open("palmyra", place="rukban").answered()
    assert findings(screen) == []


@pytest.mark.parametrize("dialog", ["assumes", "sources", "beliefs"])
def test_what_is_opened_over_the_screen(seen_by_axe: Open, dialog: str):
    screen = seen_by_axe().open("tiny", "tiny~open_to_all", dialog=dialog, trace="claims:t_arrests")
    expect(screen.get("dialog")).to_be_visible()
    assert findings(screen) == []


def test_the_menu(seen_by_axe: Open):
    screen = seen_by_axe().open("tiny", "tiny~open_to_all")
    screen.get("export").click()
    expect(screen.get("share-link")).to_be_visible()
    assert findings(screen) == []


def test_a_refusal_and_a_table(seen_by_axe: Open):
    screen = seen_by_axe()
    screen.open("tiny", "tiny~open_to_all", drawer="levers")
    screen.get("lever-open_to_all-date").fill("2031-03-01")
    screen.get("lever-open_to_all-date").press("Enter")
    expect(screen.page.get_by_role("alert")).to_be_visible()
    screen.get("table").click()
    assert findings(screen) == []


@pytest.mark.parametrize("language", ["en", "ar"])
def test_on_a_phone(seen_by_axe: Open, language: str):
    screen = seen_by_axe(**PHONE).open("tiny", "tiny~open_to_all", lang=language)
    assert findings(screen) == []
