"""Rises of published stocks from one count to the next: people who came, divided evenly over the days between."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from homeward.exchange.public.evidence import LEAST_SHOWN
from homeward.exchange.public.gather import Gathered
from homeward.exchange.public.recognise import Taken
from homeward.exchange.public.unhcr import AbroadCount

OFF_UNHCR = 0.1
"""Share by which a figure may be off, either way: judgement."""
UNEVEN = 3.0
"""Times that a small part of the days may bear more or fewer than its share: judgement."""
LEAST_OVERLAP = 7
"""Days of a flow that must be looked at."""
ONE_DAY = dt.timedelta(days=1)

Days = tuple[dt.date, dt.date]
"""First and last day, both included."""


@dataclass(frozen=True)
class Rise:
    """People of the country who newly came to another between two counts.

    Parameters
    ----------
    after
        The later of the two counts, and its file.
    first
        The first day on which they may have come.
    """

    taken: Taken
    after: AbroadCount
    first: dt.date
    people: float

    @property
    def days(self) -> Days:
        """The days between the two counts."""
        return self.first, self.after.day


def rises_abroad(gathered: Gathered) -> Iterator[Rise]:
    """Give the rises of stocks of new arrivals, country by country; other populations hold people of any date."""
    series: dict[tuple[str, str], list[tuple[Taken, AbroadCount]]] = defaultdict(list)
    for taken, count in gathered.abroad:
        if count.since is None and "new" in count.kind.lower():
            series[count.asylum, count.kind].append((taken, count))
    for _, counts in sorted(series.items()):
        ordered = sorted(counts, key=lambda pair: pair[1].day)
        for (_, before), (taken, after) in pairwise(ordered):
            if after.people - before.people >= LEAST_SHOWN:
                yield Rise(taken, after, before.day + ONE_DAY, after.people - before.people)


def overlap(days: Days, window: Days) -> tuple[Days, float] | None:
    """Return the days that fall into a window, and their share of all; None if there are none."""
    first, last = max(days[0], window[0]), min(days[1], window[1])
    if last < first:
        return None
    return (first, last), ((last - first).days + 1) / ((days[1] - days[0]).days + 1)


def part_of(people: float, share: float) -> tuple[float, float, float]:
    """Return low, value and high of those who came on a share of the days.

    >>> part_of(1000, 0.1)
    (30.0, 100.0, 330.0)
    """
    value = people * share
    uneven = 1.0 if share > 0.5 else UNEVEN
    low = value * (1 - OFF_UNHCR) / uneven
    return round(low, 6), value, round(min(value * uneven, people) * (1 + OFF_UNHCR), 6)
