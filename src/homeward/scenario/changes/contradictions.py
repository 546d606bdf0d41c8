"""Whether levers that are applied together set one cell to different values (model §2.7)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from homeward.errors import Problem
from homeward.scenario.changes.applied_levers import ResolvedLever
from homeward.scenario.changes.edits import Edit, edits_of, plain_cell
from homeward.scenario.reading.columns import Column
from homeward.scenario.reading.tables import SETTINGS_FILE, TABLE, Table
from homeward.scenario.scenario import Scenario

_Clash = tuple[str, str, Edit, Edit]
"""Where, the column, and the edits of two levers."""


def contradictions(scenario: Scenario, resolved: Sequence[ResolvedLever]) -> Iterator[Problem]:
    """Find levers that contradict each other; one problem for every two levers."""
    if len(resolved) < 2:
        return
    seen: set[tuple[str, str]] = set()
    for where, column, one, other in _clashes(scenario, resolved):
        names = (one.resolved.lever.name, other.resolved.lever.name)
        if names in seen:
            continue
        seen.add(names)
        sets = " and ".join(
            f'"{edit.resolved.lever.name}" sets "{edit.cells[column]}"' for edit in (one, other)
        )
        found = f"the levers contradict each other: {sets}."
        yield Problem(f'{where}, column "{column}"', found, "", ("apply one of the two.",))


def _clashes(scenario: Scenario, resolved: Sequence[ResolvedLever]) -> Iterator[_Clash]:
    for table in TABLE.values():
        yield from _row_clashes(scenario, table, resolved)
    yield from _parameter_clashes(resolved)


def _row_clashes(
    scenario: Scenario, table: Table, resolved: Sequence[ResolvedLever]
) -> Iterator[_Clash]:
    # Every change holds to the end of its row, so two of them always share days.
    for row, edits in edits_of(scenario, table.name, resolved):
        for column in table.columns if edits else ():
            for one, other in _pairs(edits, column.name):
                if _plain(one, column, scenario) != _plain(other, column, scenario):
                    yield f"{table.file}, line {row.line}", column.name, one, other


def _parameter_clashes(resolved: Sequence[ResolvedLever]) -> Iterator[_Clash]:
    by_name: dict[str, list[Edit]] = {}
    for one in resolved:
        for change in one.lever.changes:
            if change.table == "parameters" and change.where is not None:
                edit = Edit(one, change, one.cells(change))
                by_name.setdefault(change.where["name"], []).append(edit)
    for name, edits in by_name.items():
        for column in dict.fromkeys(column for edit in edits for column in edit.cells):
            for one, other in _pairs(edits, column):
                if one.cells[column] != other.cells[column]:
                    yield f'{SETTINGS_FILE}, parameter "{name}"', column, one, other


def _pairs(edits: Iterable[Edit], column: str) -> Iterator[tuple[Edit, Edit]]:
    """Pair the levers that set a column; within one lever the later change counts."""
    last = {edit.resolved.lever.name: edit for edit in edits if column in edit.cells}
    return combinations(last.values(), 2)


def _plain(edit: Edit, column: Column, scenario: Scenario) -> str:
    return plain_cell(column, edit.cells[column.name], scenario)
