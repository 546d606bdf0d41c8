"""Identifiers for names that are compared letter by letter."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from homeward.scenario.cells import as_identifier


def identifiers(names: Iterable[str], noun: str, taken: Iterable[str] = ()) -> dict[str, str]:
    """Give each name an identifier of its own, none of those taken; `noun` begins one of digits."""
    known = list(dict.fromkeys(names))
    words = [identifier(name, noun) for name in known]
    return dict(zip(known, distinct(words, taken), strict=True))


def identifier(name: str, noun: str) -> str:
    """Turn a name into lower_snake_case that begins with a letter."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    word = as_identifier(plain)
    return word if word[:1].isalpha() else f"{noun}_{word}".rstrip("_")


def distinct(words: Iterable[str], taken: Iterable[str] = ()) -> list[str]:
    """Count up words that are equal, or taken, until they differ: foo, foo_2."""
    used = set(taken)
    given: list[str] = []
    for word in words:
        candidate, number = word, 1
        while candidate in used:
            number += 1
            candidate = f"{word}_{number}"
        used.add(candidate)
        given.append(candidate)
    return given
