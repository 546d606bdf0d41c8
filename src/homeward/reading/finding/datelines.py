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


def dateline(text: str, finders: Finders) -> str:
    """Return the day, month or year that a heading at the beginning of a paragraph gives; empty: there is none.

    Parameters
    ----------
    text
        A paragraph: a heading, or what begins with one, "Snapshot, April 2022." or "New arrivals (7 October 2020)."
    """
    heading = _HEADING.match(text)
    if heading is None or len(heading[0].split()) > _MOST_WORDS:
        return ""
    said, folded = heading[0], fold(heading[0])
    dates = finders.dates.find(said)
    if len(dates) != 1 or read_part(dates[0].iso) is None:
        return ""
    before, after = folded[: dates[0].start], folded[dates[0].end :]
    is_sentence = finders.rules.compiled.passive.search(before) or re.search(r"\d", before)
    is_led_to = _LED_TO.search(before) and _ENDED.match(after)
    return dates[0].iso if is_led_to and not is_sentence else ""


def day_of(dateline_: str, published: str) -> str:
    """Return from which day dates are counted: the last of the heading's, or the publication if that is earlier."""
    part, known = read_part(dateline_), read_part(published)
    if part is None:
        return published
    last = part.last_day
    return str(part_of(min(last, known.last_day) if known else last))


def day_said(dateline_: str, published: str) -> str:
    """Return when an item was said: by its heading, or the publication where the heading tells no more than that."""
    return published if not dateline_ or published.startswith(dateline_) else dateline_


def is_after(dateline_: str, published: str) -> bool:
    """Tell whether a heading's day lies after the publication: it is of something else then."""
    part, known = read_part(dateline_), read_part(published)
    return part is not None and known is not None and str(part) > str(known.last_day)
