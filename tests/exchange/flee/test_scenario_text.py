"""scenario.yaml."""

from __future__ import annotations

from pathlib import Path

import pytest

from exchange.flee.small_instance import import_small, make_instance
from homeward.exchange.flee import import_flee
from homeward.exchange.flee.scenario_text import quoted
from homeward.scenario.load import load_scenario
from homeward.scenario.rows.camps.flee_rules import FleeRules


def test_every_rule_is_written_out(tmp_path: Path):
    import_small(tmp_path)
    text = (tmp_path / "made" / "scenario.yaml").read_text(encoding="utf-8")
    for name in FleeRules.model_fields:
        assert (f"\n  {name}: " in text) == (name != "line")
    assert "rules:  # those that Flee ships, as no settings were given" in text
    assert load_scenario(tmp_path / "made").rules == FleeRules()


def test_rules_are_read_as_they_were_given(tmp_path: Path):
    spawn = ("simsetting.yml", "insert_day0: True", "conflict_spawn_decay: [1, 0.5]")
    import_small(tmp_path, spawn, with_settings=True)
    rules = load_scenario(tmp_path / "made").rules
    expected = FleeRules(km_per_day=200, camp_pull=2, fighting_pull=0.316228, flight_decay=(1, 0.5))
    assert rules == expected


@pytest.mark.parametrize(
    ("folder", "title"),
    [
        ("north_2030", "north 2030"),
        ("Tchad: 'été' \"2030\"", "Tchad: 'été' \"2030\""),
        ("a\x07b\x85c", "a b c"),
        ("🏕 # camp", "🏕 # camp"),
        ("_", "An instance of Flee"),
    ],
)
def test_the_title_is_the_name_of_the_folder(folder: str, title: str, tmp_path: Path):
    instance = make_instance(tmp_path / "instance")
    import_flee(instance / "input", to=tmp_path / folder)
    assert load_scenario(tmp_path / folder).title == title


def test_text_in_quotes_is_one_line():
    assert quoted('a"b\nc') == '"a\\"b c"'
