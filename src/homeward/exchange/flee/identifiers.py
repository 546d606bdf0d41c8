"""Identifiers for names that are compared letter by letter."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from homeward.exchange.flee.findings import Findings
from homeward.scenario.text.cells import as_identifier
from homeward.scenario.text.reserved_words import why_reserved


def identifiers(names: Iterable[str], noun: str, taken: Iterable[str] = ()) -> dict[str, str]:
    """Give each name an identifier of its own, none of those taken; `noun` begins one of digits."""
    known = list(dict.fromkeys(names))
    words = [identifier(name, noun) for name in known]
    return dict(zip(known, distinct(words, taken), strict=True))


def identifier(name: str, noun: str) -> str:
    """Turn a name into lower_snake_case that begins with a letter, and is no word that means something else."""
    word = _word(name)
    is_free = word[:1].isalpha() and why_reserved(word) is None
    return word if is_free else f"{noun}_{word}".rstrip("_")


def warn_of_renamed(name: str, given: str, where: str, findings: Findings) -> None:
    """Say so where a name has become another, as it is a word that means something else."""
    why = why_reserved(_word(name))
    if why is not None:
        findings.warn(where, f'"{name}" is called {given} here.', why)


def _word(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return as_identifier(plain)


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
