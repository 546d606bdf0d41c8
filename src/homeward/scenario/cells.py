"""What one cell can say: a number, a day, yes or no, a list; the rest is refused (model §2)."""

from __future__ import annotations

import datetime as dt
import re

from homeward.errors import Problem

FIRST_YEAR, LAST_YEAR = 1900, 2100
"""Years a date may have; anything outside is taken for a slip of the pen."""

_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?")
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d*)?")
_WHOLE = re.compile(r"[+-]?\d+")
_ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_OTHER_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_NOT_A_NUMBER = {"nan", "inf", "+inf", "-inf", "infinity", "+infinity", "-infinity", "na", "n/a"}
_YES_NO = {"yes": True, "no": False, "true": True, "false": False}


def read_number(text: str) -> float | Problem:
    """Read a finite number written with a decimal point."""
    if _NUMBER.fullmatch(text):
        number = float(text)
        if abs(number) != float("inf"):
            return number
    if text.lower() in _NOT_A_NUMBER or _NUMBER.fullmatch(text):
        return Problem(
            "",
            f'"{text}" is not a finite number.',
            "What is not known is left out, never written as a number.",
            ("write a number, or leave the cell empty where that is allowed.",),
        )
    way = "write a number such as 0.5 or 1500."
    why = ""
    if _NUMBER.fullmatch(text.replace(",", "")):
        why = "Decimals are written with a point, and thousands without a separator."
        way = f"write {text.replace(',', '' if _THOUSANDS.fullmatch(text) else '.')}."
    return Problem("", f'"{text}" is not a number.', why, (way,))


def read_whole(text: str) -> int | Problem:
    """Read a whole number."""
    if _WHOLE.fullmatch(text):
        return int(text)
    number = read_number(text)
    if not isinstance(number, float):
        return number
    if number.is_integer():
        return int(number)
    way = f"write {round(number)}."
    return Problem("", f'"{text}" is not a whole number.', "", (way,))


def read_day(text: str) -> dt.date | Problem:
    """Read an ISO date, YYYY-MM-DD."""
    iso = _ISO_DAY.fullmatch(text)
    if iso is None:
        return _not_iso(text)
    day = _calendar_day(*(int(part) for part in iso.groups()))
    if day is None:
        return Problem("", f'"{text}" is not a day of the calendar.', "", ("correct the date.",))
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        found = f'"{text}" is outside the years {FIRST_YEAR} to {LAST_YEAR}.'
        return Problem("", found, "", ("correct the year.",))
    return day


def read_yes_no(text: str) -> bool | Problem:
    """Read yes or no."""
    answer = _YES_NO.get(text.lower())
    if answer is not None:
        return answer
    return Problem("", f'"{text}" is neither yes nor no.', "", ("write yes or no.",))


def read_names(text: str) -> tuple[str, ...] | Problem:
    """Read a list of words separated by spaces."""
    names = tuple(text.split())
    for name in names:
        if names.count(name) > 1:
            return Problem("", f'"{name}" is named twice.', "", ("name it once.",))
    if any(separator in text for separator in ",;"):
        spaced = " ".join(text.replace(",", " ").replace(";", " ").split())
        way = f'write "{spaced}".'
        return Problem("", f'"{text}" is not a list separated by spaces.', "", (way,))
    return names


def read_wholes(text: str) -> tuple[int, ...] | Problem:
    """Read a list of whole numbers separated by spaces."""
    names = read_names(text)
    if isinstance(names, Problem):
        return names
    wholes: list[int] = []
    for name in names:
        whole = read_whole(name)
        if isinstance(whole, Problem):
            return whole
        wholes.append(whole)
    return tuple(wholes)


def read_numbers(text: str) -> tuple[float, ...] | Problem:
    """Read a list of numbers separated by spaces."""
    numbers: list[float] = []
    for part in text.split():
        number = read_number(part)
        if isinstance(number, Problem):
            return number
        numbers.append(number)
    return tuple(numbers)


def as_identifier(text: str) -> str:
    """Turn any text into lower_snake_case."""
    return re.sub(r"[^a-z0-9]+", "_", text.lower()).strip("_")


def write_cell(value: object) -> str:
    """Write a value as the cell that would be read back as it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.17g}" if float(f"{value:.15g}") != value else f"{value:.15g}"
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, tuple):
        parts: tuple[object, ...] = value
        return " ".join(str(part) for part in parts)
    return str(value)


def _not_iso(text: str) -> Problem:
    why = "Dates are written YYYY-MM-DD, so that no day can be taken for a month."
    other = _OTHER_DAY.fullmatch(text)
    if other is None:
        return Problem("", f'"{text}" is not a date.', why, ("write a date such as 2015-12-31.",))
    first, second, year = (int(part) for part in other.groups())
    days = {_calendar_day(year, second, first), _calendar_day(year, first, second)} - {None}
    ways = tuple(f"write {day}." for day in sorted(str(day) for day in days))
    return Problem("", f'"{text}" is not an ISO date.', why, ways or ("correct the date.",))


def _calendar_day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
