"""Bytes as text, and the letters in it that nobody can see (model §2)."""

from __future__ import annotations

import codecs
import unicodedata

from homeward.errors import Problem

_MARK = "\ufeff"
_WIDE = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
_NOT_TEXT = (
    (b"PK\x03\x04", "a workbook or a zip archive"),
    (b"\xd0\xcf\x11\xe0", "a workbook of an older Excel"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"PAR1", "a Parquet file"),
    (b"%PDF", "a PDF"),
    (b"SQLite format 3", "a database"),
    (b"{\\rtf", "a document of a word processor"),
    (b"<!DOCTYPE", "a page of the web"),
    (b"<!doctype", "a page of the web"),
    (b"<html", "a page of the web"),
)
"""How files begin that were given the name of a table, and are none."""

_UNSEEN = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0") | frozenset(
    map(chr, (*range(0xFE00, 0xFE10), *range(0x180B, 0x1810), *range(0xE0100, 0xE01F0)))
)
"""Letters that show nothing, though Unicode does not count them among marks or blanks."""


def decode(file: str, content: bytes) -> str | Problem:
    """Decode a file as UTF-8, with or without a byte order mark; letters are composed (NFC).

    One letter typed in two ways is one letter: "é" is the same with its accent or with an accent put on it.
    """
    foreign = _not_utf8(file, content)
    if foreign is not None:
        return foreign
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        number = content[: error.start].count(b"\n") + 1
        return Problem(
            f"{file}, line {number}",
            f"the byte 0x{content[error.start]:02x} is not UTF-8.",
            "The file was saved in another encoding; its letters would be guessed.",
            ('save it as UTF-8 (in a spreadsheet: "CSV UTF-8").',),
        )
    if text.startswith(_MARK):
        found = f"the file begins with two byte order marks, {name_letter(_MARK)}."
        why = "The second cannot be seen, and would belong to the first cell."
        return Problem(f"{file}, line 1", found, why, ("save it anew as UTF-8, with one or none.",))
    return unicodedata.normalize("NFC", text)


def _not_utf8(file: str, content: bytes) -> Problem | None:
    way = 'save it as UTF-8 (in a spreadsheet: "CSV UTF-8").'
    for mark, encoding in _WIDE:
        if content.startswith(mark):
            return Problem(file, f"the file is {encoding}, not UTF-8.", "", (way,))
    for beginning, kind in _NOT_TEXT:
        if content.startswith(beginning):
            found = f"the file is {kind}, whatever its name says."
            way = "open it with the program that made it, and save it as text (CSV UTF-8)."
            return Problem(file, found, "", (way,))
    if b"\0" not in content:
        return None
    if content.count(0) * 4 > len(content):
        return Problem(file, "the file is UTF-16 or UTF-32, not UTF-8.", "", (way,))
    number = content[: content.index(0)].count(b"\n") + 1
    found = "the line holds U+0000, a letter that no text has."
    why = "The file was damaged, or is no text."
    return Problem(f"{file}, line {number}", found, why, ("take the file anew from its source.",))


def unseen_in(text: str) -> str:
    """Return the first letter of a text that cannot be seen, or that looks like a blank and is none."""
    if text.isascii() and text.isprintable():
        return ""
    return next((letter for letter in text if _is_unseen(letter)), "")


def without_unseen(text: str) -> str:
    """Return a text without the letters that cannot be seen, and with plain blanks for all others."""
    plain = "".join(" " if letter.isspace() else letter for letter in text)
    return "".join(letter for letter in plain if not _is_unseen(letter)).strip()


def _is_unseen(letter: str) -> bool:
    kind = unicodedata.category(letter)
    return (kind in {"Cf", "Cc", "Zs", "Zl", "Zp"} and letter != " ") or letter in _UNSEEN


def name_letter(letter: str) -> str:
    """Name a letter by its code point and, if it has one, its Unicode name."""
    names = {"\t": "TAB", "\n": "LINE BREAK", "\r": "LINE BREAK"}
    name = unicodedata.name(letter, "") or names.get(letter, "CONTROL CHARACTER")
    return f"U+{ord(letter):04X} {name}"


def unseen_problem(text: str) -> Problem | None:
    """Refuse a word or number that holds a letter nobody can see; None if it holds none."""
    letter = unseen_in(text)
    if not letter:
        return None
    found = f'"{text}" holds {name_letter(letter)}.'
    why = "It cannot be seen, and makes another word of it."
    return Problem("", found, why, (f'write "{without_unseen(text)}", typed anew.',))
