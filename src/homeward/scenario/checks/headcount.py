"""How many people a scenario can count together: no more than a record holds (model §2.8)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from homeward.catalogue import MOST_PEOPLE
from homeward.errors import Problem
from homeward.scenario.camps.daily_counts import (
    Count,
    Counted,
    add_as_flee,
    add_by_date,
    merged,
    series_names,
)
from homeward.scenario.reading.draft import Draft
from homeward.scenario.rows.camps.fighting import Fighting
from homeward.scenario.rows.camps.registrations import Correction, Registration
from homeward.scenario.rows.people import Arrival, Displaced
from homeward.scenario.rows.places import Place

WHY = f"Counts are whole numbers of 32 bits: {MOST_PEOPLE:,} people are the most they hold."
_Part = tuple[float, str]
"""People, and the row that says so."""


def check_people(draft: Draft) -> Iterator[Problem]:
    """Find a population that, with all who are displaced or enter, cannot be counted together."""
    if not draft.are_sound("places", "displaced", "arrivals"):
        return
    parts: list[_Part] = [
        (home.population.high, f"places.csv, line {home.line}")
        for home in draft.of(Place)
        if home.population is not None
    ]
    for table, rows in (("displaced", draft.of(Displaced)), ("arrivals", draft.of(Arrival))):
        parts.extend((row.people.high, f"{table}.csv, line {row.line}") for row in rows)
    yield from _too_many(parts, "at home, displaced and entering, high ends included")


def check_registered_people(draft: Draft) -> Iterator[Problem]:
    """Find registered numbers, or numbers driven by fighting, that cannot be counted together."""
    if draft.run is None or not draft.are_sound(
        "places", "fighting", "registrations", "corrections"
    ):
        return
    parts: list[_Part] = [
        (float(place.already_here), f"places.csv, line {place.line}") for place in draft.of(Place)
    ]
    said = Counted(draft.run.start, draft.of(Registration), draft.of(Correction))
    lines = {row.series: row.line for row in reversed(draft.of(Registration))}
    for name in series_names(said):
        rises = [_rises(merged(said, name, add)) for add in (add_by_date, add_as_flee)]
        parts.append((max(rises), f"registrations.csv, line {lines[name]}"))
    yield from _too_many([*parts, *_driven(draft)], "the first registered numbers and all rises")


def _rises(counts: list[Count]) -> float:
    """Add up the first number of a series and all rises: nobody else ever comes."""
    people = [number for _, number in counts]
    return people[0] + sum(max(after - before, 0.0) for before, after in pairwise(people))


def _driven(draft: Draft) -> Iterator[_Part]:
    """People whom fighting brings, where it does, by row of fighting.csv."""
    rules, run = draft.rules, draft.run
    if rules.arrivals == "registered" or run is None:
        return
    living = {
        place.place: place.population.high if place.population else 0.0 for place in draft.of(Place)
    }
    for row in draft.of(Fighting):
        days = max((min(row.end, run.end) - max(row.start, run.start)).days, 0)
        people = living.get(row.place, 0.0) if rules.arrivals == "share" else 1.0
        yield (
            days * rules.per_fighting_day * row.intensity * people,
            f"fighting.csv, line {row.line}",
        )


def _too_many(parts: list[_Part], what: str) -> Iterator[Problem]:
    people = sum(part for part, _ in parts)
    # Numbers that are scaled again and again may end as no numbers.
    if not people <= MOST_PEOPLE:
        most, where = max(parts, key=lambda part: part[0])
        found = f"{people:,.0f} people in all, {what}; {most:,.0f} of them in this row."
        yield Problem(where, found, WHY, ("correct the numbers that are too high.",))
