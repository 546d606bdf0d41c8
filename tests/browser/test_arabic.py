"""Arabic: right to left, mirrored, with every string and its own face."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from browser.screen import Screen

CATALOGUES = Path(__file__).parents[2] / "web" / "src" / "i18n"
ARABIC = re.compile("[\u0600-\u06ff]")
HOLE = re.compile(r"\{\w+\}")
TEXTS = """() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
    while (walker.nextNode()) {
        const parent = walker.currentNode.parentElement;
        if (!parent.closest("script, style") && parent.closest("[lang]").lang !== "en") found.push(walker.currentNode.textContent.trim());
    }
    for (const one of document.querySelectorAll("[aria-label], [title], [placeholder], [aria-valuetext]"))
        for (const name of ["aria-label", "title", "placeholder", "aria-valuetext"])
            found.push(one.getAttribute(name) ?? "");
    return [...new Set(found.filter(Boolean))];
}"""
"""Everything that is read or heard, but what is said to be English: the words of the scenario."""


def catalogue(language: str) -> dict[str, str]:
    if not CATALOGUES.is_dir():
        pytest.skip("the sources of the front end are not here")
    return json.loads((CATALOGUES / f"{language}.json").read_text("utf-8"))


def states(screen: Screen) -> Iterator[None]:
    """Bring up everything that has words, one after the other."""
    both = "tiny~open_to_all~houses_given_back"
    screen.open("tiny", both, lang="ar", drawer="levers", view="both").answered().compared()
    yield
    for charts in ("measures", "groups", "places"):
        screen.open("tiny", both, lang="ar", charts=charts, place="border_camp")
        yield
    screen.get("export").click()
    yield
    for dialog in ("assumes", "sources", "beliefs"):
        screen.open("tiny", both, lang="ar", dialog=dialog)
        yield
    screen.open("saved", lang="ar")
    yield


@pytest.mark.parametrize("language", ["ar", "fr", "es"])
def test_every_catalogue_holds_the_same_strings(language: str):
    english, other = catalogue("en"), catalogue(language)
    assert english.keys() == other.keys()
    for key, text in english.items():
        assert other[key].strip(), key
        assert set(HOLE.findall(text)) == set(HOLE.findall(other[key])), key
        words = HOLE.sub("", text)
        if language == "ar" and re.search("[A-Za-z]{2}", words):
            assert ARABIC.search(other[key]), key


def test_the_page_is_turned_round(screen: Screen):
    screen.open("tiny", "tiny~open_to_all", view="both")
    cards, map_ = screen.get("obstacles"), screen.get("map-A")
    assert x(cards) > x(map_)
    screen.get("language").select_option("ar")
    expect(screen.page.locator("html")).to_have_attribute("dir", "rtl")
    expect(screen.page.locator("html")).to_have_attribute("lang", "ar")
    assert x(cards) < x(map_)
    # Maps, charts and the time line are not mirrored: west stays left, and time runs to the right.
    assert x(screen.get("map-A")) < x(screen.get("map-B"))
    scrub = screen.get("scrub")
    before = screen.date()
    scrub.press("ArrowLeft")
    assert screen.date() < before
    screen.get("language").select_option("en")
    expect(screen.page.locator("html")).to_have_attribute("dir", "ltr")


def x(one: object) -> float:
    box = one.bounding_box()  # type: ignore[attr-defined]
    assert box
    return box["x"]


def test_no_string_is_missing_or_left_in_english(screen: Screen):
    english, arabic = catalogue("en"), catalogue("ar")
    # Sentences with holes are looked for by their longest part.
    parts = {
        key: max(HOLE.split(text), key=len).strip()
        for key, text in english.items()
        if text != arabic[key]
    }
    told = " ".join(said for _, said in words_of(screen.exhibit()))
    searched = {key: part for key, part in parts.items() if len(part) > 3 and part not in told}
    assert len(searched) > 120
    keys = re.compile(
        r"(?<![\w.])(?:" + "|".join(re.escape(k) for k in english if "." in k) + r")(?![\w.])"
    )
    seen: set[str] = set()
    for _ in states(screen):
        for text in screen.page.evaluate(TEXTS):
            if text in seen:
                continue
            seen.add(text)
            assert not keys.search(text), text
            assert "{" not in text, text
            for key, part in searched.items():
                assert not re.search(rf"(?<!\w){re.escape(part)}(?!\w)", text), (key, text)
    assert sum(bool(ARABIC.search(text)) for text in seen) > 100


def words_of(told: object) -> list[tuple[str, str]]:
    """Everything the server says: it stays in the language of the scenario."""
    if isinstance(told, dict):
        return [pair for value in told.values() for pair in words_of(value)]
    if isinstance(told, list):
        return [pair for value in told for pair in words_of(value)]
    return [("", told)] if isinstance(told, str) else []


def test_its_letters_are_drawn_with_its_own_face(screen: Screen):
    screen.open(lang="ar")
    loaded = screen.page.evaluate(
        "async () => (await document.fonts.ready, [...document.fonts].filter((one) => one.status === 'loaded')"
        ".map((one) => one.family.replaceAll('\"', '')))"
    )
    assert any("Arabic" in family for family in loaded)
    assert any(family.startswith("Inter") for family in loaded)


def test_nothing_is_wider_than_the_page(screen: Screen):
    screen.open("tiny", "tiny~open_to_all", lang="ar")
    assert screen.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_figures_of_trust_are_named_and_small_ranges_read_from_small_to_large(screen: Screen):
    screen.open("palmyra", lang="ar", day="2020-07-01")
    expect(screen.get("trust")).not_to_have_attribute("data-rows", "")
    screen.get("trust").click()
    rows = screen.get("trust-figures").locator("tbody tr")
    told = screen.ask("score", exhibit="palmyra", members=8)["figures"]
    expect(rows).to_have_count(len(told))
    for row, figure in zip(rows.all(), told, strict=True):
        assert ARABIC.search(row.locator("th").inner_text()), figure["name"]
        assert not re.search("[a-z]", row.locator("th").inner_text())
        ends = row.locator("td").nth(3).inner_text()
        if figure["q95"] < 1:
            assert re.fullmatch("\u2068من [\\d.]+ إلى [\\d.]+\u2069", ends), ends
            low, high = map(float, re.findall(r"[\d.]+", ends))
            assert low <= high
    assert any(figure["q95"] < 1 for figure in told)
    screen.get("close-dialog").click()
    screen.get("table").click()
    cell = screen.get("table-numbers").locator("[aria-current] td").nth(2)
    assert re.search("من .* إلى ", cell.inner_text())


def test_the_language_is_in_the_address(screen: Screen):
    screen.open(lang="ar")
    screen.page.reload()
    screen.settled()
    expect(screen.page.locator("html")).to_have_attribute("dir", "rtl")


def test_a_browser_that_speaks_arabic_is_answered_in_arabic(new_screen):
    screen = new_screen(locale="ar-SY")
    screen.page.goto(f"{screen.address}#a=tiny&b=none")
    screen.settled()
    expect(screen.page.locator("html")).to_have_attribute("lang", "ar")


def test_a_switch_goes_on_in_the_direction_of_reading_and_bears_a_tick(screen: Screen):
    for language, towards in (("en", 1), ("ar", -1)):
        screen.open("tiny", "tiny~open_to_all", lang=language, drawer="levers")
        for lever, way in (("open_to_all", towards), ("houses_given_back", -towards)):
            middle, tick = screen.lever(lever).evaluate(
                """one => {
                    const [all, knob] = [one, one.firstElementChild].map((box) => box.getBoundingClientRect());
                    return [knob.x + knob.width / 2 - all.x - all.width / 2, getComputedStyle(one.firstElementChild, "::after").content];
                }"""
            )
            assert middle * way > 0
            assert (tick == "none") == (lever == "houses_given_back")
