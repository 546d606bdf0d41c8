"""run.json holds what is needed to do it again."""

from __future__ import annotations

import datetime as dt
import json

import numpy as np

from homeward.assemble.labels import label
from homeward.results.files.provenance import NOTICE, describe_run, scenario_of
from homeward.results.result import Result
from homeward.results.tables.axes import name_axes
from homeward.scenario.changes.applied_levers import AppliedLever
from homeward.scenario.changes.apply_levers import apply_levers
from homeward.scenario.scenario import Scenario


def test_the_scenario_is_made_again_from_the_inputs(result: Result) -> None:
    info = json.loads(json.dumps(result.info, default=str))
    again = scenario_of(info)
    assert again is not None
    assert result.scenario is not None
    assert again.observations == result.scenario.observations
    assert again.digest == result.scenario.digest


def test_inputs_of_another_version_give_no_scenario(result: Result) -> None:
    assert scenario_of({}) is None
    assert scenario_of({"inputs": {**result.info["inputs"], "weather": "fine"}}) is None


def test_it_says_what_not_to_share(result: Result) -> None:
    assert result.info["notice"] == NOTICE


def test_it_says_which_levers_were_pulled_and_makes_them_again(small_scenario: Scenario) -> None:
    with_lever = apply_levers(small_scenario, [AppliedLever("buses", start=small_scenario.start)])
    started = dt.datetime(2030, 1, 1, 12, tzinfo=dt.UTC)
    axes = name_axes(label(with_lever), np.arange(3), members=2)
    info = describe_run(with_lever, axes, seed=1, started=started, seconds=1.5)
    assert (info["first_day"], info["last_day"]) == ("2015-05-01", "2015-05-03")
    assert info["scenario"]["levers_pulled"] == ["buses@2015-05-01"]
    assert info["scenario"]["levers"] == ["Buses to the front door, from 2015-05-01"]
    again = scenario_of(json.loads(json.dumps(info, default=str)))
    assert again is not None
    assert again.conditions == with_lever.conditions
    assert again.levers_pulled == with_lever.levers_pulled
    assert again.levers == with_lever.levers


def test_measures_of_version_0_1_0_are_named_anew(small_scenario: Scenario) -> None:
    inputs = small_scenario.model_dump(mode="json", exclude={"folder"})
    row = inputs["observations"][0]
    old = {**row, "measure": "taken", "date": "2030-02-01", "since": "2030-01-10"}
    scenario = scenario_of({"inputs": {**inputs, "observations": [old]}})
    assert scenario is not None
    assert scenario.observations[0].measure == "detentions"
