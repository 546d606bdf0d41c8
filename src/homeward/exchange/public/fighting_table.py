"""Fighting by month and area: deaths per person as the strength of an assault, whose force one factor sets."""

from __future__ import annotations

import datetime as dt
import math
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from homeward.exchange.public.ask import Ask
from homeward.exchange.public.evidence import Cells, Evidence, worded_count
from homeward.exchange.public.gather import Gathered
from homeward.exchange.public.gather_events import PlacedEvents
from homeward.exchange.public.public_cells import REMEMBERED, end_of_month
from homeward.exchange.public.recognise import Taken

FULL_RATE = 100.0
"""Deaths among 100,000 people in 30 days that are an assault of strength 1."""
MOST_STRENGTH = 0.95
LEAST_STRENGTH = 0.001
DAYS, PEOPLE = 30.0, 100_000.0
ONE_DAY = dt.timedelta(days=1)


@dataclass
class MonthDeaths:
    """Deaths of a month in an area, within the run."""

    low: float = 0.0
    best: float = 0.0
    high: float = 0.0
    events: float = 0.0
    taken: Taken | None = None


def strength(deaths: float, people: float, days: int) -> float:
    """Strength of an assault, of deaths among people over days.

    The square root: few leave for a little danger, as flight rises with its square (§6.1), so that flight is in
    proportion to deaths where these are few.

    >>> strength(30, 1_000_000, 30)
    0.173
    """
    if people <= 0 or deaths <= 0:
        return 0.0
    rate = deaths / people * PEOPLE / days * DAYS
    return round(min(math.sqrt(rate / FULL_RATE), MOST_STRENGTH), 3)


def deaths_by_month(events: PlacedEvents, ask: Ask) -> dict[tuple[str, dt.date], MonthDeaths]:
    """Add up deaths by area and first day of the month; an event of several days is divided among them evenly."""
    sums: dict[tuple[str, dt.date], MonthDeaths] = defaultdict(MonthDeaths)
    for one in events.placed:
        event = one.event
        for month, part in months_of(event.first, event.last, ask):
            held = sums[one.pcode, month]
            share = part * one.share
            held.low += event.low * share
            held.best += event.best * share
            held.high += event.high * share
            held.events += event.count * share
            held.taken = one.taken
    return dict(sorted(sums.items()))


@lru_cache(REMEMBERED)
def months_of(first: dt.date, last: dt.date, ask: Ask) -> tuple[tuple[dt.date, float], ...]:
    """Return the months of the run that an event falls into, and which share of its days."""
    shares: list[tuple[dt.date, float]] = []
    days = (last - first).days + 1
    day = first
    while day <= last:
        end = min(end_of_month(day), last)
        begin, until = max(day, ask.start), min(end, ask.end)
        if begin <= until:
            shares.append((day.replace(day=1), ((until - begin).days + 1) / days))
        day = end + ONE_DAY
    return tuple(shares)


def presence_rows(
    events: PlacedEvents, ask: Ask, gathered: Gathered, names: dict[str, str], evidence: Evidence
) -> Iterator[Cells]:
    """Make a row of presence.csv for each month and area with deaths.

    Parameters
    ----------
    names
        Places by code.
    """
    for (pcode, month), deaths in deaths_by_month(events, ask).items():
        begin, until = max(month, ask.start), min(end_of_month(month), ask.end)
        days = (until - begin).days + 1
        people = gathered.population.get(pcode, 0.0)
        low, value, high = (
            strength(one, people, days) for one in (deaths.low, deaths.best, deaths.high)
        )
        if high < LEAST_STRENGTH or deaths.taken is None:
            continue
        statement = (
            f"{worded_count(round(deaths.events))} events of violence with {worded_count(deaths.best)} deaths "
            f"[{worded_count(deaths.low)} to {worded_count(deaths.high)}] in the area {pcode}, {begin} to {until}."
        )
        claim = evidence.claim(
            deaths.taken,
            f"deaths {pcode} {month:%Y %m}",
            statement,
            f"events within the outline of {pcode}, {month:%Y-%m}, summed up",
            (deaths.low, deaths.best, deaths.high),
            unit="deaths",
        )
        is_last = until >= ask.end
        yield {
            "place": names[pcode],
            "actor": "attackers",
            "mode": "assault",
            "strength": value,
            "strength_low": low if low < high else None,
            "strength_high": high if low < high else None,
            "from": begin,
            "to": None if is_last else until + ONE_DAY,
            "claims": claim,
        }
