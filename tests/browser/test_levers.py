"""Levers: each kind runs the engine again, live, and shows what the server answers."""

from __future__ import annotations

from playwright.sync_api import expect

from browser.screen import Screen


def dated(screen: Screen, day: str) -> None:
    screen.get("lever-open_to_all-date").fill(day)
    screen.get("lever-open_to_all-date").press("Enter")


def test_a_switch_opens_a_second_side_and_leaves_the_first(screen: Screen):
    screen.open(home="all")
    as_it_is = screen.band()
    with screen.redrawn():
        screen.lever("open_to_all").click()
    expect(screen.lever("open_to_all")).to_be_checked()
    assert screen.band("A") == as_it_is == screen.end_of_run()
    assert screen.change() == screen.end_of_change({"name": "open_to_all"})
    screen.lever("open_to_all").click()
    expect(screen.get("headline-B")).to_have_count(0)
    assert screen.band("A") == as_it_is


def test_a_share(screen: Screen):
    screen.open("tiny", "tiny~houses_given_back", home="all", drawer="levers")
    ends = {}
    for value in (0.2, 0.4):
        with screen.redrawn():
            screen.get("lever-houses_given_back-value").fill(str(value))
        expect(screen.get("lever-houses_given_back").locator("output")).to_have_text(str(value))
        ends[value] = screen.change()
        assert ends[value] == screen.end_of_change({"name": "houses_given_back", "value": value})
    assert ends[0.2] != ends[0.4]


def test_a_share_by_key(screen: Screen):
    screen.open("tiny", "tiny~houses_given_back", home="all", drawer="levers")
    with screen.redrawn():
        screen.get("lever-houses_given_back-value").press("End")
    assert screen.change() == screen.end_of_change({"name": "houses_given_back", "value": 0.4})


def test_a_date(screen: Screen):
    screen.open("tiny", "tiny~open_to_all", home="all", drawer="levers")
    with screen.redrawn():
        dated(screen, "2031-02-11")
    expect(screen.get("lever-open_to_all-date")).to_have_value("11 Feb 2031")
    early = screen.end_of_change({"name": "open_to_all", "date": "2031-02-11"})
    assert screen.change() == early != screen.end_of_change({"name": "open_to_all"})
    expect(screen.get("timeline")).to_contain_text("from 11 Feb 2031")


def test_believed_at_once(screen: Screen):
    screen.open("tiny", "tiny~arrests_stop", home="all", drawer="levers")
    believed = screen.end_of_change({"name": "arrests_stop_believed"})
    assert screen.change() != believed
    with screen.redrawn():
        screen.get("lever-arrests_stop-believed").check()
    assert screen.change() == believed
    expect(screen.lever("arrests_stop")).to_be_checked()


def test_several_at_once_and_all_taken_back(screen: Screen):
    screen.open("tiny", "tiny~open_to_all", home="all", drawer="levers")
    for name in ("houses_given_back", "arrests_stop"):
        with screen.redrawn():
            screen.lever(name).click()
    levers = [{"name": one} for one in ("open_to_all", "houses_given_back", "arrests_stop")]
    assert screen.change() == screen.end_of_change(*levers)
    expect(screen.get("edit-B")).to_contain_text("and 2 more")
    screen.get("clear").click()
    expect(screen.get("headline-B")).to_have_count(0)
    expect(screen.get("headline")).not_to_contain_text("With")
    assert "&b=none" in screen.page.url


def test_a_side_that_is_taken_gets_the_levers(screen: Screen):
    screen.open("tiny", "tiny~open_to_all", home="all", drawer="levers")
    screen.get("edit-A").click()
    expect(screen.lever("open_to_all")).not_to_be_checked()
    with screen.redrawn():
        screen.lever("town_falls_again").click()
    # Of two changed sides the sentence says what each is: neither is what the other is told from.
    assert screen.band("A") == screen.end_of_run({"name": "town_falls_again"})
    assert screen.band("B") == screen.end_of_run({"name": "open_to_all"})


def test_what_contradicts_itself_is_refused_in_a_sentence_and_the_picture_stays(screen: Screen):
    screen.open("palmyra", "palmyra~amnesty_kept", drawer="levers")
    before = screen.change()
    screen.watch.allowed.append("422 (Unprocessable")
    screen.lever("amnesty_broken").click()
    expect(screen.get("refusal")).to_contain_text("the levers contradict each other")
    expect(screen.get("refusal")).to_contain_text("one of the two.")
    screen.settled()
    assert screen.change() == before
    screen.lever("amnesty_broken").click()
    expect(screen.get("refusal")).to_have_count(0)


def test_a_day_out_of_range_is_refused(screen: Screen):
    screen.open("tiny", "tiny~open_to_all", home="all", drawer="levers")
    before = screen.change()
    dated(screen, "2031-03-01")
    expect(screen.page.get_by_role("alert")).to_contain_text("to 23 Feb 2031.")
    assert screen.change() == before
    with screen.redrawn():
        dated(screen, "2031-02-20")
    expect(screen.page.get_by_role("alert")).to_have_count(0)


def test_the_newest_of_many_changes_wins(screen: Screen):
    """A drag: every value on the way is asked for, and the last one is shown."""
    screen.open("tiny", "tiny~houses_given_back", home="all", drawer="levers")
    slider = screen.get("lever-houses_given_back-value")
    with screen.redrawn():
        for step in range(10, 101, 10):
            slider.fill(str(round(step * 0.004, 3)))
    assert screen.change() == screen.end_of_change({"name": "houses_given_back", "value": 0.4})
    assert "houses_given_back=0.4" in screen.page.url
