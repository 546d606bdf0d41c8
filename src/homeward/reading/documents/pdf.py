"""Paragraphs of a PDF, by its text alone: scripts, forms, links and attachments are left where they are."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any

from homeward.libraries import load_optional
from homeward.reading.documents.limits import MOST_PAGES, MOST_TEXT

_HYPHEN = re.compile(r"(\w)[-\u00ad] (?=[a-zà-ÿ])")
_END = re.compile(r"[.!?:؟»”\"')\]]$")
_SHORT = 0.75
"""A line that ends a sentence and is shorter than this part of the longest of its page ends a paragraph."""

_GAP, _WIDER = 1.6, 1.3
"""Sizes of a letter from line to line that part paragraphs; and where lines are set wide, times the usual distance."""

_OTHER_SIZE = 0.1
"""Part by which letters must differ in size for a heading."""

_BULLET = re.compile(r"^(?:[•▪●◦‣–-]|\d{1,2}[.)])\s+")


@dataclass
class _Line:
    text: str = ""
    height: float = 0.0
    size: float = 0.0


def pdf_blocks(content: bytes) -> list[str]:
    """Return the blocks of a PDF, page by page."""
    pypdf = load_optional("pypdf", "read", "to read reports")
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    reader = pypdf.PdfReader(io.BytesIO(content), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        raise ValueError("it is locked with a password")
    blocks: list[str] = []
    letters = 0
    for page in _pages(reader):
        lines = _lines(page)
        letters += sum(len(line.text) for line in lines)
        blocks.extend(_join_lines(lines))
        if letters > MOST_TEXT:
            break
    return blocks


def _pages(reader: Any) -> Iterator[Any]:
    for number in range(min(len(reader.pages), MOST_PAGES)):
        yield reader.pages[number]


def _lines(page: Any) -> list[_Line]:
    """Return the lines of a page with where they stand and how large their letters are."""
    lines = [_Line()]

    def take(text: str, at: list[float], of_text: list[float], _: object, size: float) -> None:
        for number, piece in enumerate(text.split("\n")):
            if number:
                lines.append(_Line())
            line = lines[-1]
            if piece.strip() and not line.text.strip():
                line.height = at[1] * of_text[4] + at[3] * of_text[5] + at[5]
                line.size = abs(size * (of_text[3] or of_text[1] or 1) * (at[3] or at[1] or 1))
            line.text += piece

    page.extract_text(visitor_text=take)
    return [line for line in lines if line.text.strip()]


def _join_lines(lines: list[_Line]) -> Iterator[str]:
    """Join lines into paragraphs: until a gap, a heading, a bullet, or a short line that ends a sentence."""
    longest = max((len(line.text) for line in lines), default=0)
    gaps = [
        (one.height - other.height) / other.size for one, other in pairwise(lines) if other.size
    ]
    usual = median([gap for gap in gaps if gap > 0] or [0.0])
    widest = _GAP if usual <= _GAP else usual * _WIDER
    held: list[str] = []
    for before, line in pairwise([None, *lines]):
        if (
            held
            and before is not None
            and line is not None
            and _begins(before, line, widest, longest)
        ):
            yield _HYPHEN.sub(r"\1", " ".join(held))
            held = []
        if line is not None:
            held.append(line.text.strip())
    if held:
        yield _HYPHEN.sub(r"\1", " ".join(held))


def _begins(before: _Line, line: _Line, widest: float, longest: int) -> bool:
    """Tell whether a line begins a paragraph."""
    size = line.size or 1.0
    is_apart = (before.height - line.height) / size > widest or abs(
        before.size - line.size
    ) > _OTHER_SIZE * size
    is_ended = _END.search(before.text.rstrip()) is not None and len(before.text) < _SHORT * longest
    return is_apart or is_ended or _BULLET.match(line.text.strip()) is not None
