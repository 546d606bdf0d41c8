"""What every place is on every day: its kind, whether it is fought over, and since when (model §12.2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from homeward.numerics.array_types import Codes, Marks, Reals
from homeward.scenario.rows.camps.flee_rules import FleeRules
from homeward.scenario.rows.places import CAMPS, Place
from homeward.scenario.scenario import Scenario

PASSED_THROUGH = frozenset({"transit", "marker"})
"""Kinds of places that everybody leaves within the day."""


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


@dataclass(frozen=True)
class PlaceStates:
    """Places day by day, all (day, place).

    Parameters
    ----------
    leave
        Share of those present who leave, before the size of the place.
    is_camp
        Whether people are refused when it is full.
    is_town
        Whether those who have travelled little go on from here.
    intensity
        Of the fighting; 0 where there is none.
    fight_age
        Days since the fighting began.
    began_or_ended
        (day): whether fighting began or ended anywhere.
    """

    leave: Reals
    is_camp: Marks
    is_town: Marks
    intensity: Reals
    fight_age: Codes
    began_or_ended: Marks


@dataclass
class _Standing:
    """A place on one day."""

    kind: str
    is_shut: bool = False
    was_fought_over: bool = False
    fight: FightingDays | None = None

    def leave(self, rules: FleeRules) -> float:
        """Share of those present who leave within the day."""
        if self.fight is not None:
            return rules.leave_fighting
        if self.is_shut or self.was_fought_over:
            return rules.leave_town
        if self.kind in PASSED_THROUGH:
            return 1.0
        shares = {"camp": rules.leave_camp, "idp_camp": rules.leave_idp_camp}
        return shares.get(self.kind, rules.leave_town)

    def is_town(self) -> bool:
        """Whether it is a town: by kind, or because it is no longer a camp, or no longer fought over."""
        if self.fight is not None:
            return False
        is_other = self.kind in CAMPS or self.kind in PASSED_THROUGH
        return self.is_shut or self.was_fought_over or not is_other


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


def find_conditions(scenario: Scenario) -> PlaceStates:
    """Follow every place through the days; as in Flee, one that was fought over is a town ever after."""
    shape = (scenario.n_day, len(scenario.places))
    found = PlaceStates(
        leave=np.zeros(shape),
        is_camp=np.zeros(shape, dtype=np.bool_),
        is_town=np.zeros(shape, dtype=np.bool_),
        intensity=np.zeros(shape),
        fight_age=np.zeros(shape, dtype=np.int64),
        began_or_ended=np.zeros(scenario.n_day, dtype=np.bool_),
    )
    for column, place in enumerate(scenario.places):
        fights = fights_of(scenario, place.place)
        for fight in fights:
            edges = [day for day in (fight.start, fight.end) if 0 <= day < scenario.n_day]
            found.began_or_ended[edges] = True
        for day, standing in enumerate(_follow(scenario, place, fights)):
            cell = (day, column)
            found.leave[cell] = standing.leave(scenario.rules)
            found.is_camp[cell] = standing.kind in CAMPS and not standing.is_shut
            found.is_town[cell] = standing.is_town()
            if standing.fight is not None:
                found.intensity[cell] = standing.fight.intensity
                found.fight_age[cell] = day - max(standing.fight.start, -1)
    return found


def _follow(
    scenario: Scenario, place: Place, fights: tuple[FightingDays, ...]
) -> Iterator[_Standing]:
    """Give what a place is on every day: kinds change first, then fighting, then camps open or shut."""
    standing = _Standing(place.kind)
    opens_as = place.kind
    kinds = {
        max((row.start - scenario.start).days, 0): row.kind
        for row in sorted(scenario.kind_changes, key=lambda row: row.start)
        if row.place == place.place
    }
    shut = _days_shut(scenario, place.place)
    for day in range(scenario.n_day):
        if day in kinds:
            standing = _Standing(kinds[day], fight=standing.fight)
        under_way = next((fight for fight in fights if fight.start <= day < fight.end), None)
        if standing.fight is not None and under_way is None:
            standing.was_fought_over = True
        standing.fight = under_way
        if day in shut:
            standing.is_shut, opens_as = True, shut[day]
        elif standing.is_shut:
            standing = _Standing(opens_as, fight=standing.fight)
        yield standing


def _days_shut(scenario: Scenario, place: str) -> dict[int, str]:
    """List the days on which a camp is not open, and as what it opens again."""
    return {
        (row.start - scenario.start).days + day: row.kind
        for row in scenario.barriers
        if row.kind in CAMPS and row.places == (place,)
        for day in range((row.end - row.start).days)
    }
