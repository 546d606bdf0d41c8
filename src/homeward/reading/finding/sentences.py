"""Sentences and clauses of a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator

from homeward.reading.language.rules import Rules
from homeward.reading.paragraphs import fold

_END = re.compile(r"[.!?؟…]+[\"'”»)\]]*\s+")


def sentences(text: str, rules: Rules) -> Iterator[tuple[int, int]]:
    """Give the beginning and end of each sentence."""
    short = {fold(word) for word in rules.short_forms}
    start = 0
    for match in _END.finditer(text):
        before = re.search(r"([^\W_]+)$", text[start : match.start()])
        last = fold(before[1]) if before else ""
        following = text[match.end() : match.end() + 1]
        is_short = match[0].startswith(".") and (last in short or (len(last) == 1 and last.isalpha()))
        if is_short or following.islower():
            continue
        yield start, match.end()
        start = match.end()
    if start < len(text):
        yield start, len(text)


def clause_of(folded: str, at: int, clause: re.Pattern[str]) -> tuple[int, int]:
    """Return the beginning and end of the clause that a letter is in.

    Parameters
    ----------
    folded
        A sentence.
    at
        The letter.
    clause
        What separates clauses.
    """
    start, end = 0, len(folded)
    for match in clause.finditer(folded):
        if match.end() <= at:
            start = match.end()
        elif match.start() >= at:
            end = match.start()
            break
    return start, end
