"""What those who are counted are, and of whom a share is."""

from __future__ import annotations

import pytest

from homeward.reading.finding.read_report import make_finders, read_report
from homeward.reading.language.rules import shipped_rules
from homeward.reading.paragraphs import Report, number

FINDERS = make_finders(shipped_rules()["en"])


@pytest.mark.parametrize(
    ("text", "whom", "out_of"),
    [
        ("Some 47 women fled.", "women", ""),
        ("Some 34,000 IDPs live in Homs.", "displaced people", ""),
        ("The 300 people displaced by floods fled.", "displaced people", ""),
        ("Some 300 people fled.", "", ""),
        ("Rwanda sent 2,000 troops.", "troops or fighters", ""),
        ("Some 53 per cent of the displaced were children.", "children", "displaced people"),
        ("Only 9% of the households fled.", "", ""),
    ],
)
def test_whom(text: str, whom: str, out_of: str):
    [one] = read_report(Report("a", number([text]), "2022", "en"), FINDERS)
    assert (one.whom, one.out_of) == (whom, out_of)
