"""Paragraphs: numbers, and letters that can be counted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.reading.paragraphs import MOST_LETTERS, Report, clean, fold, number


def test_blocks_that_say_nothing_have_no_number():
    assert [(one.number, one.text) for one in number(["one", " \n ", "two\nlines", "\u200b"])] == [
        (1, "one"),
        (2, "two lines"),
    ]


def test_what_is_too_long_is_cut():
    assert [len(one.text) for one in number(["x" * (MOST_LETTERS + 1)])] == [MOST_LETTERS, 1]


def test_letters_that_turn_a_line_round_are_gone():
    assert clean("a\u202eb\u2066c\x07 d") == "abc d"


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Été", "ete"),
        ("٢١٤٧", "2147"),
        ("إدلب", "ادلب"),
        ("مدينة", "مدينه"),
        ("Ma’arrat—x", "ma'arrat-x"),
    ],
)
def test_folded(text: str, plain: str):
    assert fold(text) == plain


@given(st.text())
def test_folding_keeps_every_letter_in_its_place(text: str):
    assert len(fold(text)) == len(text)


def test_words_are_counted():
    assert Report("a", number(["one two", "three"]), "", "en").n_word == 3
