"""What a command will take is said before it starts, with what would fit a minute."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cli.command import call
from homeward.cli import cost
from homeward.cli.progress import word_cost
from homeward.evaluation.explanation import explain, explain_settings


def test_what_fits_a_minute():
    assert word_cost("200 runs", 600, "--members", 200) == (
        "200 runs will take about 10 min. --members 20 would fit a minute."
    )
    assert word_cost("200 runs", 30, "--members", 200) == "200 runs will take about 30 s."
    assert "--base 64 would" in word_cost("9,000 runs", 200, "--base", 256), "a power of 2"


@pytest.mark.parametrize(
    "command",
    [
        "run tiny --members 4 --out made",
        "compare tiny --lever houses_given_back --members 4",
        "score tiny --members 4",
        "sensitivity tiny --trajectories 2 --keep 1 --base 16",
        "check tiny --rank --members 32",
        "forecast tiny --from 2031-02-10 --lead 5 --members 20",
    ],
)
def test_every_command_says_it_where_a_member_takes_long(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """As if a member took a minute; then, as it is, nothing is said: none of these takes ten seconds."""
    quick = call(*command.split(), cwd=tmp_path / ".")
    assert quick.returncode == 0, quick.stderr
    assert "will take" not in quick.stderr
    monkeypatch.setattr(cost, "seconds_of_a_member", lambda *_: 100.0)
    slow = call(*command.split(), *(["--force"] if "--out" in command else []), cwd=tmp_path)
    assert " runs will take about" in slow.stderr


def test_explain_says_it_once_from_the_runs_that_coalitions_share(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """As if a run took a minute."""
    command = "explain tiny --members 2 --threads 1 --since"
    monkeypatch.setattr(explain, "_seconds_of_a_run", lambda _: 60.0)
    late, early = (
        call(*command.split(), since, cwd=tmp_path) for since in ("2031-03-10", "2031-01-20")
    )
    (said,) = re.findall(r"2 members will take about (\d+) min", late.stderr)
    (longer,) = re.findall(r"2 members will take about (\d+) min", early.stderr)
    assert 2 <= int(said) < int(longer) <= 2 * explain_settings.MOST_RUNS


@pytest.mark.parametrize(
    "command",
    [
        "run tiny --every never",
        "run tiny --out made",
        "compare tiny --lever nothing",
        "score tiny --fit-before 2031-01-25",
        "sensitivity tiny --on 2041-01-01",
        "forecast tiny --from 2041-01-01",
    ],
)
def test_what_is_refused_costs_nothing(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(cost, "seconds_of_a_member", lambda *_: pytest.fail("a member was run"))
    (tmp_path / "made").mkdir()
    refused = call(*command.split(), cwd=tmp_path)
    assert refused.returncode == 2, refused.stderr
    assert refused.stderr.startswith("ScenarioError")
