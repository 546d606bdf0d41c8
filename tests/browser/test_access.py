"""Nothing that axe-core finds serious: WCAG 2.2 AA, by its rules."""

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
    """What axe-core says against the page as it is now: serious and critical findings."""
    found: list[dict[str, Any]] = screen.page.evaluate(
        "async (tags) => (await axe.run(document, { runOnly: tags, resultTypes: ['violations'] })).violations",
        TAGS,
    )
    return [
        f"{one['impact']}: {one['id']}: {node['target']}: {node['failureSummary']}"
        for one in found
        if one["impact"] in {"serious", "critical"}
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


@pytest.mark.parametrize("language", ["en", "ar"])
def test_one_map(seen_by_axe: Open, language: str):
    screen = seen_by_axe().open(lang=language)
    screen.answered("obstacles-A") if language == "en" else None
    assert findings(screen) == []


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("tab", ["changed", "beliefs"])
def test_two_sides_with_levers(seen_by_axe: Open, language: str, tab: str):
    screen = seen_by_axe().open(
        "tiny",
        "tiny~open_to_all~houses_given_back=0.2~arrests_stop_believed",
        tab=tab,
        lang=language,
        trace="claims:t_arrests",
        holders="1",
    )
    expect(screen.get("contradictions")).to_be_visible()
    expect(screen.page.locator("[data-testid^=progress]")).to_have_attribute("data-busy", "0")
    assert findings(screen) == []


def test_palmyra(seen_by_axe: Open):
    screen = seen_by_axe().open("palmyra", tab="beliefs", place="rukban")
    assert findings(screen) == []


def test_what_is_opened_over_the_screen(seen_by_axe: Open):
    screen = seen_by_axe().open("tiny", "tiny~open_to_all")
    for opener in ("open-assumes", "all-evidence"):
        screen.get(opener).click()
        expect(screen.get("dialog")).to_be_visible()
        assert findings(screen) == []
        screen.get("close-dialog").click()
    screen.get("export").click()
    expect(screen.get("export-png")).to_be_visible()
    assert findings(screen) == []


def test_a_refusal_and_a_table(seen_by_axe: Open):
    screen = seen_by_axe()
    screen.watch.allowed.append("422 (Unprocessable")
    screen.open("tiny", "tiny~open_to_all")
    screen.get("lever-open_to_all-date").fill("2031-03-01")
    expect(screen.get("refusal")).to_be_visible()
    screen.chart(screen.main()["id"]).get_by_role("button").last.click()
    assert findings(screen) == []


@pytest.mark.parametrize("language", ["en", "ar"])
def test_on_a_phone(seen_by_axe: Open, language: str):
    screen = seen_by_axe(**PHONE).open("tiny", "tiny~open_to_all", lang=language)
    assert findings(screen) == []
