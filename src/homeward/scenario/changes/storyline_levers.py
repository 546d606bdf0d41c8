"""Turns of a storyline: which lever it applies when, counted from the last day known (model §14.2)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from homeward.errors import Problem, ScenarioError
from homeward.scenario.changes.applied_levers import (
    AppliedLever,
    ResolvedLever,
    find_levers,
    parse_lever,
    refusals,
)
from homeward.scenario.reading.tables import SETTINGS_FILE
from homeward.scenario.rows.storylines import Storyline
from homeward.scenario.scenario import Scenario

_RELATIVE = re.compile(r"(?P<lever>.+)@\+(?P<days>[1-9][0-9]{0,5})d")


@dataclass(frozen=True)
class Turn:
    """A lever that is applied on a day of its own, or some days after the last day known."""

    applied: AppliedLever
    days: int = 1

    def start(self, origin: dt.date) -> dt.date:
        """First day of the change, seen from the last day known."""
        return self.applied.start or origin + dt.timedelta(days=self.days)

    def applied_from(self, origin: dt.date) -> AppliedLever:
        """Return the lever with its day."""
        return replace(self.applied, start=self.start(origin))


def parse_turn(text: str) -> Turn:
    """Read NAME[=VALUE], NAME[=VALUE]@DATE or NAME[=VALUE]@+DAYSd.

    Raises
    ------
    ScenarioError
        If it is none of them.
    """
    relative = _RELATIVE.fullmatch(text.strip())
    if relative is None:
        return Turn(parse_lever(text))
    return Turn(parse_lever(relative["lever"]), int(relative["days"]))


def turns_of(storyline: Storyline) -> tuple[Turn, ...]:
    """List what a storyline turns, in the order it is written."""
    return tuple(parse_turn(text) for text in storyline.levers)


def try_storyline(scenario: Scenario, storyline: Storyline) -> Iterator[Problem]:
    """Find what is wrong with the levers of a storyline, from whatever day it is told."""
    where = f'{where_told(storyline)}, key "levers"'
    all_applied: list[AppliedLever] = []
    for text in storyline.levers:
        try:
            turn = parse_turn(text)
            # Any day after the first stands for one that is counted from the last day known.
            applied = turn.applied_from(scenario.end - dt.timedelta(days=turn.days))
            all_applied.append(applied)
            known = [lever for lever in scenario.levers if lever.name == applied.name]
            found = [
                one for lever in known for one in refusals(scenario, ResolvedLever(lever, applied))
            ]
            if not known:
                find_levers(scenario, [applied])
        except ScenarioError as error:
            found = error.problems
        yield from (
            replace(one, where=where, found=f'"{text}": {one.found}' if one.where else one.found)
            for one in found
        )
    names = [applied.name for applied in all_applied]
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield Problem(where, f'lever "{name}" is applied twice.', "", ("apply it once.",))


def where_told(storyline: Storyline) -> str:
    """Where a storyline stands in its file."""
    return f'{SETTINGS_FILE}, line {storyline.line}, storyline "{storyline.name}"'
