"""Export: each kind of file is written, opened and held against the screen."""

from __future__ import annotations

import base64
import io
import re
import struct
from pathlib import Path
from xml.etree import ElementTree

import pandas as pd
import pytest
from playwright.sync_api import expect

from browser.conftest import Open
from browser.screen import Screen

DAY = "2031-03-04"
LEVERED = {
    "a": "tiny",
    "b": "tiny~open_to_all@2031-02-12~houses_given_back=0.1",
    "day": DAY,
    "home": "oldtown",
    "measure": "returned",
}


BOXES = """() => [...document.querySelectorAll("main, .map > svg, .key, .cards > *, .timeline, [data-testid=chart-main]")].map((one) => {
    const box = one.getBoundingClientRect();
    return [box.left, box.top, box.right, box.bottom];
})"""
"""Where parts of the screen stand."""


def kept(screen: Screen, kind: str, folder: Path) -> Path:
    """Export, and save the file as a user does."""
    screen.get("export").click()
    with screen.page.expect_download() as download:
        screen.get(f"export-{kind}").click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    expect(screen.get("export")).to_have_attribute("aria-expanded", "false")
    return path


@pytest.fixture
def levered(screen: Screen) -> Screen:
    return screen.open(**LEVERED).answered().compared()


def test_png_is_a_picture_of_the_screen(levered: Screen, tmp_path: Path):
    path = kept(levered, "slide-png", tmp_path)
    assert path.name == f"homeward-tiny-slide-{DAY}.png"
    content = path.read_bytes()
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", content[16:24])
    assert (width, height) == (3200, 1800), "16:9"
    # Looked at with the browser's own eyes: how much of it is ink, and of which colours.
    dark, blue, orange = levered.page.evaluate(
        """async (content) => {
            const image = new Image();
            image.src = "data:image/png;base64," + content;
            await image.decode();
            const pen = new OffscreenCanvas(image.width, image.height).getContext("2d");
            pen.drawImage(image, 0, 0);
            const { data } = pen.getImageData(0, 0, image.width, image.height);
            const counts = [0, 0, 0];
            for (let at = 0; at < data.length; at += 4) {
                const [r, g, b] = data.subarray(at, at + 3);
                if (r + g + b < 200) counts[0] += 1;
                if (b > r + 60 && b > 120) counts[1] += 1;
                if (r > b + 80 && r > 150 && g < 140) counts[2] += 1;
            }
            return counts;
        }""",
        base64.b64encode(content).decode(),
    )
    assert dark > 5_000, "text and marks"
    assert blue > 1_000, "side A"
    assert orange > 1_000, "side B"


@pytest.mark.parametrize("what", ["slide", "map", "chart"])
def test_svg_stands_alone_and_says_what_the_screen_says(levered: Screen, tmp_path: Path, what: str):
    path = kept(levered, f"{what}-svg", tmp_path)
    root = ElementTree.fromstring(path.read_bytes())
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    said = " ".join(" ".join(one.itertext()) for one in root.iter() if one.tag.endswith("}text"))
    headline = levered.get("headline").inner_text()
    assert "".join(headline.split()) in "".join(said.split())
    places = ("Oldtown", "Border Camp") if what != "chart" else ()
    for text in (
        *places,
        "The council lets everyone come home from 12 Feb 2031",
        "Occupied houses are given back = 0.1",
        "8 simulations, seed 3",
        "below 10 are withheld",
        "legal status",
        f"Homeward {levered.ask('meta')['version']}",
    ):
        assert "".join(text.split()) in "".join(said.split()), text
    if what == "slide":
        for name in ("Killed", "What keeps them away"):
            assert name in said
    for one in root.iter():
        for name, value in one.attrib.items():
            assert not re.search(r"https?:|//|javascript:", value), (one.tag, name, value)
            assert name not in {"class", "style"}
        assert one.tag.rpartition("}")[2] not in {"script", "image", "foreignObject", "a", "use"}
    (style,) = (one for one in root.iter() if one.tag.endswith("}style"))
    assert set(re.findall(r"url\((\w+):", style.text or "")) == {"data"}


def test_a_slide_without_a_change_holds_harm_and_says_what_its_brackets_are(
    screen: Screen, tmp_path: Path
):
    screen.open("tiny", day=DAY, home="all").answered()
    root = ElementTree.fromstring(kept(screen, "slide-svg", tmp_path).read_bytes())
    said = ["".join(one.itertext()) for one in root.iter() if one.tag.endswith("}text")]
    harm = said[said.index("Killed, detained or recruited") + 1]
    (band,) = screen.ask("run", exhibit="tiny", show=[{"measure": "harmed"}])["series"]
    week = screen.exhibit()["days"].index(62)
    told = [band[one][week] for one in ("median", "q05", "q95")]
    assert [int(one) for one in re.findall(r"[0-9]+", harm.replace(",", ""))] == told
    assert "in brackets: nine in ten of 8 simulations" in " ".join(said)
    # Bars say what they count, from when, of how many and how surely; the chart says what it is of.
    text = " ".join(said)
    since = screen.get("obstacles-since").input_value()
    for part in (
        f"Share of return, lifted from {since}",
        "means of 8 simulations",
        screen.page.locator(".binds").first.inner_text(),
        "At home · people",
    ):
        assert part in text
    (most, *_), (value, *_) = (
        screen.page.locator(f"[data-obstacle] {one}").all() for one in (".name", ".value b")
    )
    at = said.index(most.inner_text().split(".")[0].split("\n")[0])
    assert value.get_attribute("data-range") in said[at : at + 4]


