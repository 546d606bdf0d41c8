"""What is known of obstacles: rows that somebody wrote, defaults alone, or nothing."""

from __future__ import annotations

from pathlib import Path

from homeward.evaluation.explanation.known_of import by_default, unsaid
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
