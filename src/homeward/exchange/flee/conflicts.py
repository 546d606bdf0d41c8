"""conflicts.csv and conflict dates: the days on which each place is fought over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from homeward.exchange.flee.dialect import FleeRow
from homeward.exchange.flee.findings import Findings, hint, twin_of
from homeward.exchange.flee.instance_cells import number_cell
from homeward.exchange.flee.location_changes import TypeChange
from homeward.exchange.flee.locations import FleePlace, InstancePlaces
from homeward.exchange.flee.period import Period
from homeward.scenario.rows.camps.fighting import MOST_INTENSITY
from homeward.scenario.text.cells import shortened

CONFLICTS_FILE = "conflicts.csv"
SOME = 1e-6
"""Intensities below this are peace."""

DEFAULT_INTENSITY = 1.0
"""Intensity of a place that becomes a conflict by a change of type."""

Intensities = dict[str, list[float]]
"""Intensity of every place named in the file, by day of the run."""


@dataclass(frozen=True)
class ConflictDays:
    """Days on which a place is fought over with one intensity; `end` is the first day it is not."""

    place: FleePlace
    intensity: float
    start: int
    end: int
    is_from_before: bool


def read_conflicts(
    rows: Sequence[FleeRow], places: InstancePlaces, period: Period, findings: Findings
) -> Intensities:
    """Read the intensity of each place on each day: the row's position is the day, its header the place."""
    if not rows:
        found = "the file is empty."
        way = "write the line #Day and the names of places, then a row for each day."
        findings.refuse(CONFLICTS_FILE, found, "", way)
        return {}
    header, *later = rows
    if header.refuse_separator(2, findings):
        return {}
    if header.cells[0].strip().isdecimal():
        found = "the first line is that of a day, not the names of places."
        findings.refuse(
            header.where, found, "", "put this before it: #Day and the names of places."
        )
        return {}
    columns = _columns(header, places, findings)
    days = [row for row in later if not row.is_comment]
    named = sum(bool(cell.strip()) for cell in header.cells[1:])
    if any(row.refuse_separator(named + 1, findings) for row in days):
        return {}
    if len(days) < period.length:
        found = f"there are rows for {len(days)} days, and the run has {period.length}."
        why = "The row's position is the day; Flee stops where they end."
        ways = ("add the missing rows.", "shorten Length in sim_period.csv.")
        findings.refuse(CONFLICTS_FILE, found, why, *ways)
    elif len(days) > period.length > 0:
        what = f"there are rows for {len(days)} days, and the run has {period.length}."
        findings.warn(CONFLICTS_FILE, what, "Those after its end are not used.")
    _doubt_days(days, findings)
    _refuse_nameless(header, days, findings)
    return {
        name: [_intensity(row, index, findings) for row in days] for index, name in columns.items()
    }


def _columns(header: FleeRow, places: InstancePlaces, findings: Findings) -> dict[int, str]:
    """Name the places of the columns; Flee strips these names, and ignores the first."""
    columns: dict[int, str] = {}
    for index, cell in enumerate(header.cells[1:], start=1):
        name = cell.strip()
        if name in columns.values():
            found = f'"{name}" is the name of two columns.'
            findings.refuse(header.where, found, "", "remove one of them.")
        elif name in places.names:
            columns[index] = name
        elif twin_of(name, places.names) is not None:
            places.find(name, header.where, findings)
        elif name and places.names:
            near = hint("name", name, list(places.names))
            what = f'"{shortened(name)}" is no place: nobody fights there.'
            findings.warn(header.where, what, near)
    return columns


def _doubt_days(days: Sequence[FleeRow], findings: Findings) -> None:
    """Warn of the first row whose day is not that of its position."""
    for day, row in enumerate(days):
        stated = row.cell(0).strip()
        if stated != str(day):
            what = f'the row says day "{shortened(stated)}" and is that of day {day}.'
            findings.warn(row.where, what, "As in Flee, the position of a row decides.")
            return


def _refuse_nameless(header: FleeRow, days: Sequence[FleeRow], findings: Findings) -> None:
    """Refuse each column that has numbers and no name, on the first of its lines."""
    refused: set[int] = set()
    for row in days:
        for index, cell in enumerate(row.cells[1:], start=1):
            if cell.strip() and not header.cell(index).strip() and index not in refused:
                refused.add(index)
                found = f"column {index + 1} has a number, and in the header no name."
                way = "name the place in the header, or remove the column."
                findings.refuse(row.where, found, "Flee stops there.", way)


def _intensity(row: FleeRow, index: int, findings: Findings) -> float:
    text = row.cell(index)
    if not text.strip():
        way = "write a number in every column, 0 for peace."
        findings.refuse(row.where, f"column {index + 1} is empty.", "Flee stops there.", way)
        return 0.0
    number = findings.sound(row.where, number_cell(text))
    if number is None:
        return 0.0
    if number < 0:
        findings.refuse(
            row.where, f"the intensity {number:g} is below 0.", "", "write 0 for peace."
        )
        return 0.0
    if number > MOST_INTENSITY:
        found = f"the intensity {number:g} is above {MOST_INTENSITY:g}."
        findings.refuse(row.where, found, "", "write 1 for open fighting.")
        return 0.0
    return number


def fights(
    places: InstancePlaces,
    intensities: Intensities,
    changes: Sequence[TypeChange],
    period: Period,
    findings: Findings,
) -> list[ConflictDays]:
    """List the fights of every place, in the order of places and days."""
    found: list[ConflictDays] = []
    for place in places.by_name.values():
        series = intensities.get(place.name, [])
        _doubt(place, series, findings)
        own = {change.day: change for change in changes if change.place is place}
        found.extend(_fights_of(place, series, own, period))
    return found


def _doubt(place: FleePlace, series: Sequence[float], findings: Findings) -> None:
    if place.fights_from_before and not (series and series[0] > SOME):
        what = f'"{place.name}" is fought over from the start'
        why = f"as its conflict date is {place.conflict_day}, though {CONFLICTS_FILE} does not say so."
        findings.warn(place.row.where, f"{what},", why)
    elif place.conflict_day is not None and not place.fights_from_before and not any(series):
        what = f'"{place.name}" is never fought over:'
        why = f"a conflict date after the start counts for nothing, and {CONFLICTS_FILE} does not say so."
        findings.warn(place.row.where, what, why)


def _fights_of(
    place: FleePlace, series: Sequence[float], changes: Mapping[int, TypeChange], period: Period
) -> Iterator[ConflictDays]:
    daily = list(_daily(place, series, changes, period.length))
    day = 0
    for intensity, same in groupby(daily):
        end = day + len(list(same))
        if intensity > 0:
            is_from_before = day == 0 and not (series and series[0] > SOME)
            yield ConflictDays(place, intensity, day, end, is_from_before)
        day = end


def _daily(
    place: FleePlace, series: Sequence[float], changes: Mapping[int, TypeChange], length: int
) -> Iterator[float]:
    """Give the intensity of each day: a change of type first, then what conflicts.csv begins or ends."""
    own = place.intensity if place.fights_from_before else 0.0
    before = 0.0
    for day in range(length):
        if day in changes:
            own = DEFAULT_INTENSITY if changes[day].type.is_conflict else 0.0
        now = series[day] if day < len(series) else 0.0
        if now > SOME and before < SOME:
            own = now
        elif now < SOME <= before:
            own = 0.0
        yield now if own and now > SOME else own
        before = now
