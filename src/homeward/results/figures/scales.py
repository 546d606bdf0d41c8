"""Axes: where the ticks stand and what they say."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
"""English whatever the locale, so that equal runs give equal bytes."""
_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
_TICKS, _DATE_TICKS = 4, 6
_MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60, 120)
_DAYS_A_MONTH = 30.4


def word_day(day: dt.date) -> str:
    """Write a date as readers do: 30 June 2025."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def round_ticks(most: float) -> list[float]:
    """Round numbers from 0 to at least `most`."""
    if most <= 0:
        return [0.0, 10.0]
    size = 10 ** math.floor(math.log10(most / _TICKS))
    step = next(size * step for step in _STEPS if size * step * _TICKS >= most * 0.999)
    return [step * index for index in range(math.ceil(most / step * 0.999) + 1)]


def date_ticks(first: dt.date, last: dt.date) -> list[tuple[dt.date, str]]:
    """First days of years or months between two dates, and what to call them."""
    months = (last - first).days / _DAYS_A_MONTH
    step = next((step for step in _MONTH_STEPS if months / step <= _DATE_TICKS), _MONTH_STEPS[-1])
    ticks: list[tuple[dt.date, str]] = []
    count = first.year * 12 + first.month - 1
    count += -count % step
    while (day := dt.date(count // 12, count % 12 + 1, 1)) <= last:
        if day >= first:
            ticks.append(
                (day, str(day.year) if step >= 12 else f"{MONTHS[day.month - 1][:3]} {day.year}")
            )
        count += step
    return ticks


@dataclass(frozen=True)
class Frame:
    """The inside of a chart: where a date and a value are drawn.

    Parameters
    ----------
    first, last
        Dates at the left and right edge.
    most
        Value at the upper edge; 0 is at the lower.
    """

    left: float
    top: float
    right: float
    bottom: float
    first: dt.date
    last: dt.date
    most: float

    def x(self, day: dt.date) -> float:
        """Where a date is."""
        share = (day - self.first).days / max((self.last - self.first).days, 1)
        return round(self.left + share * (self.right - self.left), 1)

    def y(self, value: float) -> float:
        """Where a value is."""
        return round(self.bottom - value / self.most * (self.bottom - self.top), 1)
