"""Words of worded scales in the cells of a row, written as their numbers (model §2.3)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache

from homeward.errors import Problem, nearest_hint
from homeward.scenario.rows.actors import Actor, Harm, Presence
from homeward.scenario.rows.conditions import Condition
from homeward.scenario.rows.permissions import Permission
from homeward.scenario.rows.places import Place
from homeward.scenario.rows.row import Row
from homeward.scenario.rows.scales import SCALES, WordedScale

_ROWS: dict[str, type[Row]] = {
    "actors": Actor,
    "conditions": Condition,
    "harms": Harm,
    "permissions": Permission,
    "places": Place,
    "presence": Presence,
}
_REFUSED_AS_NUMBERS = {"nan", "inf", "infinity", "na", "n/a"}


@cache
def scales_of(row: type[Row]) -> tuple[WordedScale, ...]:
    """List the scales of a kind of rows."""
    return tuple(scale for scale in SCALES if _ROWS[scale.table] is row)


def in_numbers(
    row: type[Row], cells: dict[str, str], columns: Mapping[str, Collection[str]]
) -> tuple[dict[str, str], dict[str, Problem]]:
    """Write words as numbers, and fill the empty ends of their ranges.

    Parameters
    ----------
    columns
        Names of the columns of the row, and the words that each may hold; none: any.

    Returns
    -------
    The cells, and by column what is no word of its scale.
    """
    problems: dict[str, Problem] = {}
    for scale in scales_of(row):
        text = cells.get(scale.column, "").lower()
        if not text[:1].isalpha() or text in _REFUSED_AS_NUMBERS or not scale.holds(cells):
            continue
        step = next((step for step in scale.steps if step.word == text), None)
        if step is None:
            problems[scale.column] = _unknown(scale, text)
            continue
        ends = {f"{scale.column}_low": step.low, f"{scale.column}_high": step.high}
        given = {
            name: f"{end:g}"
            for name, end in ends.items()
            if name in columns and not cells.get(name)
        }
        cells = cells | given | {scale.column: f"{step.value:g}"}
    return _without_scale(row, cells, columns, problems), problems


def _without_scale(
    row: type[Row],
    cells: dict[str, str],
    columns: Mapping[str, Collection[str]],
    problems: dict[str, Problem],
) -> dict[str, str]:
    """Say of a word without a scale that it is no number, or leave that to the cell that would tell the scale."""
    for column, by in {scale.column: scale.by for scale in scales_of(row) if scale.by}.items():
        text = cells.get(column, "").lower()
        if column in problems or not text[:1].isalpha() or text in _REFUSED_AS_NUMBERS:
            continue
        known, told = columns.get(by, ()), cells.get(by, "").lower()
        if known and told not in known:
            # What is unknown there is said; the ends that are given fit any number between them.
            ends = {f"{column}_low": "0", f"{column}_high": "1"}
            cells = (
                cells
                | {column: "0.5"}
                | {name: end for name, end in ends.items() if name in columns}
            )
        else:
            found = f'"{text[:60]}" is no number, and {told} is not given in words.'
            problems[column] = Problem("", found, "", ("write a number such as 0.5 or 1500.",))
    return cells


def _unknown(scale: WordedScale, text: str) -> Problem:
    found = f'"{text[:60]}" is neither a number nor a word of the scale of {scale.name}.'
    why = nearest_hint(text, [step.word for step in scale.steps], "word")
    way = f"write a number, or {'; '.join(step.said for step in scale.steps)}."
    return Problem("", found, why, (way,))
