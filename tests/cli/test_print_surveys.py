"""`homeward score --surveys` from outside (model §19.3)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from builders import REGISTERED, make_folder
from cli.command import call
from homeward.scenario.load import load_scenario
from homeward.scenario.new import new_scenario


@pytest.fixture
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOMEWARD_CACHE_DIR", str(tmp_path / "cache"))
    return new_scenario(tmp_path / "mine")


@pytest.mark.usefixtures("compiled")
def test_a_survey_is_printed_below_the_figures(mine: Path):
    done = call("score", "mine", "--surveys", "--members", "4", "--threads", "1", cwd=mine.parent)
    assert done.returncode == 0, done.stderr
    assert "Survey of 2031-02-28: 4 of 4" in done.stderr
    assert "border_camp_2031, 2031-02-28 (fit; 60 asked): " in done.stdout
    for words in (
        "At their refuge, Border Camp; counted: people are displaced here.",
        "Lack of safety, or fear of those in control",
        "70% (rank 1)",
        "of the 3 reasons named that the model knows,",
        "Surveys: 1 ",
    ):
        assert words in done.stdout, words


@pytest.mark.usefixtures("compiled")
def test_json_holds_every_reason_and_nothing_unless_it_is_asked_for(mine: Path):
    asked = ("score", "mine", "--members", "2", "--threads", "1", "--json")
    said = json.loads(call(*asked, "--surveys", cwd=mine.parent).stdout)
    (survey,) = said["surveys"]
    assert survey["survey"] == "border_camp_2031"
    assert survey["verdict"] in {"contradicted", "not settled", "borne out", "withheld"}
    assert {one["reason"] for one in survey["reasons"]} >= {"safety", "housing", "livelihood"}
    assert all(one["criterion"] for one in survey["reasons"])
    assert "surveys" not in json.loads(call(*asked, cwd=mine.parent).stdout)


def test_a_scenario_without_surveys_is_refused_before_anything_runs(mine: Path):
    (mine / "surveys.csv").unlink()
    assert load_scenario(mine).surveys == ()
    done = call("score", "mine", "--surveys", cwd=mine.parent)
    assert done.returncode == 2
    assert "--surveys: no survey of mine names reasons" in done.stderr
    assert "surveys.csv" in done.stderr


def test_a_hindcast_and_camps_have_none(mine: Path):
    done = call("score", "mine", "--surveys", "--fit-before", "2031-02-15", cwd=mine.parent)
    assert done.returncode == 2
    assert "--surveys and --fit-before are given together." in done.stderr
    make_folder(mine.parent, REGISTERED)
    done = call("score", "two_camps", "--surveys", cwd=mine.parent)
    assert done.returncode == 2
    assert "--surveys is given, and the model of this scenario is camps." in done.stderr
