"""`homeward explain` from outside: what it prints, refuses and keeps."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import homeward
from cli.command import COMMAND, call, heed_interrupts, run_here
from homeward.cli.explain import _whole_percent
from homeward.scenario.blank.new_blank import new_blank
from homeward.scenario.load import load_scenario

TINY = Path(load_scenario("tiny").folder)
ASKED: dict[str, Any] = {"members": 6, "seed": 1, "threads": 2}

Explain = Callable[..., str]


@pytest.fixture
def explained(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Explain:
    """Explain in this process and return standard output."""
    monkeypatch.setenv("HOMEWARD_CACHE_DIR", str(tmp_path))

    def explain(name: str = "tiny", **changed: Any) -> str:
        run_here("explain", name, **{**ASKED, **changed})
        return capsys.readouterr().out

    return explain


@pytest.mark.usefixtures("compiled")
def test_json_owns_standard_output_and_has_the_keys_promised(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("HOMEWARD_CACHE_DIR", str(tmp_path / "cache"))
    done = call("explain", "tiny", "--members", "4", "--json", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "Members" in done.stderr
    said = json.loads(done.stdout)
    assert (said["outcome"], said["date"], said["members"]) == ("returned", "2031-03-11", 4)
    assert set(said["total"]) >= {"mean", "median", "q05", "q95"}
    wanted = {"name", "criterion", "contribution", "alone", "without", "binds"}
    assert all(set(one) >= wanted for one in said["obstacles"])
    assert [one["group"] for one in said["groups"]] == ["clerks", "critics", "herders"]
    for group in said["groups"]:
        assert set(group) >= {"group", "total", "obstacles", "binding"}
        assert group["binding"] in {one["name"] for one in group["obstacles"]}
    assert list((tmp_path / "cache").rglob("*.npz")) == [], "finished work leaves no file"


def off(account: dict[str, Any]) -> float:
    """How far the means of the obstacles are from adding up."""
    parts = sum(one["contribution"]["mean"] for one in account["obstacles"])
    return abs(parts - account["total"]["mean"])


def test_means_add_up_to_rounding_and_exactly_where_exact_counts_are_asked_for(explained: Explain):
    shown, exact = (json.loads(explained(json=True, exact=one)) for one in (False, True))
    n_obstacle = len(shown["obstacles"])
    for one, other in zip([shown, *shown["groups"]], [exact, *exact["groups"]], strict=True):
        assert off(one) <= 5 * (n_obstacle + 1)
        assert off(other) < 1e-6
        for parts in (one["obstacles"], other["obstacles"]):
            assert sum(part["binds"] for part in parts) == pytest.approx(1.0)
        people = [part[key]["mean"] for part in one["obstacles"] for key in ("alone", "without")]
        assert all(count % 5 == 0 and not 0 < abs(count) < 10 for count in people)
    groups = sum(one["total"]["mean"] for one in exact["groups"])
    assert groups == pytest.approx(exact["total"]["mean"])


def test_the_page_says_what_is_shown_and_a_sentence_for_each_group(explained: Explain):
    said = explained()
    assert said.startswith("What keeps people away, 2031-03-11: people are back home")
    assert "and whom it lets home it lets stay; no other cause is removed." in said
    assert "read the harm" in said
    assert (
        "6 members, 26 runs each, contributions estimated from each lifted alone and all but it."
        in said
    )
    assert "Without any effect: No open way home" in said
    flat = " ".join(said.split())
    for label in ("Clerks of the council", "Critics of the council", "Herders"):
        assert re.search(rf"{label}: .* \(\d+% of members", flat), label
    assert flat.count("With every obstacle lifted and no danger removed,") == 3
    assert "-0 " not in said


def test_by_refuge_there_is_a_row_for_each_place(explained: Explain):
    said = json.loads(explained(json=True, exact=True, by="refuge", outcome="displaced"))
    assert said["refuge_counts"] == "people are displaced here"
    assert [one["refuge"] for one in said["refuges"]] == list(load_scenario("tiny").place_names)
    total = sum(one["total"]["mean"] for one in said["refuges"])
    assert total == pytest.approx(said["total"]["mean"])
    assert said["total"]["mean"] < 0, "fewer are displaced"
    flat = " ".join(explained(by="refuge", outcome="displaced").split())
    sentence = r"Farms: .* ([\d,]+) \[[\d,-]+, [\d,]+\] fewer people are displaced here"
    assert re.search(sentence, flat)
    assert not re.search(r"accounts for -", flat)


def test_one_home_is_part_of_all_and_counts_once(explained: Explain):
    def total(*homes: str) -> float:
        said = json.loads(explained(json=True, exact=True, home=list(homes)))
        return said["total"]["mean"]

    parts = [total(place.place) for place in load_scenario("tiny").homes]
    assert sum(parts) == pytest.approx(total())
    assert total("oldtown", "oldtown") == total("oldtown") > 0


def test_one_member_has_no_error_to_speak_of(explained: Explain):
    said = json.loads(explained(members=1, json=True, exact=True))
    assert said["total"]["error"] is None
    page = explained(members=1, exact=True)
    assert "nan" not in page
    assert "all of them" in page


@pytest.fixture
def unnamed(tmp_path: Path) -> Path:
    """The tiny scenario, with the names of groups and actors withheld."""
    folder = tmp_path / "unnamed"
    shutil.copytree(TINY, folder)
    path = folder / "scenario.yaml"
    path.write_text(path.read_text().replace("show_group_labels: true", "show_group_labels: false"))
    return folder


OWN_NAMES = ("herders", "Herders", "Clerks", "Critics", "fear_of_council", "Fear of Town council")


def test_where_names_are_withheld_nobody_is_named(explained: Explain, unnamed: Path):
    for said, fear in (
        (explained(str(unnamed)), "Fear of Actor "),
        (explained(str(unnamed), json=True), "fear_of_actor_"),
    ):
        assert not [name for name in OWN_NAMES if name in said]
        assert fear in said
    assert "--labels shows their own" in explained(str(unnamed))
    groups = json.loads(explained(str(unnamed), json=True))["groups"]
    assert all(one["group"].startswith("group_") for one in groups)
    named = explained(str(unnamed), labels=True)
    assert "--labels shows their own" not in named
    assert all(name in named for name in OWN_NAMES if name not in {"herders", "fear_of_council"})


def test_sums_do_not_depend_on_names(explained: Explain, unnamed: Path):
    one, other = (json.loads(explained(name, json=True)) for name in ("tiny", str(unnamed)))
    assert [part["contribution"] for part in one["obstacles"]] == [
        part["contribution"] for part in other["obstacles"]
    ]


REFUSALS: dict[str, tuple[tuple[str, ...], str]] = {
    "a day after the run": (
        ("--on", "2040-01-01"),
        "ScenarioError: --on: 2040-01-01 is outside the run, 2031-01-01 to 2031-03-11.\n"
        "  Fix: name a day from 2031-01-01 to 2031-03-11.\n",
    ),
    "lifted before the run": (
        ("--since", "2030-12-31"),
        "ScenarioError: --since: 2030-12-31 is outside the run, 2031-01-01 to 2031-03-11.\n"
        "  Fix: name a day from 2031-01-01 to 2031-03-11.\n",
    ),
    "lifted after the day counted on": (
        ("--since", "2031-03-01", "--on", "2031-02-01"),
        "ScenarioError: --since: 2031-03-01 is after 2031-02-01, the day on which people are counted.\n"
        "  Fix: name a day from 2031-01-01 to 2031-02-01.\n",
    ),
    "an unknown home": (
        ("--home", "oldtwon"),
        'ScenarioError: --home: "oldtwon" is not a home of tiny. Nearest name: "oldtown".\n'
        "  Fix: name one of its homes: oldtown, farms.\n",
    ),
}


@pytest.mark.parametrize("case", REFUSALS)
def test_what_cannot_be_asked_is_refused_word_for_word(case: str, tmp_path: Path):
    options, said = REFUSALS[case]
    done = call("explain", "tiny", *options, cwd=tmp_path)
    assert (done.returncode, done.stderr, done.stdout) == (2, said, "")


def test_an_unknown_outcome_is_the_users_move(tmp_path: Path):
    done = call("explain", "tiny", "--outcome", "happy", cwd=tmp_path)
    assert done.returncode == 2
    assert "'happy' is not one of 'returned', 'displaced', 'harmed'" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.slow
@pytest.mark.usefixtures("compiled")
def test_an_interrupt_says_what_is_kept_and_the_same_command_goes_on(tmp_path: Path):
    def interrupted() -> tuple[int, int]:
        """Members done when it first spoke, and members kept when it was interrupted."""
        command = [*COMMAND, "explain", "tiny", "--members", "20000", "--threads", "2"]
        with subprocess.Popen(
            command,
            cwd=tmp_path,
            env={**os.environ, "HOMEWARD_CACHE_DIR": str(tmp_path)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            preexec_fn=heed_interrupts,
        ) as running:
            assert running.stderr is not None
            # What it will take, before anything is run; how far it is.
            expected = [running.stderr.readline() for _ in range(2)]
            running.send_signal(signal.SIGINT)  # now: a test that fails must not wait for the rest
            assert re.fullmatch(r"20000 members will take about .*\.\n", expected[0]), expected
            first = re.fullmatch(r"Members: (\d+) of 20000(?:, about .* left)?\n", expected[1])
            said = running.stderr.read().splitlines()
            assert running.wait(timeout=60) == 130
        told = "Interrupted: (.*) of 20000 members are done and kept; the same command goes on from there."
        last = re.fullmatch(told, said[-1])
        assert first, said
        assert last, said
        assert not [line for line in said if "Traceback" in line]
        return int(first[1]), int(last[1])

    first, kept = interrupted()
    assert 0 < first <= kept
    going_on, more = interrupted()
    assert kept < going_on <= more


def test_levers_are_applied_first_and_said(explained: Explain):
    lever = "houses_given_back=0.1@2031-02-01"
    said = json.loads(explained(json=True, lever=[lever], members=2))
    assert said["levers"] == [lever]
    assert explained(lever=[lever], members=2).startswith(f"What keeps people away, with {lever}, ")
    assert json.loads(explained(json=True, members=2))["levers"] == []


def test_for_whom_where_and_when_are_a_sentence_each(explained: Explain):
    said = json.loads(
        explained(
            group=["herders"],
            refuge=["border_camp"],
            since="2031-02-01",
            on="2031-03-01",
            json=True,
        )
    )
    assert said["for_whom"] == "Herders of every home."
    assert (
        said["where"]
        == "At their refuge, Border Camp; counted: people have set off home from here."
    )
    assert said["when"].startswith("Obstacles no longer count from 2031-02-01 on;")
    assert [one["refuge"] for one in said["refuges"]] == ["border_camp"]
    assert [one["group"] for one in said["groups"]] == ["herders"]
    assert said["criteria"] == {}, "less to live on works against the whole"


def test_what_is_printed_names_them_and_whole_criteria(explained: Explain):
    shown = " ".join(explained(group=["herders"], home=["oldtown"]).split())
    for words in (
        "For whom: Herders of Oldtown.",
        "Where: Wherever they are; counted: people are back home.",
        "When: Obstacles no longer count from 2031-01-01 on; people are counted on 2031-03-11.",
        "By criterion (IASC): ",
        "people are displaced. Whom no obstacle keeps sets off slowly, or does not want to return.",
        "long-term safety, security and freedom of movement",
    ):
        assert words in shown, words
    assert "Critics" not in shown


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (("--group", "herder"), '"herder" is not a group of tiny. Nearest name: "herders".'),
        (("--refuge", "moon"), '"moon" is not a place of tiny.'),
        (("--by", "group", "--refuge", "farms"), "--by group and --refuge are given together."),
        (("--group", "herders", "--group", "clerks"), "2 groups are named."),
        (("--refuge", "farms", "--refuge", "oldtown"), "2 refuges are named."),
    ],
)
def test_what_cannot_be_asked_is_refused(asked: tuple[str, ...], found: str, tmp_path: Path):
    done = call("explain", "tiny", "--members", "2", *asked, cwd=tmp_path)
    assert done.returncode == 2
    assert found in done.stderr
    assert "Fix: " in done.stderr


TWO_TOWNS = """\
title: Two towns
country: SSD
start: 2014-01-01
end: 2014-04-30
units:
  - {name: One, latitude: 9.5, longitude: 31.6, population: 20000, held_by: Army}
  - {name: Other, latitude: 9.3, longitude: 31.3, population: 20000, held_by: Army}
