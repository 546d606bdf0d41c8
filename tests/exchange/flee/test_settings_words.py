"""Words of the settings."""

from __future__ import annotations

import pytest

from homeward.exchange.flee.findings import Findings
from homeward.exchange.flee.settings_words import SettingsWords
from homeward.scenario.text.yaml_text import read_yaml

KEY = ("move_rules", "start_on_foot")


def words(value: str) -> SettingsWords:
    outline = read_yaml("a.yml", f"move_rules:\n  start_on_foot: {value}\n".encode())
    return SettingsWords("a.yml", outline, Findings())


@pytest.mark.parametrize("value", ["True", "true", "TRUE", "yes", "on", "1", "0.5", "-1"])
def test_what_is_on(value: str):
    assert words(value).is_on(KEY, default=False)


@pytest.mark.parametrize("value", ["False", "false", "no", "off", "0", "0.0"])
def test_what_is_off(value: str):
    assert not words(value).is_on(KEY, default=True)


@pytest.mark.parametrize("value", ["'False'", '"True"', "'0'", "maybe", "", "[True]", "{a: 1}"])
def test_what_is_neither(value: str):
    asked = words(value)
    asked.is_on(KEY, default=False)
    assert [problem.where for problem in asked.findings.problems] == [
        'a.yml, line 2, key "start_on_foot"'
    ]


def test_what_is_not_given_is_the_default():
    asked = words("True")
    assert asked.is_on(("move_rules", "other"), default=True)
    assert asked.number(("spawn_rules", "other"), 7) == 7
    assert asked.numbers(("spawn_rules", "other")) == ()
    assert asked.tree(("", "number_of_steps")) is None
