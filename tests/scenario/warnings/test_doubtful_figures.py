"""Figures that no run can meet."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders import FILES, make_scenario
from homeward.scenario.scenario import Scenario
from homeward.scenario.warnings.doubtful_figures import displaced_at_home, more_than_there_are
from homeward.scenario.warnings.find_warnings import find_doubts, find_warnings


def _with(tmp_path: Path, *rows: str) -> Scenario:
    return make_scenario(
        tmp_path, observations=FILES["observations.csv"] + "".join(f"{row}\n" for row in rows)
    )


def test_people_displaced_within_their_home_are_named_once_a_series(tmp_path: Path):
    scenario = _with(
        tmp_path,
        "within,2015-06-15,,displaced,oldtown,,oldtown camp,300,400,500,fit,no,,,,c1,",
        "within,2015-06-20,,displaced,oldtown,,oldtown camp,300,400,500,fit,no,,,,c1,",
        "away,2015-06-20,,displaced,oldtown,,camp,300,400,500,fit,no,,,,c1,",
    )
    (doubt,) = displaced_at_home(scenario)
    assert doubt.where == "observations.csv, line 4"
    assert doubt.found == (
        '"within" counts people of oldtown who are displaced within it, and 1 more rows.'
    )
    assert doubt in find_doubts(scenario)


@pytest.mark.parametrize(
    ("measure", "is_doubted"), [("displaced", 1), ("returned", 1), ("fled", 0)]
)
def test_more_people_than_there_are(tmp_path: Path, measure: str, is_doubted: int):
    since = "2015-05-01" if measure == "fled" else ""
    row = f"many,2015-06-15,{since},{measure},oldtown,,,900000,1000000,1100000,fit,no,,,,c1,"
    doubts = list(more_than_there_are(_with(tmp_path, row)))
    assert len(doubts) == is_doubted
    assert all('"many" counts 900,000 people or more, of at most' in one.found for one in doubts)


def test_doubts_are_the_warnings_but_those_of_judgement(tmp_path: Path):
    scenario = make_scenario(tmp_path)
    assert set(find_doubts(scenario)) < set(find_warnings(scenario))
    assert not [one for one in find_doubts(scenario) if "judgement" in one.found]
