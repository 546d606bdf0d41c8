"""Days, months and spans as `claims.csv` writes them, counted from the day of publication."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Part:
    """A year, a month or a day; month or day 0: not said."""

    year: int
    month: int = 0
    day: int = 0

    def __str__(self) -> str:
        """Write it as ISO 8601 does."""
        parts = [f"{self.year:04d}", *(f"{part:02d}" for part in (self.month, self.day) if part)]
        return "-".join(parts)

    @property
    def last_day(self) -> dt.date:
        """Its last day."""
        month = self.month or 12
        return dt.date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])


def part_of(day: dt.date) -> Part:
    """Return a day."""
    return Part(day.year, day.month, day.day)


def read_part(text: str) -> Part | None:
    """Read a year, month or day; None if it is none."""
    pieces = text.split("-") if text else []
    if not pieces or len(pieces) > 3 or not all(piece.isdecimal() for piece in pieces):
        return None
    return valid(*map(int, pieces))


def valid(year: int, month: int = 0, day: int = 0) -> Part | None:
    """Return a year, month or day if the calendar has it."""
    if not (1900 <= year <= 2100 and 0 <= month <= 12):
        return None
    if day and not (month and 1 <= day <= calendar.monthrange(year, month)[1]):
        return None
    return Part(year, month, day)


def latest(
    month: int, day: int, published: dt.date | None, *, strictly: bool = False
) -> Part | None:
    """Return the latest such month or day that was not after the publication; reports tell of what was.

    Parameters
    ----------
    published
        Last day it can have been; None: the year cannot be told.
    strictly
        A month before that of the publication, as in "last May".
    """
    if published is None:
        return None
    for year in (
        published.year,
        published.year - 1,
        published.year - 2,
        published.year - 3,
        published.year - 4,
    ):
        part = valid(year, month, day)
        if part is None:
            continue
        is_past = dt.date(year, month, day or 1) <= published
        if is_past and not (
            strictly and (year, month) == (published.year, published.month) and not day
        ):
            return part
    return None


def coming(month: int, day: int, published: dt.date | None) -> Part | None:
    """Return the next such month or day after the publication, as in "by next December"."""
    if published is None:
        return None
    at = (published.month, published.day) if day else (published.month, 0)
    return valid(published.year + ((month, day) <= at), month, day)


def relative(unit: str, number: int, published: dt.date | None) -> str:
    """Write "yesterday", "last week" or "since the beginning of the year" as a day, month, year or span."""
    if published is None:
        return ""
    if unit == "day":
        return str(part_of(published + dt.timedelta(days=number)))
    if unit == "week":
        monday = published - dt.timedelta(days=published.weekday() - 7 * number)
        return f"{monday}/{monday + dt.timedelta(days=6)}"
    if unit in {"month", "since month"}:
        months = published.year * 12 + published.month - 1 + number
        year, month = divmod(months, 12)
        return (
            f"{year:04d}-{month + 1:02d}"
            if unit == "month"
            else f"{year:04d}-{month + 1:02d}-01/.."
        )
    year = published.year + number
    return f"{year:04d}" if unit == "year" else f"{year:04d}-01-01/.."
