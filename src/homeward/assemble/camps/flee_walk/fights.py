"""Fights: rows of fighting that touch, joined (model §12.2)."""

from __future__ import annotations

from dataclasses import dataclass

from homeward.scenario.scenario import Scenario


@dataclass(frozen=True)
class FightingDays:
    """Days of fighting that touch.

    Parameters
    ----------
    start, end
        First day of the run on which there is fighting, and the day after the last; may lie outside the run.
    intensity
        How fierce it is on its first day; as in Flee, it stays so.
    """

    start: int
    end: int
    intensity: float


def fights_of(scenario: Scenario, place: str) -> tuple[FightingDays, ...]:
    """List the fights over a place in the order of days."""
    spans = sorted(
        ((row.start - scenario.start).days, (row.end - scenario.start).days, row.intensity)
        for row in scenario.fighting
        if row.place == place
    )
    joined: list[list[tuple[int, int, float]]] = []
    for span in spans:
        if joined and joined[-1][-1][1] >= span[0]:
            joined[-1].append(span)
        else:
            joined.append([span])
    return tuple(
        FightingDays(start=rows[0][0], end=rows[-1][1], intensity=rows[0][2]) for rows in joined
    )
