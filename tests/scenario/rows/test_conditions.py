"""Conditions of places."""

from typing import get_args

from homeward.catalogue import CONDITIONS
from homeward.scenario.rows.conditions import ConditionName


def test_a_row_names_a_condition_of_the_catalogue():
    assert get_args(ConditionName) == tuple(condition.name for condition in CONDITIONS)


def test_nothing_said_means_that_life_is_as_before():
    bad = {"hardship", "mines", "dwellings_occupied", "confinement", "transport_support"}
    assert {condition.name for condition in CONDITIONS if condition.default == 0} == bad
