"""The report: one file that asks nobody for anything and gives nothing away."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest

from homeward.results.publish.published import publish
from homeward.results.report.page import make_page
from homeward.results.result import Result, open_result
from homeward.results.save_run import save_result

VOID = {"meta", "br", "hr", "img", "link", "input"}


@pytest.fixture
def page(result: Result) -> str:
    return make_page(result, publish(result))


class Tags(HTMLParser):
    """Tags that are opened and closed, and every attribute."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(tag)


def test_every_tag_is_closed(page: str) -> None:
    tags = Tags()
    tags.feed(page)
    assert tags.faults == []
    assert tags.open == []


def test_nothing_is_fetched_from_anywhere(page: str) -> None:
    tags = Tags()
    tags.feed(page)
    fetching = [one for one in tags.attributes if one[1] in {"src", "srcset", "data", "poster"}]
    assert fetching == []
    links = {tag for tag, name, _ in tags.attributes if name == "href"}
    assert links <= {"a"}
    assert "<script" not in page
    assert "url(" not in page
    assert "@import" not in page
    policy = next(v for t, n, v in tags.attributes if n == "content" and "default-src" in v)
    assert policy.startswith("default-src 'none';")


def test_it_says_of_whom_its_numbers_are(page: str) -> None:
    """The screen may show one home: beside it, numbers of all would look wrong."""
    assert "Of all 2 homes together: Oldtown, Hills." in page


def test_it_never_calls_a_place_safe(page: str) -> None:
    said = re.sub(r"<[^>]+>", " ", page).lower()
    for words in ("safe to return", "safe return", "safely return", "is safe", "are safe"):
        assert words not in said


def test_it_says_what_it_rests_on_and_what_it_refuses(page: str) -> None:
    for words in (
        "Which inputs this rests on",
        "About a thousand people lived there.",
        "An agency",
        "§12",
        "known limits",
        "Refused uses",
        "do not imply any opinion",
        "Counts below 10 are withheld",
    ):
        assert words in page


def test_groups_have_neutral_names(page: str) -> None:
    assert "Group 1" in page
    for name in ("Farmers", "farmers", "Traders", "North army"):
        assert name not in page


def test_every_count_that_is_written_is_rounded(page: str) -> None:
    body = page[page.index("<h2>By group") : page.index("<h2>What people expect at home")]
    counts = [int(n.replace(",", "")) for n in re.findall(r">([\d,]+)<", body)]
    assert counts
    assert all(count % 5 == 0 for count in counts)


def test_text_of_the_scenario_cannot_break_out(make_result: Callable[..., Result]) -> None:
    result = make_result()
    result.info["scenario"]["title"] = "<script>alert(1)</script>"
    page = make_page(result, publish(result))
    assert "<script" not in page


def test_levers_are_named_by_their_titles(make_result: Callable[..., Result]) -> None:
    result = make_result()
    result.info["scenario"]["levers_pulled"] = ["buses@2015-05-01", "gone=0.5"]
    page = make_page(result, publish(result))
    assert "Buses to the front door, from 2015-05-01, gone=0.5" in page


def test_it_is_made_without_a_scenario(result: Result, tmp_path: Path) -> None:
    opened = open_result(save_result(result, tmp_path / "out"))
    opened.scenario = None
    page = make_page(opened, publish(opened))
    assert "By group" in page


def test_no_time_of_day_is_in_it(page: str) -> None:
    assert not re.search(r"\d{2}:\d{2}:\d{2}", page)
    assert "2030" not in page


def test_it_can_be_found_ones_way_in_without_seeing_it(page: str) -> None:
    tags = Tags()
    tags.feed(page)
    said = {(tag, name): value for tag, name, value in tags.attributes}
    assert said["html", "lang"] == "en"
    ids = [value for _, name, value in tags.attributes if name == "id"]
    assert len(set(ids)) == len(ids)
    inside = {value for tag, name, value in tags.attributes if name == "href" and value[0] == "#"}
    assert {"#report", "#series", "#refused"} <= inside
    assert {one[1:] for one in inside} <= set(ids)
    for landmark in ("<header", "<main", "<nav", "<footer"):
        assert page.count(landmark) >= 1
    assert page.count('scope="col"') == 2 * 5
    assert page.count("<caption>") == 2


def test_every_picture_says_what_it_shows_or_is_passed_over(page: str) -> None:
    pictures = re.findall(r"<svg[^>]*>", page)
    assert len(pictures) > 10
    for picture in pictures:
        label = re.search(r'aria-label="([^"]*)"', picture)
        assert 'aria-hidden="true"' in picture or (label and len(label[1]) > 30), picture


def test_it_prints_and_bears_a_narrow_screen(page: str) -> None:
    for rule in (
        "@media print",
        "@media (max-width:680px)",
        "prefers-reduced-motion",
        'name="viewport"',
    ):
        assert rule in page
