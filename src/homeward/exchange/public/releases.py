"""Releases of UCDP that overlap: every event once, those that a later release no longer has left out (decision 34)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from homeward.exchange.public.events import Event

Month = tuple[int, int]


@dataclass(frozen=True)
class Release:
    """A release: how final it is, and what it is the last word on.

    Parameters
    ----------
    rank
        Releases of a higher one replace those of a lower one.
    first, last
        Months, both included, of which it holds everything that was known; None: of none.
    """

    rank: tuple[int, ...]
    first: Month | None = None
    last: Month | None = None

    def covers(self, day: dt.date) -> bool:
        """Whether it says everything of the month of a day."""
        if self.first is None or self.last is None:
            return False
        return self.first <= (day.year, day.month) <= self.last


def release_named(name: str) -> Release:
    """Understand the number of a release: 25.1 is final, 26.0.4 a month, 26.1.26.4 the months since January."""
    parts = [int(part) for part in name.split(".")] if name else []
    if len(parts) == 2:
        year = 2000 + parts[0]
        return Release((3, *parts), (1945, 1), (year - 1, 12))
    if len(parts) == 3:
        year = 2000 + parts[0]
        return Release((1, parts[0], parts[2]), (year, parts[2]), (year, parts[2]))
    if len(parts) == 4:
        return Release((2, parts[2], parts[3]), (2000 + parts[0], parts[1]), (2000 + parts[2], parts[3]))
    return Release((0,))


@dataclass(frozen=True)
class Once:
    """Events of several releases, each once.

    Parameters
    ----------
    twice
        Events that more than one release has.
    gone
        Events that a later release no longer has, though it holds all of their month.
    """

    events: tuple[tuple[int, Event], ...]
    twice: int
    gone: tuple[str, ...]


def events_once(several: Sequence[tuple[Release, Sequence[Event]]]) -> Once:
    """Take every event from the highest release that has it, unless a higher one says all of its month without it.

    Returns
    -------
    Events with the index of the file that each is from
    """
    order = sorted(range(len(several)), key=lambda at: several[at][0].rank, reverse=True)
    taken: list[tuple[int, Event]] = []
    seen: set[str] = set()
    twice, gone = 0, []
    for place, at in enumerate(order):
        above = order[:place]
        for event in several[at][1]:
            if event.key in seen:
                twice += 1
            elif any(several[one][0].covers(event.first) and several[one][0].rank > several[at][0].rank for one in above):
                gone.append(event.key)
            else:
                seen.add(event.key)
                taken.append((at, event))
    return Once(tuple(taken), twice, tuple(gone))
