"""Sentences and clauses of a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator

from homeward.reading.language.rules import Rules
from homeward.reading.paragraphs import fold

MOST_LETTERS = 1_500
"""Letters of a sentence."""

_END = re.compile(r"[.!?؟…]+[\"'”»)\]]*\s+")


def sentences(text: str, rules: Rules) -> Iterator[tuple[int, int]]:
    """Give the beginning and end of each sentence."""
    short = {fold(word) for word in rules.short_forms}
    start = 0
    for match in _END.finditer(text):
        before = re.search(r"([^\W_]+)$", text[start : match.start()])
        last = fold(before[1]) if before else ""
        following = text[match.end() : match.end() + 1]
        is_short = match[0].startswith(".") and (
            last in short or (len(last) == 1 and last.isalpha())
        )
        if is_short or following.islower():
            continue
        yield start, match.end()
        start = match.end()
    if start < len(text):
        yield start, len(text)


def pieces(text: str, rules: Rules) -> Iterator[tuple[int, int]]:
    """Give the sentences of a text, those without end cut, as time grows with the square of their length."""
    for start, end in sentences(text, rules):
        for first in range(start, end, MOST_LETTERS):
            yield first, min(first + MOST_LETTERS, end)


def clauses(folded: str, clause: re.Pattern[str]) -> list[tuple[int, int]]:
    """Return the beginning and end of each clause of a sentence.

    Parameters
    ----------
    folded
        A sentence.
    clause
        What separates clauses.
    """
    parted = [match.span() for match in clause.finditer(folded)]
    starts = [0, *(end for _, end in parted)]
    return list(zip(starts, [*(start for start, _ in parted), len(folded)], strict=True))
