"""What a cell of a public file says: a count or nothing known, a day in the order of its source, a place code."""

from __future__ import annotations

import calendar
import datetime as dt
import math
import re
from functools import lru_cache
from typing import Literal

DayOrder = Literal["", "day first", "month first"]

UNKNOWN = frozenset({"", "-", "none", "null", "nan", "na", "n/a", "not available", "*", "…", "..."})
"""What public files write where a figure is not known."""
MOST_COUNT = 2_000_000_000
REMEMBERED = 50_000
"""Texts whose meaning is kept: files say the same days and figures again and again."""
_PLAIN = re.compile(r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")
_COMMAS = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_BLANKS = re.compile(r"[+-]?\d{1,3}(?:[ \u00a0\u202f']\d{3})+")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?")
_WORDS = re.compile(r"(\d{1,2})[ -]([A-Za-z]{3,9})[ -](\d{4}|\d{2})")
_OTHER = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_LOST = re.compile(r"\d{1,2}:\d{2}(?:\.\d+|:\d{2})?")
MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"),
        start=1,
    )
}
SERIAL_FROM = dt.date(1899, 12, 30)
"""The day that spreadsheets count from."""
_FIRST, _LAST = dt.date(1945, 1, 1), dt.date(2100, 1, 1)

LOST_IN_A_SPREADSHEET = (
    "a spreadsheet has saved it anew and every date is lost: 00:00.0 was a day. "
    "Download the file again and do not open it in a spreadsheet before it is imported."
)


class Unread(ValueError):  # noqa: N818  it names what it is
    """A cell that cannot be understood; its text says why."""


class LostDates(Unread):
    """A day that a spreadsheet destroyed: no row of its file can be trusted."""

    def __init__(self) -> None:
        super().__init__(LOST_IN_A_SPREADSHEET)


@lru_cache(REMEMBERED)
def read_count(text: str) -> float | None:
    """Read a number of people, deaths or events; None where it is not known.

    Raises
    ------
    Unread
        If it is no number, or one that two countries read in two ways.
    """
    text = text.strip()
    if text.lower() in UNKNOWN:
        return None
    if _PLAIN.fullmatch(text):
        number = float(text)
    elif _COMMAS.fullmatch(text):
        number = float(text.replace(",", ""))
    elif _BLANKS.fullmatch(text):
        number = float(re.sub(r"[ \u00a0\u202f']", "", text))
    else:
        raise Unread(f'"{text[:40]}" is no number that is written in one way only')
    if not 0 <= number <= MOST_COUNT:
        raise Unread(f'"{text[:40]}" is no count of people')
    return number


def read_degrees(text: str, most: float) -> float:
    """Read a latitude or longitude.

    Raises
    ------
    Unread
        If it is none.
    """
    match = _PLAIN.fullmatch(text.strip())
    degrees = float(match[0]) if match else math.inf
    if abs(degrees) > most:
        raise Unread(f'"{text.strip()[:40]}" is no number of degrees within {most:g}')
    return degrees


@lru_cache(REMEMBERED)
def read_day(text: str, order: DayOrder = "", *, is_serial: bool = False) -> dt.date:
    """Read a day.

    Parameters
    ----------
    order
        How the source writes days in digits; empty: it does not.
    is_serial
        Whether a bare number is a day as spreadsheets count them.

    Raises
    ------
    Unread
        If it is no day, or may be two.
    """
    text = text.strip()
    if _LOST.fullmatch(text):
        raise LostDates
    if is_serial and text.isdecimal() and len(text) <= 6:
        return _within(SERIAL_FROM + dt.timedelta(days=int(text)), text)
    iso, words, other = (pattern.fullmatch(text) for pattern in (_ISO, _WORDS, _OTHER))
    if iso:
        return _day(int(iso[1]), int(iso[2]), int(iso[3]), text)
    if words and words[2][:3].lower() in MONTHS:
        year = int(words[3])
        year += 0 if year > 99 else 2000 if year < 70 else 1900
        return _day(year, MONTHS[words[2][:3].lower()], int(words[1]), text)
    if other and order:
        first, second, year = int(other[1]), int(other[2]), int(other[3])
        day, month = (first, second) if order == "day first" else (second, first)
        return _day(year, month, day, text)
    if other:
        raise Unread(f'"{text[:40]}" may be two days, as day and month can be exchanged')
    raise Unread(f'"{text[:40]}" is no day')


def _day(year: int, month: int, day: int, text: str) -> dt.date:
    try:
        return _within(dt.date(year, month, day), text)
    except ValueError:
        raise Unread(f'"{text[:40]}" is no day of the calendar') from None


def _within(day: dt.date, text: str) -> dt.date:
    if not _FIRST <= day < _LAST:
        raise Unread(f'"{text[:40]}" is no day between {_FIRST.year} and {_LAST.year}')
    return day


def end_of_month(day: dt.date) -> dt.date:
    """Return the last day of the month of a day."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def read_year(text: str) -> int:
    """Read a year.

    Raises
    ------
    Unread
        If it is none.
    """
    text = text.strip()
    if not (text.isdecimal() and _FIRST.year <= int(text) <= _LAST.year):
        raise Unread(f'"{text[:20]}" is no year')
    return int(text)


def read_code(text: str) -> str:
    """Read a place code: text always, without blanks."""
    return re.sub(r"\s+", "", text).upper()


def read_iso3(text: str) -> str:
    """Read the three letters of a country; empty where there are none."""
    code = text.strip().upper()
    return code if re.fullmatch(r"[A-Z]{3}", code) else ""
