"""Observations."""

from pathlib import Path
from typing import get_args

from builders import edit, make_scenario
from homeward.scenario.rows.observations import SNAPSHOTS, Measure


def test_snapshots_are_measures():
    assert set(get_args(Measure)) >= SNAPSHOTS


def test_a_flow_counts_days_and_a_snapshot_does_not(tmp_path: Path):
    present, fled = make_scenario(tmp_path).observations
    assert (present.is_flow, fled.is_flow) == (False, True)


def test_a_snapshot_may_be_divided_by_another_day(tmp_path: Path):
    base = edit("observations.csv", "fit,no,,,", "fit,no,,2015-05-15,")
    present, _ = make_scenario(tmp_path, **base).observations
    assert (present.base_since, str(present.base_date)) == (None, "2015-05-15")
