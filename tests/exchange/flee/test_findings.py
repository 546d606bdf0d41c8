"""Findings."""

from __future__ import annotations

from homeward.errors import Problem
from homeward.exchange.flee.findings import Findings, hint, one_line


def test_a_cell_is_refused_where_it_stands():
    findings = Findings()
    findings.refuse_cell("a.csv, line 2", Problem("", "no.", "why.", ("way.",)))
    findings.refuse("b.csv", "no.", "why.", "way.")
    assert [str(problem) for problem in findings.problems] == [
        "a.csv, line 2: no.\n  why.\n  Fix: way.",
        "b.csv: no.\n  why.\n  Fix: way.",
    ]


def test_a_warning_is_one_line():
    findings = Findings()
    findings.warn("a.csv, line 2", 'the place "Foo\r\nBar" is here.', "")
    assert findings.warnings == ['a.csv, line 2: the place "Foo Bar" is here.']
    assert one_line("a\u2028b\x1cc") == "a b c"


def test_the_nearest_name_is_named():
    assert hint("name", "Hils", ["Hills", "Market"]) == 'Nearest name: "Hills".'
    assert hint("name", "Xyz", ["Hills", "Market"]) == ""
