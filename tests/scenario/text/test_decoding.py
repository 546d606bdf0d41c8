"""Bytes as text, and letters that nobody can see."""

from __future__ import annotations

import pytest

from homeward.errors import Problem
from homeward.scenario.text.decoding import (
    decode,
    name_letter,
    unseen_in,
    unseen_problem,
    without_unseen,
)


@pytest.mark.parametrize("content", [b"a,\xc3\xa9", b"\xef\xbb\xbfa,\xc3\xa9", b"a,e\xcc\x81"])
def test_one_letter_is_one_letter_however_it_was_typed(content: bytes):
    assert decode("a.csv", content) == "a,\xe9"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"a\n\xe9", "a.csv, line 2: the byte 0xe9 is not UTF-8."),
        (
            b"\xef\xbb\xbf\xef\xbb\xbfa",
            "a.csv, line 1: the file begins with two byte order marks, U+FEFF ZERO WIDTH NO-BREAK SPACE.",
        ),
        ("name,é".encode("utf-16"), "a.csv: the file is UTF-16, not UTF-8."),
        ("name,é".encode("utf-16-be"), "a.csv: the file is UTF-16 or UTF-32, not UTF-8."),
        ("name,é".encode("utf-32"), "a.csv: the file is UTF-32, not UTF-8."),
        (
            b"a,b\nc,d\ne,\0f\n" + b"x" * 9,
            "a.csv, line 3: the line holds U+0000, a letter that no text has.",
        ),
        (
            b"PK\x03\x04\x14\0",
            "a.csv: the file is a workbook or a zip archive, whatever its name says.",
        ),
        (b"\x1f\x8b\x08\0", "a.csv: the file is a gzip archive, whatever its name says."),
        (b"PAR1\x15\x04", "a.csv: the file is a Parquet file, whatever its name says."),
        (b"<!DOCTYPE html>", "a.csv: the file is a page of the web, whatever its name says."),
    ],
)
def test_what_is_no_text_is_called_what_it_is(content: bytes, said: str):
    refused = decode("a.csv", content)
    assert isinstance(refused, Problem)
    assert f"{refused.where}: {refused.found}" == said
    assert refused.ways_out


@pytest.mark.parametrize(
    ("letter", "name"),
    [
        ("\u200b", "U+200B ZERO WIDTH SPACE"),
        ("\u200e", "U+200E LEFT-TO-RIGHT MARK"),
        ("\ufeff", "U+FEFF ZERO WIDTH NO-BREAK SPACE"),
        ("\xad", "U+00AD SOFT HYPHEN"),
        ("\xa0", "U+00A0 NO-BREAK SPACE"),
        ("\u2028", "U+2028 LINE SEPARATOR"),
        ("\ufe0f", "U+FE0F VARIATION SELECTOR-16"),
        ("\u3164", "U+3164 HANGUL FILLER"),
        ("\t", "U+0009 TAB"),
        ("\n", "U+000A LINE BREAK"),
        ("\x07", "U+0007 CONTROL CHARACTER"),
    ],
)
def test_a_letter_that_cannot_be_seen_is_named(letter: str, name: str):
    text = f"old{letter}town"
    assert unseen_in(text) == letter
    assert name_letter(letter) == name
    plain = "old town" if letter.isspace() else "oldtown"
    assert without_unseen(text) == plain
    problem = unseen_problem(text)
    assert problem is not None
    assert problem.found == f'"{text}" holds {name}.'
    assert problem.ways_out == (f'write "{plain}", typed anew.',)


@pytest.mark.parametrize(
    "text", ["", "old town", "مدينة", "Nguyễn", "北京", "Île-d’Orléans", "a+b😀"]
)
def test_letters_of_any_script_can_be_seen(text: str):
    assert unseen_problem(text) is None
