"""What keeps people away: what `homeward explain` says, as far as anybody has asked (model §10.1)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from homeward.evaluation.explanation.binding import (
    ObstacleAccount,
    account,
    binding_sentence,
    published_accounts,
    renamed,
)
from homeward.evaluation.explanation.explain import (
    NONE_LIFTED,
    ExplainSettings,
    Explanation,
    explained,
    question_of,
)
from homeward.evaluation.outcomes import MEANINGS, Outcome
from homeward.explorer.behind import Asked as AskedFor
from homeward.explorer.behind import claims_behind
from homeward.explorer.kept_answers import KeptAnswers, Remembered
from homeward.explorer.lifted_runs import Run, Runs
from homeward.explorer.said import FEAR, number_said, obstacle_label, spread_said
from homeward.explorer.turns import Asked, Turns
from homeward.explorer.worlds import Terms
from homeward.results.tables.names import Names, names_of_scenario
from homeward.scenario.changes.applied_levers import AppliedLever
from homeward.scenario.changes.apply_levers import apply_levers
from homeward.scenario.checks.camp_checks import check_modelled
from homeward.scenario.scenario import Scenario

Json = dict[str, Any]

EVERYBODY = "Everybody"
DAYS_LIFTED = 365
"""Days before the last from which obstacles are lifted, unless it is said: what keeps people away now."""

_Asking = tuple[ExplainSettings, KeptAnswers[Run, NDArray[np.float64]]]
"""A question, and the outcomes of the runs that answer it."""


class Explained:
    """Explanations of one scenario: every member is run once with each coalition of obstacles lifted."""

    def __init__(self, terms: Terms, turns: Turns) -> None:
        self._terms = terms
        self._turns = turns
        self._questions: Remembered[_Asking] = Remembered()

    def answer(
        self,
        pulls: Sequence[AppliedLever],
        members: int,
        asked: Asked,
        *,
        on: dt.date | None = None,
        since: dt.date | None = None,
        outcome: Outcome = "returned",
        homes: Sequence[int] = (),
        exact: bool = False,
    ) -> Json:
        """Lift obstacles in many combinations, and say which binds for whom (contract: `Obstacles`).

        Parameters
        ----------
        on, since
            Day on which people are counted, and first day without obstacles; the last, and a year before it, if None.
        homes
            Indices of homes; all if none is named.
        exact
            Do not round.

        Raises
        ------
        ScenarioError
            If nothing but where people go is modelled.
        NotWanted
            Once nobody wants the answer any more.
        """
        scenario = self._terms.scenario
        check_modelled(scenario)
        last = on or scenario.end
        first = since or max(scenario.start, last - dt.timedelta(days=DAYS_LIFTED))
        key = (tuple(sorted(map(str, pulls))), first, last)
        question, runs = self._questions.get(key, lambda: self._question(pulls, first, last))
        wanted = [(member, one) for member in range(members) for one in question.coalitions(member)]
        # Nothing lifted first: the others share its days up to the first on which they differ.
        wanted.sort(key=lambda run: run[1] != NONE_LIFTED)
        runs.of(wanted[:members], asked, self._turns)
        found = dict(zip(wanted, runs.of(wanted, asked, self._turns), strict=True))
        effects = [
            question.effects(
                member, {one: found[member, one] for one in question.coalitions(member)}
            )
            for member in range(members)
        ]
        said = told(explained(question, np.stack(effects)), outcome, homes, exact=exact)
        return {"members": members, "of": self._terms.members, **said}

    def _question(self, pulls: Sequence[AppliedLever], since: dt.date, on: dt.date) -> _Asking:
        terms = self._terms
        question = question_of(
            apply_levers(terms.scenario, pulls),
            on=on,
            since=since,
            members=terms.members,
            seed=terms.seed,
            parameters=terms.fixed,
        )
        return question, KeptAnswers(question.ready, Runs(question).live, terms.threads)


def told(explanation: Explanation, outcome: Outcome, homes: Sequence[int], *, exact: bool) -> Json:
    """Say what an explanation found: of everybody, then of every group."""
    scenario = explanation.scenario
    names = names_of_scenario(scenario)
    at = list(homes) or list(range(len(names.labels["home"])))
    groups = list(range(len(names.labels["group"])))

    def show(name: str, label: str, some: list[int]) -> Json:
        found = account(explanation, outcome, name, (at, some))
        shown = renamed(found if exact else published_accounts(found), explanation, names)
        return _account(
            shown, label, names, binding_sentence(shown, label, MEANINGS[outcome], explanation.on)
        )

    of_groups = zip(names.identifiers["group"], names.labels["group"], strict=True)
    accounts = [
        show("all", EVERYBODY, groups),
        *(show(name, label, [group]) for group, (name, label) in enumerate(of_groups)),
    ]
    return {
        "on": str(explanation.on),
        "since": str(explanation.since),
        "outcome": outcome,
        "accounts": accounts,
        "effects_claims": claims_behind(
            scenario,
            _shown_names(scenario, names),
            AskedFor(
                frozenset(names.identifiers["home"][home] for home in at),
                explanation.since,
                explanation.on,
            ),
        ),
    }


def _shown_names(scenario: Scenario, names: Names) -> dict[str, str]:
    pairs = zip(scenario.actor_names, names.identifiers["actor"], strict=True)
    return {f"{FEAR}{actor}": f"{FEAR}{shown}" for actor, shown in pairs}


def _account(one: ObstacleAccount, label: str, names: Names, said: str) -> Json:
    """Say an account, the obstacles that contribute most first."""
    towards = -1.0 if one.total.mean < 0 else 1.0
    effects = sorted(
        one.effects, key=lambda effect: (-towards * effect.contribution.mean, -effect.binds)
    )
    return {
        "name": one.name,
        "label": label,
        "sentence": said,
        "as_is": spread_said(one.as_is),
        "all_lifted": spread_said(one.all_lifted),
        "total": spread_said(one.total),
        "effects": [
            {
                "name": effect.name,
                "label": obstacle_label(effect.name, names),
                "criterion": effect.criterion,
                "contribution": spread_said(effect.contribution),
                "alone": spread_said(effect.alone),
                "binds": number_said(effect.binds),
            }
            for effect in effects
        ],
    }
