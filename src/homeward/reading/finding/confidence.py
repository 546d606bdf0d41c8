"""How often candidates of one kind of evidence were right, where keys were made by hand (decision 35)."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from ruamel.yaml import YAML

from homeward.reading.finding.candidate import Candidate

FEW = 4.0
"""Weight of the share of all candidates where a cell has few of its own."""


def confidence(candidate: Candidate) -> float:
    """Return the share of candidates with such evidence that were right."""
    counted = _counted()
    right, of = counted.get(cell(candidate), (0, 0))
    every_right, every = counted["all"]
    return (right + FEW * every_right / every) / (of + FEW)


def cell(candidate: Candidate) -> str:
    """Name the cell of the table that a candidate belongs to: its form, and how near its place stands."""
    form, place_near, *_ = candidate.evidence
    return f"{form} {place_near}"


@cache
def _counted() -> dict[str, tuple[int, int]]:
    text = files("homeward.reading.finding").joinpath("confidence.yaml").read_text(encoding="utf-8")
    rows: dict[str, Any] = YAML(typ="safe", pure=True).load(text)
    return {name: (int(right), int(of)) for name, (right, of) in rows.items()}
