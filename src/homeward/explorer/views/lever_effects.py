"""What levers change, member by member: what `homeward compare` prints, as far as anybody has asked (model §10.3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from homeward.errors import Problem, ScenarioError
from homeward.evaluation.comparison.differences import (
    CountDifference,
    FearDifference,
    all_fears_between,
    fears_between,
    harm_between,
    outcomes_between,
)
from homeward.explorer.contract.responses import ComparisonJson, DifferenceJson, FearJson
from homeward.explorer.live.datasets import LiveScenario
from homeward.explorer.live.scheduler import PendingRequest
from homeward.explorer.words.for_readers import number_json, spread_json
from homeward.results.tables.names import names_of_scenario, obstacle_label
from homeward.results.tables.totals import MEASURES
from homeward.scenario.changes.applied_levers import AppliedLever

ALL_FEARS = "All fears together"
LABELS: dict[str, str] = {
    **{one.name: one.label for one in MEASURES},
    "killed": "Killed",
    "arrested_or_abducted": "Detained or abducted",
    "conscripted_or_recruited": "Recruited or conscripted",
}
"""What outcomes and kinds of harm are called."""


def lever_effects(
    dataset: LiveScenario,
    levers: Sequence[AppliedLever],
    members: int,
    asked: PendingRequest,
    *,
    homes: Sequence[int] = (),
    exact: bool = False,
) -> ComparisonJson:
    """Compare the last day of a scenario with what levers make of it (contract: `Comparison`).

    Only members that have not been run are run: what comparing needs of the others was kept.

    Parameters
    ----------
    homes
        Indices of homes; all if none is named.
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
    baseline, changed = (
        dataset.run(some, members, asked).compared(members) for some in ((), levers)
    )
    names = names_of_scenario(dataset.scenario)
    at = list(homes) or list(range(len(names.labels["home"])))
    groups = list(range(len(names.labels["group"])))
    fears = fears_between(baseline, changed, at, names.identifiers["actor"])
    return {
        "members": members,
        "of": dataset.members,
        "on": str(dataset.scenario.end),
        "outcomes": _differences(outcomes_between(baseline, changed, at, groups), exact=exact),
        "harm": _differences(harm_between(baseline, changed, at), exact=exact),
        "fears": [
            *(_fear(one, obstacle_label(one.name, names), exact=exact) for one in fears),
            _fear(all_fears_between(baseline, changed, at), ALL_FEARS, exact=exact),
        ],
    }


def _differences(found: Mapping[str, CountDifference], *, exact: bool) -> list[DifferenceJson]:
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


def _fear(one: FearDifference, label: str, *, exact: bool) -> FearJson:
    shown = one if exact else one.published()
    return {
        "name": one.name,
        "label": label,
        "as_is": spread_json(shown.as_is),
        "changed": spread_json(shown.changed),
    }
