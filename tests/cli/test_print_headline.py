"""What `homeward score` prints below its rows, and the picture it draws (model §9.6)."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from cli.command import call

pytestmark = pytest.mark.usefixtures("compiled")


def test_the_headline_leaves_out_what_is_imposed_and_says_what_right_bands_hold(tmp_path: Path):
    done = call("score", "tiny", "--members", "20", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    for words in (
        "* imposed by the inputs, not predicted: counted nowhere below",
        "fit: 3 rows",
        "3 series",
        "test: 1 row ",
        "Skill, fit: no row has an earlier figure to be compared with.",
        "20 members are few: their bands of 50% and 90%, if right, hold 45% and 81% of figures.",
    ):
        assert words in done.stdout, words
    line = next(line for line in done.stdout.splitlines() if "if bands are right" in line)
    assert line.split()[-3:] == ["45%", "81%", "0.94"]
    many = call("score", "tiny", "--members", "100", cwd=tmp_path).stdout
    assert "are few" not in many


def test_a_hindcast_has_a_headline_of_as_many_members_as_its_weights_say(tmp_path: Path):
    asked = ("score", "tiny", "--fit-before", "2031-02-12", "--members", "60")
    said = json.loads(call(*asked, "--json", cwd=tmp_path).stdout)
    assert 1 <= said["headline"]["members"] <= 60
    assert said["headline"]["test"]["rows"] == 1
    assert "Headline: figures predicted, not imposed" in call(*asked, cwd=tmp_path).stdout


def test_the_picture_is_drawn_and_json_owns_standard_output(tmp_path: Path):
    done = call(
        "score", "tiny", "--members", "4", "--json", "--plot", "ranks.svg", cwd=tmp_path
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stderr.endswith("Drawn in ranks.svg.\n")
    assert json.loads(done.stdout)["exact"] is False
    drawn = (tmp_path / "ranks.svg").read_text()
    ElementTree.fromstring(drawn)
    assert "tiny, 4 members" in drawn


def test_a_picture_is_never_written_over_and_that_is_said_first(tmp_path: Path):
    (tmp_path / "ranks.svg").write_text("mine")
    done = call("score", "tiny", "--members", "4", "--plot", "ranks.svg", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "--plot FILE.svg" in done.stderr
    assert (tmp_path / "ranks.svg").read_text() == "mine"
