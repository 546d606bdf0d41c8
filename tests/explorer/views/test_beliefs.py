"""What a community believes: the table of a saved run, for one community and every day."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from homeward.explorer.views.beliefs import LABELS, beliefs
from homeward.results.result import Result, open_result
from homeward.results.run_and_label import run_and_label
from homeward.results.save_run import save_result
from homeward.results.tables.dataset import EXPOSURES
from homeward.scenario.scenario import Scenario


@pytest.fixture(scope="module")
def result(tiny: Scenario) -> Result:
    return run_and_label(tiny, members=6, seed=1)


def test_the_numbers_are_those_of_the_table(result: Result, tmp_path: Path) -> None:
    folder = save_result(result, tmp_path / "run")
    with (folder / "beliefs.csv").open() as file:
        rows = list(csv.DictReader(file))
    axes = result.axes
    dates = [str(date) for date in axes.dates]
    seen = 0
    for home, home_name in enumerate(axes.homes):
        for group, group_name in enumerate(axes.groups):
            own = [row for row in rows if (row["home"], row["group"]) == (home_name, group_name)]
            found = {
                (axes.actors[one["actor"]], one["exposure"]): one
                for one in beliefs(result, home, group)["lines"]
            }
            assert {(row["actor"], row["exposure"]) for row in own} == set(found)
            for row in own:
                line, at = found[row["actor"], row["exposure"]], dates.index(row["time"])
                assert [line[name][at] for name in ("q05", "median", "q95")] == [
                    float(row[name]) for name in ("q05", "median", "q95")
                ]
                seen += 1
    assert seen > 20


def test_beliefs_that_never_change_are_left_out(result: Result) -> None:
    said = beliefs(result, 0, 0)
    assert 0 < len(said["lines"]) < len(result.axes.actors) * len(EXPOSURES)
    for line in said["lines"]:
        assert len(line["median"]) == len(result.axes.days)
    assert (said["members"], said["unit"]) == (6, "1/person-year")
    json.dumps(said, allow_nan=False)


def test_a_saved_run_says_the_same(result: Result, tmp_path: Path) -> None:
    opened = open_result(save_result(result, tmp_path / "run"))
    assert beliefs(opened, 1, 1) == beliefs(result, 1, 1)


def test_actors_have_the_names_that_are_shown(small: Scenario) -> None:
    said = json.dumps(beliefs(run_and_label(small, members=2, seed=1), 0, 0))
    assert "Actor A" in said
    assert "North" not in said


def test_every_exposure_has_its_words() -> None:
    assert set(LABELS) == set(EXPOSURES)
