"""data_layout.csv and the series it names: how many people were registered where and when."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from homeward.exchange.flee.dialect import FleeRow, data_rows
from homeward.exchange.flee.findings import Findings, twin_of
from homeward.exchange.flee.identifiers import identifiers, warn_of_renamed
from homeward.exchange.flee.instance_cells import date_cell, whole_cell
from homeward.exchange.flee.instance_files import Files
from homeward.exchange.flee.locations import LOCATIONS_FILE, FleePlace, InstancePlaces
from homeward.exchange.flee.period import Period
from homeward.scenario.camps.daily_counts import value_on
from homeward.scenario.text.file_limits import MOST_PLACES

LAYOUT_FILE = "data_layout.csv"
OLDER_LAYOUT_FILES = ("data_layout_refugee.csv",)
"""What it was called in earlier versions of Flee; it says the same."""
VALIDATION_FOLDERS = ("validation", "source_data")
"""Folders beside the input directory in which the registrations are: as published, and in Flee's template."""
TOTAL = "total"
IN_ORDER = "Rows count in the order of the file, as in Flee"
HEADERS = {"DateTime", "Date", ""}
"""What the first cell of a series may say where it is no date."""


@dataclass(frozen=True)
class Count:
    """A registered number of people."""

    date: dt.date
    people: int
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Part:
    """One file of a series."""

    file: str
    counts: tuple[Count, ...]


@dataclass(frozen=True)
class RegistrationSeries:
    """What was counted, of a camp, of all, or of people at no camp; its parts are added."""

    label: str
    identifier: str
    row: FleeRow
    camp: FleePlace | None
    is_total: bool
    parts: tuple[Part, ...]


def read_validation(
    folder: Path, places: InstancePlaces, files: Files, findings: Findings
) -> list[RegistrationSeries]:
    """Read every series of a validation directory, the total first."""
    rows = files.rows(folder, LAYOUT_FILE, older=OLDER_LAYOUT_FILES)
    if rows is None:
        return []
    layout = list(data_rows(rows, 2, findings))
    if not layout and findings.has_problem_in(LAYOUT_FILE):
        return []
    if not layout:
        found = "there are no series."
        findings.refuse(
            LAYOUT_FILE, found, "", "write total,FILE on the first line, then the camps."
        )
        return []
    if len(layout) > MOST_PLACES:
        found = f"{len(layout):,} series, more than {MOST_PLACES:,}."
        findings.refuse(LAYOUT_FILE, found, "", "leave out the series of places that are no camps.")
        return []
    labels = _labels(layout, findings)
    given = _identifiers(labels, places)
    for label, row in labels.items():
        if label not in places.by_name:
            warn_of_renamed(label, given[label], row.where, findings)
    series = [
        _read_series(row, given[label], folder, places, files, is_total=number == 0)
        for number, (label, row) in enumerate(labels.items())
    ]
    _check_total(layout[0], places, findings)
    _doubt_camps(labels, places, findings)
    return series


def _labels(layout: Sequence[FleeRow], findings: Findings) -> dict[str, FleeRow]:
    labels: dict[str, FleeRow] = {}
    for row in layout:
        label = row.cell(0)
        if label in labels:
            found = f'"{label}" was already given on line {labels[label].line}.'
            way = "write the files of one camp into one row; they are added."
            findings.refuse(row.where, found, "", way)
        else:
            labels[label] = row
    return labels


def _identifiers(labels: dict[str, FleeRow], places: InstancePlaces) -> dict[str, str]:
    """Give camps the identifier of their place, and other series one that no place has."""
    camps = {label: places.by_name[label].identifier for label in labels if label in places.by_name}
    taken = [place.identifier for place in places.by_name.values()]
    others = [label for label in labels if label not in camps]
    return camps | identifiers(others, "series", taken)


def _check_total(first: FleeRow, places: InstancePlaces, findings: Findings) -> None:
    label = first.cell(0)
    if label in places.by_name:
        found = f'the first row is that of a place, "{label}".'
        why = "The first row must be the agency's total of all."
        findings.refuse(first.where, found, why, "put the row total,FILE before it.")


def _doubt_camps(labels: dict[str, FleeRow], places: InstancePlaces, findings: Findings) -> None:
    for label, row in list(labels.items())[1:]:
        place = places.by_name.get(label)
        if place is None and twin_of(label, places.by_name) is not None:
            places.find(label, row.where, findings)
        elif place is None or not place.is_camp:
            what = f'"{label}" is no camp of {LOCATIONS_FILE}.'
            findings.warn(
                row.where, what, "Its people are counted among those who come, and nowhere else."
            )
    for place in places.by_name.values():
        if place.is_camp and place.name not in labels:
            what = f'the camp "{place.name}" has no row in {LAYOUT_FILE}.'
            findings.warn(place.row.where, what, "Flee stops there; here nothing is known of it.")