refuges:
  - {name: Camp, latitude: 9.5, longitude: 31.7, held_by: UN}
captures:
  - {unit: One, by: Rebels, on: 2014-01-20}
  - {unit: Other, by: Rebels, on: 2014-01-20}
groups:
  - {name: Farmers, shares: {One: 1}, in_danger_from: Rebels}
  - {name: Herders, shares: {Other: 1}, in_danger_from: Rebels}
"""


@pytest.mark.usefixtures("compiled")
def test_of_a_home_only_its_groups_and_those_who_can_be_feared_are_named(
    explained: Explain, tmp_path: Path
):
    folder = str(new_blank(tmp_path / "two", TWO_TOWNS.encode()))
    every = explained(folder)
    assert "Group 1" in every
    assert "Group 2" in every
    one = explained(folder, home="one")
    assert "Group 1" in one
    assert "Group 2" not in one
    assert "Fear of Actor 3" in every
    assert "Fear of Actor 2" not in every, "the UN holds no home"


@pytest.mark.parametrize(("share", "said"), [(-0.004, "0%"), (0.004, "0%"), (-0.02, "-2%")])
def test_nothing_has_no_sign(share: float, said: str):
    assert _whole_percent(share) == said


@pytest.mark.usefixtures("compiled")
def test_as_many_are_away_as_in_a_run():
    found = homeward.explain("tiny", members=4, seed=1, threads=1)
    run = homeward.run("tiny", members=4, seed=1, threads=1)
    last = [run.series(name).values[:, -1].sum() for name in ("idps", "refugees")]
    assert found.away.mean == pytest.approx(sum(last) / 4)


@pytest.mark.usefixtures("compiled")
def test_parts_that_work_against_the_whole_are_no_shares_of_it():
    found = homeward.explain("tiny", members=4, seed=1, threads=1)
    assert found.criteria
    one = max(found.total.effects, key=lambda effect: effect.contribution.mean)
    less = replace(one, contribution=replace(one.contribution, mean=-one.contribution.mean))
    effects = tuple(less if each is one else each for each in found.total.effects)
    against = replace(found, total=replace(found.total, effects=effects))
    assert against.criteria == {}
