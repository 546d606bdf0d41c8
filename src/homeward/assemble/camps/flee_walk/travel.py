"""How far one gets along a road in a day: as Flee has it (model §12.5)."""

from __future__ import annotations

from dataclasses import dataclass

from homeward.assemble.camps.flee_walk.roads import Road
from homeward.scenario.rows.camps.flee_rules import FleeRules

BINS = 4
"""Values of the index of recent travel for each whole day of it, where short days are avoided."""
ENOUGH = 1.0
"""Travel, yesterday's index and today's share together, from which nobody goes on for the sake of it."""

Used = int
"""Hectometres travelled today, which Flee counts in km.

In whole numbers, so that the days that can occur are not beyond number.
"""

HECTOMETRES = 10
"""In a km."""


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


def share_of_day(used: Used, rules: FleeRules) -> float:
    """Share of the daily distance that has been travelled today (1)."""
    return used / (rules.km_per_day * HECTOMETRES)


def land(road: Road, used: Used, recent: int, rules: FleeRules, *, on_foot: bool) -> Landing:
    """Say where a road leaves those who take it when some hectometres have been travelled today.

    Every road of a day is travelled as if the day began there.
    """
    pace = pace_of(road, rules, on_foot=on_foot) * HECTOMETRES
    length = max(round(road.km * HECTOMETRES), 1)
    if length < pace:
        today = used + length
        return Landing(0, today, today < pace, recent)
    nights = int(length // pace)
    for night in range(nights):
        share = share_of_day((used if night == 0 else 0) + round(pace), rules)
        recent = next_recent(recent, share)
    return Landing(nights, round(length - nights * pace), True, recent)


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
