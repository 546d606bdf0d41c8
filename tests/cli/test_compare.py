"""`homeward compare` from outside: what it prints and refuses."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cli.command import call, run_here
from homeward.evaluation.comparison.compare import KINDS_OF_HARM
from homeward.evaluation.outcomes import OUTCOMES

ASKED: dict[str, Any] = {"members": 6, "seed": 1, "threads": 2}

Compare = Callable[..., str]


@pytest.fixture
def compared(capsys: pytest.CaptureFixture[str]) -> Compare:
    """Compare in this process and return standard output."""

    def compare(**changed: Any) -> str:
        run_here("compare", "tiny", **{**ASKED, **changed})
        return capsys.readouterr().out

    return compare


@pytest.mark.usefixtures("compiled")
def test_json_owns_standard_output_and_says_what_is_shown(tmp_path: Path):
    options = ("--lever", "open_to_all@2031-02-20", "--members", "4", "--json")
    done = call("compare", "tiny", *options, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "Members" in done.stderr
    said = json.loads(done.stdout)
    assert (said["scenario"], said["date"], said["members"]) == ("tiny", "2031-03-11", 4)
    assert said["levers"] == ["open_to_all@2031-02-20"]
    assert said["shows"] == "the lever removes the cause itself: this is the projected effect"
    assert {"as_is", "changed", "difference", "more"} == set(said["returned"])
    assert said["returned"]["difference"]["mean"] > 0
    assert set(said["harm"]) == set(KINDS_OF_HARM)
    assert [one["group"] for one in said["groups"]] == ["clerks", "critics", "herders"]
    assert said["safety"][-1]["name"] == "all of them"


def test_a_lever_and_a_lift_together_say_both(compared: Compare):
    asked = {"lever": ["arrests_stop"], "lift": ["permission:herders"]}
    said = json.loads(compared(json=True, **asked))
    assert said["lifted"] == ["permission:herders"]
    assert said["shows"].count(";") == 2
    page = compared(**asked)
    assert page.startswith(
        "The council stops arresting, from 2031-02-24; lifted: permission:herders"
    )
    assert "What people fear, not what is safe: share of the hazard of going home" in page
    said = "it is not the difference of the two medians."
    assert said in " ".join(page.split())
    assert "Nothing here says that a place is safe." in " ".join(page.split())
    for outcome in OUTCOMES:
        assert f"\n  {outcome} " in page
    assert "-0 " not in page


def test_parts_are_differences_of_the_whole(compared: Compare):
    said = json.loads(compared(json=True, exact=True, lift=["permission"]))
    for outcome in OUTCOMES:
        one = said[outcome]
        assert one["changed"]["mean"] - one["as_is"]["mean"] == pytest.approx(
            one["difference"]["mean"]
        )
        groups = sum(group[outcome]["difference"]["mean"] for group in said["groups"])
        assert groups == pytest.approx(one["difference"]["mean"])
    harm = sum(one["difference"]["mean"] for one in said["harm"].values())
    assert harm == pytest.approx(said["harmed"]["difference"]["mean"])


def test_each_by_itself_is_the_same_as_alone(compared: Compare):
    asked = {"lever": ["open_to_all", "arrests_stop_believed"], "lift": ["exit"]}
    worlds = json.loads(compared(json=True, each=True, **asked))["worlds"]
    assert [(one["levers"], one["lifted"]) for one in worlds] == [
        (["open_to_all"], []), (["arrests_stop_believed"], []), ([], ["exit"]),
    ]  # fmt: skip
    alone = json.loads(compared(json=True, lever=["open_to_all"]))
    assert worlds[0]["returned"] == alone["returned"]
    page = compared(each=True, **asked)
    assert page.startswith("Each by itself, 2031-03-11: difference to the baseline")
    for name in ("open_to_all", "arrests_stop_believed", "lifted: exit"):
        assert f"\n  {name} " in page


def test_ranges_divide_the_width(compared: Compare):
    said = json.loads(compared(json=True, ranges=True, lift=["permission"], members=20))
    assert set(said["origins"]) == set(OUTCOMES)
    for shares in said["origins"].values():
        assert sum(shares.values()) == pytest.approx(1.0, abs=0.02)  # each is rounded
    # The speed of return, and most else in this scenario, is judgement.
    assert said["origins"]["returned"]["judgement"] > said["origins"]["returned"]["chance"]
    page = compared(ranges=True, lift=["permission"])
    assert "Where the width of the difference comes from" in page


def test_the_last_seed_has_another_chance_too(compared: Compare):
    compared(ranges=True, lift=["permission"], seed=2**63 - 1, members=2)


REFUSALS: dict[str, tuple[tuple[str, ...], str]] = {
    "nothing to compare with": (
        (),
        "ScenarioError: there is nothing to compare with.\n"
        "  Fix: --lever NAME, of: open_to_all, houses_given_back, arrests_stop, arrests_stop_believed, town_falls_again.\n"
        "  Fix: --lift OBSTACLE, to lift one in the decision only.\n",
    ),
    "learned and believed": (
        ("--lever", "arrests_stop", "--lever", "arrests_stop_believed"),
        'ScenarioError: levers "arrests_stop" and "arrests_stop_believed" are applied together.\n'
        "  They are one change: in the one people must learn it, in the other they believe it.\n"
        "  Fix: apply one of them.\n",
    ),
    "an unknown obstacle": (
        ("--lift", "permissions"),
        'ScenarioError: --lift permissions: unknown obstacle "permissions".\n'
        '  Nearest name: "permission".\n'
        "  Fix: name one of: fear_of_recapture, permission, exit, fighting, way_home, dwelling_destroyed, "
        "dwelling_occupied, services, livelihood, mines, journey_cost, fear_of_council, fear_of_front, "
        "fear_of_guards.\n",
    ),
    "a day after the run": (
        ("--lift", "exit", "--on", "2040-01-01"),
        "ScenarioError: --on: 2040-01-01 is outside the run, 2031-01-01 to 2031-03-11.\n"
        "  Fix: name a day from 2031-01-01 to 2031-03-11.\n",
    ),
    "an unknown home": (
        ("--lift", "exit", "--home", "camp"),
        'ScenarioError: --home: "camp" is not a home of tiny.\n'
        "  Fix: name one of its homes: oldtown, farms.\n",
    ),
}


@pytest.mark.parametrize("case", REFUSALS)
def test_what_cannot_be_asked_is_refused_word_for_word(case: str, tmp_path: Path):
    options, said = REFUSALS[case]
    done = call("compare", "tiny", *options, cwd=tmp_path)
    assert (done.returncode, done.stderr, done.stdout) == (2, said, "")
