"""Actors that those hostile to them hardly fear, before a run (model §4.3, §6.2)."""

from pathlib import Path

import pytest

from builders import edit, make_scenario
from homeward.scenario.warnings.hostile_refuges import hostile_refuges


@pytest.mark.parametrize(("expected", "is_doubted"), [("0.001", True), ("0.3", False)])
def test_an_enemy_that_is_hardly_feared_is_doubted(tmp_path: Path, expected: str, is_doubted: bool):
    changed = edit("actors.csv", "0.001,0.01,0.1,2000,c1", f"0.001,0.01,{expected},,c1")
    scenario = make_scenario(tmp_path, **changed)
    assert [row.group for row in scenario.groups if "north" in row.hostile] == ["traders"]
    assert any(row.actor == "north" and row.place == "camp" for row in scenario.control)
    found = [problem for problem in hostile_refuges(scenario) if '"north"' in problem.found]
    assert bool(found) is is_doubted
