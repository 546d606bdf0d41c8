"""Numbers with what they count."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import zip_longest

from homeward.reading.language.numbers import FoundNumber
from homeward.reading.language.rules import Compiled

_NEAR_WORDS = 5
"""Words that may stand between a number and what it counts."""

_PEOPLE_LEAST = 10
"""Fewer are not taken for people where nothing says so."""


@dataclass(frozen=True)
class Quantity:
    """A number with its unit.

    Parameters
    ----------
    start, end
        First and last letter of the number and its unit.
    is_sure
        Whether the unit stands beside it; else it was taken over from the number before.
    is_bracketed
        Whether it stands in brackets alone: of what, only the words before say.
    """

    start: int
    end: int
    number: FoundNumber
    unit: str
    is_sure: bool
    is_bracketed: bool = False


def quantities(folded: str, numbers: list[FoundNumber], compiled: Compiled) -> list[Quantity]:
    """Return the numbers of a sentence that count something.

    Parameters
    ----------
    folded
        The sentence, its dates masked.
    """
    found: list[Quantity] = []
    numbers = _without_wordings(folded, numbers, compiled)
    for at, number in enumerate(numbers):
        until = numbers[at + 1].start if at + 1 < len(numbers) else len(folded)
        is_in_brackets = _is_bracketed(folded, number.end, until)
        if is_in_brackets and at + 2 <= len(numbers):
            until = numbers[at + 2].start if at + 2 < len(numbers) else len(folded)
        one = _counted(folded, number, until, compiled, found)
        if one is not None:
            found.append(one)
    return found


def _without_wordings(
    folded: str, numbers: list[FoundNumber], compiled: Compiled
) -> list[FoundNumber]:
    """Leave out a majority whose figure follows: the majority, some 67,000 people; most of them women (67,000)."""
    told = rf"[^.;]*?(?:\(|,\s*(?:{compiled.about.pattern})\s*)$"
    return [
        one
        for one, following in zip_longest(numbers, numbers[1:])
        if one is not None
        and (
            one.form != "share"
            or one.value is not None
            or following is None
            or following.value is None
            or re.fullmatch(told, folded[one.end : following.start]) is None
        )
    ]


def _is_bracketed(folded: str, start: int, end: int) -> bool:
    """Tell whether the next number stands in brackets: 45,591 (6,513 families) new arrivals."""
    return re.fullmatch(r"\s*[(\[]\s*", folded[start:end]) is not None


def _counted(
    folded: str, number: FoundNumber, until: int, compiled: Compiled, before: list[Quantity]
) -> Quantity | None:
    if compiled.no_quantity.match(folded, number.end) or compiled.money.search(
        folded[: number.start]
    ):
        return None
    unit = _unit(folded, number, until, compiled)
    if number.form == "share":
        if (
            unit is None
            and number.value is None
            and not compiled.words.passive.match(folded, number.end)
        ):
            return None
        end = unit[1] if unit else number.end
        is_alone = folded[: number.start].endswith("(") and folded[end : end + 1] == ")"
        return Quantity(number.start, end, number, "share", is_sure=True, is_bracketed=is_alone)
    if unit is None and compiled.words.of_the.fullmatch(folded[number.end : until]):
        unit = _unit(folded, number, number.end + 90, compiled)
    if unit is not None:
        return Quantity(number.start, unit[1], number, unit[0], is_sure=True)
    led = _led_to(folded, number, compiled)
    if led is not None:
        return Quantity(number.start, number.end, number, led, is_sure=True)
    return _taken_over(folded, number, compiled, before)


def _unit(
    folded: str, number: FoundNumber, until: int, compiled: Compiled
) -> tuple[str, int] | None:
    """Find the unit that stands nearest behind a number."""
    best: tuple[int, str, int] | None = None
    for unit, pattern in compiled.units.items():
        match = pattern.search(folded, number.end, min(until, number.end + 90))
        if match is None or not _is_near(folded[number.end : match.start()]):
            continue
        if best is None or match.start() < best[0]:
            best = (match.start(), unit, match.end())
    return None if best is None else _of_noun(folded, number, best, compiled)


def _of_noun(
    folded: str, number: FoundNumber, found: tuple[int, str, int], compiled: Compiled
) -> tuple[str, int] | None:
    """Read what "displaced" or "refugee" stands before: displaced families are families, IDP sites nobody."""
    start, unit, end = found
    if unit != "people":
        return unit, end
    if compiled.not_people.search(folded, number.end, start):
        return None
    for other, pattern in compiled.units.items():
        noun = pattern.match(folded, end + 1) if folded[end : end + 1] == " " else None
        if other != unit and noun is not None:
            return other, noun.end()
    return None if compiled.not_people.match(folded, end + 1) else (unit, end)


def _led_to(folded: str, number: FoundNumber, compiled: Compiled) -> str | None:
    """Find the unit that stands before a number: women and children (67,524), the number of displaced to a million."""
    if number.form != "number":
        return None
    before = folded[max(0, number.start - 120) : number.start]
    bracket = re.search(r"([\w']+)\s*\($", before) if folded[number.end :][:1] == ")" else None
    total = None if bracket else _last(compiled.number_of, before)
    for unit, pattern in compiled.units.items():
        if bracket is not None and pattern.fullmatch(bracket[1]):
            return unit
        if total is not None and pattern.search(before, total.end(), total.end() + 30):
            return unit
    return None


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    return max(pattern.finditer(text), key=lambda one: one.start(), default=None)


def _is_near(gap: str) -> bool:
    outside = re.sub(r"^\s*[)\]]|[(\[][^)\]]*[)\]]", " ", gap)
    return not re.search(r"[,;:.!?)\]]", outside) and len(outside.split()) <= _NEAR_WORDS


def _taken_over(
    folded: str, number: FoundNumber, compiled: Compiled, before: list[Quantity]
) -> Quantity | None:
    """Take the unit over from the number before: of 90,000 people, 64,000 in two weeks; 300 to Homs, 200 to Hama."""
    last = next((one for one in reversed(before) if one.unit in {"people", "families"}), None)
    led_to = folded[max(0, number.start - 30) : number.start]
    if (
        last is None
        or number.is_word
        or number.form != "number"
        or (number.value or 0) < _PEOPLE_LEAST
    ):
        return None
    is_part = re.search(rf"(?:{compiled.of_those.pattern})[\w\s']{{0,20}}$", led_to)
    is_next = re.search(rf", (?:(?:{compiled.about.pattern}) )?$", led_to)
    is_placed = compiled.counts.placed.match(folded, number.end)
    if not is_part and not (is_next and is_placed):
        return None
    return Quantity(number.start, number.end, number, last.unit, is_sure=False)
