"""Paragraphs of a text: blocks between blank lines."""

from __future__ import annotations

import re

_BOM = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}
_BETWEEN = re.compile(r"\n[ \t\f\v]*(?:\n[ \t\f\v]*)+")


def decode(content: bytes) -> str:
    """Read bytes as text: by their mark, as UTF-8, or as Windows writes Arabic or Western letters."""
    for mark, encoding in _BOM.items():
        if content.startswith(mark):
            return content.decode(encoding, errors="replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        arabic = content.decode("cp1256", errors="replace")
        is_arabic = sum("\u0620" <= letter <= "\u064a" for letter in arabic) > len(arabic) / 4
        return arabic if is_arabic else content.decode("cp1252", errors="replace")


def split_blocks(text: str) -> list[str]:
    """Split at blank lines."""
    unix = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2029", "\n\n")
    return [block for block in _BETWEEN.split(unix) if block.strip()]


def text_blocks(content: bytes) -> list[str]:
    """Return the blocks of a text file."""
    return split_blocks(decode(content))
