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
    start, body = _parted(expression, people)
    return f"{start}(?:{body})"


def _parted(expression: str, people: str) -> tuple[str, str]:
    """Return what must stand before an expression, and the expression."""
    written = expression.strip()
    body = "".join(_part(part, people) for part in _PARTS.findall(written))
    start = r"(?<!\w)" if re.match(r"[\w(]", written) else ""
    if re.match(r"\(?[\u0620-\u064a]", written):
        start += _IN_ONE
    is_open = "|" in re.sub(r"\([^()]*\)", "", written)
    end = r"(?!\w)" if re.search(r"[\w*)?]$", written) else ""
    return start, f"(?:{body}){end}" if is_open else f"{body}{end}"


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


def after_joined(joined: Iterable[str]) -> str:
    """Return the pattern of standing behind a word that is written in one with the next; or something else follows."""
    return "".join(rf"(?<=\b{re.escape(fold(one))})|" for one in joined)


def any_of(expressions: Iterable[str], people: str = r"\w+") -> re.Pattern[str]:
    """Compile several expressions as one pattern, the longest first; none matches nothing."""
    longest = sorted(expressions, key=len, reverse=True)
    by_start: dict[str, list[str]] = {}
    for one in longest:
        start, body = _parted(one, people)
        by_start.setdefault(start, []).append(body)
    # What must stand before is said once: tried before every expression at every letter it takes ten times as long.
    return re.compile(
        "|".join(f"{start}(?:{'|'.join(bodies)})" for start, bodies in by_start.items()) or r"(?!)"
    )
