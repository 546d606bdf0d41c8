"""registration_corrections.csv: days on which a camp was counted anew, and earlier counts are scaled."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from homeward.exchange.flee.dialect import FleeRow, data_rows
from homeward.exchange.flee.findings import Findings, hint
from homeward.exchange.flee.instance_cells import date_cell
from homeward.exchange.flee.period import Period
from homeward.exchange.flee.validation import Count, RegistrationSeries

CORRECTIONS_FILE = "registration_corrections.csv"


@dataclass(frozen=True)
class NewCount:
    """A day on which a series was counted anew."""

    series: RegistrationSeries
    date: dt.date


def read_corrections(
    rows: Sequence[FleeRow],
    series: Sequence[RegistrationSeries],
    period: Period,
    findings: Findings,
) -> list[NewCount]:
    """Read every new count; one before the run is dropped, as in Flee."""
    by_label = {one.label: one for one in series}
    scaled = {one.label: with_corrections(one) for one in series}
    corrections: list[NewCount] = []
    for row in data_rows(rows, 2, findings):
        label, date = row.cell(0), findings.sound(row.where, date_cell(row.cell(1)))
        if date is None:
            continue
        if label not in by_label:
            found = f'"{label}" is not in data_layout.csv.'
            findings.refuse(
                row.where, found, hint("name", label, list(by_label)), "correct the name."
            )
        elif date < period.start:
            what = f'the new count of "{label}" on {date} comes before the run, and is dropped.'
            findings.warn(row.where, what, "So it is in Flee.")
        elif any(one.series.label == label and one.date == date for one in corrections):
            what = f'the new count of "{label}" on {date} was already given, and is left out.'
            findings.warn(row.where, what, "Earlier counts are scaled once.")
        elif _scale(row, date, scaled[label], findings):
            corrections.append(NewCount(by_label[label], date))
    return corrections


Point = tuple[dt.date, float]
"""A day and the people of a series, as far as corrections have scaled them."""


def with_corrections(series: RegistrationSeries) -> list[Point]:
    """Add the parts of a series: each date of any part, with the last count of every part."""
    if len(series.parts) == 1:
        return [(count.date, float(count.people)) for count in series.parts[0].counts]
    dates = sorted({count.date for part in series.parts for count in part.counts})
    return [(date, float(sum(_last(part.counts, date) for part in series.parts))) for date in dates]


def _last(counts: Iterable[Count], date: dt.date) -> int:
    earlier = [count for count in counts if count.date <= date]
    return max(earlier, key=lambda count: count.date).people if earlier else 0


def _scale(row: FleeRow, date: dt.date, points: list[Point], findings: Findings) -> bool:
    """Scale what was counted before a new count, or say why that cannot be done."""
    label = row.cell(0)
    indices = [index for index, (day, _) in enumerate(points) if day == date]
    if not points:
        return False
    if not indices:
        found = f'"{label}" was not counted on {date}.'
        why = "Earlier counts are scaled to meet the count of that day; Flee stops there."
        near = min(points, key=lambda point: abs(point[0] - date))[0]
        ways = (f"write {near}, the nearest day on which it was counted.", "remove the row.")
        findings.refuse(row.where, found, why, *ways)
        return False
    index = next((index for index in indices if index), 0)
    if index == 0:
        found = f'{date} is the first day on which "{label}" was counted.'
        why = "There is no earlier count to scale; Flee stops there."
        findings.refuse(row.where, found, why, "remove the row.")
        return False
    before = points[index - 1][1]
    if before < 1:
        found = f'"{label}" had {before:g} people before {date}, fewer than 1.'
        why = "Earlier counts are multiplied by the new over the last; Flee stops there."
        findings.refuse(row.where, found, why, "remove the row.")
        return False
    factor = points[index][1] / before
    points[:index] = [(day, people * factor) for day, people in points[:index]]
    return True
