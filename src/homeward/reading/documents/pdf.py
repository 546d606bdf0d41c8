"""Paragraphs of a PDF, by its text alone: scripts, forms, links and attachments are left where they are."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from typing import Any

from homeward.reading.documents.libraries import wanted
from homeward.reading.documents.limits import MOST_PAGES, MOST_TEXT

_HYPHEN = re.compile(r"(\w)[-\u00ad]\n(?=[a-zà-ÿ])")
_END = re.compile(r"[.!?:؟»”\"')\]]$")
_SHORT = 0.75
"""A line that ends a sentence and is shorter than this part of the longest of its page ends a paragraph."""

_BULLET = re.compile(r"^\s*(?:[•▪●◦‣–-]|\d{1,2}[.)])\s+")


def pdf_blocks(content: bytes) -> list[str]:
    """Return the blocks of a PDF, page by page."""
    pypdf = wanted("pypdf")
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    reader = pypdf.PdfReader(io.BytesIO(content), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        raise ValueError("it is locked with a password")
    blocks: list[str] = []
    letters = 0
    for page in _pages(reader):
        text: str = page.extract_text() or ""
        letters += len(text)
        blocks.extend(_join_lines(text))
        if letters > MOST_TEXT:
            break
    return blocks


def _pages(reader: Any) -> Iterator[Any]:
    for number in range(min(len(reader.pages), MOST_PAGES)):
        yield reader.pages[number]


def _join_lines(text: str) -> Iterator[str]:
    """Join the lines of a page into paragraphs: until a blank line, a bullet, or a short line that ends a sentence."""
    lines = _HYPHEN.sub(r"\1", text).split("\n")
    longest = max((len(line) for line in lines), default=0)
    held: list[str] = []
    for line in lines:
        if held and (not line.strip() or _BULLET.match(line)):
            yield " ".join(held)
            held = []
        if line.strip():
            held.append(line.strip())
        if held and _END.search(line.rstrip()) and len(line) < _SHORT * longest:
            yield " ".join(held)
            held = []
    if held:
        yield " ".join(held)
