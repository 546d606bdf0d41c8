"""An instance read whole."""

from __future__ import annotations

from pathlib import Path

from exchange.flee.small_instance import make_instance
from homeward.exchange.flee.findings import Findings
from homeward.exchange.flee.instance import read_instance, warn_of_idle_files


def test_everything_is_read_although_something_is_wrong(tmp_path: Path):
    """So that all problems are reported together."""
    instance = make_instance(
        tmp_path,
        ("input/sim_period.csv", "Length,10", "Length,ten"),
        ("input/conflicts.csv", "4,1,1,0", "4,1,x,0"),
        ("validation/north.csv", "200", "x"),
    )
    findings = Findings()
    read = read_instance(instance / "input", instance / "validation", None, findings)
    files = [problem.where.partition(",")[0] for problem in findings.problems]
    assert files == ["sim_period.csv", "conflicts.csv", "north.csv"]
    assert len(read.places.by_name) == 6
    assert read.home_country == "TCD"


def test_nothing_at_all_is_five_files_and_a_layout(tmp_path: Path):
    findings = Findings()
    read_instance(tmp_path, tmp_path, None, findings)
    assert [problem.where for problem in findings.problems] == [
        "sim_period.csv", "locations.csv", "routes.csv", "closures.csv", "conflicts.csv",
        "data_layout.csv",
    ]  # fmt: skip


def test_only_files_that_are_there_are_named(tmp_path: Path):
    (tmp_path / "agents.csv").touch()
    (tmp_path / "demographics_tribe.csv").touch()
    (tmp_path / "routes.csv").touch()
    findings = Findings()
    warn_of_idle_files(tmp_path, findings)
    assert [warning.partition(":")[0] for warning in findings.warnings] == [
        "demographics_tribe.csv",
        "agents.csv",
    ]
