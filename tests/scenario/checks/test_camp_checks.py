"""Scenarios of camp registrations: what they say, and what is refused (model §12)."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from builders import REGISTERED, edit, make_folder, make_registered
from homeward.errors import ScenarioError, word
from homeward.scenario.load import load_scenario
from homeward.scenario.warnings.find_warnings import find_warnings

EXPECTED = Path(__file__).parents[2] / "messages" / "registered_messages.txt"


def changed(file: str, old: str, new: str) -> dict[str, str]:
    return edit(file, old, new, REGISTERED)


CASES: dict[str, dict[str, str | bytes | None]] = {
    "no_registrations": {"registrations": REGISTERED["registrations.csv"].splitlines()[0] + "\n"},
    "a_file_of_another_kind_of_scenario": {"control": "place,actor,from,to,claims\n"},
    "no_home_country": changed("scenario.yaml", "home_country: SYR\n", ""),
    "a_home_country_without_places": changed("scenario.yaml", "SYR", "IRQ"),
    "an_unknown_rule": changed("scenario.yaml", "leave_town", "leave_towm"),
    "a_rule_outside_its_bounds": changed("scenario.yaml", "leave_town: 0.5", "leave_town: 1.5"),
    "a_rule_that_is_no_number": changed("scenario.yaml", "1 0.5", "1 half"),
    "rules_that_are_a_word": changed(
        "scenario.yaml", "rules:\n  leave_town: 0.5\n  flight_decay: 1 0.5\n", "rules: stock\n"
    ),
    "parameters_of_the_laws": changed("scenario.yaml", "rules:", "parameters: {pace: 20}\nrules:"),
    "awareness_beyond_three": changed("scenario.yaml", "leave_town: 0.5", "awareness: 4"),
    "two_intensities_on_one_day": changed("fighting.csv", "2015-05-10", "2015-05-01")
    | changed("fighting.csv", "market,1,2015-05-15", "market,1,2015-05-12"),
    "no_intensity": changed("fighting.csv", "market,0.5", "market,0"),
    "a_fight_at_an_unknown_place": changed("fighting.csv", "oldtown,1", "oldtowm,1"),
    "a_border_of_one_country": changed("barriers.csv", "SYR JOR", "SYR"),
    "a_border_with_an_unknown_country": changed("barriers.csv", "SYR JOR", "SYR JRD"),
    "a_sealed_camp_without_a_name": changed("barriers.csv", "camp,near", "camp,"),
    "a_sealed_road_that_is_not_there": changed("barriers.csv", "camp,near,", "road,near far,"),
    "a_correction_of_an_unknown_series": changed("corrections.csv", "near", "naer"),
    "a_correction_on_a_day_without_a_count": changed("corrections.csv", "05-11", "05-12"),
    "a_negative_registration": changed("registrations.csv", "400", "-400"),
}


def read_expected() -> dict[str, str]:
    parts = EXPECTED.read_text(encoding="utf-8").split("=== ")[1:]
    return {part.partition("\n")[0]: part.partition("\n")[2].rstrip("\n") for part in parts}


@pytest.mark.parametrize("case", CASES)
def test_the_message_is_word_for_word(case: str, tmp_path: Path):
    folder = make_folder(
        tmp_path, REGISTERED, **{k: v for k, v in CASES[case].items() if k != "control"}
    )
    if "control" in CASES[case]:
        (folder / "control.csv").write_text(str(CASES[case]["control"]))
    with pytest.raises(ScenarioError) as refusal:
        load_scenario(folder)
    assert word(refusal.value.problems) == read_expected()[case]


def test_every_expected_message_has_a_case():
    assert list(read_expected()) == list(CASES)


def test_the_small_scenario_says_what_its_files_say(tmp_path: Path):
    scenario = make_registered(tmp_path)
    assert scenario.is_camp_model
    assert (scenario.rules.leave_town, scenario.rules.km_per_day) == (0.5, 360)
    assert scenario.rules.flight_decay == (1, 0.5)
    assert [fight.intensity for fight in scenario.fighting] == [1, 0.5, 1]
    assert scenario.fighting[0].start == date(2015, 5, 1)
    assert scenario.barriers[0].countries == ("SYR", "JOR")
    assert sum(row.is_total for row in scenario.registrations) == 2
    assert {row.part for row in scenario.registrations if row.series == "far"} == {1, 2}
    assert scenario.places[3].already_here == 20
    assert scenario.levers == ()


def test_doubts_of_it_can_be_listed(tmp_path: Path):
    assert [doubt.found for doubt in find_warnings(make_registered(tmp_path))] == [
        "3 of 12 parameters rest on judgement."
    ]
