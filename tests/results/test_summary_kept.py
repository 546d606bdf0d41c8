"""What is published of members that are not kept is what is published of those that are."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow.parquet
import pytest

from builders import REGISTERED, make_folder
from homeward.engine import packed
from homeward.engine.communities import packing
from homeward.errors import ScenarioError, word
from homeward.results.files.sound import digest_of
from homeward.results.result import open_result
from homeward.results.run_and_label import run_and_label
from homeward.results.save_run import save_result
from homeward.scenario.load import load_scenario
from homeward.scenario.scenario import Scenario

TOLD = {"results.nc", "run.json", "README.md"}
"""Files that say what was kept."""


@pytest.fixture(params=["communities", "camps"], scope="module")
def scenario(tiny: Scenario, tmp_path_factory: pytest.TempPathFactory, request) -> Scenario:
    if request.param == "communities":
        return tiny
    folder = tmp_path_factory.mktemp("camps")
    make_folder(folder, REGISTERED)
    return load_scenario(folder / "two_camps")


@pytest.mark.parametrize(
    ("members", "exact", "rows"), [(12, False, 5), (4, False, 7), (4, True, 1), (12, False, 1000)]
)
def test_files_are_the_same(
    scenario: Scenario,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    members: int,
    exact: bool,
    rows: int,
) -> None:
    for module in (packed, packing):
        monkeypatch.setattr(module, "rows_at_once", lambda *_: rows)
    every = 3 if not scenario.is_camp_model else 1
    folders = [
        save_result(
            run_and_label(scenario, members=members, seed=2, every=every, keep=keep),
            tmp_path / keep,
            exact=exact,
        )
        for keep in ("members", "summary")
    ]
    names = [
        {path.relative_to(folder) for path in folder.rglob("*") if path.is_file()}
        for folder in folders
    ]
    assert {str(name) for name in names[0] - names[1]} == {"results.nc"}
    for name in names[1]:
        if name.name in TOLD:
            continue
        one, other = (folder / name for folder in folders)
        if name.suffix == ".parquet":
            assert pyarrow.parquet.read_table(one).equals(pyarrow.parquet.read_table(other)), name
        else:
            assert one.read_bytes() == other.read_bytes(), name


def test_the_folder_says_what_was_kept(tiny: Scenario, tmp_path: Path) -> None:
    result = run_and_label(tiny, members=3, seed=2, keep="summary")
    folder = save_result(result, tmp_path / "run")
    info = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    assert info["keep"] == "summary"
    assert info["results_digest"] == digest_of(folder / "report.html")
    assert "results.nc" not in (folder / "README.md").read_text(encoding="utf-8")
    with pytest.raises(ScenarioError) as refusal:
        open_result(folder)
    assert word(refusal.value.problems) == (
        f"{folder}: members were not kept (--keep summary): it holds tables and a report, and no results.nc.\n"
        '  Fix: run it again with --keep members, or keep="members" in Python.'
    )


def test_members_are_not_to_be_had(tiny: Scenario) -> None:
    result = run_and_label(tiny, members=3, seed=2, keep="summary")
    with pytest.raises(ScenarioError, match="members are not kept"):
        result.stocks  # noqa: B018
