"""People observed in each camp on each day, how many arrive, and how far a model is from them."""

from __future__ import annotations

import csv
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

Series = list[tuple[int, float]]  # (day since the start, people), in the order of the file
UNREAD = ("Date", "DateTime", "")  # what a heading of a series may begin with


def rows_of(path: Path) -> list[list[str]]:
    """Return the rows of a file that are neither comments nor blank; fields are not stripped."""
    with path.open(newline="", encoding="utf-8-sig") as lines:
        return [row for row in csv.reader(lines) if row and not row[0].startswith("#")]


def read_series(path: Path, start: date) -> Series:
    """Return one series; rows without a number are left out."""
    rows = [row for row in rows_of(path) if len(row) > 1 and row[1]]
    if rows and rows[0][0] in UNREAD:
        del rows[0]
    return [((date.fromisoformat(row[0]) - start).days, float(row[1])) for row in rows]


def correct(series: Series, day: int) -> Series:
    """Rescale what was registered before a recount, so that it meets the recount."""
    if day < 0:
        return series
    index = next((place for place, (when, _) in enumerate(series) if when == day), 0)
    if index == 0:
        message = (
            f"registration_corrections.csv: no second or later row of the series is on day {day}"
        )
        raise SystemExit(message)
    ratio = series[index][1] / series[index - 1][1]
    return [
        (when, people * ratio if place < index else people)
        for place, (when, people) in enumerate(series)
    ]


def value_on(series: Series, day: int) -> int:
    """Interpolate a series, constant before its first row and after its last; cut to whole people."""
    if day <= series[0][0]:
        return int(series[0][1])
    for (before, people), (after, later) in pairwise(series):
        if day < after:
            return int(people + (later - people) * (day - before) / (after - before))
    return int(series[-1][1])


def read_observed(
    validation: Path, corrections: Path, start: date, n_day: int, thin: int
) -> dict[str, list[int]]:
    """Return the people observed by label and day, without the grand total (its row comes first)."""
    series: dict[str, Series] = {}
    for label, file, *more in rows_of(validation / "data_layout.csv")[1:]:
        if more:
            message = (
                f"data_layout.csv: {label} adds several files, which this benchmark does not read"
            )
            raise SystemExit(message)
        series[label] = read_series(validation / file, start)
    for label, when, *_ in rows_of(corrections) if corrections.exists() else []:
        if label in series:
            series[label] = correct(series[label], (date.fromisoformat(when) - start).days)
    return {
        label: [
            value_on([(when, people / thin) for when, people in rows], day) for day in range(n_day)
        ]
        for label, rows in series.items()
    }


def arrivals(observed: dict[str, list[int]]) -> list[int]:
    """Return how many set out on each day: the sum of all rises, after any fall has been made up for."""
    totals = [sum(people) for people in zip(*observed.values(), strict=True)]
    setting_out, owed = [0], 0
    for before, after in pairwise(totals):
        people = after - before - owed
        owed = max(0, -people)
        setting_out.append(max(0, people))
    return setting_out


def averaged_relative_difference(
    people: Sequence[Sequence[float]], observed: Sequence[Sequence[float]]
) -> float:
    """Return the ARD of camp numbers, [day][camp]: 0 is perfect, 2 is everybody in the wrong camp."""
    differences = [
        sum(abs(model - seen) for model, seen in zip(*day, strict=True)) / max(sum(day[1]), 1)
        for day in zip(people, observed, strict=True)
    ]
    return sum(differences) / len(differences)
