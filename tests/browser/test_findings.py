"""What keeps people away, what changes, and what they believe: of whom the screen is about, on its day."""

from __future__ import annotations

import datetime as dt
import re

from playwright.sync_api import expect

from browser.screen import Screen


def account(said: dict, kind: str, at: int = 0) -> dict:
    return next(one for one in said["accounts"] if (one["kind"], one["at"]) == (kind, at))


def is_shown(screen: Screen, told: dict) -> None:
    means = {one["name"]: one["contribution"]["mean"] for one in told["effects"]}
    rows = screen.page.locator("[data-obstacle]")
    drawn = [row.get_attribute("data-obstacle") or "" for row in rows.all()]
    assert [means[name] for name in drawn] == sorted(means.values(), reverse=True)[: len(drawn)]
    for row in rows.all():
        expect(row).to_have_accessible_name(re.compile("nine in ten simulations"))


def test_the_obstacles_of_the_day_and_no_more_than_five(screen: Screen):
    screen.open(day="2031-03-04", home="all").answered()
    said = screen.ask("obstacles", exhibit="tiny", members=8, on="2031-03-04")
    assert 0 < screen.page.locator("[data-obstacle]").count() <= 5
    is_shown(screen, account(said, "all"))
    expect(screen.get("away-on")).to_have_attribute("data-on", "2031-03-04")


def test_a_group_and_a_refuge_are_asked_about_by_a_chip(screen: Screen):
    screen.open(home="all", day="2031-03-04").answered()
    said = screen.ask("obstacles", exhibit="tiny", members=8, on="2031-03-04")
    screen.get("scope-group").select_option(index=1)
    is_shown(screen, account(said, "group", 0))
    places = [one["id"] for one in screen.exhibit()["places"]]
    with screen.redrawn():
        screen.get("scope-place").select_option("border_camp")
    expect(screen.get("scope-group")).to_have_value("")
    is_shown(screen, account(said, "refuge", places.index("border_camp")))
    expect(screen.get("headline")).to_contain_text("displaced in Border Camp")
    expect(screen.get("parted")).to_contain_text("choose a home, then both")


def test_a_group_of_a_home_in_a_refuge_is_one_community(screen: Screen):
    screen.open(home="oldtown", group="clerks", day="2031-03-04")
    place = [one["id"] for one in screen.exhibit()["places"]].index("border_camp")
    with screen.redrawn():
        screen.get("scope-place").select_option("border_camp")
    expect(screen.get("scope-group")).to_have_value("clerks")
    expect(screen.get("scope-place-border_camp")).to_have_attribute("aria-pressed", "true")
    expect(screen.get("headline")).to_contain_text(
        "people of Oldtown in “Clerks of the council” are displaced in Border Camp"
    )
    exhibit = screen.exhibit()
    start = dt.date.fromisoformat(exhibit["start"])
    row = exhibit["days"].index((dt.date(2031, 3, 4) - start).days)
    show = [{"measure": "displaced", "home": 0, "group": 0, "place": place}]
    (band,) = screen.ask("run", exhibit="tiny", show=show)["series"]
    shown = screen.band()[0]
    assert shown
    assert shown == band["median"][row]
    assert screen.page.url.count("group=clerks") == screen.page.url.count("place=border_camp") == 1
    said = screen.answered().ask("obstacles", exhibit="tiny", members=8, on="2031-03-04", home=0)
    is_shown(screen, account(said, "refuge", place))
    for name in ("away-groups", "away-sentence"):
        expect(screen.get(name)).to_contain_text("All groups in Border Camp")
    screen.page.reload()
    expect(screen.settled().get("scope-group")).to_have_value("clerks")
    expect(screen.get("scope-place-border_camp")).to_have_attribute("aria-pressed", "true")
    screen.lever("open_to_all").click()
    asked = {**show[0], "levers": [{"name": "open_to_all"}], "on": "2031-03-04"}
    told = screen.compared().ask("compare", exhibit="tiny", members=8, **asked)
    assert screen.change()[0] == told["answer"]["difference"]["median"]


