"""What levers change, member by member: what `homeward compare` prints, as far as anybody has asked (model §10.3)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from homeward.engine.communities.ready import Workspace, prepare, run_whole_member
from homeward.errors import Problem, ScenarioError
from homeward.evaluation.comparison.compare import (
    ComparedMember,
    ComparedRun,
    compared_member,
    compared_run,
)
from homeward.evaluation.comparison.differences import (
    Difference,
    Fear,
    all_fears_between,
    fears_between,
    harm_between,
    outcomes_between,
)
from homeward.explorer.kept_answers import KeptAnswers, Remembered
from homeward.explorer.said import number_said, obstacle_label, spread_said
from homeward.explorer.turns import Asked, Turns
from homeward.explorer.worlds import Terms
from homeward.results.tables.names import Names, names_of_scenario
from homeward.scenario.changes.applied_levers import AppliedLever
from homeward.scenario.changes.apply_levers import apply_levers
from homeward.scenario.checks.camp_checks import check_modelled
from homeward.scenario.scenario import Scenario

Json = dict[str, Any]

ALL_FEARS = "All fears together"
LABELS: dict[str, str] = {
    "returned": "Returned",
    "displaced": "Displaced",
    "harmed": "Killed, taken or enlisted",
    "killed": "Killed",
    "arrested_or_abducted": "Arrested or abducted",
    "conscripted_or_recruited": "Conscripted or recruited",
}

_World = tuple[Scenario, KeptAnswers[int, ComparedMember]]
"""A world, and its members as far as they have lived."""


class Compared:
    """Comparisons with one scenario: every world is run to a day, each of its members once."""

    def __init__(self, terms: Terms, turns: Turns) -> None:
        self._terms = terms
        self._turns = turns
        self._courses: Remembered[_World] = Remembered()

    def answer(
        self,
        pulls: Sequence[AppliedLever],
        members: int,
        asked: Asked,
        *,
        on: dt.date | None = None,
        homes: Sequence[int] = (),
        exact: bool = False,
    ) -> Json:
        """Compare the scenario as it is with what levers make of it (contract: `Comparison`).

        Parameters
        ----------
        on
            Day on which people are counted; the last of the run if None.
        homes
            Indices of homes; all if none is named.
        exact
            Do not round.

        Raises
        ------
        ScenarioError
            If there is nothing to compare with, or nothing but where people go is modelled.
        NotWanted
            Once nobody wants the answer any more.
        """
        scenario = self._terms.scenario
        check_modelled(scenario)
        if not pulls:
            found = "no lever is pulled: there is nothing to compare with."
            raise ScenarioError(Problem("levers", found, "", ("pull a lever.",)))
        last = on or scenario.end
        as_is, changed = (self._world(some, last, members, asked) for some in ((), pulls))
        return {
            "members": members,
            "of": self._terms.members,
            "on": str(last),
            **told(as_is, changed, homes, names_of_scenario(scenario), exact=exact),
        }

    def _world(
        self, pulls: Sequence[AppliedLever], on: dt.date, members: int, asked: Asked
    ) -> ComparedRun:
        """Live through the first members of a world; those that have lived are kept."""
        key = (tuple(sorted(map(str, pulls))), on)
        scenario, lived = self._courses.get(key, lambda: self._course(pulls, on))
        return compared_run(scenario, lived.of(range(members), asked, self._turns))

    def _course(self, pulls: Sequence[AppliedLever], on: dt.date) -> _World:
        terms = self._terms
        scenario = apply_levers(terms.scenario, pulls)
        ready = prepare(
            scenario,
            days=[(on - scenario.start).days],
            members=terms.members,
            seed=terms.seed,
            parameters=terms.fixed,
        )

        def live(member: int, workspace: Workspace) -> ComparedMember:
            record = run_whole_member(ready, member, workspace)
            return compared_member(ready, member, record, workspace.state)

        return scenario, KeptAnswers(ready, live, terms.threads)


def told(
    as_is: ComparedRun, changed: ComparedRun, homes: Sequence[int], names: Names, *, exact: bool
) -> Json:
    """Say how two worlds differ: outcomes, kinds of harm, and fears."""
    at = list(homes) or list(range(len(names.labels["home"])))
    groups = list(range(len(names.labels["group"])))
    fears = fears_between(as_is, changed, at, names.identifiers["actor"])
    return {
        "outcomes": _differences(outcomes_between(as_is, changed, at, groups), exact=exact),
        "harm": _differences(harm_between(as_is, changed, at), exact=exact),
        "fears": [
            *(_fear(one, obstacle_label(one.name, names), exact=exact) for one in fears),
            _fear(all_fears_between(as_is, changed, at), ALL_FEARS, exact=exact),
        ],
    }


def _differences(found: Mapping[str, Difference], *, exact: bool) -> list[Json]:
    shown = {name: one if exact else one.published() for name, one in found.items()}
    return [
        {
            "name": name,
            "label": LABELS[name],
            "as_is": spread_said(one.as_is),
            "changed": spread_said(one.changed),
            "difference": spread_said(one.difference),
            "more": number_said(one.more),
        }
        for name, one in shown.items()
    ]


def _fear(one: Fear, label: str, *, exact: bool) -> Json:
    shown = one if exact else one.published()
    return {
        "name": one.name,
        "label": label,
        "as_is": spread_said(shown.as_is),
        "changed": spread_said(shown.changed),
    }
