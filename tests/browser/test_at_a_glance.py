"""What somebody who sees the screen for the first time takes from it: each test is something that misled one."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from browser.conftest import Open
from browser.screen import Screen

OPEN_TO_ALL = "palmyra~permission_open_to_all@2020-01-01"
SOME = {"home": "palmyra", "day": "2020-07-01"}
LEVERS = [{"name": "permission_open_to_all", "date": "2020-01-01"}]
OVER = """one => [...document.querySelectorAll(".key button, .key input, .controls button, .controls select")].filter((other) => {
    const [a, b] = [one.getBoundingClientRect(), other.getBoundingClientRect()];
    return a.right > b.left && a.left < b.right && a.bottom > b.top && a.top < b.bottom;
}).map((other) => other.textContent)"""
"""What can be pressed that lies under something."""


def test_a_change_stands_beside_one_answer_and_no_second_one_to_take_it_from(screen: Screen):
    """The first row is the measure of the sentence, which says the same change; obstacles are no people at all."""
    screen.open("palmyra", OPEN_TO_ALL, **SOME).compared()
    first = screen.page.locator("[data-difference]").first
    expect(first).to_have_attribute("data-difference", "at_home")
    expect(first.locator("td").first).to_have_text(screen.get("headline-A").inner_text())
    expect(first.locator("td").nth(1)).to_have_text(screen.get("headline-B").inner_text())
    assert screen.get("headline-B").inner_text().startswith("+")
    expect(screen.get("headline")).to_contain_text("typically +")
    (after,) = screen.ask(
        "run", exhibit="palmyra", levers=LEVERS, show=[{"measure": "at_home", "home": 0}]
    )["series"]
    row = max(at for at, day in enumerate(screen.exhibit("palmyra")["days"]) if day <= 2008)
    assert f"{after['median'][row]:,}" not in screen.page.locator("body").inner_text()
    screen.get("open-charts").click()
    expect(screen.page.locator("figure [data-testid=value-A]").first).to_be_visible()
    expect(screen.page.locator("figure [data-testid=value-B]")).to_have_count(0)
    screen.answered()
    for value in screen.page.locator("[data-obstacle] .value b").all():
        expect(value).to_have_text(re.compile(r"%$"))
    expect(screen.get("all-lifted")).to_contain_text("typically +")


def test_a_sentence_about_another_measure_says_what_changes_of_it(screen: Screen):
    screen.open("palmyra", OPEN_TO_ALL, measure="harmed", **SOME).compared()
    asked = {"on": "2020-07-01", "home": 0, "measure": "harmed", "members": 8}
    told = screen.ask("compare", exhibit="palmyra", levers=LEVERS, **asked)["answer"]["difference"]
    assert screen.change() == [told[one] for one in ("median", "q05", "q95")]


def test_harm_beside_a_refuge_is_not_that_in_the_refuge(screen: Screen):
    screen.open("palmyra", OPEN_TO_ALL, place="rukban", **SOME).compared()
    expect(screen.get("harm-everywhere")).to_contain_text("wherever they are")
    expect(screen.page.locator("[data-difference=set_off]")).to_contain_text("since 1 Jan 2015")
    row = screen.page.locator("[data-difference=arrested_or_abducted]")
    of_refuge = row.get_attribute("data-median")
    screen.get("scope-all").click()
    screen.settled().compared()
    expect(screen.get("harm-everywhere")).to_have_count(0)
    assert row.get_attribute("data-median") == of_refuge != "0"


@pytest.mark.parametrize(("day", "is_more"), [("2020-07-01", False), ("2025-06-25", True)])
def test_more_who_would_set_off_than_are_there_is_explained_where_it_stands(
    screen: Screen, day: str, is_more: bool
):
    screen.open("palmyra", place="rukban", home="all", day=day).answered()
    there, whole = screen.band()[0], screen.get("all-lifted").get_attribute("data-typical")
    assert there is not None
    assert (float(whole or "nan") > there) == is_more
    expect(screen.get("all-lifted")).to_contain_text(
        re.compile("typically .* set off from .* to .*")
    )
    expect(screen.get("away-exceeds")).to_have_count(int(is_more))
    if is_more:
        expect(screen.get("away-exceeds")).to_contain_text(screen.get("headline-A").inner_text())


def test_an_obstacle_that_brings_nobody_home_says_zero(screen: Screen):
    screen.open("palmyra", home="palmyra", day="2020-07-01").answered()
    screen.get("all-obstacles").click()
    zero = screen.page.locator('[data-obstacle][data-mean="0"]')
    expect(zero).not_to_have_count(0)
    assert {one.inner_text() for one in zero.locator(".value").all()} == {"0%"}


def test_a_lever_says_from_when_it_acts_and_is_moved_where_its_changes_stand(screen: Screen):
    """Everyone allowed home in 2020, from a fresh screen: pressed, and its day typed."""
    screen.page.goto(f"{screen.address}#a=palmyra&b=none")
    screen.settled()
    offered = screen.get("try-permission_open_to_all")
    expect(offered).to_contain_text("from 8 Jun 2019")
    offered.click()
    day = screen.get("changes-permission_open_to_all-date")
    expect(day).to_have_value("8 Jun 2019")
    day.fill("1 Jan 2020")
    day.press("Enter")
    expect(screen.get("headline")).to_contain_text("from 1 Jan 2020")
    screen.settled().compared()
    for name in ("at_home", "arrested_or_abducted"):
        expect(screen.page.locator(f"[data-difference={name}]")).to_be_in_viewport()


def test_a_lever_that_acts_later_than_the_day_shown_says_so(screen: Screen):
    screen.open("palmyra", OPEN_TO_ALL, home="palmyra", day="2016-07-06")
    expect(screen.get("changed")).to_contain_text("It acts only after the day shown.")
    screen.go("1 Jul 2020")
    expect(screen.get("changed")).not_to_contain_text("It acts only after the day shown.")


def test_letters_say_whom_they_stand_for(screen: Screen):
    screen.open("palmyra", **SOME).answered()
    fear = screen.page.locator("[data-obstacle^=fear_of_actor_a]")
    expect(fear).to_contain_text("Fear of Actor A")
    expect(fear.locator("small").first).to_have_text("holds Palmyra")
    screen.get("who").click()
    expect(screen.get("assumes")).to_contain_text("held Palmyra until 2 Mar 2017")
    expect(screen.get("assumes")).to_contain_text("homeward explore palmyra --labels")


def test_letters_on_the_map_are_those_of_the_words_and_the_key_tells_every_one(screen: Screen):
    screen.open("palmyra", holders="1", **SOME)
    actors = screen.exhibit("palmyra")["actors"]
    key = screen.get("legend").locator("[data-actor]")
    expect(key).to_have_count(len(actors))
    letters = [one["label"].split()[-1] for one in actors]
    assert [one.inner_text() for one in key.locator(".holder").all()] == letters
    expect(key.first).to_contain_text("holds Palmyra")
    expect(screen.get("legend")).to_contain_text("holds no place")
    drawn = screen.get("map-A").locator(".holders text").all_text_contents()
    assert drawn
    assert set(drawn) <= set(letters)
    screen.place("palmyra").hover()
    expect(screen.get("tip")).to_contain_text("Actor A")


def test_a_map_of_a_group_says_that_it_shows_everybody(screen: Screen):
    screen.open("palmyra", **SOME)
    expect(screen.get("map-groups")).to_have_count(0)
    screen.get("scope-group").select_option(index=1)
    expect(screen.get("map-A").get_by_test_id("map-groups")).to_have_text(
        "The map shows all groups"
    )


def test_what_the_inputs_impose_is_marked_where_it_stands(screen: Screen):
    """One sign, on the line and in the list of what is published."""
    screen.open("palmyra", home="palmyra", day="2017-04-01")
    expect(screen.get("imposed")).to_have_text("×: imposed by the inputs, no result")
    (chart,) = (
        one for one in screen.exhibit("palmyra")["charts"] if one["id"] == "at_home:palmyra"
    )
    imposed = [one["imposed"] for one in chart["observations"]]
    assert any(imposed)
    assert not all(imposed)
    screen.get("headline-A").click()
    marked = screen.get("rest").filter(has_text=re.compile("×.*imposed by the inputs"))
    expect(marked).to_have_count(sum(imposed))
    screen.get("close-dialog").click()
    screen.get("choose-measure").select_option("harmed")
    expect(screen.get("imposed")).to_have_count(0)


def test_the_table_opens_at_the_day_shown_and_holds_every_day(screen: Screen):
    screen.open("palmyra", **SOME)
    screen.get("table").click()
    rows = screen.get("table-numbers").locator("tbody tr")
    expect(rows).to_have_count(len(screen.exhibit("palmyra")["days"]))
    inside = """one => { const [a, b] = [one.getBoundingClientRect(), one.closest(".scroll").getBoundingClientRect()];
        return a.top >= b.top + 20 && a.bottom <= b.bottom && b.height > 150; }"""
    now = screen.get("table-numbers").locator("[aria-current=date]")
    assert now.evaluate(inside)
    expect(now).to_contain_text("1 Jul 2020")
    screen.go("2025-02-05")
    expect(now).to_contain_text("5 Feb 2025")
    assert now.evaluate(inside)


def test_the_line_of_trust_says_the_skill_and_its_figures_have_names(screen: Screen):
    screen.open("palmyra", **SOME)
    trust = screen.get("trust")
    expect(trust).not_to_have_attribute("data-rows", "")
    (test, *_) = screen.ask("score", exhibit="palmyra", members=8)["parts"]
    said = re.search(r"skill ([+-][\d.]+)", trust.inner_text())
    assert said
    assert float(said[1]) == pytest.approx(test["skill"], abs=0.05)
    assert trust.evaluate("one => one.scrollWidth - one.clientWidth") <= 0
    trust.click()
    expect(screen.get("trust-figures")).to_contain_text("People there · Rukban camp")
    expect(screen.get("trust-figures")).not_to_contain_text(re.compile("[a-z]_[a-z]|rukban pop"))


def test_the_first_few_simulations_look_like_it(screen: Screen):
    def held(route):
        members = route.request.post_data_json["members"]
        route.continue_() if members <= 2 else None

    screen.page.route("**/api/run", held)
    screen.page.goto(f"{screen.address}#a=palmyra&b=none&day=2020-07-01&home=palmyra")
    expect(screen.get("how-many")).to_contain_text("First 2 of 8 simulations")
    expect(screen.get("headline-A")).to_have_css("font-style", "italic")
    screen.page.unroute("**/api/run")


def test_an_obstacle_of_the_first_few_is_not_said_with_a_certainty(screen: Screen):
    def held(route):
        members = route.request.post_data_json["members"]
        route.continue_() if members <= 4 else None

    screen.page.route("**/api/obstacles", held)
    screen.page.goto(f"{screen.address}#a=palmyra&b=none&day=2020-07-01&home=palmyra")
    said = screen.get("away-sentence")
    expect(said).to_contain_text(
        re.compile(r"^First 4 simulations: most often .* \([1-4] of 4[,)]")
    )
    expect(said).not_to_contain_text("%")
    screen.page.unroute("**/api/obstacles")


def test_a_day_between_two_kept_is_said_to_be_moved(screen: Screen):
    screen.open("tiny", home="all").go("2031-02-20")
    assert screen.date() == "2031-02-18"
    moved = screen.get("date-taken")
    expect(moved).to_have_text("18 Feb 2031 is shown: not every day is kept.")
    screen.get("scrub").press("ArrowRight")
    expect(moved).to_have_count(0)
    screen.go("2031-02-18")
    expect(moved).to_have_count(0)


def test_what_is_wrong_with_a_day_covers_nothing_that_is_pressed(screen: Screen):
    screen.open("palmyra", **SOME).go("soon")
    problem = screen.page.get_by_role("alert")
    expect(problem).to_contain_text("is no day that can be read")
    assert problem.evaluate(OVER) == []


def test_the_name_of_a_place_on_the_map_asks_about_it(screen: Screen):
    screen.open("palmyra", **SOME)
    screen.page.locator("[data-label=rukban]").click()
    expect(screen.get("headline")).to_contain_text("in Rukban camp")
    expect(screen.get("dialog")).to_have_count(0)


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (1440, 900)])
def test_more_charts_take_no_room_and_no_name_from_the_map(
    new_screen: Open, width: int, height: int
):
    screen = new_screen(viewport={"width": width, "height": height})
    screen.open("palmyra", **SOME)
    names, map_of = screen.page.locator("[data-label]"), "one => one.clientHeight"
    before, high = names.all_inner_texts(), screen.get("map-A").evaluate(map_of)
    screen.get("open-charts").click()
    expect(screen.get("open-charts")).to_be_in_viewport()
    screen.settled()
    assert set(names.all_inner_texts()) >= set(before)
    assert screen.get("map-A").evaluate(map_of) >= high


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (1440, 900)])
def test_no_chip_is_cut(new_screen: Open, width: int, height: int):
    screen = new_screen(viewport={"width": width, "height": height})
    screen.open("palmyra", home="all", place="eastern_homs", day="2020-07-01")
    chips = screen.get("whom").locator("button")
    expect(chips.filter(has_text="Villages of the eastern Homs countryside")).to_have_count(1)
    for chip in chips.all():
        assert chip.evaluate("one => one.scrollWidth - one.clientWidth") <= 0


def test_a_number_leads_to_a_paragraph_at_once(screen: Screen):
    """The figure published nearest to the day comes first, with its claim opened."""
    screen.open("palmyra", **SOME)
    screen.get("headline-A").click()
    exhibit = screen.exhibit("palmyra")
    (chart,) = (one for one in exhibit["charts"] if one["id"] == "at_home:palmyra")
    nearest = min(chart["observations"], key=lambda one: abs(one["day"] - 2008))
    claim = exhibit["claims"][nearest["claims"][0]]
    detail = screen.get("evidence-detail")
    expect(detail).to_contain_text(claim["statement"])
    expect(detail).to_contain_text(exhibit["documents"][claim["document"]]["title"])
    expect(screen.get("evidence-detail").get_by_role("link").first).to_be_visible()
    expect(screen.get("dialog")).to_contain_text("A simulated number has no paragraph of its own")


def test_what_is_not_counted_yet_is_said_and_nothing_is_said_of_it(screen: Screen):
    """A lever's first pictures are of a day of which the first picture as it is holds nothing."""
    screen.open("palmyra", home="palmyra")
    for _ in range(3):
        screen.get("scrub").press("ArrowLeft")
    screen.answered()

    def held(route):
        asked = route.request.post_data_json
        route.continue_() if asked["levers"] and asked["members"] <= 2 else None

    screen.page.route("**/api/run", held)
    screen.get("try-permission_open_to_all").click()
    expect(screen.get("changed")).to_contain_text("2 of 8 simulations")
    expect(screen.get("headline")).to_contain_text("being counted")
    expect(screen.get("headline")).not_to_contain_text("–")
    # What a lever changes at places is of the day asked for, whatever days the first picture holds.
    expect(screen.get("map-B")).not_to_contain_text("nothing differs")
    screen.page.unroute("**/api/run")


