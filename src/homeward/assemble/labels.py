"""Labels: what the axes of the arrays are called."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from homeward.numerics.array_types import Codes, Marks
from homeward.scenario.scenario import Scenario

MOST_KEYS = 60_000
"""Indices of draws stay below 65,536: higher ones are second attempts of the sampler."""
ANYWHERE = "anywhere"
"""Home of people of whom only their number is registered."""


@dataclass(frozen=True)
class Labels:
    """Names along every axis, in the order of the scenario's tables."""

    start: date
    n_day: int
    homes: tuple[str, ...]
    groups: tuple[str, ...]
    places: tuple[str, ...]
    actors: tuple[str, ...]

    def day(self, when: date) -> int:
        """Days from the start of the run; negative before it."""
        return (when - self.start).days

    def date(self, day: int) -> date:
        """Return the calendar date of a day of the run."""
        return self.start + timedelta(days=day)

    def members_of(self, names: tuple[str, ...], axis: tuple[str, ...]) -> list[int]:
        """Return the indices of some names along an axis; all of them if none is named."""
        return [axis.index(name) for name in names] if names else list(range(len(axis)))


def label(scenario: Scenario) -> Labels:
    """Name the axes of a scenario's arrays."""
    is_registered = scenario.is_camp_model
    return Labels(
        start=scenario.start,
        n_day=scenario.n_day,
        homes=(ANYWHERE,) if is_registered else tuple(home.place for home in scenario.homes),
        groups=scenario.group_names,
        places=scenario.place_names,
        actors=scenario.actor_names,
    )


def codes(values: Iterable[int]) -> Codes:
    """Collect indices in an array."""
    return np.array(list(values), dtype=np.int64)


def keys(names: Iterable[str]) -> Codes:
    """Give every name a number below `MOST_KEYS` that does not depend on its neighbours.

    Names that would share a number are moved on, in the order of the alphabet.
    """
    listed = list(names)
    taken: dict[str, int] = {}
    for name in sorted(listed):
        key = zlib.crc32(name.encode()) % MOST_KEYS
        while key in taken.values():
            key = (key + 1) % MOST_KEYS
        taken.setdefault(name, key)
    return codes(taken[name] for name in listed)


def marks(named: list[tuple[str, ...]], axis: tuple[str, ...]) -> Marks:
    """Mark, row by row, the names given along an axis; all of them where none is (row, axis)."""
    found = np.zeros((len(named), len(axis)), dtype=np.bool_)
    for row, names in enumerate(named):
        for name in names or axis:
            found[row, axis.index(name)] = True
    return found