def _read_series(
    row: FleeRow,
    identifier: str,
    folder: Path,
    places: InstancePlaces,
    files: Files,
    *,
    is_total: bool,
) -> RegistrationSeries:
    place = places.by_name.get(row.cell(0))
    cells = [cell.strip() for cell in row.cells[1:]]
    names = [files.name_of(folder, cell) for cell in cells if cell]
    if not names:
        found = f'"{row.cell(0)}" has no file.'
        files.findings.refuse(row.where, found, "", "name the file of its series.")
    parts = tuple(_read_part(folder, name, row, files) for name in names)
    _doubt_parts(parts, files.findings)
    return RegistrationSeries(
        label=row.cell(0),
        identifier=identifier,
        row=row,
        camp=place if place is not None and place.is_camp and not is_total else None,
        is_total=is_total,
        parts=parts,
    )


def _doubt_parts(parts: Sequence[Part], findings: Findings) -> None:
    for part in parts[1:]:
        if part.counts and parts[0].counts and part.counts[0].date > parts[0].counts[0].date:
            what = f"it begins later than {parts[0].file}, to which it is added."
            findings.warn(part.file, what, "Flee stops there; here it counts from then on.")


def _read_part(folder: Path, name: str, layout: FleeRow, files: Files) -> Part:
    rows = files.named_rows(folder, name, layout)
    if rows is None:
        return Part(name, ())
    counts = _once(name, list(_counts(rows, files.findings)), files.findings)
    if not counts and not files.findings.has_problem_in(name):
        found = "there is no date with a number."
        files.findings.refuse(name, found, "", "write rows of a date and the people registered.")
    return Part(name, counts)


def _counts(rows: Sequence[FleeRow], findings: Findings) -> Iterator[Count]:
    """Give the counts in the order of the file; rows without a number count nothing."""
    data = [row for row in rows if not row.is_comment]
    has_more = bool(rows) and _is_header(rows[0]) and bool(rows[0].cell(2).strip())
    for number, row in enumerate(data):
        if _is_separated_otherwise(row) and row.refuse_separator(2, findings):
            return
        if (number == 0 and _is_header(row)) or not row.cell(1).strip():
            continue
        date = findings.sound(row.where, date_cell(row.cell(0)))
        people = findings.sound(
            row.where, whole_cell(row.cell(1)) if has_more else row.last_whole(1)
        )
        if date is None or people is None:
            continue
        if people < 0:
            findings.refuse(row.where, f"{people} people are fewer than none.", "", "correct it.")
            continue
        yield Count(date, people, row.line)


def _is_header(row: FleeRow) -> bool:
    return row.is_comment or row.cell(0).strip() in HEADERS


def _is_separated_otherwise(row: FleeRow) -> bool:
    """Whether a date and something else stand in one cell; any other single cell is a note."""
    first = re.split(r"[;\t|]", row.cell(0))[0]
    return len(row.cells) == 1 and isinstance(date_cell(first), dt.date)


def _once(file: str, counts: Sequence[Count], findings: Findings) -> tuple[Count, ...]:
    """Leave out counts that repeat an earlier one, and warn of days that have two, or come too early."""
    kept: list[Count] = []
    by_date: dict[dt.date, Count] = {}
    again: list[tuple[Count, Count]] = []
    for count in counts:
        earlier = by_date.get(count.date)
        if earlier is not None and earlier.people == count.people:
            what = f"the count of {count.date} is that of line {earlier.line}, and is left out."
            findings.warn(f"{file}, line {count.line}", what)
            continue
        if earlier is not None:
            again.append((earlier, count))
        elif kept and count.date < kept[-1].date:
            what = f"{count.date} comes after {kept[-1].date}."
            findings.warn(f"{file}, line {count.line}", what, f"{IN_ORDER}.")
        by_date[count.date] = count
        kept.append(count)
    for earlier, count in again:
        _doubt_day(file, earlier, count, kept, findings)
    return tuple(kept)


def _doubt_day(
    file: str, earlier: Count, count: Count, counts: Sequence[Count], findings: Findings
) -> None:
    """Say that a day has two counts, and which is taken."""
    points = [(one.date.toordinal(), float(one.people)) for one in counts]
    taken = value_on(points, count.date.toordinal())
    what = (
        f"{count.date} has two counts, {earlier.people} on line {earlier.line} "
        f"and {count.people} here."
    )
    late = max(counts, key=lambda one: one.date).date
    end = value_on(points, late.toordinal() + 1)
    after = f", and {end} after {late}" if count is counts[-1] and count.date < late else ""
    scores = "" if taken == count.people else f" Scores compare with {count.people}."
    why = f"{IN_ORDER}: {taken} is taken for that day{after}.{scores}"
    findings.warn(f"{file}, line {count.line}", what, why)


def doubt_days(series: Sequence[RegistrationSeries], period: Period, findings: Findings) -> None:
    """Warn of files with no count within the run."""
    if period.length == 0:
        return
    for part in (part for one in series for part in one.parts):
        dates = [count.date for count in part.counts]
        if dates and not any(period.start <= date <= period.end for date in dates):
            what = f"none of its counts, {min(dates)} to {max(dates)}, is within the run"
            findings.warn(part.file, f"{what}, {period.start} to {period.end}.")
