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
from homeward.api.explain import By
from homeward.engine.communities.ready import Workspace
from homeward.engine.pool import Cancelled
from homeward.evaluation.explanation.explain_settings import ExplainSettings
from homeward.evaluation.outcomes import Outcome
from homeward.explorer.live.scheduler import PendingRequest
from homeward.explorer.views.obstacle_accounts import ObstacleAccounts
from homeward.scenario.scenario import Scenario

MEMBERS, SEED = 2, 3
BAND = ("mean", "median", "q05", "q95")


def printed(
    outcome: Outcome = "returned",
    on: dt.date | None = None,
    since: dt.date | None = None,
    homes: tuple[str, ...] = (),
    *,
    scenario: str = "tiny",
    exact: bool = False,
    by: By = "group",
) -> dict[str, Any]:
    """What `homeward explain --json` says."""
    found = homeward.explain(
        scenario,
        outcome=outcome,
        on=on,
        since=since,
        home=homes,
        members=MEMBERS,
        seed=SEED,
        by=by,
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
    assert said["binding"] == told["binding"]
    assert said["binding"] is None or said["certainty"] == told["certainty"]


def kinds(said: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [one for one in said["accounts"] if one["kind"] == kind]


@pytest.mark.parametrize("exact", [False, True])
@pytest.mark.parametrize("home", [None, "farms"])
@pytest.mark.parametrize(
    ("outcome", "on", "since"),
    [
        ("returned", None, dt.date(2031, 1, 1)),
        ("displaced", dt.date(2031, 2, 20), dt.date(2031, 1, 9)),
        ("returned", dt.date(2031, 3, 1), dt.date(2031, 2, 1)),
    ],
)
def test_the_numbers_are_those_of_the_command_line(
    explained: ObstacleAccounts,
    tiny: Scenario,
    outcome: Outcome,
    on: dt.date | None,
    since: dt.date,
    home: str | None,
    exact: bool,
) -> None:
    """Of everybody, every group and every refuge, on any day."""
    at = home and [one.place for one in tiny.homes].index(home)
    said = explained.answer(
        (),
        MEMBERS,
        PendingRequest(),
        on=on,
        since=since,
        outcome=outcome,
        home=at or None,
        exact=exact,
    )
    homes = (home,) if home else ()
    told = printed(outcome, on, since, homes, exact=exact)
    assert (said["on"], said["since"], said["outcome"]) == (told["date"], told["since"], outcome)
    assert (said["members"], said["of"]) == (MEMBERS, 6)
    same(said["accounts"][0], told)
    for one, known in zip(kinds(said, "group"), told["groups"], strict=True):
        same(one, known)
    refuges = printed(outcome, on, since, homes, exact=exact, by="refuge")["refuges"]
    assert kinds(said, "refuge")
    for one in kinds(said, "refuge"):
        same(one, refuges[one["at"]])
    # The estimator's parts add up to the whole; published, each is rounded by itself.
    (everybody,) = kinds(said, "all")
    parts = sum(one["contribution"]["mean"] for one in everybody["effects"])
    rounding = 0.001 if exact else 5 * len(everybody["effects"])
    assert parts == pytest.approx(everybody["total"]["mean"], abs=rounding)
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


def test_more_members_go_on_from_those_that_are_done(
    tiny: Scenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    run: list[int] = []
    original = ExplainSettings.answer

    def counted(
        self: ExplainSettings, member: int, workspace: Workspace, taken_up: Any = None
    ) -> NDArray[np.float64]:
        run.append(member)
        return original(self, member, workspace, taken_up)

    monkeypatch.setattr(ExplainSettings, "answer", counted)
    explained = ObstacleAccounts(live_scenario(tiny, 4, SEED))
    grown = [explained.answer((), members, PendingRequest()) for members in (1, 3, 2)]
    assert sorted(run) == [0, 1, 2]
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
