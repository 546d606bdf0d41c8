"""The page about the files of a run names every file, column and key there is."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest

import homeward
from homeward.results.run_and_label import run_and_label
from homeward.results.save_run import save_result
from homeward.scenario.load import load_scenario

PAGE = Path(__file__).parents[2] / "docs/reference/files-of-a-run.md"
ROW = re.compile(r"^\| (`.*?`) \|", re.MULTILINE)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("docs") / "tiny-run"
    save_result(run_and_label(load_scenario("tiny"), members=2, seed=1), made)
    return made


def part(heading: str) -> str:
    return PAGE.read_text(encoding="utf-8").partition(f"\n{heading}\n")[2].partition("\n## ")[0]


def named(text: str) -> set[str]:
    """What the first cells of a table name."""
    return {name for row in ROW.findall(text) for name in re.findall(r"`(.+?)`", row)}


def header(file: Path) -> set[str]:
    with file.open(encoding="utf-8", newline="") as lines:
        return set(next(csv.reader(lines)))


def test_every_file_is_named(folder: Path):
    top = {path.name + "/" * path.is_dir() for path in folder.iterdir()}
    assert named(PAGE.read_text(encoding="utf-8").partition("\n## ")[0]) == top
    sums = part("## sums")
    for path in (folder / "sums").iterdir():
        assert f"`{path.stem}`" in sums.replace("flows_…", "") or path.stem.startswith("flows_")
    stocks = {path.stem.removeprefix("stocks_") for path in (folder / "sums").glob("stocks_*")}
    flows = {path.stem.removeprefix("flows_") for path in (folder / "sums").glob("flows_*")}
    assert stocks == flows


def test_every_column_is_named(folder: Path):
    assert (
        named(part("## stocks, flows"))
        == header(folder / "stocks.csv")
        == header(folder / "flows.csv")
    )
    assert named(part("## beliefs")) == header(folder / "beliefs.csv")


@pytest.mark.parametrize("heading", ["## stocks, flows", "## beliefs"])
def test_every_column_has_a_unit_an_example_and_a_meaning(heading: str):
    rows = [line.strip("|").split("|") for line in part(heading).splitlines() if line[:3] == "| `"]
    assert len(rows) >= 4
    for row in rows:
        assert len(row) == 4
        assert all(cell.strip() for cell in row), row


def test_every_key_is_named(folder: Path):
    told = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    assert named(part("## run.json")) == set(told)


def test_a_name_that_is_gone_is_seen():
    """Negative control."""
    assert named("| `a`, `b` | x |\n|---|---|\n| `c` | `d` |\n") == {"a", "b", "c"}


def test_every_column_of_a_calibration_is_named(tmp_path: Path):
    made = tmp_path / "learned"
    homeward.calibrate("tiny", budget=240, seed=3, out=made)
    text = part("## Files of a calibration")
    for path in made.iterdir():
        assert f"`{path.name}`" in text
    for name in ("unknowns", "rows"):
        table = text.partition(f"### {name}.csv\n")[2].partition("\n### ")[0]
        lines = [line for line in table.splitlines() if line.startswith("| `")]
        columns = {one for line in lines for one in re.findall(r"`(.+?)`", line.split("|")[1])}
        assert columns == header(made / f"{name}.csv"), name
