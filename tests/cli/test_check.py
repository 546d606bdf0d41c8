"""`homeward check`: what numbers look like, and what to replace first."""

from __future__ import annotations

import re
from pathlib import Path

from cli.command import call
from homeward.api.check import check
from homeward.api.rank import RankResult, meaning_of
from homeward.assemble.communities.ranged_inputs import ranged_inputs
from homeward.evaluation.ranking.rank_inputs import Ranked, Ranking
from homeward.scenario.load import load_scenario


def test_numbers_on_judgement_are_said_in_words(tmp_path: Path):
    said = call("check", "palmyra", cwd=tmp_path).stdout
    assert "Numbers on judgement, in words" in said
    assert "conditions.csv, mines: " in said


def test_it_ranks_what_to_replace_first(tmp_path: Path):
    done = call("check", "tiny", "--rank", "--members", "48", "--threads", "1", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "people are displaced on 2031-" in done.stdout
    assert "The first five make " in done.stdout
    rows = [re.search(r"(\d+)% +(\d+)%", line) for line in done.stdout.splitlines()]
    told = [(int(row[1]), int(row[2])) for row in rows if row]
    assert told
    assert all(share >= error for share, error in told)
    assert re.search(r"Of \d+ inputs the share is within its error", done.stdout)
    done = call(
        "check", "tiny", "--rank", "--members", "48", "--threads", "1", "--all", cwd=tmp_path
    )
    every = [line for line in done.stdout.splitlines() if re.search(r"\d% +\d+%", line)]
    assert len(every) >= 15 > len(told)


def test_every_input_that_is_ranked_has_a_meaning():
    for name in ("tiny", "palmyra"):
        inputs = ranged_inputs(load_scenario(name))
        assert len(inputs) > 10
        assert all(len(meaning_of(one)) > 10 for one in inputs)


def test_shares_that_sum_to_more_than_all_are_all():
    def sentence(share: float) -> str:
        what = ranged_inputs(load_scenario("tiny"))[0]
        ranked = tuple(Ranked(what, share, 0.1) for _ in range(5))
        return RankResult("tiny", "displaced", "2031-03-11", Ranking(ranked, 9, 1, 64)).sentence

    assert sentence(0.1).startswith("The first five make 50% of the variance of 9 people")
    assert sentence(0.3).startswith(
        "The first five make all, within the error, of the variance of 9 people"
    )


def test_too_few_members_to_rank_are_refused_with_the_least(tmp_path: Path):
    done = call("check", "tiny", "--rank", "--members", "24", cwd=tmp_path)
    assert done.returncode == 2
    assert "greater than or equal to 32" in done.stderr


def test_in_python_the_ranking_is_a_table():
    found = check("tiny", rank=32, outcome="returned", threads=1)
    assert found.ranking is not None
    assert found.ranking.table.columns.tolist() == [
        "where", "what", "meaning", "low", "value", "high", "share", "error", "claims",
    ]  # fmt: skip
    assert found.ranking.table["share"].is_monotonic_decreasing
    shown = found.publish().as_json()["ranking"]
    assert shown["mean"] % 5 == 0
    assert check("tiny").ranking is None
