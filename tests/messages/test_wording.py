"""How a problem is worded, whatever a cell or a name holds."""

from __future__ import annotations

import unicodedata

import pytest

from homeward.errors import Problem

OBEYED = [
    chr(code)
    for code in range(0x2070)
    if unicodedata.category(chr(code)) in {"Cc", "Zl", "Zp"}
    or unicodedata.bidirectional(chr(code)).startswith(("LR", "RL", "PD", "FS"))
    if chr(code) not in "\t\n\u200e\u200f"
    and unicodedata.bidirectional(chr(code)) not in {"L", "R"}
]
"""Signs of control, ends of lines, and those that turn the direction of what follows."""


@pytest.mark.parametrize("sign", OBEYED, ids=lambda sign: f"{ord(sign):04X}")
@pytest.mark.parametrize("part", ["where", "found", "why", "ways_out"])
def test_a_sign_that_a_terminal_obeys_is_named_and_not_sent(sign: str, part: str):
    said = {
        "where": "places.csv, line 2",
        "found": "it is wrong.",
        "why": "",
        "ways_out": ("mend it.",),
    }
    given = f"the cell is a{sign}b."
    problem = Problem(**said | {part: (given,) if part == "ways_out" else given})
    assert sign not in str(problem)
    assert f"the cell is a<U+{ord(sign):04X}>b." in str(problem)


@pytest.mark.parametrize("letters", ["a\tb\nc", "تدمر", "Al\u200eeppo", "é", "Ḥimṣ"])
def test_letters_stay_as_they_are(letters: str):
    assert letters in str(Problem("places.csv", f'"{letters}" is not a place.'))


def test_what_is_endless_is_cut():
    worded = str(Problem("places.csv", f"{'x' * 1_000_000} is too long.", "", ("y" * 1_000_000,)))
    assert worded.startswith("places.csv: xxx")
    assert "…" in worded
    assert "is too long." in worded
    assert len(worded) < 4_000
