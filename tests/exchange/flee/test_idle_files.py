"""Files without effect."""

from __future__ import annotations

from pathlib import Path

from homeward.exchange.flee.findings import Findings
from homeward.exchange.flee.idle_files import warn_of_idle_files


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
