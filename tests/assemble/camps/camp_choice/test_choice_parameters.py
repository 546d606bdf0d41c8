"""The numbers of camp choice, drawn for every member (model §13.2)."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from builders import REGISTERED, edit, make_registered
from homeward.assemble.camps.camp_choice.choice_parameters import (
    DRAWN,
    OF_ALL_MEMBERS,
    choice_parameters_of,
    draw_parameters,
)
from homeward.catalogue import CHOICE_PARAMETERS
from homeward.model.camps.camp_choice.choice_arrays import ChoiceParameters
from homeward.scenario.rows.uncertain_numbers import CHOICE_DEFAULTS
from homeward.scenario.scenario import Scenario

OF_THE_SCORE = {"law_error", "law_error_with_capacity"}


@pytest.fixture
def scenario(tmp_path: Path) -> Scenario:
    return make_registered(tmp_path)


def test_every_number_of_the_law_is_a_parameter_of_the_register():
    names = [parameter.name for parameter in CHOICE_PARAMETERS]
    assert len(set(names)) == len(names)
    assert {*DRAWN.values(), OF_ALL_MEMBERS, *OF_THE_SCORE} == {*names}
    assert tuple(DRAWN) == ChoiceParameters._fields


def test_ranges_of_the_register_lie_within_their_bounds_and_on_their_scale():
    for row in CHOICE_PARAMETERS:
        assert row.least <= row.low <= row.high <= row.most, row.name
        assert row.scale == "linear" or row.low > 0, row.name
        assert row.low <= CHOICE_DEFAULTS[row.name].value <= row.high
        assert "(§13." in row.meaning


def test_draws_lie_in_their_ranges_around_the_central_value(scenario: Scenario):
    drawn = draw_parameters(scenario, seed=1, n_member=400)
    assert {*drawn} == {*CHOICE_DEFAULTS}
    for name, values in drawn.items():
        known = scenario.parameters[name]
        assert (values >= known.low - 1e-12).all()
        assert (values <= known.high + 1e-12).all()
        if known.low < known.high:
            # Half of 400 on each side: standard deviation 10.
            assert (values < known.value).sum() == pytest.approx(200, abs=50)


def test_more_members_leave_the_first_as_they_are(scenario: Scenario):
    few = draw_parameters(scenario, seed=1, n_member=3)
    many = draw_parameters(scenario, seed=1, n_member=9)
    for name, values in few.items():
        assert np.array_equal(values, many[name][:3])
    other = draw_parameters(scenario, seed=2, n_member=3)
    assert not np.array_equal(few["kin_power"], other["kin_power"])
    assert not np.array_equal(few["kin_power"], few["country_split"])


def test_given_values_take_the_place_of_draws(scenario: Scenario):
    given = {"kin_power": np.array([0.1, 0.2])}
    drawn = draw_parameters(scenario, seed=1, n_member=2, fixed=given)
    assert drawn["kin_power"].tolist() == [0.1, 0.2]
    assert choice_parameters_of(drawn, 1).kin_power == 0.2
    assert choice_parameters_of(drawn, 1).softening == 50.0
    assert choice_parameters_of(drawn, 0).distance_power == drawn["distance_power"][0]


def test_a_scenario_may_set_a_number(tmp_path: Path):
    set_to = edit("scenario.yaml", "rules:", "parameters:\n  kin_power: 0\nrules:", REGISTERED)
    drawn = draw_parameters(make_registered(tmp_path, **set_to), seed=1, n_member=2)
    assert drawn["kin_power"].tolist() == [0, 0]


def test_what_a_kilometre_abroad_counts_is_the_same_for_all_members(tmp_path: Path):
    """Distances are worked out once: a draw would be said and not used."""
    share = "abroad_km_share: {value: 0.3, low: 0.1, high: 0.9, claims: [c1]}"
    set_to = edit("scenario.yaml", "rules:", f"parameters:\n  {share}\nrules:", REGISTERED)
    drawn = draw_parameters(make_registered(tmp_path, **set_to), seed=1, n_member=4)
    assert drawn["abroad_km_share"].tolist() == [0.3] * 4
