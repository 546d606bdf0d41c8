"""Partial pooling (model §5.4): names and ranges of what it adds to the parameters of a scenario."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders import edit, make_scenario
from homeward.catalogue import PARAMETER, POOLABLE
from homeward.scenario.load import load_scenario
from homeward.scenario.rows.pooling import EVEN, deviations, parameter_named, spread_name
from homeward.scenario.warnings.find_warnings import find_warnings

HOMES = ["oldtown", "hills"]


def pooled(folder: Path, by: str, parameter: str = "return_speed"):
    said = f"partial_pooling: {{{parameter}: {{by: {by}, low: 0.2, high: 1, claims: [c1]}}}}\nparameters:"
    return make_scenario(folder, **edit("scenario.yaml", "parameters:", said))


@pytest.mark.parametrize(
    ("by", "units"),
    [("home", HOMES), ("group", ["farmers", "traders"]), ("refuge", ["camp", "inside", "abroad"])],
)
def test_a_scenario_has_a_spread_and_a_deviation_for_each(
    tmp_path: Path, by: str, units: list[str]
):
    scenario = pooled(tmp_path, by)
    added = [name for name in scenario.parameters if name not in PARAMETER]
    groups = list(scenario.group_names) if by == "group" else units
    assert added == ["spread of return_speed", *(f"return_speed of {unit}" for unit in groups)]
    assert list(deviations(scenario.pooling, HOMES, scenario.group_names)) == added[1:]
    for name in added[1:]:
        known = scenario.parameters[name]
        assert (known.low, known.value, known.high) == (-EVEN, 0.0, EVEN)
    assert load_scenario(scenario.folder) == scenario


@pytest.mark.parametrize("name", POOLABLE)
def test_every_name_that_is_added_means_something(name: str):
    spread, deviation = parameter_named(spread_name(name)), parameter_named(f"{name} of oldtown")
    assert spread is not None
    assert deviation is not None
    assert name in spread.meaning
    assert "oldtown" in deviation.meaning
    assert parameter_named(name) is PARAMETER[name]


@pytest.mark.parametrize("name", ["tolerance of oldtown", "spread of tolerance", "nothing"])
def test_what_cannot_differ_means_nothing(name: str):
    assert parameter_named(name) is None


def test_what_cannot_have_an_effect_is_doubted(tmp_path: Path):
    said = "partial_pooling: {house_needed: {by: home, value: 0.5}}\nparameters:\n  house_needed: 0"
    scenario = make_scenario(tmp_path, **edit("scenario.yaml", "parameters:", said))
    found = [doubt.found for doubt in find_warnings(scenario)]
    assert "house_needed is said to differ by home, but house_needed is 0." in found
