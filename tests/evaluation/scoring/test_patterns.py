"""Patterns: what levers change of a measure, member by member."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from builders import FILES, edit, make_scenario
from homeward.engine.simulate import simulate
from homeward.evaluation.scoring.measures import days_needed, measure
from homeward.evaluation.scoring.patterns import score_patterns
from homeward.evaluation.scoring.score import score, score_one
from homeward.scenario.changes.applied_levers import AppliedLever
from homeward.scenario.changes.apply_levers import apply_levers
from homeward.scenario.scenario import Scenario

ROW = "fewer_leave,2015-06-15,2015-05-15,departures,,,camp,0,0,10,pattern,no,,,buses,c1,\n"


@pytest.fixture
def scenario(tmp_path: Path) -> Scenario:
    return make_scenario(tmp_path, observations=FILES["observations.csv"] + ROW)


def test_the_difference_is_scored_not_the_measure(scenario: Scenario):
    row = scenario.observations[-1]
    days = days_needed([row], scenario.start, row.date)
    values = [
        measure(simulate(one, days=days, members=12, seed=3), row)
        for one in (scenario, apply_levers(scenario, [AppliedLever("buses")]))
    ]
    (found,) = score_patterns(scenario, members=12, seed=3)
    assert found == score_one(row, values[1] - values[0])
    assert not np.array_equal(values[0], values[1])


def test_the_plain_score_leaves_patterns_out(scenario: Scenario):
    days = days_needed(scenario.observations, scenario.start, scenario.end)
    scores = score(simulate(scenario, days=days, members=2))
    assert [one.name for one in scores] == ["camp_june", "fled_may"]


def test_a_lever_that_changes_nothing_scores_exactly_nothing(tmp_path: Path):
    same = edit("levers.yaml", "set: {value: 0.2}", "set: {claims: judgement}")["levers"]
    same = same.split("    - table: conditions\n      set:")[0]
    scenario = make_scenario(tmp_path, levers=same, observations=FILES["observations.csv"] + ROW)
    (found,) = score_patterns(scenario, members=4)
    assert (found.q05, found.median, found.q95) == (0, 0, 0)


def test_progress_counts_every_run(scenario: Scenario):
    seen: list[tuple[int, int]] = []
    score_patterns(scenario, members=3, progress=lambda done, of: seen.append((done, of)))
    assert seen[-1] == (6, 6)
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)
