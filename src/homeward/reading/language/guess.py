"""Which language a text is in: by its letters and its commonest words."""

from __future__ import annotations

import re
from collections.abc import Mapping

from homeward.reading.language.rules import Rules
from homeward.reading.paragraphs import fold

_LETTERS = 20_000
"""Letters of the beginning that are looked at."""


def guess_language(text: str, rules: Mapping[str, Rules]) -> str:
    """Return the language whose common words are the largest part of a text."""
    words = re.findall(r"\w+", fold(text[:_LETTERS]))
    common = {language: {fold(word) for word in of.common_words} for language, of in rules.items()}
    counts = {language: sum(word in known for word in words) for language, known in common.items()}
    return max(counts, key=lambda language: counts[language])
