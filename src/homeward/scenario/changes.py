"""Pulling a lever: the scenario as it would be, checked like any other (model §2)."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from homeward.errors import Problem, ScenarioError, nearest
from homeward.scenario.cells import write_cell
from homeward.scenario.checks import check_draft
from homeward.scenario.columns import Column, Run, columns_of, read_row
from homeward.scenario.draft import draft_of
from homeward.scenario.levers import Change, Lever
from homeward.scenario.parameters import DEFAULTS, Range
from homeward.scenario.refusals import Locate
from homeward.scenario.rows import Row
from homeward.scenario.scenario import Scenario
from homeward.scenario.settings import ParameterSetting, make_range, unknown_parameter
from homeward.scenario.tables import LEVERS_FILE, TABLE
from homeward.variables import PARAMETER


def pull_levers(scenario: Scenario, names: Sequence[str]) -> Scenario:
    """Change a scenario by some of its levers, one after the other.

    Raises
    ------
    ScenarioError
        If a lever is not in levers.yaml, or the levers do not go together.
    """
    by_name = {lever.name: lever for lever in scenario.levers}
    for name in names:
        if name not in by_name:
            near = nearest(name, by_name)
            why = (
                f'Nearest name: "{near}" ({LEVERS_FILE}, line {by_name[near].line}).'
                if near
                else ""
            )
            found = f'lever "{name}" is not in {LEVERS_FILE} of {scenario.name}.'
            known = ", ".join(by_name) or "it has none"
            raise ScenarioError(Problem("", found, why, (f"name one of its levers: {known}.",)))
        changed = pull_lever(scenario, by_name[name])
        if isinstance(changed, list):
            raise ScenarioError(changed)
        scenario = changed
    return scenario


def pull_lever(scenario: Scenario, lever: Lever) -> Scenario | list[Problem]:
    """Change a scenario by one lever, or say why it cannot be."""
    rows: dict[str, tuple[Row, ...]] = {}
    parameters = dict(scenario.parameters)
    problems: list[Problem] = []
    for change in lever.changes:
        if change.table == "parameters":
            problems.extend(_set_parameter(parameters, change, _locate(lever, change)))
        else:
            before = rows.get(change.table) or rows_of(scenario, change.table)
            after = _changed_rows(scenario, before, change, _locate(lever, change))
            problems.extend(row for row in after if isinstance(row, Problem))
            rows[change.table] = tuple(row for row in after if isinstance(row, Row))
    if problems:
        return problems
    digest = hashlib.sha256(f"{scenario.digest} {lever.name}".encode()).hexdigest()
    pulled = (*scenario.levers_pulled, lever.name)
    changed = scenario.model_copy(
        update={
            **rows,
            "parameters": parameters,
            "parameters_set": tuple(
                name
                for name, given in parameters.items()
                if name in scenario.parameters_set or given != DEFAULTS[name]
            ),
            "digest": digest,
            "levers_pulled": pulled,
        }
    )
    return [_blame(problem, lever) for problem in check_draft(draft_of(changed))] or changed


def matching_rows(scenario: Scenario, change: Change) -> tuple[Row, ...]:
    """Rows of the scenario that a change of a table concerns."""
    rows = rows_of(scenario, change.table)
    return tuple(row for row in rows if _is_meant(scenario, row, change))


def rows_of(scenario: Scenario, table: str) -> tuple[Row, ...]:
    """Rows of one table of a scenario."""
    return getattr(scenario, table)


def cells_of(row: Row) -> dict[str, str]:
    """Write a row as the cells that would be read back as it."""
    cells: dict[str, str] = {}
    for column in columns_of(type(row)):
        value = getattr(row, column.field)
        if isinstance(value, Range):
            has_range = value.low < value.high or column.part == "value"
            value = cast("float", getattr(value, column.part)) if has_range else None
        cells[column.name] = write_cell(value)
    return cells


def _is_meant(scenario: Scenario, row: Row, change: Change) -> bool:
    cells = cells_of(row)
    columns = {column.name: column for column in columns_of(type(row))}
    return change.where is not None and all(
        _plain(columns[name], text, scenario) == cells[name] for name, text in change.where.items()
    )


def _plain(column: Column, text: str, scenario: Scenario) -> str:
    if text:
        value = column.read(text)
        return text if isinstance(value, Problem) else write_cell(value)
    if column.blank:
        return write_cell(scenario.start if column.blank == "start" else scenario.after_end)
    return text


def _changed_rows(
    scenario: Scenario, rows: tuple[Row, ...], change: Change, locate: Locate
) -> list[Row | Problem]:
    run = Run(scenario.start, scenario.after_end)
    table = TABLE[change.table]
    after: list[Row | Problem] = []
    for row in rows:
        if not _is_meant(scenario, row, change):
            after.append(row)
            continue
        cells = cells_of(row) | _without_old_range(table.columns, change.cells)
        made = read_row(table.row, locate, row.line, cells, run)
        after.extend(made if isinstance(made, list) else [made])
    if change.where is None:
        made = read_row(table.row, locate, 0, change.cells, run)
        after.extend(made if isinstance(made, list) else [made])
    return after


def _without_old_range(columns: Sequence[Column], cells: dict[str, str]) -> dict[str, str]:
    """Empty the range of a value that is set without one."""
    emptied = {
        column.name: ""
        for column in columns
        if column.part in {"low", "high"} and column.name.rsplit("_", 1)[0] in cells
    }
    return emptied | cells


def _set_parameter(parameters: dict[str, Range], change: Change, locate: Locate) -> list[Problem]:
    name = (change.where or {}).get("name", "")
    if name not in PARAMETER:
        return [unknown_parameter(locate("name"), name)]
    row = read_row(ParameterSetting, locate, 0, change.cells, None)
    if isinstance(row, list):
        return row
    made = make_range(PARAMETER[name], row, locate)
    if isinstance(made, list):
        return made
    parameters[name] = made
    return []


def _blame(problem: Problem, lever: Lever) -> Problem:
    where = f'{LEVERS_FILE}, line {lever.line}, lever "{lever.name}"'
    ways_out = ("change what the lever sets, so that the tables still fit together.",)
    found = f"{problem.where}: {problem.found}".replace("line 0", "the added row")
    return replace(problem, where=where, found=found, ways_out=ways_out)


def _locate(lever: Lever, change: Change) -> Locate:
    where = f'{LEVERS_FILE}, line {change.line}, lever "{lever.name}"'
    return lambda column: f'{where}, column "{column}"' if column else where
