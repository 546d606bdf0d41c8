"""Conditions of places."""

from typing import get_args

from homeward.scenario.rows.conditions import DEFAULT_CONDITIONS, ConditionName


def test_every_condition_has_a_default():
    assert tuple(DEFAULT_CONDITIONS) == get_args(ConditionName)


def test_nothing_said_means_that_life_is_as_before():
    bad = {"hardship", "mines", "dwellings_occupied", "confinement", "transport_support"}
    assert {name for name, value in DEFAULT_CONDITIONS.items() if value == 0} == bad
