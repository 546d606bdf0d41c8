"""What keeps people away: the numbers of `homeward explain`, as far as anybody has asked."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

import homeward
from explorer_requests import WantedUntil, levers_of, live_scenario
from homeward.engine.communities.ready import Workspace
from homeward.engine.pool import Cancelled
from homeward.evaluation.outcomes import Outcome
from homeward.explorer.live.lifted_runs import LiftedRun, LiftedRuns
from homeward.explorer.live.scheduler import PendingRequest
from homeward.explorer.views.obstacle_accounts import ObstacleAccounts
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
def explained(tiny: Scenario) -> ObstacleAccounts:
    return ObstacleAccounts(live_scenario(tiny, 6, SEED))


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
    explained: ObstacleAccounts,
    tiny: Scenario,
    outcome: Outcome,
    since: dt.date | None,
    homes: tuple[str, ...],
    exact: bool,
) -> None:
    at = [[home.place for home in tiny.homes].index(name) for name in homes]
    said = explained.answer(
        (), MEMBERS, PendingRequest(), since=since, outcome=outcome, homes=at, exact=exact
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
    said = ObstacleAccounts(live_scenario(small, MEMBERS, SEED)).answer(
        (), MEMBERS, PendingRequest()
    )
    told = printed(scenario=str(small.folder))
    same(said["accounts"][0], told)
    assert set(said["effects_claims"]) == {one["name"] for one in told["obstacles"]}
    words = json.dumps(said).lower()
    assert not [name for name in ("north", "south", "farmers", "traders") if name in words]
    assert "Fear of Actor A" in [one["label"] for one in said["accounts"][0]["effects"]]


def test_obstacles_that_contribute_most_stand_first(explained: ObstacleAccounts) -> None:
    said = explained.answer((), MEMBERS, PendingRequest())["accounts"][0]
    sign = 1 if said["total"]["mean"] >= 0 else -1
    means = [sign * one["contribution"]["mean"] for one in said["effects"]]
    assert means == sorted(means, reverse=True)
    assert said["label"] == "Everybody"
    assert said["sentence"].startswith("Everybody: ")


def test_more_members_go_on_from_those_that_are_done(
    tiny: Scenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    run: list[LiftedRun] = []
    original = LiftedRuns.outcomes

    def counted(self: LiftedRuns, lifted: LiftedRun, workspace: Workspace) -> NDArray[np.float64]:
        run.append(lifted)
        return original(self, lifted, workspace)

    monkeypatch.setattr(LiftedRuns, "outcomes", counted)
    explained = ObstacleAccounts(live_scenario(tiny, 4, SEED))
    grown = [explained.answer((), members, PendingRequest()) for members in (1, 3, 2)]
    assert {member for member, _ in run} == {0, 1, 2}
    assert len(set(run)) == len(run)
    run.clear()
    assert explained.answer((), 3, PendingRequest(), outcome="displaced")["members"] == 3
    assert not run, "another outcome needs no other run"
    assert grown[2] == ObstacleAccounts(live_scenario(tiny, 4, SEED)).answer(
        (), 2, PendingRequest()
    )


def test_levers_change_what_keeps_people_away(explained: ObstacleAccounts, tiny: Scenario) -> None:
    levers = levers_of(tiny, [{"name": "open_to_all", "date": "2031-01-20"}])
    as_it_is = explained.answer((), 1, PendingRequest())
    changed = explained.answer(levers, 1, PendingRequest())
    assert changed["accounts"] != as_it_is["accounts"]


def test_a_question_nobody_waits_for_stops_and_keeps_what_is_done(palmyra: Scenario) -> None:
    dataset = live_scenario(palmyra, 200, 1)
    explained = ObstacleAccounts(dataset)
    done = dataset.runs.base.done
    for enough in (1, 3):
        with pytest.raises(Cancelled):
            explained.answer((), 200, WantedUntil(lambda enough=enough: len(done) >= enough))
        with dataset.scheduler.turn(PendingRequest(), 1):
            assert enough <= len(done) < 200
