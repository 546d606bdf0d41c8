"""Parts of a YAML file as the cells of a row: one word or number each, or a list of them (model §2)."""

from __future__ import annotations

from collections.abc import Iterable

from homeward.errors import Problem
from homeward.scenario.reading.columns import Column
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
