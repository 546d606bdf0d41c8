"""Storylines and planning figures as scenario.yaml writes them (model §14)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TypeVar

from homeward.errors import Problem
from homeward.scenario.reading.columns import columns_of, read_row
from homeward.scenario.reading.settings import PLANNING, STORYLINES, unknown_key
from homeward.scenario.reading.yaml_cells import cells_of_outline
from homeward.scenario.rows.row import Model, Row
from homeward.scenario.rows.storylines import PlanningFigure, Storyline
from homeward.scenario.text.yaml_text import Outline, Path, Tree

AnyRow = TypeVar("AnyRow", bound=Row)


@dataclass
class Told:
    """What scenario.yaml says of the future, and what is wrong with it."""

    storylines: tuple[Storyline, ...] = ()
    planning_figures: tuple[PlanningFigure, ...] = ()
    problems: list[Problem] = field(default_factory=list[Problem])


def read_told(outline: Outline, model: Model) -> Told:
    """Make sense of the keys `storylines` and `planning_figures`."""
    told = Told()
    if not outline.is_read:
        return told
    tree = outline.tree.get(STORYLINES, "")
    if tree and model == "camps":
        found = "storylines have no effect in the camp models."
        way = "remove them, or write model: communities."
        told.problems.append(Problem(outline.at((STORYLINES,)), found, "", (way,)))
    elif tree:
        told.storylines = tuple(_read_storylines(tree, outline, told.problems))
    figures = outline.tree.get(PLANNING, "")
    if figures:
        told.planning_figures = tuple(_read_figures(figures, outline, told.problems))
    return told


def _read_storylines(tree: Tree, outline: Outline, problems: list[Problem]) -> Iterator[Storyline]:
    if not isinstance(tree, dict):
        way = "write each as name: {title: …, weight: …, levers: […], claims: […]}."
        problems.append(Problem(outline.at((STORYLINES,)), "storylines have names.", "", (way,)))
        return
    for name, part in tree.items():
        yield from _read(Storyline, part, (STORYLINES, name), outline, problems, {"name": name})


def _read_figures(
    tree: Tree, outline: Outline, problems: list[Problem]
) -> Iterator[PlanningFigure]:
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
    problems.extend(
        unknown_key(outline.at((*path, key)), key, keys) for key in tree if key not in keys
    )
    wanted = [column for column in columns_of(kind) if column.name in keys]
    cells, nested = cells_of_outline(tree, path, outline, wanted)
    problems.extend(nested)
    if nested:
        return

    def locate(key: str) -> str:
        at = outline.at((*path, key))
        return f'{at}, key "{key}"' if key and key not in given else at

    row = read_row(kind, locate, outline.lines[path], cells | given, None)
    if not isinstance(row, list):
        yield row
        return
    problems.extend(
        replace(problem, found=problem.found.replace("the cell is empty", "nothing is given"))
        for problem in row
    )
