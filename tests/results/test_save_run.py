"""A results folder holds everything."""

from __future__ import annotations

import json
from pathlib import Path

from homeward.results.result import Result


def test_all_files_are_there(result: Result, tmp_path: Path) -> None:
    folder = result.save(tmp_path / "out")
    assert sorted(path.name for path in folder.iterdir()) == [
        "beliefs.csv",
        "beliefs.parquet",
        "flows.csv",
        "flows.parquet",
        "report.html",
        "results.nc",
        "run.json",
        "stocks.csv",
        "stocks.parquet",
    ]


def test_exactness_is_on_record(result: Result, tmp_path: Path) -> None:
    folder = result.save(tmp_path / "out", exact=True)
    assert json.loads((folder / "run.json").read_text(encoding="utf-8"))["exact"] is True
    assert "Disclosure control is off" in (folder / "report.html").read_text(encoding="utf-8")
    assert ",yes" not in (folder / "stocks.csv").read_text(encoding="utf-8")
