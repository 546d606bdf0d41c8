"""A few words around what a candidate rests on, to decide by: shown, never kept; names of persons are left out."""

from __future__ import annotations

import re
from collections.abc import Collection

from homeward.reading.finding.candidate import Candidate
from homeward.reading.finding.labels import labels
from homeward.reading.finding.read_sentence import Finders
from homeward.reading.paragraphs import Report, fold

MOST_WORDS = 25
"""Words that are shown."""

_NAME = re.compile(
    r"(?<![\w'’-])[^\W\d_a-zà-ÿ][\w'’-]+"
    rf"(?: (?:(?:{'|'.join(labels().persons)})[ -])?[^\W\d_a-zà-ÿ][\w'’.-]*)+(?!\w)"
)
_ALONE = re.compile(r"\s+([A-Z][\w'’-]+)")
HIDDEN = "[name]"
_DIRECTED = 2
"""Words of "North Wollo"."""


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
    places = {
        name for names in (one.place, one.origin, one.destination) for name in names.split("; ")
    }
    return without_names(shown, finders, places - {""})


def without_names(text: str, finders: Finders, places: Collection[str] = ()) -> str:
    """Leave out what looks like the name of a person.

    Parameters
    ----------
    places
        Names, folded, that the report has told are places, by words that need not be in this text.
    """
    folded = fold(text)
    told = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, places)) or '(?!)'})(?!\w)")
    known = [False] * len(text)
    patterns = (told, *finders.rules.compiled.speakers.values())
    for match in (match for pattern in patterns for match in pattern.finditer(folded)):
        known[match.start() : match.end()] = [True] * (match.end() - match.start())
    for one in (*finders.actors.find(text, folded), *finders.dates.find(text)):
        known[one.start : one.end] = [True] * (one.end - one.start)
    for one in finders.places.find(text, folded, list(known)):
        known[one.start : one.end] = [True] * (one.end - one.start)
    called = (match.end() for match in finders.rules.compiled.called.finditer(folded))
    alone = (_ALONE.match(text, end) for end in called)
    spans = [match.span() for match in _NAME.finditer(text)] + [
        match.span(1) for match in alone if match
    ]
    for start, end in sorted(spans, reverse=True):
        if not any(known[start:end]) and not _is_thing(text[start:end], finders):
            text = f"{text[:start]}{HIDDEN}{text[end:]}"
    return text


def _is_thing(name: str, finders: Finders) -> bool:
    """Tell a survey, an office or a region from a person: by its last word, or by north and south before one other.

    "Governor" or "Commander" before a name makes no thing of it, so that what stands first does not count otherwise.
    """
    written = name.split()
    words = [fold(word) for word in written]
    compiled = finders.rules.compiled
    last = words[-1]
    is_acronym = written[-1].rstrip("s").isupper() and any(
        unit.fullmatch(last) for unit in compiled.units.values()
    )
    is_called = compiled.organisations.fullmatch(last) or compiled.things.fullmatch(last)
    is_region = len(words) == _DIRECTED and words[0] in finders.places.directions
    return is_acronym or is_called is not None or is_region
