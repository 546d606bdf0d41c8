"""location_changes.csv: places that are of another type from a day on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from homeward.exchange.flee.dialect import FleeRow, data_rows
from homeward.exchange.flee.findings import Findings
from homeward.exchange.flee.locations import FleePlace, InstancePlaces
from homeward.exchange.flee.period import Period
from homeward.exchange.flee.place_types import PlaceType, type_of

CHANGES_FILE = "location_changes.csv"


@dataclass(frozen=True)
class TypeChange:
    """A place that becomes of a type on a day of the run."""

    place: FleePlace
    type: PlaceType
    day: int
    date: dt.date


def read_changes(
    rows: Sequence[FleeRow], places: InstancePlaces, period: Period, findings: Findings
) -> list[TypeChange]:
    """Read every change; one outside the run never comes, as in Flee."""
    changes: list[TypeChange] = []
    for row in data_rows(rows, 3, findings):
        place = places.find(row.cell(0), row.where, findings)
        place_type = _type(row, findings)
        day = findings.sound(row.where, row.last_whole(2))
        if day is None:
            continue
        date = period.date(day)
        if date is None or not 0 <= day < period.length:
            what = f'the change of "{row.cell(0)}" on day {day} never comes.'
            findings.warn(row.where, what, f"The run has days 0 to {period.length - 1}.")
        elif place is not None and place_type is not None:
            change = TypeChange(place, place_type, day, date)
            if not _is_repeated(change, changes, row, findings):
                changes.append(change)
    return changes


def _is_repeated(
    change: TypeChange, changes: Sequence[TypeChange], row: FleeRow, findings: Findings
) -> bool:
    """Warn of a place that has changed on that day before; whether it has to the same type."""
    for other in changes:
        if other.place is change.place and other.day == change.day:
            is_same = other.type == change.type
            what = f'"{change.place.name}" has already changed on day {change.day}.'
            why = "The row is left out." if is_same else "The last in the file counts."
            findings.warn(row.where, what, why)
            return is_same
    return False


def _type(row: FleeRow, findings: Findings) -> PlaceType | None:
    text = row.cell(1)
    place_type = type_of(text)
    if place_type is None or not text.strip():
        found = f'the type "{text}" is refused.'
        why = "homeward simulates no floods." if text.strip() else ""
        findings.refuse(row.where, found, why, "write town, camp, idpcamp or conflict_zone.")
        return None
    if not place_type.is_known:
        why = "Everybody there leaves every day, as in Flee."
        findings.warn(row.where, f'the type "{text}" is not known.', why)
    return place_type
