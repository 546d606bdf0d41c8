"""Rows that say two things of one thing on one day: legal, and often a slip (model §2.8)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from homeward.errors import Problem
from homeward.scenario.changes.edits import rows_of
from homeward.scenario.checks.coverage import Dated
from homeward.scenario.reading.tables import Alike, Table, tables_of
from homeward.scenario.rows.row import Row, in_any_order
from homeward.scenario.scenario import Scenario


def alike_rows(scenario: Scenario) -> Iterator[Problem]:
    """Find rows that are about the same as an earlier row, on some of its days."""
    for table in tables_of(scenario.model):
        if table.alike is None:
            continue
        earlier: dict[object, list[Row]] = {}
        for row in rows_of(scenario, table.name):
            others = earlier.setdefault(_about(row, table.alike), [])
            other = next((one for one in others if _share_days(one, row, table)), None)
            if other is not None:
                yield _doubt(table, row, other, table.alike)
            others.append(row)


def _about(row: Row, alike: Alike) -> object:
    values = [in_any_order(getattr(row, name)) for name in alike.fields]
    return frozenset(values) if alike.in_any_order else tuple(values)


def _share_days(one: Row, other: Row, table: Table) -> bool:
    if "end" not in table.row.model_fields:
        return True
    first, second = cast("Dated", one), cast("Dated", other)
    return first.start < second.end and second.start < first.end


def _doubt(table: Table, row: Row, other: Row, alike: Alike) -> Problem:
    days = " on some of its days" if "end" in table.row.model_fields else ""
    found = f"it is about the same as line {other.line}{days}."
    return Problem(f"{table.file}, line {row.line}", found, alike.meaning)
