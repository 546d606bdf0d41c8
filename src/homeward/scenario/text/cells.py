"""What one cell can say: a number, a day, yes or no, a list; the rest is refused (model §2)."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from homeward.errors import Problem
from homeward.scenario.text.decoding import name_letter
from homeward.scenario.text.file_limits import MOST_LETTERS_OF_NUMBER
from homeward.scenario.text.written_numbers import GROUPED_BY_A_POINT, readings

FIRST_YEAR, LAST_YEAR = 1900, 2100
"""Years a date may have; anything outside is taken for a slip of the pen."""

_NUMBER = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?")
_WHOLE = re.compile(r"[+-]?[0-9]+")
_ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_OTHER_DAY = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")
_NOT_A_NUMBER = {"nan", "inf", "+inf", "-inf", "infinity", "+infinity", "-infinity", "na", "n/a"}
_YES_NO = {"yes": True, "no": False, "true": True, "false": False}
_SEPARATORS = {";": "a semicolon", "\t": "a tab", "|": "a bar"}
_PLAIN = "Decimals are written with a point, and thousands without a separator."
_MOST_QUOTED = 60
"""Letters of a cell that a message repeats."""


def shortened(text: str) -> str:
    """Shorten a text that a message repeats."""
    return text if len(text) <= _MOST_QUOTED else f"{text[:_MOST_QUOTED]}…"


def read_number(text: str) -> float | Problem:
    """Read a finite number written with a decimal point."""
    is_number = len(text) <= MOST_LETTERS_OF_NUMBER and _NUMBER.fullmatch(text) is not None
    if is_number and abs(float(text)) != float("inf"):
        return float(text)
    if is_number or text.lower() in _NOT_A_NUMBER:
        return Problem(
            "",
            f'"{text}" is not a finite number.',
            "What is not known is left out, never written as a number.",
            ("write a number, or leave the cell empty where that is allowed.",),
        )
    return _no_number(text)


def read_count(text: str) -> float | Problem:
    """Read a finite number of people, who are whole: a point before three digits may separate thousands."""
    if not GROUPED_BY_A_POINT.fullmatch(text):
        return read_number(text)
    found = f'"{text}" can be read in two ways.'
    why = f"A point before three digits separates thousands in many countries. {_PLAIN}"
    return Problem("", found, why, (_write(readings(text)),))


def read_whole(text: str) -> int | Problem:
    """Read a whole number."""
    if len(text) <= MOST_LETTERS_OF_NUMBER and _WHOLE.fullmatch(text):
        return int(text)
    number = read_count(text)
    if isinstance(number, Problem):
        return _as_whole(text, number)
    if float(number).is_integer():
        return int(number)
    return Problem("", f'"{text}" is not a whole number.', "", (f"write {round(number)}.",))


def _as_whole(text: str, problem: Problem) -> Problem:
    """Offer of the numbers that a text may be meant as those that are whole."""
    whole = [] if len(text) > MOST_LETTERS_OF_NUMBER else readings(text)
    whole = [number for number in whole if "." not in number]
    if not whole and problem.found.endswith("is not a number."):
        found = problem.found.replace("is not a number", "is not a whole number")
        way = "write a whole number such as 1500, without a separator."
        return replace(problem, found=found, ways_out=(way,))
    if not whole:
        return problem
    found = problem.found if len(whole) > 1 else f'"{text}" is not a whole number.'
    return replace(problem, found=found, ways_out=(_write(whole),))


def _no_number(text: str) -> Problem:
    """Say why a text is no number, and which number it may be meant as."""
    found = f'"{shortened(text)}" is not a number.'
    if len(text) > MOST_LETTERS_OF_NUMBER:
        why = f"It has {len(text):,} letters; a number has at most {MOST_LETTERS_OF_NUMBER}."
        return Problem("", found, why, ("write a number such as 0.5 or 1500.",))
    meant = readings(text)
    why = _PLAIN if meant else ""
    odd = next((letter for letter in text if not letter.isascii()), "")
    if meant and odd:
        why = (
            f"It holds {name_letter(odd)}; numbers are written with the digits 0 to 9 and a point."
        )
    separator = next((name for letter, name in _SEPARATORS.items() if letter in text), "")
    if separator:
        why = f"It holds {separator}, and cells are separated by commas."
        meant = ()
    return Problem("", found, why, (_write(meant),))


def _write(meant: Sequence[str]) -> str:
    return f"write {', or '.join(meant)}." if meant else "write a number such as 0.5 or 1500."


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
    found = f'"{shortened(text)}" is neither yes nor no.'
    return Problem("", found, "", ("write yes or no.",))


def read_names(text: str) -> tuple[str, ...] | Problem:
    """Read a list of words separated by spaces."""
    names = tuple(text.split())
    twice = next((name for name, times in Counter(names).items() if times > 1), None)
    if twice is not None:
        return Problem("", f'"{shortened(twice)}" is named twice.', "", ("name it once.",))
    if any(separator in text for separator in ",;"):
        spaced = " ".join(text.replace(",", " ").replace(";", " ").split())
        way = f'write "{spaced}".' if len(spaced) <= _MOST_QUOTED else "separate them by spaces."
        found = f'"{shortened(text)}" is not a list separated by spaces.'
        return Problem("", found, "", (way,))
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
        return _no_date(text, why)
    first, second, year = (int(part) for part in other.groups())
    days = {_calendar_day(year, second, first), _calendar_day(year, first, second)} - {None}
    ways = tuple(f"write {day}." for day in sorted(str(day) for day in days))
    return Problem("", f'"{text}" is not an ISO date.', why, ways or ("correct the date.",))


def _no_date(text: str, why: str) -> Problem:
    way = "write a date such as 2015-12-31."
    odd = next((letter for letter in text if not letter.isascii()), "")
    separator = next((name for letter, name in _SEPARATORS.items() if letter in text), "")
    if separator:
        why = f"It holds {separator}, and cells are separated by commas."
        way = "save the table as CSV separated by commas."
    elif odd and any(letter.isdecimal() for letter in text):
        why = f"It holds {name_letter(odd)}. Dates are written with the digits 0 to 9."
    return Problem("", f'"{shortened(text)}" is not a date.', why, (way,))


def _calendar_day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
