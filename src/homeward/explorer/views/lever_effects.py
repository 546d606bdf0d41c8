"""What levers change by a day, member by member: what `homeward compare` prints (model §10.3)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from homeward.catalogue import FLOWS
from homeward.errors import Problem, ScenarioError
from homeward.evaluation.comparison.differences import CountDifference, difference_of
from homeward.evaluation.scoring.spread import spread
from homeward.explorer.contract.responses import ComparisonJson, DifferenceJson
from homeward.explorer.live.datasets import LiveScenario
from homeward.explorer.live.scenario_runs import ScenarioRun
from homeward.explorer.live.scheduler import PendingRequest
from homeward.explorer.views.picture import PICTURED
from homeward.explorer.words.for_readers import number_json, spread_json
from homeward.results.tables.totals import MEASURES
from homeward.scenario.changes.applied_levers import AppliedLever

Variables = tuple[str, ...]
OUTCOMES: dict[str, Variables] = {
    "at_home": ("residents", "returnees"),
    "returned": ("returnees",),
    "displaced": ("idps", "refugees"),
    "harmed": ("dead", "detained", "recruited"),
}
"""What outcomes are sums of; those of `homeward compare`, and who is home, of which the screen answers first."""
OF_REFUGE = ("displaced", "harmed")
"""Outcomes that there are of a refuge."""
HARM: dict[str, Variables] = {
    "killed": ("dead",),
    "arrested_or_abducted": ("detained",),
    "conscripted_or_recruited": ("recruited",),
}
SET_OFF = "set_off"
"""Of a refuge, those who set off home from it stand in place of those home: nobody is followed home, to where return
harms. Kinds of harm are therefore those of everybody asked about, wherever they are."""
DEPARTURES: Variables = ("return_departures",)
MEASURED: dict[str, Variables] = {one.name: one.variables for one in PICTURED}
"""Measures of the screen; flows of them are counted since the first day."""
_FLOWS = frozenset(one.name for one in FLOWS)
LABELS: dict[str, str] = {
    **{one.name: one.label for one in MEASURES},
    SET_OFF: "Set off for home",
    "killed": "Killed",
    "arrested_or_abducted": "Detained or abducted",
    "conscripted_or_recruited": "Recruited or conscripted",
}
"""What outcomes and kinds of harm are called."""


@dataclass(frozen=True)
class Scope:
    """Whom a question is about: everybody, or people of a home, a group or in a refuge, by index."""

    home: int | None = None
    group: int | None = None
    place: int | None = None


EVERYBODY = Scope()


def lever_effects(
    dataset: LiveScenario,
    levers: Sequence[AppliedLever],
    members: int,
    asked: PendingRequest,
    *,
    on: dt.date | None = None,
    at: Scope = EVERYBODY,
    measure: str | None = None,
    exact: bool = False,
) -> ComparisonJson:
    """Compare a day of a scenario with what levers make of it (contract: `Comparison`).

    Only members that have not been run are run; everything else is counted in what was kept of them.

    Parameters
    ----------
    on
        Day on which people are counted: the last kept one not after it; the last of all if None.
    measure
        One of the screen that is compared too, as the screen counts it.
    exact
        Do not round.

    Raises
    ------
    ScenarioError
        If there is nothing to compare with.
    Cancelled
        Once nobody wants the answer any more.
    """
    if not levers:
        found = "no lever is applied: there is nothing to compare with."
        raise ScenarioError(Problem("levers", found, "", ("apply a lever.",)))
    settings = dataset.settings
    last = max(settings.rows_before(settings.day(on or dataset.scenario.end) + 1) - 1, 0)
    both = [dataset.run(some, members, asked) for some in ((), levers)]

    def differences(several: Mapping[str, Variables], at: Scope) -> list[DifferenceJson]:
        return [
            _as_json(
                name, difference_of(*(count(run, members, of, at, last) for run in both)), exact
            )
            for name, of in several.items()
        ]

    def at_places(measure: str) -> list[float | None]:
        before, after = (
            count_at_places(run, members, MEASURED[measure], Scope(home=at.home), last)
            for run in both
        )
        found = (spread(change) for change in (after - before).T)
        return [
            number_json((one if exact else one.published_differences()).median) for one in found
        ]

    answer = differences({} if measure is None else {measure: MEASURED[measure]}, at)
    of_refuge = {SET_OFF: DEPARTURES, **{name: OUTCOMES[name] for name in OF_REFUGE}}
    return {
        "members": members,
        "of": dataset.members,
        "on": str(dataset.scenario.start + dt.timedelta(days=int(settings.days[last]))),
        "answer": answer[0] if answer else None,
        "places": {"people": at_places("present"), "displaced": at_places("displaced")},
        "outcomes": differences(OUTCOMES if at.place is None else of_refuge, at),
        "harm": differences(HARM, replace(at, place=None)),
    }


def count(
    run: ScenarioRun, members: int, variables: Variables, at: Scope, row: int
) -> NDArray[np.float64]:
    """Count people on a day kept (member), persons; flows are counted since the first day.

    Parameters
    ----------
    row
        Index of the day among those kept.
    """
    found = count_at_places(run, members, variables, at, row)
    return found.sum(axis=1) if at.place is None else found[:, at.place]


def count_at_places(
    run: ScenarioRun, members: int, variables: Variables, at: Scope, row: int
) -> NDArray[np.float64]:
    """Do the same at every place, whichever is asked about (member, place), persons."""
    labels = run.ready.world.labels
    shape = (len(labels.homes), len(labels.groups), len(labels.places))
    found = np.zeros((members, shape[-1]))
    for member in range(members):
        for name in variables:
            cells, values = run.done[member].variable(name)
            home, group, place = np.unravel_index(cells, shape)
            counts = np.ones(cells.size, dtype=bool)
            for indices, wanted in ((home, at.home), (group, at.group)):
                counts &= True if wanted is None else indices == wanted
            first = 0 if name in _FLOWS else row
            people = values[first : row + 1].sum(axis=0, dtype=np.int64)
            found[member] += np.bincount(place, people * counts, minlength=shape[-1])
    return found


def _as_json(name: str, found: CountDifference, exact: bool) -> DifferenceJson:
    shown = found if exact else found.published()
    return {
        "name": name,
        "label": LABELS[name],
        "as_is": spread_json(shown.as_is),
        "changed": spread_json(shown.changed),
        "difference": spread_json(shown.difference),
        "more": number_json(shown.more),
    }
