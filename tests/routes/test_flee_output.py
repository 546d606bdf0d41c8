"""The flee walk under `flee` and Flee's own output: the same people in every camp, on average (docs/flee.md)."""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path

import numpy as np
import pytest

CONFLICTS = Path(os.environ.get("HOMEWARD_CONFLICTS", "none"))
SCRIPT = Path(__file__).parents[2] / "verification" / "flee_output.py"
SAME_SHARE = 0.03
SAME_ERRORS = 3.5
"""Of the 51 camps of the table one is further off by chance in one table of forty."""
SAME_ARD = 0.012
MEMBERS = 30
"""Flee was run two or three times, mostly with one agent for ten people: chance there outweighs ours a hundredfold."""

pytestmark = pytest.mark.skipif(
    not (CONFLICTS / "reference").is_dir(), reason="HOMEWARD_CONFLICTS has no output of Flee"
)


def load_script():
    spec = importlib.util.spec_from_file_location("flee_output", SCRIPT)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


flee_output = load_script()
NAMES = list(flee_output.known(CONFLICTS)) if (CONFLICTS / "reference").is_dir() else []


def is_same(camp) -> bool:
    return abs(camp.apart) <= SAME_SHARE or abs(camp.errors_apart) <= SAME_ERRORS


@pytest.mark.slow
@pytest.mark.parametrize("conflict", NAMES)
def test_every_camp_holds_as_many_as_in_flee(conflict: str):
    found = flee_output.beside_flee(CONFLICTS, conflict, MEMBERS)
    assert [camp for camp in found.camps if not is_same(camp)] == []
    assert abs(found.ard - np.mean(found.ard_of_runs)) <= SAME_ARD


def test_rules_that_differ_are_found_out(monkeypatch: pytest.MonkeyPatch):
    """Negative control: other shares leaving, the same everything else."""
    scenario_of = flee_output.scenario_of

    def changed(folder: Path):
        scenario = scenario_of(folder)
        rules = scenario.rules.model_copy(update={"leave_town": 0.6})
        return scenario.model_copy(update={"rules": rules})

    monkeypatch.setattr(flee_output, "scenario_of", changed)
    found = flee_output.beside_flee(CONFLICTS, "mali_flee", 50)
    assert not all(is_same(camp) for camp in found.camps)


def test_what_flee_gave_is_read_with_the_people_of_an_agent():
    runs = flee_output.runs_of(CONFLICTS, "mali_flee")
    assert [run.people_per_agent for run in runs] == [1, 10, 10]
    assert {run.camps.shape for run in runs} == {(300, 7)}
