"""closures.csv: borders, places, roads and camps that are closed for some days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import cast

from homeward.exchange.flee.dialect import FleeRow, data_rows
from homeward.exchange.flee.findings import Findings, hint
from homeward.exchange.flee.instance_cells import whole_cell
from homeward.exchange.flee.locations import LOCATIONS_FILE, FleePlace, InstancePlaces
from homeward.exchange.flee.period import Period
from homeward.exchange.flee.routes import ROUTES_FILE, FleeRoute
from homeward.scenario.rows.camps.barriers import BarrierKind
from homeward.scenario.rows.places import CAMPS, PlaceKind

CLOSURES_FILE = "closures.csv"
NEEDED = 5
NEVER = -1
KINDS: dict[str, BarrierKind] = {
    "country": "border",
    "location": "place",
    "link": "road",
    "camp": "camp",
    "idpcamp": "idp_camp",
}
REDIRECTION = "remove_forced_redirection"


@dataclass(frozen=True)
class FleeBarrier:
    """What is closed, from a day and until another; None where that is not within any run."""

    kind: BarrierKind
    places: tuple[str, ...]
    countries: tuple[str, ...]
    start: dt.date
    end: dt.date | None


@dataclass(frozen=True)
class Opening:
    """A place that becomes a camp, as one that never was a camp does when it is said to reopen."""

    place: FleePlace
    kind: PlaceKind
    date: dt.date


@dataclass
class Closures:
    """Everything that closures.csv says."""

    barriers: list[FleeBarrier] = field(default_factory=list[FleeBarrier])
    openings: list[Opening] = field(default_factory=list[Opening])


def read_closures(
    rows: Sequence[FleeRow],
    places: InstancePlaces,
    routes: Iterable[FleeRoute],
    period: Period,
    findings: Findings,
) -> Closures:
    """Read every closure, or say what is wrong with it."""
    roads = {frozenset((route.origin.name, route.destination.name)) for route in routes}
    closures = Closures()
    given: dict[object, int] = {}
    for row in data_rows(rows, NEEDED, findings):
        kind = KINDS.get(row.cell(0).strip())
        if kind is None:
            _other(row, findings)
            continue
        days = _days(row, findings)
        named = _named(row, kind, places, roads, findings)
        if days is not None and named is not None:
            said = (kind, frozenset(named[0]), frozenset(named[1]), days)
            if said in given:
                what = f"the closure is that of line {given[said]}, and is left out."
                findings.warn(row.where, what, "Once is enough to close it.")
                continue
            given[said] = row.line
            _add(closures, kind, named, _dates(row, *days, period, findings))
    return closures


def _other(row: FleeRow, findings: Findings) -> None:
    if row.cell(0).strip() == REDIRECTION:
        what = f'{REDIRECTION} of "{row.cell(1)}" and "{row.cell(2)}" has no effect.'
        findings.warn(row.where, what, "Flee notes it and never asks.")
        return
    known = [*KINDS, REDIRECTION]
    found = f'the closure "{row.cell(0)}" is not known.'
    way = f"write one of {', '.join(known)}."
    findings.refuse(row.where, found, hint("closure", row.cell(0), known), way)


def _days(row: FleeRow, findings: Findings) -> tuple[int, int] | None:
    start = findings.sound(row.where, whole_cell(row.cell(3)))
    end = findings.sound(row.where, row.last_whole(4))
    return None if start is None or end is None else (start, end)


Named = tuple[tuple[FleePlace, ...], tuple[str, ...]]
"""Places and countries that a closure names."""


def _named(
    row: FleeRow,
    kind: BarrierKind,
    places: InstancePlaces,
    roads: set[frozenset[str]],
    findings: Findings,
) -> Named | None:
    if kind == "border":
        return _border(row, places, findings)
    place = places.find(row.cell(1), row.where, findings)
    if kind != "road":
        if kind == "place" and row.cell(2) in places.by_name:
            what = f'every road of "{row.cell(1)}" is closed, not only that to "{row.cell(2)}".'
            findings.warn(row.where, what, "Flee does not read the second name.")
        return ((place,), ()) if place else None
    other = places.find(row.cell(2), row.where, findings)
    if place is None or other is None:
        return None
    if place is other or frozenset((place.name, other.name)) not in roads:
        found = f'there is no road between "{place.name}" and "{other.name}".'
        findings.refuse(
            row.where, found, "", f"correct the names, or add the road to {ROUTES_FILE}."
        )
        return None
    what = f'the road between "{place.name}" and "{other.name}" stays open under movement: flee.'
    why = "In Flee the row does nothing; movement: camp-choice closes the road."
    findings.warn(row.where, what, why)
    return (place, other), ()


def _border(row: FleeRow, places: InstancePlaces, findings: Findings) -> Named | None:
    known = dict.fromkeys(place.row.cell(2) for place in places.by_name.values())
    codes = {place.row.cell(2): place.country for place in places.by_name.values()}
    countries: list[str] = []
    for name in (row.cell(1), row.cell(2)):
        if name in codes:
            countries.append(codes[name])
        elif places.are_whole:
            found = f'no place is in the country "{name}".'
            way = f"write the country as {LOCATIONS_FILE} does, or remove the row."
            findings.refuse(row.where, found, hint("name", name, list(known)), way)
    if len(countries) < 2:
        return None
    if countries[0] == countries[1]:
        found = f'"{row.cell(1)}" and "{row.cell(2)}" are one country.'
        findings.refuse(row.where, found, "", "name the countries on both sides of the border.")
        return None
    return (), tuple(countries)


Dates = tuple[dt.date, dt.date | None]


def _dates(row: FleeRow, start: int, end: int, period: Period, findings: Findings) -> Dates | None:
    """Return the first day of a closure and that of reopening; None if it never comes."""
    closed = period.date(start)
    if closed is None or not 0 <= start < period.length:
        why = f"The run has days 0 to {period.length - 1}."
        findings.warn(row.where, f"the closure of day {start} never comes.", why)
        return None
    if end == start:
        why = "Flee closes and reopens it at once."
        findings.warn(row.where, f"the closure begins and ends on day {start}.", why)
        return None
    if end < start and end != NEVER:
        why = "Day 0 is the first, and -1 stands for never."
        what = f"closed on day {start} and reopened on day {end}, before: it never reopens."
        findings.warn(row.where, what, why)
    return closed, period.date(end) if end > start else None


def _add(closures: Closures, kind: BarrierKind, named: Named, dates: Dates | None) -> None:
    if dates is None:
        return
    places, countries = named
    start, end = dates
    if kind in CAMPS and not places[0].is_camp:
        camp_kind = cast("PlaceKind", kind)
        if end is not None:
            closures.openings.append(Opening(places[0], camp_kind, end))
        return
    names = tuple(place.identifier for place in places)
    closures.barriers.append(FleeBarrier(kind, names, countries, start, end))


def openings_in(closures: Closures, period: Period) -> Iterator[Opening]:
    """Give the openings of camps that come within the run."""
    for opening in closures.openings:
        if opening.date <= period.end:
            yield opening