@pytest.mark.parametrize("what", ["slide", "map", "chart"])
def test_svg_opens_by_itself(levered: Screen, new_screen: Open, tmp_path: Path, what: str):
    path = kept(levered, f"{what}-svg", tmp_path)
    other = new_screen()
    other.page.goto(path.as_uri())
    assert other.page.evaluate("document.documentElement.tagName") == "svg"
    assert other.page.evaluate(
        "[...document.fonts].filter((one) => one.status === 'loaded').length"
    )
    wide = other.page.evaluate("document.documentElement.getBoundingClientRect().width")
    for text in other.page.locator("text").all():
        box = text.bounding_box()
        assert not box or (box["x"] >= -1 and box["x"] + box["width"] <= wide + 1), (
            text.text_content()
        )


@pytest.mark.parametrize("side", ["A", "B"])
def test_csv_holds_the_numbers_of_the_screen(levered: Screen, tmp_path: Path, side: str):
    path = kept(levered, f"csv-{side}", tmp_path)
    table = pd.read_csv(io.BytesIO(path.read_bytes()))
    levers = [
        {"name": "open_to_all", "date": "2031-02-12"},
        {"name": "houses_given_back", "value": 0.1},
    ]
    exhibit = levered.exhibit()
    home = [exhibit["places"][one]["id"] for one in exhibit["homes"]].index("oldtown")
    said = levered.ask(
        "run",
        exhibit="tiny",
        levers=levers if side == "B" else [],
        show=[{"measure": "returned", "home": home}],
    )
    (band,) = said["series"]
    rows = table.query("measure == 'returned' and home == 'oldtown'")
    rows = rows[rows["group"].isin(["all"]) & rows["place"].isin(["all"])].sort_values("date")
    assert len(rows) == len(band["median"])
    for name in ("q05", "q25", "median", "q75", "q95"):
        shown = [None if pd.isna(one) else one for one in rows[name]]
        assert shown == band[name]
    assert None in band["median"], "withheld numbers are empty in the table"
    on = rows[rows["date"] == DAY]
    if side == "A":  # of B the screen says what changes
        assert list(on["median"]) == [levered.band()[0]]


@pytest.mark.parametrize("side", ["A", "B"])
def test_report_opens_offline_and_asks_nobody(
    levered: Screen, new_screen: Open, tmp_path: Path, side: str
):
    path = kept(levered, f"report-{side}", tmp_path)
    other = new_screen()
    asked: list[str] = []
    other.page.on("request", lambda request: asked.append(request.url))
    other.page.goto(path.as_uri())
    expect(other.page.get_by_role("heading", level=1)).to_contain_text("Tiny")
    body = other.page.locator("body")
    expect(body).to_contain_text("8 members")
    if side == "B":
        expect(body).to_contain_text("The council lets everyone come home")
    assert [one for one in asked if not one.startswith("data:")] == [path.as_uri()]


def test_a_saved_run_is_exported_too(screen: Screen, tmp_path: Path):
    screen.open("saved")
    table = pd.read_csv(kept(screen, "csv-A", tmp_path))
    assert len(table) > 5
    assert "<!doctype html>" in kept(screen, "report-A", tmp_path).read_text("utf-8")


def test_the_sheet_is_written_in_arabic_too(screen: Screen, tmp_path: Path):
    screen.open(**LEVERED, lang="ar").answered()
    said = "".join(
        ElementTree.fromstring(kept(screen, "slide-svg", tmp_path).read_bytes()).itertext()
    )
    assert "عائدون" in said
    assert "do not say that anybody" not in said
    assert "لا تقول إن على أحد أن يعود" in said
    assert "Noto Sans Arabic" in said


def test_the_screen_is_kept_as_one_file_that_opens_without_a_server(
    levered: Screen, new_screen: Open, tmp_path: Path
):
    path = kept(levered, "html", tmp_path)
    headline = levered.get("headline").inner_text()
    other = new_screen()
    asked: list[str] = []
    other.page.on("request", lambda request: asked.append(request.url))
    other.page.goto(path.as_uri())
    expect(other.page.get_by_role("heading", level=2).first).to_have_text(headline)
    expect(other.page.locator("[data-difference=killed]")).to_be_visible()
    expect(other.page.locator("[data-obstacle]").first).to_be_visible()
    expect(other.page.locator('[data-sheet="map"] [data-place]').first).to_be_attached()
    expect(other.page.locator("pre")).to_contain_text("homeward compare tiny")
    assert other.page.locator("script, button, select, input").count() == 0
    # As large as on the screen, in whatever window: the map is drawn for that, and nothing lies over another.
    sizes = [levered.page.evaluate(BOXES)]
    for width, height in ((1280, 720), (1440, 900)):
        other.page.set_viewport_size({"width": width, "height": height})
        sizes.append(other.page.evaluate(BOXES))
    for kept_box, seen_box in zip(sizes[1] + sizes[2], sizes[0] * 2, strict=True):
        assert kept_box == pytest.approx(seen_box, abs=6)
    # In a narrower window it is made smaller, and not scrolled.
    for width in (1100, 700, 500):
        other.page.set_viewport_size({"width": width, "height": 720})
        wide = other.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width
        assert (
            other.page.locator(".app").evaluate("one => one.getBoundingClientRect().width")
            > 0.9 * width
        )
    # What was switched on, chosen and typed is still seen.
    chosen = other.get("whom").locator('[data-aria-pressed="true"]')
    expect(chosen).to_have_text(levered.get("whom").locator('[aria-pressed="true"]').inner_text())
    expect(other.get("timeline")).to_contain_text(levered.get("date").input_value())
    assert [one for one in asked if not one.startswith("data:")] == [path.as_uri()]
    assert other.page.evaluate(
        "[...document.fonts].filter((one) => one.status === 'loaded').length"
    )


def test_it_is_printed_on_two_sheets(levered: Screen):
    content = levered.page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", content)) <= 2
