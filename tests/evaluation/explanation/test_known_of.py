"""What is known of obstacles: rows that somebody wrote, defaults alone, or nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from homeward.evaluation.explanation.known_of import by_default, fought_over, unsaid
from homeward.scenario.blank.new_blank import new_blank
from homeward.scenario.load import load_scenario
from homeward.scenario.scenario import Scenario
from scenario.blank.some_answers import some_answers


def test_of_a_blank_scenario_houses_and_mines_are_not_known_and_services_a_guess(tmp_path: Path):
    made = new_blank(tmp_path / "made", some_answers(3).encode())
    made = load_scenario(made)
    said = {row.variable for row in made.conditions}
    assert "dwellings_usable" not in said
    assert set(unsaid(made)) == {"permission", "dwelling_destroyed", "dwelling_occupied", "mines"}
    assert set(by_default(made)) == {"services", "livelihood"}


def test_fighting_that_destroys_houses_says_something_of_them(tmp_path: Path):
    folder = new_blank(tmp_path / "made", some_answers(3).encode())
    settings = folder / "scenario.yaml"
    settings.write_text(settings.read_text().replace("value: 0,", "value: 0.003,"))
    assert "dwelling_destroyed" not in set(unsaid(load_scenario(folder)))


def test_a_rule_of_who_may_come_home_says_something_of_permission(tiny: Scenario):
    assert "permission" not in set(unsaid(tiny))
    assert "permission" in set(unsaid(tiny.model_copy(update={"permissions": ()})))


def test_of_a_shipped_scenario_nothing_is_a_default():
    palmyra = load_scenario("palmyra")
    assert not set(by_default(palmyra))
    assert not set(unsaid(palmyra))


def test_homes_that_are_fought_over_most_of_the_time_are_named():
    """Whoever comes is turned back at the door: that nothing seems to keep people away is then no finding."""
    syria = load_scenario("syria")
    at_war = set(fought_over(syria, (), date(2015, 7, 2), date(2016, 7, 1)))
    assert at_war
    one = min(at_war)
    assert list(fought_over(syria, (one,), date(2015, 7, 2), date(2016, 7, 1))) == [one]
    assert not list(fought_over(syria, (), date(2025, 1, 1), date(2025, 6, 1)))
