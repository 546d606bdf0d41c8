"""What keeps people away: what `homeward explain` says, as far as anybody has asked (model §10.1)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from homeward.evaluation.explanation.binding import (
    ObstacleAccount,
    account,
    binding_sentence,
    published_accounts,
    renamed,
)
from homeward.evaluation.explanation.explain import Explanation, explained
from homeward.evaluation.explanation.explain_settings import ExplainSettings
from homeward.evaluation.explanation.shapley import NOBODY
from homeward.evaluation.outcomes import MEANINGS, Outcome
from homeward.explorer.contract.responses import AccountJson, ObstaclesJson
from homeward.explorer.live.datasets import LiveScenario
from homeward.explorer.live.job_cache import JobCache, RecentlyUsed
from homeward.explorer.live.lifted_runs import LiftedRun, LiftedRuns
from homeward.explorer.live.scenario_runs import ScenarioRun
from homeward.explorer.live.scheduler import PendingRequest, Scheduler
from homeward.explorer.views.evidence_behind import ExplainedPeriod, claims_behind
from homeward.explorer.words.for_readers import number_json, spread_json
from homeward.results.tables.names import FEAR, Names, names_of_scenario, obstacle_label
from homeward.scenario.changes.applied_levers import AppliedLever
from homeward.scenario.scenario import Scenario

EVERYBODY = "Everybody"
_Asking = tuple[ExplainSettings, JobCache[LiftedRun, NDArray[np.float64]]]
"""A question, and the outcomes of the runs that answer it."""


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
        since: dt.date | None = None,
        outcome: Outcome = "returned",
        homes: Sequence[int] = (),
        exact: bool = False,
    ) -> ObstaclesJson:
        """Lift obstacles in many combinations, and say which binds for whom (contract: `Obstacles`).

        Parameters
        ----------
        since
            First day without obstacles; a year before the last if None.
        homes
            Indices of homes; all if none is named.
        exact
            Do not round.

        Raises
        ------
        Cancelled
            Once nobody wants the answer any more.
        """
        settings, scheduler = self._dataset.settings, self._dataset.scheduler
        first = since or settings.lifted_since
        run = self._dataset.run(levers, members, asked)
        key = (tuple(sorted(map(str, levers))), first)
        question, runs = self._questions.get(key, lambda: _question(run, first))
        # Nothing lifted first: the others go on from where that leaves off.
        runs.of([(member, NOBODY) for member in range(members)], asked, scheduler)
        done = _outcomes(runs, [question.coalitions] * members, asked, scheduler)
        more = _outcomes(runs, [question.more_coalitions(one) for one in done], asked, scheduler)
        effects = [question.effects({**one, **rest}) for one, rest in zip(done, more, strict=True)]
        explanation = explained(question, np.stack(effects))
        at = list(homes) or list(range(len(explanation.labels.homes)))
        homes_named = frozenset(explanation.labels.homes[home] for home in at)
        period = ExplainedPeriod(homes_named, explanation.since, explanation.on)
        return {
            "members": members,
            "of": settings.members,
            "on": str(explanation.on),
            "since": str(explanation.since),
            "outcome": outcome,
            "accounts": accounts_json(explanation, outcome, at, exact=exact),
            "effects_claims": claims_behind(
                run.scenario, _shown_names(run.scenario, names_of_scenario(run.scenario)), period
            ),
        }


def _question(run: ScenarioRun, since: dt.date) -> _Asking:
    lifted = LiftedRuns(run, since)
    settings = lifted.settings
    return settings, JobCache(settings.ready, lifted.outcomes, run.settings.threads)


def _outcomes(
    runs: JobCache[LiftedRun, NDArray[np.float64]],
    coalitions: Sequence[Sequence[int]],
    asked: PendingRequest,
    scheduler: Scheduler,
) -> list[dict[int, NDArray[np.float64]]]:
    """Run every member with some coalitions lifted, and return what comes of each."""
    wanted = [(member, one) for member, ones in enumerate(coalitions) for one in ones]
    found = dict(zip(wanted, runs.of(wanted, asked, scheduler), strict=True))
    return [{one: found[member, one] for one in ones} for member, ones in enumerate(coalitions)]


def accounts_json(
    explanation: Explanation, outcome: Outcome, homes: list[int], *, exact: bool
) -> list[AccountJson]:
    """Say what an explanation found of some homes: of everybody, then of every group."""
    names = names_of_scenario(explanation.scenario)
    groups = list(range(len(names.labels["group"])))

    def show(name: str, label: str, some: list[int]) -> AccountJson:
        found = account(explanation, outcome, name, (homes, some))
        shown = renamed(found if exact else published_accounts(found), explanation, names)
        return _account(
            shown,
            label,
            names,
            binding_sentence(shown, label, MEANINGS[outcome], explanation.on, names),
        )

    of_groups = zip(names.identifiers["group"], names.labels["group"], strict=True)
    return [
        show("all", EVERYBODY, groups),
        *(show(name, label, [group]) for group, (name, label) in enumerate(of_groups)),
    ]


def _shown_names(scenario: Scenario, names: Names) -> dict[str, str]:
    pairs = zip(scenario.actor_names, names.identifiers["actor"], strict=True)
    return {f"{FEAR}{actor}": f"{FEAR}{shown}" for actor, shown in pairs}


def _account(one: ObstacleAccount, label: str, names: Names, said: str) -> AccountJson:
    """Say an account, the obstacles that contribute most first."""
    towards = -1.0 if one.total.mean < 0 else 1.0
    effects = sorted(
        one.effects, key=lambda effect: (-towards * effect.contribution.mean, -effect.binds)
    )
    return {
        "name": one.name,
        "label": label,
        "sentence": said,
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
