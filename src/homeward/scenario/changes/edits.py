"""Edits: which cells of which rows the applied levers set (model §2.7)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from homeward.errors import Problem
from homeward.scenario.changes.applied_levers import ResolvedLever
from homeward.scenario.checks.coverage import ONE_DAY, Dated
from homeward.scenario.reading.columns import Column, columns_of
from homeward.scenario.reading.tables import TABLE
from homeward.scenario.rows.levers import Change
from homeward.scenario.rows.row import Row
from homeward.scenario.rows.uncertain_numbers import Range
from homeward.scenario.scenario import Scenario
from homeward.scenario.text.cells import write_cell

Cells = dict[str, str]


@dataclass(frozen=True)
class Edit:
    """Cells that one change of a applied lever sets in one row."""

    resolved: ResolvedLever
    change: Change
    cells: Cells

    @property
    def start(self) -> dt.date | None:
        """First day of the change; None: the whole row changes."""
        return self.resolved.start


def edits_of(
    scenario: Scenario, table: str, resolved: Sequence[ResolvedLever]
) -> list[tuple[Row, list[Edit]]]:
    """List every row of a table with what is set in it.

    Rows are matched as they are in the scenario, not as an earlier lever leaves them, so that the
    order of the levers does not matter.
    """
    changes = [
        (one, change)
        for one in resolved
        for change in one.lever.changes
        if change.table == table and change.where is not None
    ]
    listed: list[tuple[Row, list[Edit]]] = []
    for row in rows_of(scenario, table):
        cells = cells_of(row) if changes else {}
        edits = [
            Edit(one, change, _without_old_range(TABLE[table].columns, one.cells(change)))
            for one, change in changes
            if _is_meant(scenario, row, cells, change) and _holds_from(row, one.start)
        ]
        listed.append((row, edits))
    return listed


def nothing_left(scenario: Scenario, resolved: ResolvedLever) -> Problem | None:
    """Say that every row a lever changes is over on the day it is applied."""
    changes = resolved.lever.changes
    if resolved.start is None or any(
        change.where is None or change.table == "parameters" for change in changes
    ):
        return None
    rows = [row for change in changes for row in matching_rows(scenario, change)]
    if not rows or any(_holds_from(row, resolved.start) for row in rows):
        return None
    last = max(cast("Dated", row).end for row in rows) - ONE_DAY
    where = f"--lever {resolved.applied}" if resolved.applied.start else resolved.where
    found = f"the lever changes nothing from {resolved.start} on."
    why = f"The rows it changes end before; the last day on which one holds is {last}."
    return Problem(where, found, why, (f"name a day up to {last}.",))


def matching_rows(
    scenario: Scenario, change: Change, start: dt.date | None = None
) -> tuple[Row, ...]:
    """Rows of the scenario that a change of a table concerns, from a day on."""
    return tuple(
        row
        for row in rows_of(scenario, change.table)
        if _is_meant(scenario, row, cells_of(row), change) and _holds_from(row, start)
    )


def rows_of(scenario: Scenario, table: str) -> tuple[Row, ...]:
    """Rows of one table of a scenario."""
    return getattr(scenario, table)


def cells_of(row: Row) -> Cells:
    """Write a row as the cells that would be read back as it."""
    cells: Cells = {}
    for column in columns_of(type(row)):
        value = getattr(row, column.field)
        if isinstance(value, Range):
            has_range = value.low < value.high or column.part == "value"
            value = cast("float", getattr(value, column.part)) if has_range else None
        cells[column.name] = write_cell(value)
    return cells


def _is_meant(scenario: Scenario, row: Row, cells: Cells, change: Change) -> bool:
    columns = {column.name: column for column in columns_of(type(row))}
    return change.where is not None and all(
        plain_cell(columns[name], text, scenario) == cells[name]
        for name, text in change.where.items()
    )


def plain_cell(column: Column, text: str, scenario: Scenario) -> str:
    """Write a cell as homeward writes it, so that equal cells read alike."""
    if text:
        value = column.read(text)
        return text if isinstance(value, Problem) else write_cell(value)
    if column.blank:
        return write_cell(scenario.start if column.blank == "start" else scenario.after_end)
    return text


def _holds_from(row: Row, start: dt.date | None) -> bool:
    return start is None or start < cast("Dated", row).end


def _without_old_range(columns: Sequence[Column], cells: Cells) -> Cells:
    """Empty the range of a value that is set without one."""
    emptied = {
        column.name: ""
        for column in columns
        if column.part in {"low", "high"} and column.name.rsplit("_", 1)[0] in cells
    }
    return emptied | cells
