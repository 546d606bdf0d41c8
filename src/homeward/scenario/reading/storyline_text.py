"""Storylines and planning figures as scenario.yaml writes them (model §14)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from homeward.errors import Problem
from homeward.scenario.reading.columns import AnyRow, columns_of
from homeward.scenario.reading.settings import PLANNING, STORYLINES
from homeward.scenario.reading.yaml_cells import row_of_keys
from homeward.scenario.rows.row import Model
from homeward.scenario.rows.storylines import PlanningFigure, Storyline
from homeward.scenario.text.yaml_text import Outline, Path, Tree


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
    row, faults = row_of_keys(kind, tree, path, outline, given=given)
    problems.extend(faults)
    if row is not None:
        yield row
