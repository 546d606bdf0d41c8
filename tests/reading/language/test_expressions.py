"""Expressions as people write them."""

from __future__ import annotations

import pytest

from homeward.reading.language.expressions import PLACE, any_of
from homeward.reading.paragraphs import fold


@pytest.mark.parametrize(
    ("expression", "text", "is_said"),
    [
        ("displac*", "the displacement", True),
        ("displac*", "misplaced", False),
        ("(left|leave) their homes", "they left their homes", True),
        ("captured ... PLACE", f"captured the old city of {PLACE * 4}", True),
        ("captured ... PLACE", f"captured one two three four five six {PLACE * 4}", False),
        ("déplacé*", "DEPLACES", True),
        ("نزوح", "والنزوح", True),
        ("(the |a )majority", "majority", False),
    ],
)
def test_an_expression(expression: str, text: str, is_said: bool):
    assert bool(any_of([expression]).search(fold(text))) is is_said


def test_no_expression_says_nothing():
    assert any_of([]).search("anything") is None
