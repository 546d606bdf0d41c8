"""Conditions of places."""

from pathlib import Path
from typing import get_args

import pytest

from builders import make_scenario
from homeward.catalogue import CONDITIONS
from homeward.errors import ScenarioError
from homeward.scenario.rows.conditions import ConditionName


def test_a_row_names_a_condition_of_the_catalogue():
    assert get_args(ConditionName) == tuple(condition.name for condition in CONDITIONS)


def test_nothing_said_means_that_life_is_as_before():
    bad = {"hardship", "mines", "dwellings_occupied", "confinement"}
    help_or_force = {"transport_support", "organised_return", "sent_home"}
    assert {one.name for one in CONDITIONS if one.default == 0} == bad | help_or_force


@pytest.mark.parametrize("apart", ["oldtown,", ",farmers", "oldtown,farmers"])
def test_only_the_way_home_differs_by_home_and_group(tmp_path: Path, apart: str):
    header = "place,variable,value,value_low,value_high,from,to,claims,home,group\n"
    (row,) = make_scenario(
        tmp_path, conditions=f"{header}camp,means,0.5,,,,,c1,{apart}\n"
    ).conditions
    assert row.is_particular
    refused = tmp_path / "refused"
    refused.mkdir()
    with pytest.raises(ScenarioError, match="services is the same for everybody at a place"):
        make_scenario(refused, conditions=f"{header}camp,services,0.5,,,,,c1,{apart}\n")
