"""Splitting a row on the days on which levers change it; what happens once happens once (§2.7)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from homeward.errors import Problem
from homeward.scenario.changes.edits import Cells, Edit
from homeward.scenario.checks.coverage import Dated
from homeward.scenario.reading.columns import RunDays
from homeward.scenario.rows.actors import Control
from homeward.scenario.rows.permissions import Permission

_APPROVALS = ("approvals", "approvals_low", "approvals_high")
_NO_LIST: Cells = dict.fromkeys(_APPROVALS, "")
_EMPTY_LIST: Cells = _NO_LIST | {"approvals": "0"}


@dataclass(frozen=True)
class SplitContext:
    """What decides on which days a row can have acted."""

    run: RunDays
    control: tuple[Control, ...]
    homes: tuple[str, ...]


def split_row(row: Dated, cells: Cells, edits: Sequence[Edit], ground: SplitContext) -> list[Cells]:
    """Cells of the parts of a row: one from its first day, one from every later day of an edit."""
    begins = [_begin(row, edit, ground) for edit in edits]
    cuts = sorted({row.start, *begins})
    after_end = ground.run.end.isoformat()
    parts: list[Cells] = []
    for number, cut in enumerate(cuts):
        set_by_now = _merged(edits, [begin <= cut for begin in begins])
        set_today = _merged(edits, [begin == cut for begin in begins])
        part = cells | set_by_now
        if isinstance(row, Permission):
            part |= _once(part, set_by_now, set_today if number else part)
        if number > 0:
            part["from"] = max(cut.isoformat(), part["from"])
        if number + 1 < len(cuts):
            part["to"] = min(cuts[number + 1].isoformat(), part["to"] or after_end)
        if len(cuts) == 1 or part["from"] < (part["to"] or after_end):
            parts.append(part)
    return parts


def half_opened_lists(row: Dated, edits: Sequence[Edit], ground: SplitContext) -> Iterator[Problem]:
    """Refuse to split a list for every home that has opened at some homes and not yet at others."""
    if not isinstance(row, Permission) or row.rule != "listed" or row.place is not None:
        return
    for edit in edits:
        day = _begin(row, edit, ground)
        later = [
            home
            for home in ground.homes
            if day > row.start
            and not _acts(row, home, row.start, day, ground)
            and _acts(row, home, day, row.end, ground)
        ]
        if later:
            found = (
                f"permissions.csv, line {row.line}: the list opens at some homes before {day} "
                f'and at "{later[0]}" after.'
            )
            why = "Whoever is on it there would be lost, or approved twice."
            way = "give every home a row of its own in permissions.csv."
            yield Problem(edit.resolved.where, found, why, (way,))


def _begin(row: Dated, edit: Edit, ground: SplitContext) -> dt.date:
    """First day on which an edit acts; the whole row changes if nothing of it came before."""
    day = edit.start
    if day is None or day <= max(row.start, ground.run.start):
        return row.start
    # A permission counts only while its actor holds the place: what has not acted is not split,
    # so that its list and its promise stay what they are, and are drawn as before.
    if isinstance(row, Permission) and not _acts(row, row.place, row.start, day, ground):
        return row.start
    return day


def _acts(
    row: Permission, place: str | None, start: dt.date, end: dt.date, ground: SplitContext
) -> bool:
    """Whether the actor of a permission holds a place (any place if None) on some of these days."""
    return any(
        held.actor == row.actor
        and place in {None, held.place}
        and max(held.start, ground.run.start) < end
        and start < held.end
        for held in ground.control
    )


def _merged(edits: Sequence[Edit], is_active: Sequence[bool]) -> Cells:
    """Cells that the active edits set; of one column the last counts."""
    merged: Cells = {}
    for edit, active in zip(edits, is_active, strict=True):
        if active:
            merged |= edit.cells
    return merged


def _once(part: Cells, set_by_now: Cells, set_today: Cells) -> Cells:
    """Cells of a permission that act once: on a later day only what is set on that day."""
    once: Cells = {} if "promise" in set_today else {"promise": "0"}
    if "approvals" not in set_today and part["approvals"]:
        once |= _EMPTY_LIST
    if part["rule"] != "listed" and "approvals" not in set_by_now:
        once |= _NO_LIST
    return once
