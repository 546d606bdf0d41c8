"""What pydantic refuses, in the words of homeward: where, what, why and the ways out (model §2)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from homeward.errors import Problem, nearest
from homeward.scenario.rows.row import if_per_cent
from homeward.scenario.text.reserved_words import another


class NamedColumn(Protocol):
    """What a message needs to know of a column."""

    @property
    def name(self) -> str:
        """Name of the column."""
        ...

    @property
    def field(self) -> str:
        """Field it fills."""
        ...

    @property
    def part(self) -> str:
        """Part of a range it fills."""
        ...

    @property
    def choices(self) -> tuple[str, ...]:
        """Words it may hold."""
        ...

    @property
    def meaning(self) -> str:
        """What its cells mean."""
        ...


Locate = Callable[[str], str]
"""Words where a column of a row stands; an empty name stands for the row."""


def problems_of(
    error: ValidationError, locate: Locate, columns: Sequence[NamedColumn]
) -> list[Problem]:
    """Word each error of one row."""
    problems: list[Problem] = []
    seen: set[tuple[object, ...]] = set()
    for details in error.errors(include_url=False):
        # The ends of a range that is not given repeat its value; they are no second mistake.
        same = (details["type"], *details["loc"][:1], repr(details["input"]))
        if details["loc"][1:] and same in seen:
            continue
        seen.add(same)
        context: dict[str, Any] = details.get("ctx", {})
        column = _column(details, context, columns)
        name = column.name if column else str(context.get("column", ""))
        found, why, ways_out = word_error(details, column)
        problems.append(Problem(locate(name), found, why, ways_out))
    return problems


def word_error(
    details: ErrorDetails, column: NamedColumn | None
) -> tuple[str, str, tuple[str, ...]]:
    """Word one error: what was found, why it is refused, the ways out."""
    context: dict[str, Any] = details.get("ctx", {})
    given = details["input"]
    meaning = f"It holds: {column.meaning}" if column else ""
    match details["type"]:
        case "homeward":
            return context["found"], context["why"], tuple(context["ways_out"])
        case "missing":
            return "the cell is empty.", meaning, ("fill it.",)
        case "literal_error":
            known = column.choices if column else ()
            return word_choice(column.name if column else "word", str(given), known)
        case "string_pattern_mismatch":
            noun = column.name if column else "name"
            return _word_pattern(str(given), str(context["pattern"]), noun)
        case "greater_than_equal" | "greater_than" | "less_than_equal" | "less_than":
            return _word_bound(given, context, meaning)
        case _:
            return f"{given!r} is refused: {details['msg']}.", meaning, ()


def word_choice(noun: str, given: str, choices: Sequence[str]) -> tuple[str, str, tuple[str, ...]]:
    """Word a word that is none of those known."""
    near = nearest(given, choices)
    why = f'Nearest: "{near}".' if near else ""
    one_of = "one of " if len(choices) > 1 else ""
    return f'unknown {noun} "{given}".', why, (f"write {one_of}{', '.join(choices)}.",)


def _word_pattern(given: str, pattern: str, noun: str) -> tuple[str, str, tuple[str, ...]]:
    if pattern.startswith("^[a-z]"):
        why = "Identifiers are lower_snake_case: a to z, digits and _, beginning with a letter."
        return f'"{given}" is not an identifier.', why, (another(given, noun),)
    if pattern.startswith("^[A-Z]"):
        return f'"{given}" is not a country code.', "", ("write three letters, such as SYR.",)
    way = "write a year, month or day: 2018, 2018-05 or 2018-05-31."
    return f'"{given}" is not a date.', "", (way,)


def _word_bound(
    given: object, context: dict[str, Any], meaning: str
) -> tuple[str, str, tuple[str, ...]]:
    number = _plain(given)
    words = {
        "ge": "is below the least allowed,",
        "gt": "is not above",
        "le": "is above the most allowed,",
        "lt": "is not below",
    }
    for key, phrase in words.items():
        if key in context:
            way = "correct the number."
            if key == "le" and context[key] == 1 and isinstance(given, float):
                way = if_per_cent(given) or way
            return f"{number} {phrase} {_plain(context[key])}.", meaning, (way,)
    return f"{number} is out of bounds.", meaning, ()


def _plain(number: object) -> str:
    """Write a number as a cell has it: whole ones with all their digits."""
    if isinstance(number, float):
        return f"{number:.15g}" if abs(number) < 1e15 else f"{number:g}"
    text = str(number)
    return text if len(text) <= 20 else f"{text[:20]}…"


def _column(
    details: ErrorDetails, context: dict[str, Any], columns: Sequence[NamedColumn]
) -> NamedColumn | None:
    location = details["loc"]
    stated = context.get("column") or context.get("part", "")
    field = str(location[0]) if location else str(stated)
    part = str(context.get("part", location[1] if len(location) > 1 else "value"))
    candidates = [column for column in columns if field in {column.field, column.name}]
    for column in candidates:
        if column.part == part:
            return column
    return candidates[0] if candidates else None
