"""Numbers that rest on judgement, in the words of their scales: what a row says, for whoever reads it (model §2.3)."""

from __future__ import annotations

from collections.abc import Iterator

from homeward.catalogue import JUDGEMENT
from homeward.scenario.changes.edits import cells_of, rows_of
from homeward.scenario.rows.row import Row
from homeward.scenario.rows.scales import SCALES, Step, WordedScale
from homeward.scenario.scenario import Scenario

MOST_LINES = 6
"""Lines of a table that are named for one step."""


def in_words(scenario: Scenario) -> tuple[str, ...]:
    """Say of every scale which of its steps the rows on judgement are nearest to, and on which lines."""
    return tuple(said for scale in SCALES if (said := _said(scenario, scale)))


def _said(scenario: Scenario, scale: WordedScale) -> str:
    lines: dict[str, list[int]] = {step.word: [] for step in scale.steps}
    for row, value in _judged(scenario, scale):
        lines[scale.nearest(value).word].append(row.line)
    steps = [_step(step, lines[step.word]) for step in scale.steps if lines[step.word]]
    return f"{scale.table}.csv, {scale.name}: {'; '.join(steps)}." if steps else ""


def _step(step: Step, lines: list[int]) -> str:
    more = f" and {len(lines) - MOST_LINES} more" if len(lines) > MOST_LINES else ""
    listed = ", ".join(map(str, lines[:MOST_LINES]))
    return f"{step.word} ({step.looks_like}), line{'s' if len(lines) > 1 else ''} {listed}{more}"


def _judged(scenario: Scenario, scale: WordedScale) -> Iterator[tuple[Row, float]]:
    for row in rows_of(scenario, scale.table):
        if JUDGEMENT in getattr(row, "claims", ()):
            cells = cells_of(row)
            text = cells.get(scale.column, "")
            if text and scale.holds(cells) and not (scale.name == "promise" and float(text) == 0):
                yield row, float(text)
