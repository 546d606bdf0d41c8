"""A results folder holds everything."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from homeward.results.result import Result
from homeward.results.save_run import save_result


def test_all_files_are_there(result: Result, tmp_path: Path) -> None:
    folder = save_result(result, tmp_path / "out")
    assert sorted(path.name for path in folder.iterdir()) == [
        "README.md",
        "beliefs.csv",
        "beliefs.parquet",
        "flows.csv",
        "flows.parquet",
        "report.html",
        "results.nc",
        "run.json",
        "stocks.csv",
        "stocks.parquet",
        "sums",
    ]
    levels = ("total", "by_place", "by_group", "by_home", "by_home_and_place", "by_home_and_group")
    assert {path.name for path in (folder / "sums").iterdir()} == {
        f"{kind}_{level}.csv" for kind in ("stocks", "flows") for level in levels
    }


@pytest.mark.parametrize(
    ("exact", "said"), [(True, "exact: not for publication"), (False, "rounded to 5")]
)
def test_the_folder_says_what_may_be_added_up(
    result: Result, tmp_path: Path, exact: bool, said: str
) -> None:
    folder = save_result(result, tmp_path / "out", exact=exact)
    readme = (folder / "README.md").read_text(encoding="utf-8")
    assert said in readme
    for path in folder.iterdir():
        if path.stem != "README":
            assert path.stem in readme


def test_exactness_is_on_record(result: Result, tmp_path: Path) -> None:
    folder = save_result(result, tmp_path / "out", exact=True)
    assert json.loads((folder / "run.json").read_text(encoding="utf-8"))["exact"] is True
    assert "Disclosure control is off" in (folder / "report.html").read_text(encoding="utf-8")
    assert ",yes" not in (folder / "stocks.csv").read_text(encoding="utf-8")
