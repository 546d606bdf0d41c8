"""levers.yaml: each lever with its title, what it is, and the cells it changes (model §2)."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import get_args

from homeward.errors import Problem
from homeward.scenario.reading.columns import columns_of
from homeward.scenario.reading.refusals import word_choice
from homeward.scenario.reading.tables import TABLE
from homeward.scenario.reading.yaml_cells import (
    cell_of,
    not_a_cell,
    row_of_keys,
    unknown_key,
    unknown_keys,
)
from homeward.scenario.rows.levers import (
    BELIEVED,
    VALUE_CELL,
    Change,
    Changeable,
    Lever,
    LeverValue,
)
from homeward.scenario.rows.row import LANGUAGES
from homeward.scenario.text.cells import read_day, shortened
from homeward.scenario.text.decoding import unseen_problem
from homeward.scenario.text.reserved_words import another, why_reserved
from homeward.scenario.text.yaml_text import Outline, Path, Tree

_SAID = tuple(f"{key}_{code}" for key in ("title", "what") for code in LANGUAGES)
_LEVER_CELLS = ("title", "what", *_SAID, "claims", "from", "trust")
_LEVER_LISTS = ("claims", "trust")
_LEVER_KEYS = (*_LEVER_CELLS, "value", "changes")
_VALUE_KEYS = tuple(column.name for column in columns_of(LeverValue))
_CHANGE_KEYS = ("table", "where", "set")
_TABLES: dict[str, Changeable] = {name: name for name in get_args(Changeable)}
PARAMETER_COLUMNS = ("name", "value", "low", "high", "scale", "claims")


def read_levers(outline: Outline) -> tuple[tuple[Lever, ...], list[Problem]]:
    """Make sense of levers.yaml; a lever with `trust` comes twice."""
    problems = list(outline.problems)
    levers: list[Lever] = []
    for name, tree in outline.tree.items() if outline.is_read else ():
        lever, faults = _read_lever(name, tree, outline)
        problems.extend(faults)
        if lever is None:
            continue
        levers.append(lever)
        if lever.trust:
            levers.append(_believed(lever))
            problems.extend(_given_already(lever, outline))
    return tuple(levers), problems


def _believed(lever: Lever) -> Lever:
    """Make of a lever that people must learn the one that they believe at once."""
    return lever.model_copy(
        update={
            "name": f"{lever.name}{BELIEVED}",
            "title": f"{lever.title} (believed at once)",
            "what": f"{lever.what} People believe it at once.",
            "trust": (),
            "believed": lever.trust,
        }
    )


def _given_already(lever: Lever, outline: Outline) -> list[Problem]:
    name = f"{lever.name}{BELIEVED}"
    if name not in outline.tree:
        return []
    found = f'lever "{name}" is made of "{lever.name}" (line {lever.line}), which has trust.'
    ways = ("remove it, or rename one of the two.",)
    return [Problem(outline.at((name,)), found, "", ways)]


def _read_lever(name: str, tree: Tree, outline: Outline) -> tuple[Lever | None, list[Problem]]:
    where = outline.at((name,))
    if not re.fullmatch("[a-z][a-z0-9_]*", name):
        why = "Identifiers are lower_snake_case: a to z, digits and _, beginning with a letter."
        return None, [
            Problem(where, f'"{name}" is not an identifier.', why, (another(name, "lever"),))
        ]
    if (why := why_reserved(name)) is not None:
        return None, [
            Problem(where, f'nothing may be called "{name}".', why, (another(name, "lever"),))
        ]
    if not isinstance(tree, dict):
        way = (
            f"write {name}: and below it, indented, title: …, what: …, claims: […] and changes: …."
        )
        return None, [Problem(where, "a lever has title, what, claims and changes.", "", (way,))]
    problems = unknown_keys(tree, _LEVER_KEYS, lambda key: outline.at((name, key)))
    problems.extend(
        Problem(where, f'there is no key "{key}".', "", (f'add the key "{key}".',))
        for key in ("title", "what", "changes")
        if not tree.get(key)
    )
    changes, faults = _read_changes(tree.get("changes", []), (name, "changes"), outline)
    problems.extend(faults)
    cells, faults = _lever_cells(tree, (name,), outline)
    problems.extend(faults)
    start = read_day(cells["from"]) if "from" in cells else None
    if isinstance(start, Problem):
        problems.append(replace(start, where=f'{outline.at((name, "from"))}, key "from"'))
    value = _read_value(tree["value"], (name, "value"), outline) if "value" in tree else None
    if isinstance(value, list):
        problems.extend(value)
    if problems or isinstance(start, Problem) or isinstance(value, list):
        return None, problems
    lever = Lever(
        name=name,
        title=cells["title"],
        what=cells["what"],
        claims=tuple(cells.get("claims", "").split()),
        start=start,
        value=value,
        trust=tuple(cells.get("trust", "").split()),
        changes=changes,
        line=outline.lines[name,],
    ).model_copy(update={key: cells.get(key, "") for key in _SAID})
    return lever, _value_problems(lever, where)


def _lever_cells(
    tree: dict[str, Tree], path: Path, outline: Outline
) -> tuple[dict[str, str], list[Problem]]:
    """Write what a lever says in a word, a line or a list of names as cells."""
    cells: dict[str, str] = {}
    problems: list[Problem] = []
    for key in _LEVER_CELLS:
        if key not in tree:
            continue
        where, is_list = outline.at((*path, key)), key in _LEVER_LISTS
        cell = cell_of(tree[key], is_list=is_list)
        unseen = unseen_problem(cell) if cell and is_list else None
        if cell is None:
            problems.append(not_a_cell(where, key, is_list=is_list))
        elif unseen is not None:
            problems.append(replace(unseen, where=f'{where}, key "{key}"'))
        else:
            cells[key] = cell
    return cells, problems


def _read_value(tree: Tree, path: Path, outline: Outline) -> LeverValue | list[Problem]:
    where = outline.at(path)
    if not isinstance(tree, dict):
        way = "write value: {default: …, low: …, high: …, meaning: …}."
        return [Problem(where, f"a value has {', '.join(_VALUE_KEYS)}.", "", (way,))]
    value, problems = row_of_keys(LeverValue, tree, path, outline)
    return problems if problems or value is None else value


def _value_problems(lever: Lever, where: str) -> list[Problem]:
    is_used = any(VALUE_CELL in change.cells.values() for change in lever.changes)
    if is_used and lever.value is None:
        found = f'a cell is {VALUE_CELL}, and the lever has no key "value".'
        way = "add value: {default: …, low: …, high: …, meaning: …}, or write a number."
        return [Problem(where, found, "", (way,))]
    if lever.value is not None and not is_used:
        found = f"the lever has a value, and no cell is {VALUE_CELL}."
        way = f'write "{VALUE_CELL}" where the number belongs, or remove the key "value".'
        return [Problem(where, found, "A value that is not used would change nothing.", (way,))]
    return []


def _read_changes(
    tree: Tree, path: Path, outline: Outline
) -> tuple[tuple[Change, ...], list[Problem]]:
    if not isinstance(tree, list):
        way = "begin each change with a dash: - table: …"
        return (), [Problem(outline.at(path), "changes are a list.", "", (way,))]
    changes: list[Change] = []
    problems: list[Problem] = []
    for index, part in enumerate(tree):
        result = _read_change(part, (*path, index), outline)
        if isinstance(result, Change):
            changes.append(result)
        else:
            problems.extend(result)
    return tuple(changes), problems


def _read_change(tree: Tree, path: Path, outline: Outline) -> Change | list[Problem]:
    where = outline.at(path)
    if not isinstance(tree, dict):
        way = "write - {table: …, where: {COLUMN: CELL}, set: {COLUMN: CELL}}."
        return [Problem(where, "a change has table, where and set.", "", (way,))]
    problems = unknown_keys(tree, _CHANGE_KEYS, lambda key: outline.at((*path, key)))
    table = _table(tree.get("table", ""), outline.at((*path, "table")))
    if isinstance(table, Problem):
        return [*problems, table]
    columns = _columns(table)
    parts: dict[str, dict[str, str]] = {}
    for key in ("where", "set"):
        part = tree.get(key, {})
        if not isinstance(part, dict):
            found = f'"{key}" has columns, each with its cell.'
            way = f"write {key}: {{COLUMN: CELL}}."
            problems.append(Problem(outline.at((*path, key)), found, "", (way,)))
            continue
        parts[key], faults = _change_cells(part, (*path, key), outline, columns)
        problems.extend(faults)
    if not tree.get("set"):
        problems.append(Problem(where, 'there is no key "set".', "", ("say what cells become.",)))
    if table == "parameters" and tuple(parts.get("where", ())) != ("name",):
        way = "write where: {name: …}."
        problems.append(Problem(where, "a change of a parameter names it.", "", (way,)))
    if problems:
        return problems
    rows = parts["where"] if "where" in tree else None
    return Change(table=table, where=rows, cells=parts["set"], line=outline.lines[path])


def _table(tree: Tree, where: str) -> Changeable | Problem:
    name = cell_of(tree, is_list=False)
    if name is None:
        return not_a_cell(where, "table", is_list=False)
    if name in _TABLES:
        return _TABLES[name]
    found, why, ways_out = word_choice("table", shortened(name), tuple(_TABLES))
    return Problem(where, found, why, ways_out)


def _change_cells(
    part: dict[str, Tree], path: Path, outline: Outline, columns: dict[str, bool]
) -> tuple[dict[str, str], list[Problem]]:
    """Write cells of a table as a lever gives them; `columns` says which hold lists."""
    cells: dict[str, str] = {}
    problems: list[Problem] = []
    for column, tree in part.items():
        where = outline.at((*path, column))
        if column not in columns:
            problems.append(unknown_key(where, column, tuple(columns)))
            continue
        cell = cell_of(tree, is_list=columns[column])
        unseen = unseen_problem(cell) if cell else None
        if isinstance(tree, dict):
            way = f'quote the value of the lever: "{VALUE_CELL}".'
            problems.append(Problem(where, "a cell is one word, number or list.", "", (way,)))
        elif cell is None:
            problems.append(not_a_cell(where, column, is_list=columns[column]))
        elif unseen is not None:
            problems.append(replace(unseen, where=where))
        else:
            cells[column] = cell
    return cells, problems


def _columns(table: Changeable) -> dict[str, bool]:
    """Return the columns that a lever may set, and whether each holds a list."""
    if table == "parameters":
        return {name: name == "claims" for name in PARAMETER_COLUMNS}
    return {column.name: column.is_list for column in TABLE[table].columns}
