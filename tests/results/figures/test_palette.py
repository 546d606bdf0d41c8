"""Colours that are told apart."""

from __future__ import annotations

from homeward.results.figures.palette import GRADES, KINDS, LINES, QUIET


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


LEAST_CONTRAST = 4.5
"""Of text of this size, by WCAG 2.2 AA."""


def test_grades_can_be_read_in_white_and_names_of_lines_on_it() -> None:
    for colour in (*GRADES.values(), *LINES, QUIET):
        assert 1.05 / (_luminance(colour) + 0.05) >= LEAST_CONTRAST


def test_no_colour_has_two_meanings() -> None:
    assert len(set(LINES)) == len(LINES)
    assert len({colour for colour, _ in KINDS.values()}) == len(KINDS)
