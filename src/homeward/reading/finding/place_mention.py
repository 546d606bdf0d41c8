"""A place that a text names."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class PlaceMention:
    """A place, and where the text names it.

    Parameters
    ----------
    names
        Identifiers of the scenario or names; several where a list is named in one breath.
    evidence
        How it is known: by the scenario, a gazetteer, a word such as "district", or a preposition.
    direction
        from, to, or in: whether people left it, went there, or neither.
    """

    start: int
    end: int
    names: tuple[str, ...]
    evidence: str
    is_anaphor: bool = False
    direction: str = "in"
