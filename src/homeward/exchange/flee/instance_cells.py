"""What one cell of an instance can say: blanks around a number or a date mean nothing there."""

from __future__ import annotations

import datetime as dt
import re

from homeward.catalogue import MOST_PEOPLE
from homeward.errors import Problem
from homeward.scenario.text.cells import (
    FIRST_YEAR,
    LAST_YEAR,
    read_count,
    read_day,
    read_number,
    read_whole,
    shortened,
)

MOST = MOST_PEOPLE
"""Whole numbers may not be greater: no more people can be counted, and there are not so many days."""

_WHOLE = re.compile(r"[+-]?[0-9]+")


def whole_cell(text: str) -> int | Problem:
    """Read a whole number, written without a decimal point."""
    text = text.strip()
    if _WHOLE.fullmatch(text):
        sign, digits = text.startswith("-"), text.lstrip("+-").lstrip("0") or "0"
        if len(digits) <= len(str(MOST)) and int(digits) <= MOST:
            return -int(digits) if sign else int(digits)
        return Problem("", f'"{shortened(text)}" is beyond {MOST:,}.', "", ("correct it.",))
    number = read_whole(text)
    if isinstance(number, Problem):
        return number
    why = "Flee stops at whole numbers that are written otherwise."
    return Problem("", f'"{text}" is not a whole number.', why, (f"write {number}.",))


def number_cell(text: str) -> float | Problem:
    """Read a finite number."""
    return read_number(text.strip())


def count_cell(text: str) -> float | Problem:
    """Read a finite number of people, who are whole."""
    return read_count(text.strip())


def date_cell(text: str) -> dt.date | Problem:
    """Read a date, YYYY-MM-DD."""
    return read_day(text.strip())


def day_after(start: dt.date, days: int) -> dt.date | None:
    """Return the date `days` after `start`, or None where a scenario cannot say it."""
    try:
        date = start + dt.timedelta(days=days)
    except OverflowError:
        return None
    return date if FIRST_YEAR <= date.year <= LAST_YEAR else None
