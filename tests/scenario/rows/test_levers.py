"""Levers."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from builders import make_scenario
from homeward.scenario.rows.levers import Change, LeverValue


def test_a_lever_says_what_it_changes(tmp_path: Path):
    (lever,) = make_scenario(tmp_path).levers
    assert (lever.name, lever.title, lever.claims) == ("buses", "Buses to the front door", ("c1",))
    assert [change.table for change in lever.changes] == ["conditions", "conditions", "parameters"]
    assert lever.changes[0].cells == {"value": "0.2"}


def test_a_change_must_change_something():
    with pytest.raises(ValidationError):
        Change(table="control", cells={})


def test_the_default_of_a_value_lies_in_its_range():
    assert LeverValue(default=0.5, low=0.5, high=0.5, meaning="a share").default == 0.5
    with pytest.raises(ValidationError):
        LeverValue(default=0.5, low=0.6, high=1, meaning="a share")
