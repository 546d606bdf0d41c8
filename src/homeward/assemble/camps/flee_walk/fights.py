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
        Day from which on it is so fierce, and how fierce.
    """

    start: int
    end: int
    intensity: tuple[tuple[int, float], ...]

    def on(self, day: int, *, as_flee: bool) -> float:
        """Return the intensity on a day of the fight; Flee keeps to the first."""
        if as_flee:
            return self.intensity[0][1]
        return [value for start, value in self.intensity if start <= day][-1]


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
        FightingDays(rows[0][0], rows[-1][1], tuple((start, value) for start, _, value in rows))
        for rows in joined
    )
