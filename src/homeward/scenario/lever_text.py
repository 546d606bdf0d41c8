"""levers.yaml: each lever with its title, what it is, and the cells it changes (model §2)."""

from __future__ import annotations

import re
from typing import get_args

from homeward.errors import Problem
from homeward.scenario.levers import Change, Changeable, Lever
from homeward.scenario.refusals import word_choice
from homeward.scenario.settings import unknown_key, words
from homeward.scenario.tables import LEVERS_FILE, TABLE
from homeward.scenario.yaml_text import Outline, Path, Tree

_LEVER_KEYS = ("title", "what", "claims", "changes")
_CHANGE_KEYS = ("table", "where", "set")
_TABLES: dict[str, Changeable] = {name: name for name in get_args(Changeable)}
PARAMETER_COLUMNS = ("name", "value", "low", "high", "scale", "claims")


def read_levers(outline: Outline) -> tuple[tuple[Lever, ...], list[Problem]]:
    """Make sense of levers.yaml."""
    problems = list(outline.problems)
    levers: list[Lever] = []
    for name, tree in outline.tree.items() if outline.is_read else ():
        lever, faults = _read_lever(name, tree, outline)
        problems.extend(faults)
        if lever is not None:
            levers.append(lever)
    return tuple(levers), problems


def _read_lever(name: str, tree: Tree, outline: Outline) -> tuple[Lever | None, list[Problem]]:
    where = _at(outline, (name,))
    if not re.fullmatch("[a-z][a-z0-9_]*", name):
        why = "Identifiers are lower_snake_case: a to z, digits and _, beginning with a letter."
        return None, [Problem(where, f'"{name}" is not an identifier.', why)]
    if not isinstance(tree, dict):
        return None, [Problem(where, "a lever has title, what, claims and changes.")]
    problems = [
        unknown_key(_at(outline, (name, key)), key, _LEVER_KEYS)
        for key in tree
        if key not in _LEVER_KEYS
    ]
    problems.extend(
        Problem(where, f'there is no key "{key}".', "", (f'add the key "{key}".',))
        for key in ("title", "what", "changes")
        if not tree.get(key)
    )
    changes, faults = _read_changes(tree.get("changes", []), (name, "changes"), outline)
    problems.extend(faults)
    if problems:
        return None, problems
    lever = Lever(
        name=name,
        title=words(tree["title"]),
        what=words(tree["what"]),
        claims=tuple(words(tree.get("claims", "")).split()),
        changes=changes,
        line=outline.lines[name,],
    )
    return lever, []


def _read_changes(
    tree: Tree, path: Path, outline: Outline
) -> tuple[tuple[Change, ...], list[Problem]]:
    if not isinstance(tree, list):
        way = "begin each change with a dash: - table: …"
        return (), [Problem(_at(outline, path), "changes are a list.", "", (way,))]
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
    where = _at(outline, path)
    if not isinstance(tree, dict):
        return [Problem(where, "a change has table, where and set.")]
    problems = [
        unknown_key(_at(outline, (*path, key)), key, _CHANGE_KEYS)
        for key in tree
        if key not in _CHANGE_KEYS
    ]
    named = words(tree.get("table", ""))
    table = _TABLES.get(named)
    if table is None:
        found, why, ways_out = word_choice("table", named, tuple(_TABLES))
        return [*problems, Problem(_at(outline, (*path, "table")), found, why, ways_out)]
    columns = _columns(table)
    parts: dict[str, dict[str, str]] = {}
    for key in ("where", "set"):
        part = tree.get(key, {})
        if not isinstance(part, dict):
            problems.append(Problem(_at(outline, (*path, key)), f'"{key}" has column: cell.'))
            continue
        parts[key] = {column: words(cell) for column, cell in part.items()}
        problems.extend(
            unknown_key(_at(outline, (*path, key, column)), column, columns)
            for column in part
            if column not in columns
        )
    if not tree.get("set"):
        problems.append(Problem(where, 'there is no key "set".', "", ("say what cells become.",)))
    if table == "parameters" and tuple(parts.get("where", ())) != ("name",):
        way = "write where: {name: …}."
        problems.append(Problem(where, "a change of a parameter names it.", "", (way,)))
    if problems:
        return problems
    rows = parts["where"] if "where" in tree else None
    return Change(table=table, where=rows, cells=parts["set"], line=outline.lines[path])


def _columns(table: Changeable) -> tuple[str, ...]:
    if table == "parameters":
        return PARAMETER_COLUMNS
    return tuple(column.name for column in TABLE[table].columns)


def _at(outline: Outline, path: Path) -> str:
    while path and path not in outline.lines:
        path = path[:-1]
    return f"{LEVERS_FILE}, line {outline.lines[path]}" if path else LEVERS_FILE
