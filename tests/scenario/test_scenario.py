"""The root."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from builders import make_scenario
from homeward.catalogue import PARAMETER
from homeward.scenario.scenario import Scenario


def test_names_stand_in_the_order_of_the_files(tmp_path: Path):
    scenario = make_scenario(tmp_path)
    assert scenario.place_names == ("oldtown", "hills", "camp")
    assert scenario.actor_names == ("north", "south")
    assert scenario.group_names == ("farmers", "traders")


def test_every_parameter_is_there(tmp_path: Path):
    scenario = make_scenario(tmp_path)
    assert list(scenario.parameters) == list(PARAMETER)
    assert scenario.parameters_set == ("flight_hazard",)


def test_unknown_fields_are_refused(tmp_path: Path):
    values = dict(make_scenario(tmp_path)) | {"weather": "fine"}
    with pytest.raises(ValidationError):
        Scenario.model_validate(values)
