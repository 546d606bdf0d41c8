"""run.json holds what is needed to do it again."""

from __future__ import annotations

import json

from homeward.results.provenance import NOTICE, scenario_of
from homeward.results.result import Result


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
