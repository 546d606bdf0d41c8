"""What one cell of an instance can say: blanks around a number or a date mean nothing there."""

from __future__ import annotations

import datetime as dt
import re

from homeward.errors import Problem
from homeward.scenario.cells import FIRST_YEAR, LAST_YEAR, read_day, read_number
from homeward.variables import MOST_PEOPLE

MOST = MOST_PEOPLE
"""Whole numbers may not be greater: no more people can be counted, and there are not so many days."""

_WHOLE = re.compile(r"[+-]?[0-9]+")
_MOST_LETTERS = 60
"""Letters of a cell that a message repeats."""


def whole_cell(text: str) -> int | Problem:
    """Read a whole number, written without a decimal point."""
    text = text.strip()
    if _WHOLE.fullmatch(text):
        sign, digits = text.startswith("-"), text.lstrip("+-").lstrip("0") or "0"
        if len(digits) <= len(str(MOST)) and int(digits) <= MOST:
            return -int(digits) if sign else int(digits)
        return Problem("", f'"{shortened(text)}" is beyond {MOST:,}.', "", ("correct it.",))
    number = number_cell(text)
    if isinstance(number, float) and number.is_integer() and abs(number) <= MOST:
        why = "Flee stops at whole numbers that are written otherwise."
        return Problem("", f'"{text}" is not a whole number.', why, (f"write {int(number)}.",))
    way = "write a whole number such as 1500, without a separator."
    return Problem("", f'"{shortened(text)}" is not a whole number.', "", (way,))


def number_cell(text: str) -> float | Problem:
    """Read a finite number."""
    text = text.strip()
    if len(text) > _MOST_LETTERS:
        way = "write a number such as 0.5 or 1500."
        return Problem("", f'"{shortened(text)}" is not a number.', "", (way,))
    return read_number(text)


def date_cell(text: str) -> dt.date | Problem:
    """Read a date, YYYY-MM-DD."""
    return read_day(shortened(text.strip()))


def shortened(text: str) -> str:
    """Shorten a text that a message repeats."""
    return text if len(text) <= _MOST_LETTERS else f"{text[:_MOST_LETTERS]}…"


def day_after(start: dt.date, days: int) -> dt.date | None:
    """Return the date `days` after `start`, or None where a scenario cannot say it."""
    try:
        date = start + dt.timedelta(days=days)
    except OverflowError:
        return None
    return date if FIRST_YEAR <= date.year <= LAST_YEAR else None
