"""What a claim rests on, as a number that nobody can read back: no word of a report is kept (decision 35)."""

from __future__ import annotations

import hashlib
import re

from homeward.reading.finding.candidate import Candidate
from homeward.reading.paragraphs import Report, fold

_DIGITS = 20
_WORD = re.compile(r"\w+")


def fingerprint(text: str) -> str:
    """Return the number of some words: how many there are, and a digest of them.

    Parameters
    ----------
    text
        Words of a report; capitals, accents and what stands between them do not count.
    """
    words = _WORD.findall(fold(text))
    return f"{len(words)}:{_digest(words)}"


def says_so(paragraph: str, print_: str) -> bool:
    """Tell whether a paragraph still has the words that a fingerprint was taken of."""
    many, _, digest = print_.partition(":")
    length = int(many) if many.isdecimal() else 0
    words = _WORD.findall(fold(paragraph))
    return any(_digest(words[at : at + length]) == digest for at in range(len(words) - length + 1))


def words_of(report: Report, one: Candidate) -> str:
    """Return the words of a report that a candidate rests on, whole ones."""
    text = report.paragraphs[one.paragraph - 1].text
    start, end = one.words
    while start > 0 and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum():
        end += 1
    return text[start:end]


def _digest(words: list[str]) -> str:
    return hashlib.sha256(" ".join(words).encode()).hexdigest()[:_DIGITS]
