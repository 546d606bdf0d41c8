"""Says who? From what is on the screen to the claim, its grade, its document and its paragraph."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from browser.screen import Screen


def is_read(screen: Screen, claim: str, exhibit: str = "tiny") -> None:
    """Assert that a claim is shown, with all that lets a reader find it again."""
    told = screen.exhibit(exhibit)
    said = told["claims"][claim]
    document = told["documents"][said["document"]]
    card = screen.get("evidence-detail").locator(f'article[data-claim="{claim}"]').first
    expect(card).to_contain_text(said["statement"])
    expect(card).to_contain_text(said["said_by"])
    expect(card).to_contain_text(said["grade"])
    expect(card).to_contain_text(document["title"])
    if said["paragraph"]:
        expect(card).to_contain_text(f"Paragraph {said['paragraph']}.")
    if document["url"]:
        expect(card.get_by_role("link")).to_have_attribute("href", document["url"])
    else:
        expect(card).to_contain_text("No address is given")


def test_from_an_obstacle_to_its_document_and_paragraph(screen: Screen):
    screen.open(home="all").answered()
    screen.get("all-obstacles").click()
    obstacle = screen.page.locator("[data-obstacle=fear_of_council]")
    obstacle.click()
    behind = screen.ask("obstacles", exhibit="tiny", members=2)["effects_claims"]["fear_of_council"]
    entries = screen.get("dialog").get_by_test_id("rest")
    expect(entries).to_have_count(len(behind))
    for entry, claim in zip(entries.all(), behind, strict=True):
        entry.click()
        is_read(screen, claim)


def test_claims_that_contradict_each_other_stand_side_by_side(screen: Screen):
    screen.open(dialog="sources", trace="claims:t_arrests")
    is_read(screen, "t_arrests")
    is_read(screen, "t_promise")
    against = screen.get("evidence-detail").get_by_test_id("contradictions")
    expect(against).to_contain_text("Contradicted by")
    expect(against).to_contain_text("nobody will be arrested")


def test_a_place_opens_every_row_that_concerns_it(screen: Screen):
    screen.open(dialog="sources", trace="place:border_camp")
    exhibit = screen.exhibit()
    rows = [one for one in exhibit["inputs"] if "border_camp" in one["where"]]
    entries = screen.get("dialog").get_by_test_id("rest")
    expect(entries).to_have_count(len(rows) + 1)
    judged = next(one for one in rows if one["is_judgement"] and not one["claims"])
    screen.get("dialog").get_by_role("button", name=judged["text"]).first.click()
    expect(screen.get("judgement")).to_have_text("This is judgement: no claim supports it.")


def test_a_lever_opens_what_it_rests_on(screen: Screen):
    screen.open("palmyra", drawer="levers")
    screen.page.get_by_role("button", name="Mines are cleared").last.click()
    expect(screen.get("dialog")).to_contain_text("Mines are cleared")
    is_read(screen, "c6_2_mar", "palmyra")


def test_an_observation_opens_its_claims(screen: Screen):
    screen.open("palmyra", home="palmyra")
    charts = screen.exhibit("palmyra")["charts"]
    (chart,) = (one for one in charts if one["id"] == "at_home:palmyra")
    marks = screen.chart("main").get_by_role("button", name=re.compile("^Observed on "))
    expect(marks).to_have_count(len(chart["observations"]))
    marks.first.focus()
    screen.page.keyboard.press("Enter")
    claims = chart["observations"][0]["claims"]
    expect(screen.get("dialog").get_by_test_id("rest")).to_have_count(len(claims))
    is_read(screen, claims[0], "palmyra")


def test_every_input_is_found_and_read(screen: Screen):
    screen.open()
    screen.get("open-sources").click()
    dialog = screen.page.get_by_role("dialog", name="Every input and what it rests on")
    inputs = screen.exhibit()["inputs"]
    expect(dialog.get_by_role("status")).to_have_text(f"{len(inputs)} of {len(inputs)}")
    screen.get("evidence-search").fill("arrested")
    expect(dialog.get_by_role("status")).not_to_have_text(f"{len(inputs)} of {len(inputs)}")
    dialog.get_by_test_id("rest").first.click()
    expect(dialog.get_by_test_id("evidence-detail")).to_contain_text("arrested")
    screen.get("evidence-search").fill("")
    screen.get("only-contested").check()
    contested = {"t_arrests", "t_promise"}
    found = [one for one in inputs if contested & set(one["claims"])]
    expect(dialog.get_by_role("status")).to_have_text(f"{len(found)} of {len(inputs)}")
    expect(dialog.get_by_test_id("contradictions").first).to_be_visible()
    screen.get("close-dialog").click()
    expect(dialog).to_have_count(0)


def test_every_input_of_palmyra_says_what_it_rests_on(screen: Screen):
    """Claims, a source in its own words, or that it is judgement."""
    for one in screen.exhibit("palmyra")["inputs"]:
        assert one["claims"] or one["is_judgement"] or "Source: " in one["text"], one
