"""One gate for what is published: every command has --exact, says where it was used, and refuses the same questions."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer.main

import homeward.api
import homeward.cli
from cli.command import call
from homeward.api.verb_result import as_json_holds
from homeward.cli.main import SUMMARY, VerbGroup, app
from homeward.results.publish.small_counts import BASE, THRESHOLD

GROUP = typer.main.get_command(app)
PUBLISHES = (
    "run", "report", "explore", "score", "explain", "compare", "calibrate", "sensitivity", "forecast",
    "export",
)  # fmt: skip
SMALL = ("--members", "4", "--seed", "1")


def options_of(command: str) -> set[str]:
    assert isinstance(GROUP, VerbGroup)
    return {name for one in GROUP.get_command(None, command).params for name in one.opts}


@pytest.mark.parametrize("command", PUBLISHES)
def test_every_command_that_publishes_can_be_asked_for_exact_counts(command: str):
    assert "--exact" in options_of(command)


def test_a_command_with_json_publishes():
    of_no_model = {
        "variables",
        "scales",
        "read",
    }  # what homeward is made of, and what others published
    assert {name for name in SUMMARY if "--json" in options_of(name)} <= {*PUBLISHES, *of_no_model}


def test_json_is_written_in_one_place():
    """So that none forgets to say whether it is exact; what homeward itself is made of may be listed besides."""
    writers = {
        file.name
        for room in (homeward.cli, homeward.api)
        for file in Path(room.__path__[0]).glob("*.py")
        if "json.dumps" in file.read_text("utf-8")
    }
    made_of = {"variables.py", "scales.py"}
    assert writers - {"ask_answers.py"} == {"verb_result.py", *made_of}, (
        "answers are YAML in quotes"
    )


def test_what_is_withheld_is_null_and_dates_are_text():
    assert as_json_holds({"a": [math.nan, math.inf, 1.5], "b": (1, "x")}) == {
        "a": [None, None, 1.5],
        "b": [1, "x"],
    }


def people_in(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], float]]:
    """Every figure of people in what `compare` or `explain` says: statistics of a spread, shares apart."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield from people_in(part, (*path, key))
    elif isinstance(value, list):
        for part in value:
            yield from people_in(part, path)
    elif isinstance(value, (int, float)) and path[-1] in {
        "mean", "error", "median", "q05", "q25", "q75", "q95",
    }:  # fmt: skip
        yield path, float(value)


@pytest.mark.parametrize(
    "asked",
    [
        ("compare", "tiny", "--lever", "arrests_stop"),
        ("compare", "tiny", "--lever", "arrests_stop", "--each"),
        ("explain", "tiny", "--since", "2031-02-01", "--by", "refuge"),
    ],
)
def test_no_figure_of_people_is_finer_than_five(tmp_path: Path, asked: tuple[str, ...]):
    done = call(*asked, *SMALL, "--json", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert said["exact"] is False
    figures = [(path, value) for path, value in people_in(said) if "safety" not in path]
    assert len(figures) > 100
    for path, value in figures:
        assert value % BASE == 0, (path, value)
        assert path[-1] == "error" or not 0 < abs(value) < THRESHOLD, (path, value)
    exact = json.loads(call(*asked, *SMALL, "--json", "--exact", cwd=tmp_path).stdout)
    assert exact["exact"] is True
    assert any(value % BASE for _, value in people_in(exact))


def test_a_score_is_published_and_says_so(tmp_path: Path):
    said = json.loads(call("score", "tiny", *SMALL, "--json", cwd=tmp_path).stdout)
    exact = json.loads(call("score", "tiny", *SMALL, "--json", "--exact", cwd=tmp_path).stdout)
    assert (said["exact"], exact["exact"]) == (False, True)
    killed = next(row for row in said["rows"] if row["name"] == "killed")
    assert (killed["median"], killed["q05"], killed["q95"]) == (None, None, None)
    distances = [row["crps"] for row in said["rows"] if row["person"] == 1]
    assert None in distances, "beside a median that is withheld"
    assert all(one is None or one % BASE == 0 for one in distances)
    for row, true in zip(said["rows"], exact["rows"], strict=True):
        for name in ("median", "q05", "q95"):
            if row[name] is not None:
                assert abs(row[name] - true[name]) <= 5.0 * row["person"]
                steps = row[name] / row["person"] / BASE
                assert abs(steps - round(steps)) < 1e-6
        assert (row["inside"], row["inside_50"]) == (true["inside"], true["inside_50"])
    printed = call("score", "tiny", *SMALL, cwd=tmp_path).stdout
    assert "<10 [<10, <10]" in printed
    assert printed.endswith("Counts below 10 are withheld, all others rounded to 5.\n")
    printed = call("score", "tiny", *SMALL, "--exact", cwd=tmp_path).stdout
    assert printed.endswith("Exact counts: not for publication.\n")


@pytest.mark.parametrize(
    "asked",
    [
        ("run", "tiny"),
        ("score", "tiny"),
        ("explain", "tiny"),
        ("compare", "tiny", "--lever", "arrests_stop"),
        ("explore", "tiny", "--no-browser"),
        ("forecast", "tiny", "--from", "2031-02-20"),
    ],
)
def test_a_single_member_is_no_ensemble(tmp_path: Path, asked: tuple[str, ...]):
    done = call(*asked, "--members", "1", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "ScenarioError: --members: one member is one history, not an ensemble.\n"
        "  Withholding and rounding hide small counts among several members, not in one.\n"
        "  Fix: ask for at least 2 members.\n"
        "  Fix: --exact, for yourself: not for publication.\n"
    )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "asked",
    [
        ("explain", "tiny", *SMALL),
        ("compare", "tiny", "--lever", "arrests_stop", *SMALL),
        ("sensitivity", "tiny"),
    ],
)
def test_a_question_is_about_one_home_or_all(tmp_path: Path, asked: tuple[str, ...]):
    done = call(*asked, "--home", "oldtown", "--home", "farms", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "ScenarioError: --home: 2 homes are named.\n"
        "  Counts of many choices of homes, put beside each other, would give small ones away.\n"
        "  Fix: name one home, or none for all of them.\n"
        "  Fix: --exact, for yourself: not for publication.\n"
    )


def test_several_homes_may_be_asked_exactly(tmp_path: Path):
    homes = ("--home", "oldtown", "--home", "farms")
    asked = ("compare", "tiny", "--lever", "arrests_stop", *SMALL, "--json", "--exact")
    both = json.loads(call(*asked, *homes, cwd=tmp_path).stdout)
    every = json.loads(call(*asked, cwd=tmp_path).stdout)
    assert both["returned"] == every["returned"], "tiny has these two"
