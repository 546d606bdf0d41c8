"""What keeps people away on a day: what `homeward explain` says, as far as anybody has asked (model §10.1)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal, cast

import numpy as np
from numpy.typing import NDArray

from homeward.engine.communities.ready import Workspace, shortened_days
from homeward.evaluation.explanation.asked_about import since_when
from homeward.evaluation.explanation.binding import (
    ObstacleAccount,
    account,
    published_accounts,
    renamed,
)
from homeward.evaluation.explanation.explain import Explanation, explained
from homeward.evaluation.explanation.explain_settings import ExplainSettings
from homeward.evaluation.outcomes import Outcome
from homeward.explorer.contract.responses import AccountJson, Certainty, ObstaclesJson
from homeward.explorer.live.datasets import LiveScenario
from homeward.explorer.live.job_cache import JobCache, RecentlyUsed
from homeward.explorer.live.scenario_runs import ScenarioRun
from homeward.explorer.live.scheduler import PendingRequest
from homeward.explorer.views.evidence_behind import ExplainedPeriod, claims_behind
from homeward.explorer.words.for_readers import number_json, spread_json
from homeward.results.tables.names import FEAR, Names, names_of_scenario, obstacle_label
from homeward.scenario.changes.applied_levers import AppliedLever
from homeward.scenario.scenario import Scenario

_Asking = tuple[ExplainSettings, JobCache[int, NDArray[np.float64]]]
"""A question, and what every member answers."""


class ObstacleAccounts:
    """Explanations of one scenario: every member is run once with each coalition of obstacles lifted."""

    def __init__(self, dataset: LiveScenario) -> None:
        self._dataset = dataset
        self._questions: RecentlyUsed[_Asking] = RecentlyUsed()

    def answer(
        self,
        levers: Sequence[AppliedLever],
        members: int,
        asked: PendingRequest,
        *,
        on: dt.date | None = None,
        since: dt.date | None = None,
        outcome: Outcome = "returned",
        home: int | None = None,
        exact: bool = False,
    ) -> ObstaclesJson:
        """Lift obstacles in many combinations, and say which binds for whom (contract: `Obstacles`).

        Parameters
        ----------
        on
            Day on which people are counted; the last if None.
        since
            First day without obstacles, not after it; a year before if None.
        home
            Index of a home; all if None.
        exact
            Do not round.

        Raises
        ------
        Cancelled
            Once nobody wants the answer any more.
        """
        scenario, scheduler = self._dataset.scenario, self._dataset.scheduler
        last = on or scenario.end
        first = min(since or since_when(scenario.start, last), last)
        run = self._dataset.run(levers, members, asked)
        key = (tuple(sorted(map(str, levers))), first, last)
        question, runs = self._questions.get(key, lambda: _question(run, first, last))
        explanation = explained(question, np.stack(runs.of(range(members), asked, scheduler)))
        homes = range(len(explanation.labels.homes)) if home is None else (home,)
        period = ExplainedPeriod(
            frozenset(explanation.labels.homes[one] for one in homes), first, last
        )
        names = names_of_scenario(run.scenario)
        return {
            "members": members,
            "of": self._dataset.members,
            "on": str(last),
            "since": str(first),
            "outcome": outcome,
            "accounts": accounts_json(explanation, outcome, list(homes), exact=exact),
            "effects_claims": claims_behind(
                run.scenario, _shown_names(run.scenario, names), period
            ),
        }


def _question(run: ScenarioRun, since: dt.date, on: dt.date) -> _Asking:
    """Ask of members that have been run: each is taken up where it left a checkpoint before obstacles are lifted."""
    day = run.settings.day(on)
    world = shortened_days(run.ready.world, day + 1)
    ready = replace(run.ready, world=world, days=np.array([day], dtype=np.int64))
    settings = ExplainSettings(run.scenario, ready, on, since)

    def answer(member: int, workspace: Workspace) -> NDArray[np.float64]:
        taken_up = run.checkpoint_before(member, settings.first_day)
        return settings.answer(member, workspace, taken_up)

    return settings, JobCache(ready, answer, run.settings.threads)


def accounts_json(
    explanation: Explanation, outcome: Outcome, homes: list[int], *, exact: bool
) -> list[AccountJson]:
    """Say what an explanation found of some homes: of everybody, of every group, of every refuge anybody is kept in."""
    names = names_of_scenario(explanation.scenario)
    n_group, n_place = len(names.labels["group"]), len(names.labels["place"])

    def found(name: str, cells: list[int]) -> ObstacleAccount:
        return account(explanation, outcome, name, (homes, cells))

    def say(kind: Kind, at: int, one: ObstacleAccount) -> AccountJson:
        shown = renamed(one if exact else published_accounts(one), explanation, names)
        return _account(kind, at, shown, names)

    groups = [found(name, [at]) for at, name in enumerate(names.identifiers["group"])]
    refuges = [
        found(name, [n_group + at])
        for at, name in zip(range(n_place), names.identifiers["place"], strict=True)
    ]
    return [
        say("all", 0, found("all", list(range(n_group)))),
        *(say("group", at, one) for at, one in enumerate(groups)),
        *(say("refuge", at, one) for at, one in enumerate(refuges) if one.is_obstructed),
    ]


def _shown_names(scenario: Scenario, names: Names) -> dict[str, str]:
    pairs = zip(scenario.actor_names, names.identifiers["actor"], strict=True)
    return {f"{FEAR}{actor}": f"{FEAR}{shown}" for actor, shown in pairs}


Kind = Literal["all", "group", "refuge"]


def _account(kind: Kind, at: int, one: ObstacleAccount, names: Names) -> AccountJson:
    """Say an account, the obstacles that contribute most first."""
    towards = -1.0 if one.total.mean < 0 else 1.0
    effects = sorted(
        one.effects, key=lambda effect: (-towards * effect.contribution.mean, -effect.binds)
    )
    binding = None if one.is_withheld else one.binding
    return {
        "kind": kind,
        "at": at,
        "withheld": one.is_withheld,
        "binding": binding.name if binding else None,
        "certainty": cast("Certainty", one.certainty) if binding else "not settled",
        "as_is": spread_json(one.as_is),
        "all_lifted": spread_json(one.all_lifted),
        "total": spread_json(one.total),
        "effects": [
            {
                "name": effect.name,
                "label": obstacle_label(effect.name, names),
                "criterion": effect.criterion,
                "contribution": spread_json(effect.contribution),
                "alone": spread_json(effect.alone),
                "binds": number_json(effect.binds),
            }
            for effect in effects
        ],
    }
