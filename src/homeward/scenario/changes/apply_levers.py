"""Applying levers: the scenario as it would be, checked like any other (model §2.7)."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import cast, get_args

from homeward.catalogue import PARAMETER
from homeward.errors import Problem, ScenarioError
from homeward.scenario.changes.applied_levers import (
    AppliedLever,
    ResolvedLever,
    find_levers,
    refusals,
)
from homeward.scenario.changes.contradictions import contradictions
from homeward.scenario.changes.edits import (
    Cells,
    cells_of,
    edits_of,
    nothing_left,
)
from homeward.scenario.changes.splits import SplitContext, half_opened_lists, split_row
from homeward.scenario.checks.check_draft import check_draft
from homeward.scenario.checks.coverage import Dated
from homeward.scenario.reading.columns import RunDays, read_row
from homeward.scenario.reading.draft import draft_of
from homeward.scenario.reading.refusals import Locate
from homeward.scenario.reading.settings import ParameterSetting, make_range, unknown_parameter
from homeward.scenario.reading.tables import LEVERS_FILE, TABLE
from homeward.scenario.rows.actors import Control
from homeward.scenario.rows.levers import Change, Changeable, Lever, Trust
from homeward.scenario.rows.row import Row
from homeward.scenario.rows.uncertain_numbers import DEFAULTS, Range
from homeward.scenario.scenario import Scenario

# Control first: whether a permission has acted depends on who holds the place.
_TABLES = sorted(set(get_args(Changeable)) & set(TABLE), key=lambda name: (name != "control", name))


def apply_levers(scenario: Scenario, all_applied: Sequence[AppliedLever]) -> Scenario:
    """Change a scenario by some of its levers; their order does not matter.

    Raises
    ------
    ScenarioError
        If a lever is not in levers.yaml, does not take its value or day, changes nothing, or the
        levers do not go together.
    """
    if not all_applied:
        return scenario
    resolved = find_levers(scenario, all_applied)
    problems = [problem for one in resolved if (problem := nothing_left(scenario, one))]
    problems.extend(contradictions(scenario, resolved))
    if problems:
        raise ScenarioError(problems)
    changed = scenario
    # One more lever at a time, so that what does not fit is blamed on the one that brings it.
    for number in range(1, len(resolved) + 1):
        result = _change(scenario, resolved[:number])
        if isinstance(result, list):
            raise ScenarioError(result)
        changed = result
    return changed


def try_lever(scenario: Scenario, lever: Lever) -> list[Problem]:
    """Find what is wrong with a lever, applied on its own day and with every end of its value."""
    known = lever.value
    values = (None,) if known is None else (known.default, known.low, known.high)
    resolved = [
        ResolvedLever(lever, AppliedLever(lever.name, value)) for value in dict.fromkeys(values)
    ]
    problems = list(refusals(scenario, resolved[0]))
    problems.extend(problem for one in resolved[:1] if (problem := nothing_left(scenario, one)))
    if problems:
        return problems
    for one in resolved:
        changed = _change(scenario, (one,))
        problems.extend(changed if isinstance(changed, list) else ())
    return list(dict.fromkeys(problems))


@dataclass
class _After:
    """Tables and parameters as the levers leave them, and what is wrong with them."""

    rows: dict[str, tuple[Row, ...]] = field(default_factory=dict[str, tuple[Row, ...]])
    parameters: dict[str, Range] = field(default_factory=dict[str, Range])
    problems: list[Problem] = field(default_factory=list[Problem])


def _change(scenario: Scenario, resolved: Sequence[ResolvedLever]) -> Scenario | list[Problem]:
    after = _After(parameters=dict(scenario.parameters))
    for table in _TABLES:
        _change_table(scenario, table, resolved, after)
    for one in resolved:
        for change in one.lever.changes:
            if change.table == "parameters":
                after.problems.extend(_set_parameter(after.parameters, one, change))
    if after.problems:
        return after.problems
    names = tuple(str(one.applied) for one in resolved)
    digest = hashlib.sha256(f"{scenario.digest} {' '.join(names)}".encode()).hexdigest()
    changed = scenario.model_copy(
        update={
            **after.rows,
            "parameters": after.parameters,
            "parameters_set": tuple(
                name
                for name, given in after.parameters.items()
                if name in scenario.parameters_set or given != DEFAULTS.get(name, given)
            ),
            "trusted": scenario.trusted + _trusted(scenario, resolved),
            "digest": digest,
            "levers_pulled": scenario.levers_pulled + names,
        }
    )
    return [_blame(problem, resolved) for problem in check_draft(draft_of(changed))] or changed


def _change_table(
    scenario: Scenario, table: str, resolved: Sequence[ResolvedLever], after: _After
) -> None:
    added = [
        (one, change)
        for one in resolved
        for change in one.lever.changes
        if change.table == table and change.where is None
    ]
    edited = edits_of(scenario, table, resolved)
    if not added and not any(edits for _, edits in edited):
        return
    control = cast("tuple[Control, ...]", after.rows.get("control", scenario.control))
    run = RunDays(scenario.start, scenario.after_end)
    ground = SplitContext(run, control, tuple(home.place for home in scenario.homes))
    rows: list[Row] = []
    for row, edits in edited:
        if not edits:
            rows.append(row)
            continue
        after.problems.extend(half_opened_lists(cast("Dated", row), edits, ground))
        locate = _locate(edits[-1].resolved, edits[-1].change)
        for cells in split_row(cast("Dated", row), cells_of(row), edits, ground):
            _add(rows, read_row(type(row), locate, row.line, cells, run), after)
    for one, change in added:
        cells = _begun(one, change, run, after)
        _add(rows, read_row(TABLE[table].row, _locate(one, change), 0, cells, run), after)
    after.rows[table] = tuple(rows)


def _add(rows: list[Row], made: Row | list[Problem], after: _After) -> None:
    if isinstance(made, Row):
        rows.append(made)
    else:
        after.problems.extend(made)


def _begun(one: ResolvedLever, change: Change, run: RunDays, after: _After) -> Cells:
    """Cells of an added row, which begins on its own day or on that of the lever, the later one."""
    cells = one.cells(change)
    if one.start is None:
        return cells
    start = max(cells.get("from", ""), one.start.isoformat())
    if start >= (cells.get("to", "") or run.end.isoformat()):
        found = f"it would begin on {start} and end on {cells['to']}."
        way = f"apply the lever before {cells['to']}."
        after.problems.append(Problem(_locate(one, change)(""), found, "", (way,)))
    return cells | {"from": start}


def _set_parameter(
    parameters: dict[str, Range], one: ResolvedLever, change: Change
) -> list[Problem]:
    locate = _locate(one, change)
    name = (change.where or {}).get("name", "")
    if name not in PARAMETER:
        return [unknown_parameter(locate("name"), name)]
    row = read_row(ParameterSetting, locate, 0, one.cells(change), None)
    if isinstance(row, list):
        return row
    made = make_range(PARAMETER[name], row, locate)
    if isinstance(made, list):
        return made
    parameters[name] = made
    return []


def _trusted(scenario: Scenario, resolved: Sequence[ResolvedLever]) -> tuple[Trust, ...]:
    return tuple(
        Trust(actor=actor, start=one.start or scenario.start)
        for one in resolved
        for actor in one.lever.believed
    )


def _blame(problem: Problem, resolved: Sequence[ResolvedLever]) -> Problem:
    others = " and ".join(f'"{one.lever.name}"' for one in resolved[:-1])
    where = resolved[-1].where + (f", applied with {others}" if others else "")
    ways_out = (
        ("apply one of them.",)
        if others
        else ("change what the lever sets, so that the tables still fit together.",)
    )
    found = f"{problem.where}: {problem.found}".replace("line 0", "the added row")
    return replace(problem, where=where, found=found, ways_out=ways_out)


def _locate(one: ResolvedLever, change: Change) -> Locate:
    where = f'{LEVERS_FILE}, line {change.line}, lever "{one.lever.name}"'
    if change.where is None:
        where += f", the row it adds to {change.table}.csv"
    return lambda column: f'{where}, column "{column}"' if column else where
