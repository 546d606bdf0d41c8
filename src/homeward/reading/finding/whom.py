"""What those who are counted are: women, troops, displaced people; and of a share, of whom."""

from __future__ import annotations

import re

from homeward.reading.finding.quantities import Quantity
from homeward.reading.language.rules import Compiled

_MOST_LETTERS = 60
_ENDS = re.compile(r"[.;:()\[\]]|\d|, ")


def whom(undated: str, quantity: Quantity, compiled: Compiled) -> str:
    """Return the group that a number counts, as its noun or by "were" behind it; empty: people, whoever they are."""
    behind = _behind(undated, quantity, compiled)
    copula = compiled.words.passive.search(behind)
    if copula is not None:
        said = _group(behind[copula.end() :][:_MOST_LETTERS], compiled, at_start=True)
        if said:
            return said
    if quantity.unit == "share":
        return ""
    if quantity.number.end == quantity.end:
        return _group(undated[: quantity.start].rstrip(" (")[-25:], compiled, at_end=True)
    noun = undated[quantity.number.end : quantity.end]
    following = re.match(rf"(?: (?:{compiled.words.and_.pattern}))? \w+", undated[quantity.end :])
    return _group(noun + (following[0] if following else ""), compiled)


def out_of(undated: str, quantity: Quantity, compiled: Compiled) -> str:
    """Return of whom a share is."""
    behind = _behind(undated, quantity, compiled)
    of = re.match(rf"\s+(?:{compiled.words.of.pattern})", behind)
    if quantity.unit != "share" or of is None:
        return ""
    copula = compiled.words.passive.search(behind)
    return _group(behind[of.end() : copula.start() if copula else None], compiled)


def _behind(undated: str, quantity: Quantity, compiled: Compiled) -> str:
    after_comma = rf",(?={compiled.words.passive.pattern})"
    text = re.sub(after_comma, "", undated[quantity.number.end :], count=1)
    end = _ENDS.search(text)
    return text[: end.start()] if end else text


def _group(text: str, compiled: Compiled, *, at_start: bool = False, at_end: bool = False) -> str:
    """Return the first group that is named, in the order of the rules."""
    for group, pattern in compiled.groups.items():
        for match in pattern.finditer(text):
            if (not at_start or match.start() == 0) and (not at_end or match.end() == len(text)):
                return group
    return ""
