"""`homeward check`: what numbers look like, and what to replace first."""

from __future__ import annotations

from pathlib import Path

from cli.command import call
from homeward.api.check import check


def test_numbers_on_judgement_are_said_in_words(tmp_path: Path):
    said = call("check", "palmyra", cwd=tmp_path).stdout
    assert "Numbers on judgement, in words" in said
    assert "conditions.csv, mines: " in said


def test_it_ranks_what_to_replace_first(tmp_path: Path):
    done = call("check", "tiny", "--rank", "--members", "48", "--threads", "1", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "people are displaced on 2031-" in done.stdout
    assert "The first five make " in done.stdout
    listed = [
        line for line in done.stdout.splitlines() if ".csv, line" in line or "scenario.yaml" in line
    ]
    assert len(listed) >= 15


def test_in_python_the_ranking_is_a_table():
    found = check("tiny", rank=32, outcome="returned", threads=1)
    assert found.ranking is not None
    assert found.ranking.table.columns.tolist() == [
        "where", "what", "low", "value", "high", "share", "error", "claims",
    ]  # fmt: skip
    assert found.ranking.table["share"].is_monotonic_decreasing
    shown = found.publish().as_json()["ranking"]
    assert shown["mean"] % 5 == 0
    assert check("tiny").ranking is None
