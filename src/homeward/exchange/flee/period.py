"""sim_period.csv: the first day of the run and how many days it has."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from homeward.exchange.flee.dialect import FleeRow, data_rows
from homeward.exchange.flee.findings import Findings, hint, twin_of
from homeward.exchange.flee.instance_cells import date_cell, day_after
from homeward.scenario.text.cells import LAST_YEAR, shortened

PERIOD_FILE = "sim_period.csv"
OLDER_PERIOD_FILES = ("conflict_period.csv",)
"""What it was called in earlier versions of Flee; it says the same."""
START, LENGTH = "startdate", "length"


@dataclass(frozen=True)
class Period:
    """Days of a run, counted from 0; without a file, nothing lies outside it."""

    start: dt.date = dt.date.min
    length: int = 0

    @property
    def end(self) -> dt.date:
        """Last day."""
        return self.start + dt.timedelta(days=self.length - 1)

    def date(self, day: int) -> dt.date | None:
        """Return the date of a day, or None where a scenario cannot say it."""
        return day_after(self.start, day)


def read_period(rows: Sequence[FleeRow], findings: Findings) -> Period | None:
    """Read both numbers, or say what is wrong with them."""
    given: dict[str, FleeRow] = {}
    for row in data_rows(rows, 2, findings):
        key = row.cell(0).strip().lower()
        if twin_of(key, (START, LENGTH)) is not None:
            found = f'the key "{shortened(row.cell(0))}" is not known.'
            findings.refuse(row.where, found, hint("key", key, [START, LENGTH]), "type it anew.")
        elif key not in {START, LENGTH}:
            why = "Flee does not read it, nor does homeward."
            findings.warn(row.where, f'unknown key "{shortened(row.cell(0))}".', why)
        elif key in given:
            findings.refuse(row.where, f'"{row.cell(0)}" is given twice.', "", "remove one.")
        else:
            given[key] = row
    if not given and findings.has_problem_in(PERIOD_FILE):
        return None
    start = _start(given.get(START), findings)
    length = _length(given.get(LENGTH), findings)
    if start is None or length is None:
        return None
    if day_after(start, length) is None:
        found = f"the run would last beyond the year {LAST_YEAR}."
        findings.refuse(given[LENGTH].where, found, "", "correct the length.")
        return None
    return Period(start, length)


def _start(row: FleeRow | None, findings: Findings) -> dt.date | None:
    if row is None:
        found = "the first day is not given."
        findings.refuse(PERIOD_FILE, found, "", "add the row StartDate,YYYY-MM-DD.")
        return None
    return findings.sound(row.where, date_cell(row.cell(1)))


def _length(row: FleeRow | None, findings: Findings) -> int | None:
    if row is None:
        found = "the number of days is not given."
        findings.refuse(PERIOD_FILE, found, "", "add the row Length,DAYS.")
        return None
    length = findings.sound(row.where, row.last_whole(1))
    if length is None:
        return None
    if length < 1:
        found = f"a run of {length} days."
        findings.refuse(row.where, found, "", "write how many days it lasts, at least 1.")
        return None
    return length
