"""The day that an item of a report is of, by its heading: what leaves out the year is counted from there."""

from __future__ import annotations

import re

from homeward.reading.finding.read_sentence import Finders
from homeward.reading.language.published import part_of, read_part
from homeward.reading.paragraphs import fold

_MOST_WORDS = 15
"""Words of a heading."""

_HEADING = re.compile(r"[^.!?;:]+(?=[.:]?\s*$|[.:]\s)")
_LED_TO = re.compile(r"(?:[(\[]|[,،]|\s-)\s*$")
_ENDED = re.compile(r"\s*[)\]]?\s*$")
_NUMBERED = re.compile(r"(?<=[^\W\d_]) \d{1,3}(?=\s*(?:[,:(\[]|-\s|$))")
"""A number that counts nothing: round 8."""


def dateline(text: str, finders: Finders) -> str:
    """Return the day, month, year or span that a heading at the beginning of a paragraph gives; empty: there is none.

    Parameters
    ----------
    text
        A paragraph: a heading, or what begins with one, "April 2022.", "Snapshot, April 2022.",
        "New arrivals (7 October 2020).", "Assessment, round 8 (May 2021)."
        or "Incidents between 19 and 25 January 2019."
    """
    heading = _HEADING.match(text)
    if heading is None or len(heading[0].split()) > _MOST_WORDS:
        return ""
    said, folded = heading[0], fold(heading[0])
    dates = finders.dates.find(said)
    if len(dates) != 1 or read_part(last_of(dates[0].iso)) is None:
        return ""
    start, end = dates[0].start, dates[0].end
    before, after = _NUMBERED.sub("", folded[:start]), folded[end:]
    is_sentence = finders.rules.compiled.words.passive.search(before) or re.search(r"\d", before)
    if is_sentence or not _ENDED.match(after):
        return ""
    if _LED_TO.search(before) or not before.strip():
        return dates[0].iso
    # Without brackets or comma a sentence ends so too: "People fled Homs between 1 and 5 May".
    as_of = finders.rules.compiled.headings.as_of
    led_to = list(as_of.finditer(before.rstrip()))
    is_as_of = (led_to and led_to[-1].end() == len(before.rstrip())) or as_of.match(folded, start)
    is_of_time = "/" in dates[0].iso or is_as_of
    return dates[0].iso if is_of_time and _is_verbless(before, finders) else ""


def _is_verbless(before: str, finders: Finders) -> bool:
    """Tell a heading from a sentence: nothing is said to happen, and nobody does anything."""
    happened = (
        match[0]
        for trigger in finders.rules.compiled.triggers
        for match in trigger.pattern.finditer(before)
    )
    compiled = finders.rules.compiled
    is_said = any(compiled.headings.nouns.fullmatch(one) is None for one in happened)
    is_sentence = compiled.headings.never_begin.match(
        before
    ) or compiled.headings.never_have.search(before)
    return bool(before.strip()) and not is_said and not is_sentence


def last_of(date: str) -> str:
    """Return the last day, month or year of a span; empty: it is open."""
    return date.rpartition("/")[2].strip(".")


def day_of(dateline_: str, published: str) -> str:
    """Return from which day dates are counted: the last of the heading's, or the publication if that is earlier."""
    part, known = read_part(last_of(dateline_)), read_part(published)
    if part is None:
        return published
    last = part.last_day
    return str(part_of(min(last, known.last_day) if known else last))


def day_said(dateline_: str, published: str, date: str = "") -> str:
    """Return when an item was said: by its heading, or the publication where the heading tells no more than that.

    Parameters
    ----------
    date
        When it was: nothing is said before it has happened, so that a heading of before is that of something else.
    """
    said = last_of(dateline_)
    if not said or published.startswith(said):
        return published
    part, first = read_part(said), read_part(date.partition("/")[0])
    is_before = part is not None and first is not None and str(first) > str(part.last_day)
    return published if is_before and published else said


def is_after(dateline_: str, published: str) -> bool:
    """Tell whether a heading's day lies after the publication: it is of something else then."""
    part, known = read_part(last_of(dateline_)), read_part(published)
    return part is not None and known is not None and str(part) > str(known.last_day)
