"""How a file of answers is read."""

from __future__ import annotations

from typing import Any, cast

from homeward.errors import Problem, ScenarioError
from homeward.scenario.blank.answers import KINDS, LISTS, NAMES, SEPARATOR, About, Answers
from homeward.scenario.reading.columns import columns_of
from homeward.scenario.reading.yaml_cells import row_of_keys, unknown_key
from homeward.scenario.rows.row import Row
from homeward.scenario.text.yaml_text import Outline, Tree, read_yaml


def read_answers(file: str, content: bytes) -> Answers:
    """Read a file of answers.

    Raises
    ------
    ScenarioError
        With everything in it that cannot be understood.
    """
    outline = read_yaml(file, content)
    problems = list(outline.problems)
    if not outline.is_read:
        raise ScenarioError(problems)
    known = tuple(column.name for column in columns_of(About))
    about_keys = {key: part for key, part in outline.tree.items() if key in known}
    problems += [
        unknown_key(outline.at((key,)), key, (*known, *LISTS))
        for key in outline.tree
        if key not in known and key not in LISTS
    ]
    about, faults = row_of_keys(About, about_keys, (), outline, line=1)
    problems += faults
    lists = {key: _listed(key, outline, problems) for key in LISTS}
    if not outline.tree.get("units"):
        way = "units: [{name: …, latitude: …, longitude: …, population: …, held_by: …}]"
        problems.append(Problem(file, "there are no units.", "Somebody is at home there.", (way,)))
    if problems or about is None:
        raise ScenarioError(problems)
    return Answers(about, **cast("dict[str, list[Any]]", lists))


def _listed(key: str, outline: Outline, problems: list[Problem]) -> list[Row]:
    parts = outline.tree.get(key, "")
    if parts == "":
        return []
    keys = ", ".join(f"{column.name}: …" for column in columns_of(KINDS[key]))
    if not isinstance(parts, list):
        way = f"begin each with a dash: - {{{keys}}}."
        problems.append(Problem(outline.at((key,)), f"{key} are a list.", "", (way,)))
        return []
    rows: list[Row] = []
    for index, part in enumerate(parts):
        if not isinstance(part, dict):
            way = f"write {{{keys}}}."
            problems.append(
                Problem(outline.at((key, index)), f"each of {key} has keys.", "", (way,))
            )
            continue
        said = {name: _in_one_answer(name, answer) for name, answer in part.items()}
        if isinstance(said.get("shares", ""), (list, dict)):
            way = "write shares: {Nyala: 0.9}, a unit and its share each."
            where = outline.at((key, index, "shares"))
            problems.append(Problem(where, '"shares" has units and numbers.', "", (way,)))
            continue
        row, faults = row_of_keys(KINDS[key], said, (key, index), outline)
        problems.extend(faults)
        if row is not None:
            rows.append(row)
    return rows


def _in_one_answer(name: str, said: Tree) -> Tree:
    """Write several names, or shares by unit, as the one answer that is typed where it is asked."""
    words = said if isinstance(said, list) else []
    if name in NAMES and all(isinstance(word, str) for word in words):
        return f"{SEPARATOR} ".join(cast("list[str]", words)) if words else said
    if name == "shares" and isinstance(said, dict):
        parts = [f"{unit} {share}" for unit, share in said.items() if isinstance(share, str)]
        return f"{SEPARATOR} ".join(parts) if len(parts) == len(said) else said
    return said
