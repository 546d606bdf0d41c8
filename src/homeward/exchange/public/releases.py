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
        return Release(
            (2, parts[2], parts[3]), (2000 + parts[0], parts[1]), (2000 + parts[2], parts[3])
        )
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
    """Take every event from the release that has the last word on its month, unless a later word is that there is none.

    Returns
    -------
    Events with the index of the file that each is from
    """
    if len(several) == 1:
        return Once(
            tuple((0, event) for event in {one.key: one for one in several[0][1]}.values()), 0, ()
        )
    held: dict[str, tuple[int, Event]] = {}
    twice = 0
    for at, (_, events) in enumerate(several):
        for event in {one.key: one for one in events}.values():
            known = held.get(event.key)
            twice += known is not None
            if known is None or _word(several, at, event) > _word(several, *known):
                held[event.key] = (at, event)
    taken: list[tuple[int, Event]] = []
    gone: list[str] = []
    for at, event in held.values():
        mine = _word(several, at, event)
        is_gone = any(
            release.covers(event.first) and (True, release.rank) > mine for release, _ in several
        )
        if is_gone:
            gone.append(event.key)
        else:
            taken.append((at, event))
    return Once(tuple(taken), twice, tuple(gone))


def _word(
    several: Sequence[tuple[Release, Sequence[Event]]], at: int, event: Event
) -> tuple[bool, tuple[int, ...]]:
    """Say how much weight a file's word on an event has: whether it says all of the month, and how final it is."""
    release = several[at][0]
    return release.covers(event.first), release.rank
