"""Parts of a YAML file as the cells of a row: one word or number each, or a list of them (model §2)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType

from homeward.errors import Problem, nearest
from homeward.scenario.reading.columns import AnyRow, Column, columns_of, read_row
from homeward.scenario.reading.refusals import Locate
from homeward.scenario.text.yaml_text import Outline, Path, Tree


def cells_of_outline(
    tree: dict[str, Tree], path: Path, outline: Outline, columns: Iterable[Column]
) -> tuple[dict[str, str], list[Problem]]:
    """Write what stands under known keys as cells; what is nested where a word is wanted is refused.

    Parameters
    ----------
    tree, path
        A part of the outline, and where it stands.
    columns
        What may stand in it; other keys are left to the caller.
    """
    cells: dict[str, str] = {}
    problems: list[Problem] = []
    for column in columns:
        if column.name not in tree:
            continue
        cell = cell_of(tree[column.name], is_list=column.is_list)
        if cell is None:
            where = outline.at((*path, column.name))
            problems.append(not_a_cell(where, column.name, is_list=column.is_list))
        else:
            cells[column.name] = cell
    return cells, problems


def row_of_keys(
    kind: type[AnyRow],
    tree: dict[str, Tree],
    path: Path,
    outline: Outline,
    *,
    given: Mapping[str, str] = MappingProxyType({}),
    locate: Locate | None = None,
    line: int | None = None,
) -> tuple[AnyRow | None, list[Problem]]:
    """Make a row of what stands under the keys of its columns, and say what is wrong with it.

    Parameters
    ----------
    tree, path
        A part of the outline, and where it stands; keys that are not known are refused.
    given
        Cells that do not stand there.
    locate
        Words where a key stands; by default, its line and the key.
    line
        Line of the row; by default, that of the part.
    """
    columns = [column for column in columns_of(kind) if column.name not in given]
    known = tuple(column.name for column in columns)
    problems = unknown_keys(tree, known, locate or (lambda key: outline.at((*path, key))))
    cells, nested = cells_of_outline(tree, path, outline, columns)
    if nested:
        return None, problems + nested

    def at_key(key: str) -> str:
        at = outline.at((*path, key))
        return f'{at}, key "{key}"' if key and key not in given else at

    number = outline.lines[path] if line is None else line
    row = read_row(kind, locate or at_key, number, {**cells, **given}, None)
    return (None, problems + as_keys(row)) if isinstance(row, list) else (row, problems)


def as_keys(problems: Iterable[Problem]) -> list[Problem]:
    """Say of keys what was said of the cells of a table."""
    return [
        replace(one, found=one.found.replace("the cell is empty", "nothing is given"))
        for one in problems
    ]


def unknown_keys(tree: Iterable[str], known: tuple[str, ...], locate: Locate) -> list[Problem]:
    """Refuse the keys that nothing reads."""
    return [unknown_key(locate(key), key, known) for key in tree if key not in known]


def unknown_key(where: str, key: str, known: tuple[str, ...]) -> Problem:
    """Word a key that is not known."""
    near = nearest(key, known)
    hint = f'Nearest key: "{near}". ' if near else ""
    why = (
        f"{hint}homeward refuses keys it does not know, "
        "so that a misspelt one cannot be silently ignored."
    )
    ways = (f"correct the name, or remove it; the keys are {', '.join(known)}.",)
    return Problem(where, f'unknown key "{key}".', why, ways)


def cell_of(tree: Tree, *, is_list: bool) -> str | None:
    """Write a word, or a list of words where one may stand, as one cell; None for anything else."""
    if isinstance(tree, str):
        return tree
    if not is_list or not isinstance(tree, list):
        return None
    words = [part for part in tree if isinstance(part, str)]
    return " ".join(words) if len(words) == len(tree) else None


def not_a_cell(where: str, key: str, *, is_list: bool) -> Problem:
    """Word that lists or keys stand where a word, number or list of them is wanted."""
    wanted = "a list of words or numbers" if is_list else "one word, number or line"
    found = f'"{key}" is {wanted}.'
    why = "Here lists or keys of their own stand in it, and would be lost."
    way = f"write {key}: [a, b]." if is_list else f"write {key}: and the word or number after it."
    return Problem(where, found, why, (way,))
