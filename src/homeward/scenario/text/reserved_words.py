"""Words that nothing may be called: readers of tables, and our own tables, mean something else by them (model §2.8)."""

from __future__ import annotations

from itertools import product

from homeward.catalogue import JUDGEMENT
from homeward.scenario.text.cells import as_identifier

_MISSING = "na nan nat none null"
_TRUTH = "true false yes no"
_DEVICES = ("con", "prn", "aux", "nul", *map("".join, product(("com", "lpt"), "0123456789")))

RESERVED: dict[str, str] = {
    "all": "Tables write it for a sum over homes, groups, places or storylines.",
    JUDGEMENT: "Tables write it where a number rests on no claim.",
    **dict.fromkeys(
        _MISSING.split(), "Spreadsheets, pandas and R read it as a value that is missing."
    ),
    **dict.fromkeys(("inf", "infinity"), "Readers of tables take it for a number."),
    **dict.fromkeys(_TRUTH.split(), "Spreadsheets, pandas and YAML read it as yes or no."),
    **dict.fromkeys(_DEVICES, "Windows allows no file of that name."),
}
"""Each word, and why it is kept from being a name; as identifiers are small letters, so are these."""


def another(name: str, noun: str) -> str:
    """Word the way out where a name may not be one: the identifier of it, if that may."""
    word = as_identifier(name)
    if not word[:1].isalpha():
        return "begin it with a letter."
    if word in RESERVED:
        return f'call it otherwise wherever it is named, such as "{word}_{noun}".'
    return f'write "{word}".'


def why_reserved(name: str) -> str | None:
    """Return why nothing may be called by a name, in whatever letters it is written; None if it may."""
    return RESERVED.get(as_identifier(name))
