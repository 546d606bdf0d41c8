"""What a claim rests on, as a number that nobody can read back: no word of a report is kept (decision 35)."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache

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
    """Return the words of a report that a candidate rests on, and as many around as no other place of it has.

    "Return" alone stands in many paragraphs: with its neighbours it is that of one, wherever the paragraph moves to.
    """
    text = report.paragraphs[one.paragraph - 1].text
    words = list(_WORD.finditer(fold(text)))
    start, end = one.words
    inside = [at for at, word in enumerate(words) if word.start() < end and start < word.end()]
    if not inside:
        return text[start:end]
    whole = _all_words(report)
    first, last = inside[0], inside[-1]
    while _times(whole, [word[0] for word in words[first : last + 1]]) > 1:
        if (first, last) == (0, len(words) - 1):
            break
        first, last = max(0, first - 1), min(len(words) - 1, last + 1)
    return text[words[first].start() : words[last].end()]


@lru_cache(maxsize=8)
def _all_words(report: Report) -> str:
    """Return every word of a report, a blank before and behind each, a line a paragraph."""
    return "\n".join(f" {'  '.join(_WORD.findall(fold(one.text)))} " for one in report.paragraphs)


def _times(whole: str, words: list[str]) -> int:
    return whole.count(f" {'  '.join(words)} ")


def _digest(words: list[str]) -> str:
    return hashlib.sha256(" ".join(words).encode()).hexdigest()[:_DIGITS]