def test_what_is_of_the_scenario_alone_says_so_beside_a_change(screen: Screen):
    screen.open("palmyra", OPEN_TO_ALL, **SOME).answered()
    for name in ("away-sentence", "all-lifted", "binds-of"):
        expect(screen.get(name)).to_have_text(re.compile("^As it is"))
    screen.open("palmyra", **SOME).answered()
    expect(screen.get("binds-of")).to_have_count(0)
    expect(screen.get("away-sentence")).not_to_contain_text("As it is")


def test_old_rows_keep_their_captions_until_the_answer_comes(screen: Screen):
    screen.open("palmyra", home="palmyra", day="2025-06-25").answered()
    who = screen.page.locator("[data-obstacle] small").all_inner_texts()
    assert who
    screen.page.route("**/api/obstacles", lambda route: None)
    since = screen.get("obstacles-since")
    since.fill("2020-01-01")
    since.press("Enter")
    expect(screen.get("progress-obstacles")).to_contain_text("if lifted from 25 Jun 2024")
    expect(screen.get("obstacles-since-taken")).to_have_count(0)
    screen.go("2016-06-01")
    expect(screen.get("progress-obstacles")).to_contain_text("is of 25 Jun 2025")
    assert screen.page.locator("[data-obstacle] small").all_inner_texts() == who
    screen.page.unroute("**/api/obstacles")


def test_an_obstacle_that_costs_return_is_not_said_to_bring_a_few_home(screen: Screen):
    def turned(route):
        answer = route.fetch()
        said = answer.json()
        for account in said["accounts"]:
            account["effects"][0]["contribution"]["mean"] = -60.0
        route.fulfill(response=answer, json=said)

    screen.page.route("**/api/obstacles", turned)
    screen.open("palmyra", home="palmyra", day="2025-06-25").answered()
    screen.get("all-obstacles").click()
    row = screen.page.locator('[data-obstacle][data-mean="-60"]')
    expect(row.locator(".value")).to_have_text(re.compile("^> -1%"))
    screen.page.unroute("**/api/obstacles")
