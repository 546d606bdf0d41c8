"""A few words around what a candidate rests on, to decide by: shown, never kept; names of persons are left out."""

from __future__ import annotations

import re

from homeward.reading.finding.candidate import Candidate
from homeward.reading.finding.read_sentence import Finders
from homeward.reading.paragraphs import Report, fold

MOST_WORDS = 25
"""Words that are shown."""

_NAME = re.compile(
    r"(?<![\w'’-])[^\W\d_a-zà-ÿ][\w'’-]+"
    r"(?: (?:(?:bin|ibn|ben|abu|al|el|de|du|von|van)[ -])?[^\W\d_a-zà-ÿ][\w'’.-]*)+(?!\w)"
)
_CALLED = re.compile(r"(?:named|called|identified as|known as|nomm[ée]e?)\s+([A-Z][\w'’-]+)")
HIDDEN = "[name]"


def quotation(report: Report, one: Candidate, finders: Finders) -> str:
    """Return at most 25 words, those that the candidate rests on between » and «.

    Names of persons, as far as two capital letters in a row and no known place or actor tell them, are `[name]`.
    """
    text = report.paragraphs[one.paragraph - 1].text
    start, end = one.words
    inside = text[start:end].split()[:MOST_WORDS]
    around = max(0, MOST_WORDS - len(inside))
    before, after = text[:start].split(), text[end:].split()
    n_before = min(len(before), around // 2)
    n_after = min(len(after), around - n_before)
    first, last = " ".join(before[len(before) - n_before :]), " ".join(after[:n_after])
    middle = " ".join(inside)
    shown = f"{first} »{middle}« {last}".strip()
    return without_names(shown, finders)


def without_names(text: str, finders: Finders) -> str:
    """Leave out what looks like the name of a person."""
    folded = fold(text)
    known = [False] * len(text)
    for one in (*finders.actors.find(text, folded), *finders.dates.find(text)):
        known[one.start : one.end] = [True] * (one.end - one.start)
    for one in finders.places.find(text, folded, list(known)):
        known[one.start : one.end] = [True] * (one.end - one.start)
    for roles in finders.rules.compiled.speakers.values():
        for match in roles.finditer(folded):
            known[match.start() : match.end()] = [True] * (match.end() - match.start())
    spans = [match.span() for match in _NAME.finditer(text)] + [
        match.span(1) for match in _CALLED.finditer(text)
    ]
    for start, end in sorted(spans, reverse=True):
        if not any(known[start:end]):
            text = f"{text[:start]}{HIDDEN}{text[end:]}"
    return text
