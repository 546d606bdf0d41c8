"""What takes longer to ask: which obstacle binds, what changed, what people believe."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from browser.screen import Screen, number


def test_which_obstacle_binds(screen: Screen):
    screen.open()
    screen.answered("obstacles-A")
    said = screen.ask("obstacles", exhibit="tiny", members=8)
    everybody = said["accounts"][0]
    expect(screen.get("obstacles")).to_contain_text(everybody["sentence"])
    rows = screen.page.locator("[data-obstacle]")
    expect(rows).to_have_count(len(everybody["effects"]))
    means = {one["name"]: one["contribution"]["mean"] for one in everybody["effects"]}
    drawn = [row.get_attribute("data-obstacle") or "" for row in rows.all()]
    assert [means[name] for name in drawn] == sorted(means.values(), reverse=True)
    for row, name in zip(rows.all(), drawn, strict=True):
        assert number(row.locator(".value").inner_text().lstrip("+")) == means[name]
        expect(row).to_have_accessible_name(re.compile("nine in ten members"))


def test_obstacles_of_a_group_and_of_another_outcome(screen: Screen):
    screen.open()
    screen.answered("obstacles-A")
    account = screen.ask("obstacles", exhibit="tiny", members=8)["accounts"][1]
    screen.get("obstacles-group").select_option(account["name"])
    expect(screen.get("obstacles")).to_contain_text(account["sentence"])
    screen.get("obstacles-outcome").select_option("displaced")
    screen.answered("obstacles-A")
    other = screen.ask("obstacles", exhibit="tiny", members=8, outcome="displaced")
    expect(screen.get("obstacles")).to_contain_text(other["accounts"][1]["sentence"])


def test_obstacles_of_both_sides_stand_together(screen: Screen):
    screen.open("tiny", "tiny~open_to_all")
    row = screen.page.locator("[data-obstacle=permission]")
    expect(row).to_have_accessible_name(re.compile(r"Side A: .* Side B: "))
    expect(row.locator(".bar.A")).to_have_count(1)
    expect(row.locator(".bar.B")).to_have_count(1)


def test_what_changed_shows_return_and_harm_together(screen: Screen):
    screen.open("tiny", "tiny~open_to_all~arrests_stop", tab="changed")
    screen.answered("compare")
    said = screen.ask(
        "compare",
        exhibit="tiny",
        levers=[{"name": "open_to_all"}, {"name": "arrests_stop"}],
        members=8,
    )
    for column in ("outcomes", "harm"):
        rows = screen.get("changed").locator(f".{column} [data-difference]")
        expect(rows).to_have_count(len(said[column]))
        for row, told in zip(rows.all(), said[column], strict=True):
            expect(row).to_be_attached()
            assert row.get_attribute("data-difference") == told["name"]
            shown = row.locator(".difference").inner_text().lstrip("+")
            assert number(shown) == told["difference"]["median"]
    returned, killed = (
        screen.page.locator(f"[data-difference={name}]").bounding_box()
        for name in ("returned", "killed")
    )
    assert returned
    assert killed
    assert abs(returned["y"] - killed["y"]) < 8, "gains and harm are seen at one glance"


def test_nothing_is_changed_until_a_lever_is_pulled(screen: Screen):
    screen.open(tab="changed")
    expect(screen.get("changed")).to_contain_text("Nothing is changed yet")


def test_what_people_believe_of_each_actor(screen: Screen):
    screen.open(tab="beliefs", day="2031-02-18")
    screen.answered("beliefs")
    said = screen.ask("beliefs", exhibit="tiny", members=8, home=0, group=0)
    lines = screen.get("beliefs").get_by_role("listitem")
    expect(lines).to_have_count(len(said["lines"]))
    week = screen.exhibit()["days"].index(48)
    for line, told in zip(lines.all(), said["lines"], strict=True):
        expect(line).to_contain_text(told["label"])
        assert float(line.locator("b").inner_text()) == told["median"][week]
    lines.first.get_by_role("button").click()
    expect(lines.first).to_contain_text(str(said["lines"][0]["q95"][week]))
    screen.get("beliefs-group").select_option(index=1)
    screen.answered("beliefs")
    other = screen.ask("beliefs", exhibit="tiny", members=8, home=0, group=1)
    expect(lines.last).to_contain_text(str(other["lines"][-1]["median"][week]))
