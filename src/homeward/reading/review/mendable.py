"""What a person may mend of a claim, and what is wrong with an answer: asked before anything is written."""

from __future__ import annotations

import math
from collections.abc import Mapping

from homeward.errors import Problem, ScenarioError
from homeward.reading.language.published import read_part

FIGURES = ("low", "value", "high")
MENDABLE = ("statement", *FIGURES, "unit", "said_by", "said_on")
"""Columns of a claim that a person may mend."""
_DAYS = ("said_on", "published")


def wrong(name: str, given: str) -> Problem | None:
    """Return what is wrong with an answer; nothing: it is right, or empty.

    Parameters
    ----------
    name
        A column that may be mended, `published` of a document, or `date`, which may be a span.
    """
    if not given:
        return None
    if name in FIGURES and not _is_number(given):
        way = "write it in digits, such as 0.5 or 1500."
        return Problem(name, f'"{given}" is not a number.', "", (way,))
    way = "write it as 2019, 2019-09 or 2019-09-16"
    if name in _DAYS and read_part(given) is None:
        return Problem(name, f'"{given}" is not a year, month or day.', "", (f"{way}.",))
    if name == "date" and not _is_span(given):
        ways = (f"{way}, a span as 2019-05-01/2019-06, and since when as 2019/.. .",)
        return Problem(name, f'"{given}" is not a date or span.', "", ways)
    return None


def check_answers(given: Mapping[str, object]) -> None:
    """Refuse answers that are wrong.

    Raises
    ------
    ScenarioError
        With each that is.
    """
    problems = [wrong(name, str(answer)) for name, answer in given.items() if answer is not None]
    found = [one for one in problems if one is not None]
    if found:
        raise ScenarioError(found)


def _is_number(given: str) -> bool:
    try:
        return math.isfinite(float(given))
    except ValueError:
        return False


def _is_span(given: str) -> bool:
    first, slash, last = given.partition("/")
    start, end = read_part(first), read_part(last)
    if start is None or not slash or last == "..":
        return start is not None
    return end is not None and first <= str(end.last_day)
