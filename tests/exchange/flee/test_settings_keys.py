"""Keys of the settings."""

from __future__ import annotations

from homeward.exchange.flee.settings_keys import (
    KNOWN,
    MUST_BE_OFF,
    NUMBERS,
    POWERS,
    SWITCHES,
    VERSION_1,
    WITHOUT_EFFECT,
)
from homeward.scenario.rows.camps.flee_rules import FleeRules


def test_every_key_means_one_thing():
    groups = [set(NUMBERS), set(SWITCHES), set(POWERS), MUST_BE_OFF, WITHOUT_EFFECT]
    assert sum(len(group) for group in groups) == len(set().union(*groups))
    assert set().union(*groups) < KNOWN


def test_every_rule_is_one_of_the_rules():
    named = {rule for rule, _ in (*NUMBERS.values(), *SWITCHES.values(), *VERSION_1.values())}
    named |= {rule for _, rule, _ in POWERS.values()}
    assert named <= set(FleeRules.model_fields)


def test_defaults_that_flee_does_not_ship_otherwise_are_those_of_the_rules():
    stock = FleeRules()
    for rule, value in (*NUMBERS.values(), *SWITCHES.values()):
        if rule != "fighting_pull":  # the program has 1/sqrt(10), its settings 0.25
            assert getattr(stock, rule) == value
