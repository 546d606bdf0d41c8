"""What the tests of explain and compare share: a town with a few obstacles, quick enough for all combinations."""

from __future__ import annotations

import pytest

from conftest import MakeWorld
from homeward.scenario.scenario import Scenario

FEW_OBSTACLES = {
    "actors": "army,Army,Actor A,,,,,\nrebels,Rebels,Actor B,,,,,\n",
    "groups": "herders,Herders,Group 1,,,,,0.6,,,\nclerks,Clerks,Group 2,,,army,,0.4,,,\n",
    "displaced": "home,herders,camp,600,500,700,judgement\nhome,clerks,camp,400,300,500,judgement\n",
    "conditions": "home,mines,0.8,,,,,judgement\ncamp,exit_opening,0.5,0.3,0.8,,,judgement\n"
    "camp,means,0.6,,,,,judgement\n",
    "permissions": "army,home,home,herders,,refused,,,,,,,judgement\n",
    "harms": "army,arrest,clerks,returned_permitted,control,home,3,1,5,,,,,judgement\n",
}
"""People of two groups in a camp; mines, a half-shut exit, a refusal to herders, arrests of clerks who return."""


@pytest.fixture(scope="session")
def few(quiet: MakeWorld) -> Scenario:
    """Five obstacles that act: permission, exit, mines, the cost of the way, fear of the army."""
    parameters = {
        "tolerance": 0.3, "prior_neither": 0.05, "prior_hostile": 0.2, "return_speed": 0.1,
        "unpermitted_ease": 0.1, "news_delay": 3, "reach_own": 0.5, "family_size": 3,
    }  # fmt: skip
    return quiet(days=30, parameters=parameters, **FEW_OBSTACLES)
