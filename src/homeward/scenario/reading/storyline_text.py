"""Storylines and planning figures as scenario.yaml writes them (model §14)."""

from __future__ import annotations

from collections.abc import Iterator

from homeward.errors import Problem
from homeward.scenario.reading.columns import AnyRow, columns_of
from homeward.scenario.reading.yaml_cells import row_of_keys
from homeward.scenario.rows.row import Model
from homeward.scenario.rows.storylines import PlanningFigure, Storyline
from homeward.scenario.text.yaml_text import Outline, Path, Tree

STORYLINES = "storylines"
PLANNING = "planning_figures"


def read_storylines(
    tree: Tree, outline: Outline, model: Model, problems: list[Problem]
) -> Iterator[Storyline]:
    """Make sense of the key `storylines`; what is wrong with it is added to the problems."""
    if model == "camps":
        found = "storylines have no effect in the camp models."
        way = "remove them, or write model: communities."
        problems.append(Problem(outline.at((STORYLINES,)), found, "", (way,)))
        return
    if not isinstance(tree, dict):
        way = "write each as name: {title: …, weight: …, levers: […], claims: […]}."
        problems.append(Problem(outline.at((STORYLINES,)), "storylines have names.", "", (way,)))
        return
    for name, part in tree.items():
        yield from _read(Storyline, part, (STORYLINES, name), outline, problems, {"name": name})


def read_figures(tree: Tree, outline: Outline, problems: list[Problem]) -> Iterator[PlanningFigure]:
    """Make sense of the key `planning_figures` in the same way."""
    if not isinstance(tree, list):
        way = "begin each with a dash: - {series: …, date: …, value: …, claims: […]}."
        problems.append(
            Problem(outline.at((PLANNING,)), "planning figures are a list.", "", (way,))
        )
        return
    for index, part in enumerate(tree):
        yield from _read(PlanningFigure, part, (PLANNING, index), outline, problems, {})


def _read(
    kind: type[AnyRow],
    tree: Tree,
    path: Path,
    outline: Outline,
    problems: list[Problem],
    given: dict[str, str],
) -> Iterator[AnyRow]:
    keys = tuple(column.name for column in columns_of(kind) if column.name not in given)
    if not isinstance(tree, dict):
        way = f"write {{{', '.join(f'{key}: …' for key in keys)}}}."
        problems.append(Problem(outline.at(path), f"it has {', '.join(keys)}.", "", (way,)))
        return
    row, faults = row_of_keys(kind, tree, path, outline, given=given)
    problems.extend(faults)
    if row is not None:
        yield row
