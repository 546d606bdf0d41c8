"""How far one gets along a road in a day: as Flee has it, or carrying what is left of the day (model §12.5)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from homeward.assemble.camps.flee_walk.roads import Road
from homeward.scenario.rows.camps.flee_rules import FleeRules

BINS = 4
"""Values of the index of recent travel for each whole day of it, where short days are avoided."""
ENOUGH = 1.0
"""Travel, yesterday's index and today's share together, from which nobody goes on for the sake of it."""

Used = int
"""What has been used of the day: hectometres travelled, as Flee counts them in km, or minutes.

In whole numbers, so that the days that can occur are not beyond number.
"""

HECTOMETRES = 10
"""In a km."""
MINUTES = 1440
"""In a day."""


@dataclass(frozen=True)
class Landing:
    """Where a road leaves those who take it.

    Parameters
    ----------
    nights
        Nights on the road; 0: they arrive today.
    used
        What has been used of the day on which they arrive.
    goes_on
        Whether they decide anew on that day.
    recent
        Index of recent travel of the night before they arrive.
    """

    nights: int
    used: Used
    goes_on: bool
    recent: int


class Travel(Protocol):
    """One way of reckoning a day."""

    def land(self, road: Road, used: Used, recent: int, *, on_foot: bool) -> Landing:
        """Say where a road leaves those who take it when some of the day is used."""
        ...

    def share(self, used: Used) -> float:
        """Share of a day's travel that has been done (1)."""
        ...


class FullSpeed:
    """Every road of a day is travelled as if the day began there (Flee)."""

    def __init__(self, rules: FleeRules) -> None:
        self.rules = rules

    def share(self, used: Used) -> float:
        """Share of the daily distance that has been travelled today (1)."""
        return used / (self.rules.km_per_day * HECTOMETRES)

    def land(self, road: Road, used: Used, recent: int, *, on_foot: bool) -> Landing:
        """Say where a road leaves those who take it when some hectometres have been travelled today."""
        pace = pace_of(road, self.rules, on_foot=on_foot) * HECTOMETRES
        length = max(round(road.km * HECTOMETRES), 1)
        if length < pace:
            today = used + length
            return Landing(0, today, today < pace, recent)
        nights = int(length // pace)
        for night in range(nights):
            recent = next_recent(recent, self.share((used if night == 0 else 0) + round(pace)))
        return Landing(nights, round(length - nights * pace), True, recent)


class CarriedOver:
    """What is left of the day after one road is travelled on the next."""

    def __init__(self, rules: FleeRules) -> None:
        self.rules = rules

    def share(self, used: Used) -> float:
        """Share of the day that has been travelled (1)."""
        return used / MINUTES

    def land(self, road: Road, used: Used, recent: int, *, on_foot: bool) -> Landing:
        """Say where a road leaves those who take it when some minutes of the day are used."""
        pace = pace_of(road, self.rules, on_foot=on_foot)
        arrival = used + max(round(road.km / pace * MINUTES), 1)
        nights, used = divmod(arrival, MINUTES)
        for _ in range(nights):
            recent = next_recent(recent, 1.0)
        return Landing(nights, used, True, recent)


def pace_of(road: Road, rules: FleeRules, *, on_foot: bool) -> float:
    """Daily distance on a road, km."""
    if on_foot:
        return rules.walking_km_per_day
    return rules.km_per_day if road.pace is None else road.pace


def next_recent(recent: int, share: float) -> int:
    """Index of recent travel after a day: halfway to that day's share, to the nearest value, a tie to the even one.

    Always up, who rests would never come to 0; always down, people would count as having travelled too little.
    """
    return round((recent + share * BINS) / 2)


def is_short(recent: int, share: float) -> bool:
    """Whether so little has been travelled of late and today that people go on from a town."""
    return recent / BINS + share < ENOUGH
