"""Two scenarios side by side, with one linked view."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, expect

from browser.screen import Screen


def land(screen: Screen, side: str) -> Locator:
    return screen.get(f"map-{side}").locator("g.land")


def test_either_map_or_both(screen: Screen):
    screen.open("tiny", "tiny~open_to_all", view="both")
    maps = screen.page.locator("[data-testid^=map-]")
    expect(maps).to_have_count(2)
    expect(screen.get("view-less")).to_have_text(re.compile("B − A"))
    for view in "AB":
        screen.get(f"view-{view}").click()
        expect(maps).to_have_count(1)
        expect(screen.get(f"map-{view}")).to_be_visible()
    screen.get("view-both").click()
    expect(maps).to_have_count(2)


def test_both_maps_are_zoomed_as_one(screen: Screen):
    screen.open("tiny", "tiny~open_to_all", view="both")
    before = land(screen, "A").get_attribute("transform") or ""
    screen.get("zoom-in").click()
    for side in "AB":
        expect(land(screen, side)).not_to_have_attribute("transform", before)
    assert land(screen, "A").get_attribute("transform") == land(screen, "B").get_attribute(
        "transform"
    )
    expect(screen.page).to_have_url(re.compile("zoom=1.50"))
    screen.get("zoom-reset").click()
    expect(land(screen, "B")).to_have_attribute("transform", before)


def test_a_map_is_dragged_and_the_other_follows(screen: Screen):
    screen.open("tiny", "tiny~open_to_all", view="both")
    before = land(screen, "B").get_attribute("transform") or ""
    box = screen.get("map-A").bounding_box()
    assert box
    middle = box["x"] + box["width"] / 2, box["y"] + box["height"] * 0.75
    screen.page.mouse.move(*middle)
    screen.page.mouse.down()
    screen.page.mouse.move(middle[0] - 40, middle[1] - 30, steps=4)
    screen.page.mouse.up()
    expect(land(screen, "B")).not_to_have_attribute("transform", before)
    assert land(screen, "A").get_attribute("transform") == land(screen, "B").get_attribute(
        "transform"
    )


def test_one_scale_of_people_for_both(screen: Screen):
    """Before anything differs the marks of both maps are the same."""
    screen.open("tiny", "tiny~open_to_all", view="both")
    screen.get("scrub").fill("0")
    for place in ("oldtown", "farms", "border_camp"):
        one, other = (
            screen.place(place, side).locator("path").first.get_attribute("transform")
            for side in "AB"
        )
        assert one == other


def test_what_differs_is_a_map_of_its_own(screen: Screen):
    screen.open("tiny", "tiny~open_to_all", home="all")
    changes = screen.ask("compare", exhibit="tiny", levers=[{"name": "open_to_all"}])["places"]
    for place, change in zip(screen.exhibit()["places"], changes["people"], strict=True):
        mark = screen.place(place["id"], "B")
        look = (
            "withheld"
            if change is None
            else "more"
            if change > 0
            else "fewer"
            if change < 0
            else "empty"
        )
        expect(mark).to_have_attribute("data-look", look)
        if change is not None:
            expect(mark).to_have_attribute("data-value", f"{change:.0f}")
    assert any(changes["people"])
    expect(screen.get("map-B").locator("path.way")).to_have_count(0)


def test_bands_of_both_are_drawn(screen: Screen):
    screen.open("tiny", "tiny~open_to_all")
    for side in "AB":
        for band in ("ninety", "fifty", "median"):
            expect(screen.chart("main").locator(f"path.{band}.{side}")).to_have_count(1)


def test_comparing_begins_and_ends(screen: Screen):
    screen.open().levers()
    with screen.redrawn():
        screen.get("compare").click()
    # Two sides that are the same are one answer: it is not said twice.
    expect(screen.get("edit-B")).to_contain_text("As it is")
    expect(screen.get("headline-B")).to_have_count(0)
    screen.get("stop-comparing").click()
    expect(screen.get("edit-B")).to_have_count(0)
    expect(screen.page.locator("[data-testid^=map-]")).to_have_count(1)


def test_a_saved_run_beside_its_scenario_shows_the_same_and_has_no_levers(screen: Screen):
    screen.open("tiny", "saved", drawer="levers")
    assert screen.band("A") == screen.band("B")
    expect(screen.get("exhibit-B")).to_have_value("saved")
    expect(screen.get("levers")).to_contain_text("A saved run has no levers")
    expect(screen.page.get_by_role("switch")).to_have_count(0)


def test_another_scenario_is_opened_on_a_side(screen: Screen):
    screen.open("tiny", "tiny~open_to_all", view="both", drawer="levers")
    with screen.redrawn():
        screen.get("exhibit-B").select_option("palmyra")
    expect(screen.place("rukban", "B")).to_be_visible()
    expect(screen.place("oldtown", "A")).to_be_visible()
    expect(screen.lever("amnesty_kept")).to_be_visible()