def test_another_day_is_asked_about_and_until_then_the_old_one_is_named(screen: Screen):
    screen.open(home="all", day="2031-03-11").answered()
    screen.page.route("**/api/obstacles", lambda route: None)
    screen.go("2031-02-25")
    expect(screen.get("progress-obstacles")).to_contain_text("is of 11 Mar 2031, if lifted from")
    expect(screen.get("away-on")).to_have_text("11 Mar 2031")
    expect(screen.get("away-sentence")).to_have_count(0)
    screen.page.unroute("**/api/obstacles")
    screen.go("2031-03-04").answered()
    expect(screen.get("away-on")).to_have_text("4 Mar 2031")


def test_obstacles_of_both_sides_stand_together(screen: Screen):
    screen.open("tiny", "tiny~open_to_all").answered()
    row = screen.page.locator("[data-obstacle]").first
    expect(row).to_have_accessible_name(re.compile(r"Side A: .* Side B: "))
    for side in "AB":
        expect(row.locator(f".bar.{side}")).to_have_count(1)


def test_return_and_harm_stand_in_one_table(screen: Screen):
    screen.open("tiny", "tiny~open_to_all~arrests_stop", home="all").compared()
    levers = [{"name": "open_to_all"}, {"name": "arrests_stop"}]
    said = screen.ask("compare", exhibit="tiny", levers=levers, members=8)
    rows = screen.get("changed").locator("[data-difference]")
    assert [one["name"] for one in said["outcomes"][:3]] == ["at_home", "returned", "displaced"]
    told = ["at_home", "displaced", *(one["name"] for one in said["harm"])]
    assert [row.get_attribute("data-difference") for row in rows.all()] == told
    expect(screen.page.locator("[data-difference=killed]")).to_be_in_viewport()


def test_differences_and_harm_come_with_the_first_simulations(screen: Screen):
    """The picture is held after its first members: what changes is there all the same."""
    screen.open("palmyra", home="palmyra")
    screen.levers()

    def held(route):
        is_first = route.request.post_data_json["members"] <= 2
        route.continue_() if is_first else None

    screen.page.route("**/api/run", held)
    screen.lever("mines_cleared").click()
    screen.compared(2)
    # The two of B are held against the same two of A, in the headline and on the map as well.
    expect(screen.get("ready")).to_have_attribute("data-members", "2 2")
    expect(screen.page.locator("[data-difference=killed]")).to_be_visible()
    screen.page.unroute("**/api/run")


def test_without_a_change_levers_are_offered(screen: Screen):
    screen.open()
    expect(screen.get("changed")).to_contain_text("Try a change")
    with screen.redrawn():
        screen.get("try-open_to_all").click()
    expect(screen.lever("open_to_all")).to_be_checked()


def test_how_far_it_can_be_trusted_is_what_the_command_says(screen: Screen):
    screen.open(home="all")
    said = screen.ask("score", exhibit="tiny", members=8)
    expect(screen.get("trust")).to_have_attribute("data-rows", str(said["parts"][0]["rows"]))
    part = said["parts"][0]
    inside = round(part["coverage_90"] * part["rows"])
    expect(screen.get("trust")).to_contain_text(f"{inside} of {part['rows']} figures")
    screen.get("trust").click()
    rows = screen.get("trust-figures").locator("tbody tr")
    expect(rows).to_have_count(len(said["figures"]))
    expect(screen.get("trust-figures")).to_contain_text("homeward score")


def test_what_people_believe_of_each_actor(screen: Screen):
    screen.open(dialog="beliefs", day="2031-02-18", home="all")
    expect(screen.get("progress-beliefs")).to_contain_text("8 simulations")
    expect(screen.get("progress-beliefs")).to_have_attribute("data-busy", "0")
    said = screen.ask("beliefs", exhibit="tiny", members=8, home=0, group=0)
    lines = screen.get("beliefs").get_by_role("listitem")
    expect(lines).to_have_count(len(said["lines"]))
    week = screen.exhibit()["days"].index(48)
    for line, told in zip(lines.all(), said["lines"], strict=True):
        assert float(line.locator("b").inner_text()) == told["median"][week]
