"""Numbers in digits, in words, vague, as shares and ranges."""

from __future__ import annotations

import pytest

from homeward.reading.language.numbers import NumberFinder
from homeward.reading.language.rules import shipped_rules
from homeward.reading.paragraphs import fold

FINDERS = {language: NumberFinder(rules) for language, rules in shipped_rules().items()}


@pytest.mark.parametrize(
    ("language", "text", "low", "value", "high"),
    [
        ("en", "12,345", None, 12_345, None),
        ("en", "2.67 million", None, 2_670_000, None),
        ("en", "three hundred and sixty-five thousand", None, 365_000, None),
        ("en", "more than 1,000", 1_000, 1_000, None),
        ("en", "up to 25", None, 25, 25),
        ("en", "between 40 and 50", 40, None, 50),
        ("en", "40-50", 40, None, 50),
        ("en", "tens of thousands", 20_000, None, 90_000),
        ("en", "dozens", 24, None, 120),
        ("en", "34.2%", None, 0.342, None),
        ("en", "the majority", 0.5, None, 1),
        ("en", "one per cent", None, 0.01, None),
        ("en", "at least a million", 1_000_000, 1_000_000, None),
        ("en", "half a million", None, 500_000, None),
        ("en", "as many as 69,031", None, 69_031, None),
        ("fr", "dix pour cent", None, 0.1, None),
        ("fr", "plus d'un millier", None, 1_000, None),
        ("ar", "ألف", None, 1_000, None),
        ("fr", "155 000", None, 155_000, None),
        ("fr", "188.000", None, 188_000, None),
        ("fr", "2,67 millions", None, 2_670_000, None),
        ("fr", "quatre-vingt-dix-sept", None, 97, None),
        ("fr", "deux mille cinq cents", None, 2_500, None),
        ("ar", "١٢٣٤", None, 1_234, None),
        ("ar", "14,186", None, 14_186, None),
        ("ar", "/14/ ألف", None, 14_000, None),
        ("ar", "خمسة وعشرون", None, 25, None),
        ("ar", "ثلاثة آلاف", None, 3_000, None),
        ("ar", "عشرات الآلاف", 20_000, None, 90_000),
    ],
)
def test_a_number(
    language: str, text: str, low: float | None, value: float | None, high: float | None
):
    [found] = FINDERS[language].find(fold(text))
    assert (found.low, found.value, found.high) == pytest.approx((low, value, high))
