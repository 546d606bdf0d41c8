"""A report as numbered paragraphs, whose letters the offsets of candidates count (decision 35)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

MOST_LETTERS = 20_000
"""Letters of one paragraph; what is longer is cut into several."""

MOST_PARAGRAPHS = 20_000

_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u0640\u064b-\u065f\u0670\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)
"""Letters that show nothing or turn a line round, and the vowel signs and the stretching of Arabic."""

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_BLANKS = re.compile(r"\s+")
_LETTERS = str.maketrans(
    {
        "ة": "ه",
        "ى": "ي",
        "’": "'",
        "‘": "'",
        "ʼ": "'",
        "`": "'",
        "–": "-",
        "—": "-",
        "‑": "-",
        "−": "-",
    }
)


@dataclass(frozen=True)
class Paragraph:
    """One block of a report; its number is what `claims.csv` cites, the title being 1."""

    number: int
    text: str


@dataclass(frozen=True)
class Report:
    """A document as it was read.

    Parameters
    ----------
    document
        Identifier, as in `documents.csv`.
    published
        Year, month or day as `documents.csv` writes it; empty if unknown.
    language
        Two letters.
    """

    document: str
    paragraphs: tuple[Paragraph, ...]
    published: str
    language: str

    @property
    def n_word(self) -> int:
        """Words of the whole text."""
        return sum(len(one.text.split()) for one in self.paragraphs)


def clean(text: str) -> str:
    """Write a text without what cannot be seen, each letter as one sign, and one blank between words."""
    seen = _CONTROL.sub(" ", _UNSEEN.sub("", unicodedata.normalize("NFC", text)))
    return _BLANKS.sub(" ", seen).strip()


def number(blocks: Iterable[str]) -> tuple[Paragraph, ...]:
    """Give each block of a document that says anything a number, from 1."""
    made: list[Paragraph] = []
    for block in blocks:
        text = clean(block)
        for start in range(0, len(text), MOST_LETTERS):
            if len(made) >= MOST_PARAGRAPHS:
                return tuple(made)
            made.append(Paragraph(len(made) + 1, text[start : start + MOST_LETTERS]))
    return tuple(made)


def fold(text: str) -> str:
    """Write each letter as a plain small one: as many letters as before, so that offsets hold."""
    written = text.translate(_LETTERS)
    return written.lower() if written.isascii() else "".join(map(_plain, written))


def _plain(letter: str) -> str:
    if letter.isascii():
        return letter.lower()
    if letter.isdecimal():
        return str(unicodedata.decimal(letter))
    if letter.isspace():
        return " "
    first = unicodedata.normalize("NFKD", letter)[:1].lower()
    return first if len(first) == 1 else letter
