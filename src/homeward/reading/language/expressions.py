"""Expressions as people write them in the rules, made into patterns of folded text."""

from __future__ import annotations

import re
from collections.abc import Iterable

from homeward.reading.paragraphs import fold

PLACE, ACTOR, NUMBER = "§", "¤", "№"
"""Signs that stand for every letter of a place, an actor or a number once these are found."""

_TOKENS = {"PLACE": f"{PLACE}+", "ACTOR": f"{ACTOR}+", "NUMBER": f"{NUMBER}+"}
_GAP = r"(?:\s+\S+){0,5}?\s+"
_PARTS = re.compile(r"\s*\.\.\.\s*|PLACE|ACTOR|NUMBER|PEOPLE|\s+|.", re.DOTALL)
_IN_ONE = "(?:[وف]?(?:ال|بال|لل|[بلك])?)?"
"""What Arabic writes in one with the word that follows: and, in, to, the."""

_AS_IT_IS = {"(": "(?:", ")": ")", "|": "|", "?": "?", "*": r"\w*"}


def pattern(expression: str, people: str = r"\w+") -> str:
    """Turn one expression into a regular expression.

    Parameters
    ----------
    expression
        Words; `*` the rest of a word, `(a|b)` either, `...` up to five words, PLACE, ACTOR, NUMBER, PEOPLE.
    people
        The regular expression that PEOPLE stands for.
    """
    body = "".join(_part(part, people) for part in _PARTS.findall(expression.strip()))
    start = r"(?<!\w)" if re.match(r"[\w(]", expression.strip()) else ""
    if re.match(r"\(?[\u0620-\u064a]", expression.strip()):
        start += _IN_ONE
    end = r"(?!\w)" if re.search(r"[\w*)?]$", expression.strip()) else ""
    return f"{start}(?:{body}){end}"


def _part(part: str, people: str) -> str:
    if part.strip() == "...":
        return _GAP
    if part in _TOKENS:
        return _TOKENS[part]
    if part == "PEOPLE":
        return rf"(?:{NUMBER}+\s+)?(?:{people})"
    if part.isspace():
        return r"\s+"
    return _AS_IT_IS.get(part) or re.escape(fold(part))


def any_of(expressions: Iterable[str], people: str = r"\w+") -> re.Pattern[str]:
    """Compile several expressions as one pattern, the longest first; none matches nothing."""
    longest = sorted(expressions, key=len, reverse=True)
    return re.compile("|".join(pattern(one, people) for one in longest) or r"(?!)")
