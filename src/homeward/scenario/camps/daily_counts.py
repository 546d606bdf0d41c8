"""Registered numbers day by day: parts added up, new counts met, gaps filled in (model §12.1)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

from homeward.scenario.rows.camps.registrations import Correction, Registration
from homeward.scenario.scenario import Scenario

Count = tuple[int, float]
"""Day of the run, which may lie outside it, and people."""
Add = Callable[[list[Count], list[Count]], list[Count]]
"""How two parts of a series become one."""


@dataclass(frozen=True)
class Counted:
    """Registered numbers of a scenario that is not yet one."""

    start: dt.date
    registrations: tuple[Registration, ...]
    corrections: tuple[Correction, ...]


HasRegistrations = Counted | Scenario


def series_names(scenario: HasRegistrations) -> tuple[str, ...]:
    """Name the series, each once, in the order of the file."""
    return tuple(dict.fromkeys(row.series for row in scenario.registrations))


def total_names(scenario: Scenario) -> frozenset[str]:
    """Name the series that are the agency's own total."""
    return frozenset(row.series for row in scenario.registrations if row.is_total)


def place_of(scenario: Scenario, series: str) -> str | None:
    """Return the camp that a series counts, or None."""
    rows = (row for row in scenario.registrations if row.series == series)
    return next((row.place for row in rows if row.place is not None), None)


def add_by_date(one: list[Count], other: list[Count]) -> list[Count]:
    """Add two parts on every date of either, each keeping its last number until its next."""
    days = sorted({day for day, _ in (*one, *other)})
    return [(day, _latest(one, day) + _latest(other, day)) for day in days]


def _latest(counts: list[Count], day: int) -> float:
    """Return the last number up to a day; 0 before the first."""
    known = [people for when, people in sorted(counts, key=itemgetter(0)) if when <= day]
    return known[-1] if known else 0.0


def add_as_flee(one: list[Count], other: list[Count]) -> list[Count]:
    """Add two parts as Flee does: along the later one, which loses rows of the earlier."""
    added: list[Count] = []
    at, before = 0, 0.0
    for day, people in other:
        while at < len(one) and one[at][0] < day:
            added.append((one[at][0], one[at][1] + before))
            at += 1
        # A later date of the first part lends its number to an earlier one of the second.
        added.append((day, people + one[min(at, len(one) - 1)][1]))
        at += at < len(one) and one[at][0] == day
        before = people
    return added


def merged(scenario: HasRegistrations, series: str, add: Add = add_by_date) -> list[Count]:
    """Add up the parts of a series and scale what was counted before each new count."""
    rows = [row for row in scenario.registrations if row.series == series]
    parts = [
        [((row.date - scenario.start).days, float(row.people)) for row in rows if row.part == part]
        for part in sorted({row.part for row in rows})
    ]
    counts = parts[0]
    for part in parts[1:]:
        counts = add(counts, part)
    for correction in scenario.corrections:
        if correction.series == series:
            counts = _meet(counts, (correction.date - scenario.start).days)
    return counts


def _meet(counts: list[Count], day: int) -> list[Count]:
    """Scale all counts before a new one so that the last of them meets it; only within the run, as Flee does."""
    found = [index for index in range(1, len(counts)) if counts[index][0] == day]
    if day < 0 or not found or counts[found[0] - 1][1] < 1:
        return counts
    first = found[0]
    factor = counts[first][1] / counts[first - 1][1]
    return [(when, people * factor) for when, people in counts[:first]] + counts[first:]


def value_on(counts: list[Count], day: int) -> int:
    """Return the number of a series on a day: straight between two counts, cut to whole people."""
    if day <= counts[0][0]:
        return int(counts[0][1])
    for (earlier, before), (later, after) in pairwise(counts):
        if day < later:
            share = (day - earlier) / (later - earlier)
            return int(before + share * (after - before))
    return int(counts[-1][1])


def values_on(counts: list[Count], n_day: int) -> NDArray[np.int64]:
    """Return what `value_on` gives of every day (day), all at once where counts are in the order of their days."""
    when, people = (np.array(part, dtype=np.float64) for part in zip(*counts, strict=True))
    days = np.arange(n_day)
    if (np.diff(when) < 0).any():
        return np.array([value_on(counts, day) for day in days.tolist()], dtype=np.int64)
    later = np.searchsorted(when, days, side="right")
    after, before = np.minimum(later, when.size - 1), np.maximum(later - 1, 0)
    apart = np.maximum(when[after] - when[before], 1)
    share = np.where(after > before, (days - when[before]) / apart, 0.0)
    found = people[before] + share * (people[after] - people[before])
    return np.where(days <= when[0], people[0], found).astype(np.int64)


def daily_counts(scenario: Scenario, add: Add = add_by_date) -> NDArray[np.int64]:
    """Count the registered on every day (day, series), in the order of `series_names`.

    Where camps start empty, what was registered on the first day is subtracted, which may leave less than nothing.
    """
    names = series_names(scenario)
    counts = np.zeros((scenario.n_day, len(names)), dtype=np.int64)
    for column, name in enumerate(names):
        known = merged(scenario, name, add)
        counts[:, column] = values_on(known, scenario.n_day)
    return counts - counts[0] if scenario.rules.starts_empty else counts


def newcomers(scenario: Scenario) -> NDArray[np.int64]:
    """Count the people who have come since yesterday, by what was registered and as Flee counts them (day).

    When the registered number falls nobody leaves: as many of those who come next are not counted as new.
    """
    counts = daily_counts(scenario, add_as_flee)
    totals = total_names(scenario)
    is_total = np.array([name in totals for name in series_names(scenario)], dtype=np.bool_)
    counted = is_total if scenario.rules.from_total else ~is_total
    registered = counts[:, counted].sum(axis=1)
    change = np.diff(registered, prepend=0)
    if scenario.rules.inserts_first_day:
        change[:1] = 0
    elif not scenario.rules.from_total:
        change[:1] = counts[:1].sum()  # twice: its camps, and the total
    return _without_debt(change)


def _without_debt(change: NDArray[np.int64]) -> NDArray[np.int64]:
    new = np.zeros_like(change)
    debt = 0
    for day, people in enumerate(change.tolist()):
        new[day] = max(people - debt, 0)
        debt = max(debt - people, 0)
    return new


def registered_daily(
    scenario: Scenario, camps: tuple[str, ...], add: Add = add_by_date
) -> NDArray[np.int64]:
    """Count the registered at some places on every day (day, camp); 0 where a place has no series."""
    counts = daily_counts(scenario, add)
    found = np.zeros((scenario.n_day, len(camps)), dtype=np.int64)
    for column, name in enumerate(series_names(scenario)):
        place = place_of(scenario, name)
        if place in camps:
            found[:, camps.index(place)] += counts[:, column]
    return found
