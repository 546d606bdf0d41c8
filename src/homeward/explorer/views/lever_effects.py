"""What levers change, member by member: what `homeward compare` prints, as far as anybody has asked (model §10.3)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from homeward.errors import Problem, ScenarioError
from homeward.evaluation.comparison.compare import ComparedRun, Lived, course_up_to, gather_world
from homeward.evaluation.comparison.differences import (
    Difference,
    Fear,
    all_fears_between,
    fears_between,
    harm_between,
    outcomes_between,
)
from homeward.explorer.live.job_cache import JobCache, RecentlyUsed
from homeward.explorer.live.scenario_runs import RunSettings
from homeward.explorer.live.scheduler import PendingRequest, Scheduler
from homeward.explorer.words.for_readers import number_json, obstacle_label, spread_json
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

_World = tuple[Scenario, JobCache[int, Lived]]
"""A world, and its members as far as they have lived."""


class LeverEffects:
    """Comparisons with one scenario: every world is run to a day, each of its members once."""

    def __init__(self, settings: RunSettings, scheduler: Scheduler) -> None:
        self._settings = settings
        self._scheduler = scheduler
        self._courses: RecentlyUsed[_World] = RecentlyUsed()

    def answer(
        self,
        pulls: Sequence[AppliedLever],
        members: int,
        asked: PendingRequest,
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
        scenario = self._settings.scenario
        check_modelled(scenario)
        if not pulls:
            found = "no lever is pulled: there is nothing to compare with."
            raise ScenarioError(Problem("levers", found, "", ("pull a lever.",)))
        last = on or scenario.end
        as_is, changed = (self._world(some, last, members, asked) for some in ((), pulls))
        return {
            "members": members,
            "of": self._settings.members,
            "on": str(last),
            **differences_json(as_is, changed, homes, names_of_scenario(scenario), exact=exact),
        }

    def _world(
        self, pulls: Sequence[AppliedLever], on: dt.date, members: int, asked: PendingRequest
    ) -> ComparedRun:
        """Live through the first members of a world; those that have lived are kept."""
        key = (tuple(sorted(map(str, pulls))), on)
        scenario, lived = self._courses.get(key, lambda: self._course(pulls, on))
        return gather_world(scenario, lived.of(range(members), asked, self._scheduler))

    def _course(self, pulls: Sequence[AppliedLever], on: dt.date) -> _World:
        settings = self._settings
        scenario = apply_levers(settings.scenario, pulls)
        course = course_up_to(
            scenario, on, members=settings.members, seed=settings.seed, parameters=settings.fixed
        )
        return scenario, JobCache(course.ready, course.live, settings.threads)


def differences_json(
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
            "as_is": spread_json(one.as_is),
            "changed": spread_json(one.changed),
            "difference": spread_json(one.difference),
            "more": number_json(one.more),
        }
        for name, one in shown.items()
    ]


def _fear(one: Fear, label: str, *, exact: bool) -> Json:
    shown = one if exact else one.published()
    return {
        "name": one.name,
        "label": label,
        "as_is": spread_json(shown.as_is),
        "changed": spread_json(shown.changed),
    }
