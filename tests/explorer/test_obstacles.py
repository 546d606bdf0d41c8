"""What keeps people away: the numbers of `homeward explain`, as far as anybody has asked."""

from __future__ import annotations

import datetime as dt
import json
import threading
import time
from typing import Any

import pytest

import homeward
from homeward.engine.pool import Cancelled
from homeward.errors import ScenarioError
from homeward.evaluation.outcomes import Outcome
from homeward.explorer.levers import read_pulls
from homeward.explorer.obstacles import Explained
from homeward.explorer.turns import Asked, Turns
from homeward.explorer.worlds import Terms
from homeward.scenario.scenario import Scenario

MEMBERS, SEED = 2, 3
BAND = ("mean", "median", "q05", "q95")


def printed(
    outcome: Outcome = "returned",
    since: dt.date | None = None,
    homes: tuple[str, ...] = (),
    *,
    scenario: str = "tiny",
    exact: bool = False,
) -> dict[str, Any]:
    """What `homeward explain --json` says."""
    found = homeward.explain(
        scenario, outcome=outcome, since=since, home=homes, members=MEMBERS, seed=SEED
    )
    return (found if exact else found.publish()).as_json()


@pytest.fixture(scope="module")
def explained(tiny: Scenario) -> Explained:
    return Explained(Terms(tiny, members=6, seed=SEED), Turns())


@pytest.fixture(autouse=True)
def own_cache(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    monkeypatch.setenv("HOMEWARD_CACHE", str(tmp_path_factory.mktemp("cache")))


def same(said: dict[str, Any], told: dict[str, Any]) -> None:
    """Compare an account of the screen with one of the command line."""
    for part in ("as_is", "all_lifted", "total"):
        assert said[part] == {key: told[part][key] for key in BAND}
    known = {one["name"]: one for one in told["obstacles"]}
    assert {one["name"] for one in said["effects"]} == set(known)
    for one in said["effects"]:
        for part in ("contribution", "alone"):
            assert one[part] == {key: known[one["name"]][part][key] for key in BAND}
        assert (one["binds"], one["criterion"]) == (
            known[one["name"]]["binds"],
            known[one["name"]]["criterion"],
        )


@pytest.mark.parametrize(
    ("outcome", "since", "homes", "exact"),
    [
        ("returned", None, (), False),
        ("displaced", None, ("farms",), False),
        ("returned", dt.date(2031, 2, 1), (), True),
    ],
)
def test_the_numbers_are_those_of_the_command_line(
    explained: Explained,
    tiny: Scenario,
    outcome: Outcome,
    since: dt.date | None,
    homes: tuple[str, ...],
    exact: bool,
) -> None:
    at = [[home.place for home in tiny.homes].index(name) for name in homes]
    said = explained.answer(
        (), MEMBERS, Asked(), since=since, outcome=outcome, homes=at, exact=exact
    )
    told = printed(outcome, since, homes, exact=exact)
    assert (said["on"], said["since"], said["outcome"]) == (told["date"], told["since"], outcome)
    assert (said["members"], said["of"]) == (MEMBERS, 6)
    same(said["accounts"][0], told)
    assert [one["name"] for one in said["accounts"][1:]] == [one["group"] for one in told["groups"]]
    for one, known in zip(said["accounts"][1:], told["groups"], strict=True):
        same(one, known)
        assert one["sentence"] == known["sentence"]
    json.dumps(said, allow_nan=False)


def test_neither_groups_nor_actors_are_named_where_it_is_withheld(
    small: Scenario,
) -> None:
    said = Explained(Terms(small, members=MEMBERS, seed=SEED), Turns()).answer((), MEMBERS, Asked())
    told = printed(scenario=str(small.folder))
    same(said["accounts"][0], told)
    assert set(said["effects_claims"]) == {one["name"] for one in told["obstacles"]}
    words = json.dumps(said).lower()
    assert not [name for name in ("north", "south", "farmers", "traders") if name in words]
    assert "Fear of Actor A" in [one["label"] for one in said["accounts"][0]["effects"]]


def test_obstacles_that_contribute_most_stand_first(explained: Explained) -> None:
    said = explained.answer((), MEMBERS, Asked())["accounts"][0]
    sign = 1 if said["total"]["mean"] >= 0 else -1
    means = [sign * one["contribution"]["mean"] for one in said["effects"]]
    assert means == sorted(means, reverse=True)
    assert said["label"] == "Everybody"
    assert said["sentence"].startswith("Everybody: ")


def test_more_members_go_on_from_those_that_are_done(tiny: Scenario) -> None:
    terms = Terms(tiny, members=4, seed=SEED)
    explained = Explained(terms, Turns())
    grown = [explained.answer((), members, Asked()) for members in (1, 3, 2)]
    assert grown[2] == Explained(terms, Turns()).answer((), 2, Asked())
    began = time.perf_counter()
    assert explained.answer((), 3, Asked(), outcome="displaced")["members"] == 3
    assert time.perf_counter() - began < 0.5, "another outcome needs no other run"


def test_levers_change_what_keeps_people_away(explained: Explained, tiny: Scenario) -> None:
    pulls = read_pulls(tiny, [{"name": "open_to_all", "date": "2031-01-20"}])
    as_it_is = explained.answer((), 1, Asked())
    changed = explained.answer(pulls, 1, Asked())
    assert changed["accounts"] != as_it_is["accounts"]


def test_a_question_nobody_waits_for_stops_and_keeps_what_is_done(palmyra: Scenario) -> None:
    turns = Turns()
    explained = Explained(Terms(palmyra, members=200, seed=1), turns)
    for seconds in (0.5, 0.5):
        asked = Asked()
        threading.Timer(seconds, asked.drop).start()
        with pytest.raises(Cancelled):
            explained.answer((), 200, asked)
        began = time.monotonic()
        with turns.turn(Asked(), 1):
            assert time.monotonic() - began < 1.0


def test_registered_arrivals_have_no_obstacles(registered: Scenario) -> None:
    with pytest.raises(ScenarioError):
        Explained(Terms(registered, members=1, seed=1), Turns()).answer((), 1, Asked())
