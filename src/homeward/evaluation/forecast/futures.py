"""Futures of a scenario from a day on: what was known goes on for ever, and storylines turn it (model §14.1, §14.2)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from homeward.errors import ObservationError, Problem, ScenarioError
from homeward.evaluation.conditioning.known import decided_before, going_on, rows_dated_later
from homeward.evaluation.scoring.measures import last_day
from homeward.scenario.changes.applied_levers import AppliedLever, ResolvedLever, find_levers
from homeward.scenario.changes.apply_levers import apply_levers
from homeward.scenario.changes.edits import nothing_left
from homeward.scenario.changes.storyline_levers import turns_of, where_told
from homeward.scenario.rows.levers import Change, Lever
from homeward.scenario.rows.people import Arrival
from homeward.scenario.rows.storylines import NOTHING_CHANGES, Storyline
from homeward.scenario.scenario import Scenario

ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Future:
    """A storyline begun on a day, with its share of the weight of all that can begin on it."""

    storyline: Storyline
    share: float
    scenario: Scenario


def continued_scenario(scenario: Scenario, origin: dt.date, lead: int) -> Scenario:
    """Return the scenario as it could be said on the last day known, going on for so many days after it.

    Rows in force on that day hold for ever, arrivals go on as they come, and no later row is there. Up to that day
    its members are those of the whole scenario.
    """
    before = origin + ONE_DAY
    after_end = before + dt.timedelta(days=lead)
    cut = scenario.model_copy(
        update={
            **going_on(scenario, before, after_end),
            "end": after_end - ONE_DAY,
            "arrivals": tuple(
                _coming_on(row, before, after_end)
                for row in scenario.arrivals
                if row.start < before
            ),
            "surveys": (),
            "observations": tuple(
                row for row in scenario.observations if row.use == "fit" and last_day(row) <= origin
            ),
            "levers": tuple(_without_ends(lever, before) for lever in scenario.levers),
            **decided_before(scenario, before),
        }
    )
    refuse_later_rows(cut, origin)
    return cut


def refuse_later_rows(scenario: Scenario, origin: dt.date) -> None:
    """Refuse to forecast from a day with anything that is dated after it.

    Raises
    ------
    ObservationError
        Naming every file and line.
    """
    problems = list(
        rows_dated_later(scenario, origin + ONE_DAY, "A forecast uses only what was known")
    )
    if problems:
        raise ObservationError(problems)


def _coming_on(row: Arrival, before: dt.date, after_end: dt.date) -> Arrival:
    """Let people go on coming as they come: how many more really came was not known."""
    if row.end <= before:
        return row
    longer = (after_end - row.start) / (row.end - row.start)
    people = row.people
    scaled = people.model_copy(
        update={part: getattr(people, part) * longer for part in ("value", "low", "high")}
    )
    return row.model_copy(update={"people": scaled, "end": after_end})


def _without_ends(lever: Lever, before: dt.date) -> Lever:
    """Let rows that a lever adds hold for ever, like all others, where they would end on a day not yet known."""
    changes = tuple(_without_end(change, before) for change in lever.changes)
    return lever.model_copy(update={"changes": changes})


def _without_end(change: Change, before: dt.date) -> Change:
    if change.cells.get("to", "") < before.isoformat():
        return change
    cells = {column: cell for column, cell in change.cells.items() if column != "to"}
    return change.model_copy(update={"cells": cells})


def futures_from(scenario: Scenario, origin: dt.date, lead: int) -> tuple[list[Future], list[str]]:
    """Begin every storyline of a scenario after the last day known.

    Returns
    -------
    Storylines that can begin, shares adding up to 1; titles of those whose levers have nothing left to change.

    Raises
    ------
    ScenarioError
        If a storyline applies a lever on a day that is already known, or one that does not fit.
    """
    base = continued_scenario(scenario, origin, lead)
    begun: list[tuple[Storyline, Scenario]] = []
    skipped: list[str] = []
    for storyline in scenario.storylines or (NOTHING_CHANGES,):
        _refuse_turns_already_known(storyline, origin)
        all_applied = [
            turn.applied_from(origin)
            for turn in turns_of(storyline)
            if turn.start(origin) <= base.end  # what turns later is not seen
        ]
        if _has_nothing_left(base, all_applied):
            skipped.append(storyline.title)
        else:
            begun.append((storyline, apply_levers(base, all_applied)))
    total = sum(storyline.weight for storyline, _ in begun)
    if not begun:
        found = f"no storyline can begin after {origin}: no lever has anything left to change."
        way = "add a storyline without levers, in which nothing changes."
        raise ScenarioError(Problem("scenario.yaml", found, "", (way,)))
    return [Future(one, one.weight / total, turned) for one, turned in begun], skipped


def _has_nothing_left(base: Scenario, all_applied: Sequence[AppliedLever]) -> bool:
    return any(
        nothing_left(base, resolved) or _adds_what_is_over(resolved)
        for resolved in find_levers(base, all_applied)
    )


def _adds_what_is_over(resolved: ResolvedLever) -> bool:
    start = resolved.start.isoformat() if resolved.start else ""
    return any(
        change.where is None and change.cells.get("to", "9999") <= start
        for change in resolved.lever.changes
    )


def _refuse_turns_already_known(storyline: Storyline, origin: dt.date) -> None:
    problems = [
        Problem(
            where_told(storyline),
            f'"{turn.applied}" applies on a day known already: the forecast begins after {origin}.',
            "A storyline says what comes after the last day known.",
            ("write a later day, or days after the last one known: @+30d.",),
        )
        for turn in turns_of(storyline)
        if turn.start(origin) <= origin
    ]
    if problems:
        raise ScenarioError(problems)
