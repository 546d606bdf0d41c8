"""Findings."""

from __future__ import annotations

from homeward.errors import Problem
from homeward.exchange.flee.findings import Findings, hint, one_line, twin_of


def test_a_cell_is_refused_where_it_stands():
    findings = Findings()
    findings.sound("a.csv, line 2", Problem("", "no.", "why.", ("way.",)))
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


def test_a_name_that_differs_unseen_is_the_twin_of_another():
    for name in ("Hills\u200f", "Hi\xadlls", "Hills\xa0", "\ufeffHills"):
        assert twin_of(name, ["Market", "Hills"]) == "Hills"
        assert twin_of("Hills", ["Market", name]) == name
        assert "by U+" in hint("name", name, ["Hills"])
    for name in ("Hills", "Hills ", "hills", "Hillls"):
        assert twin_of(name, ["Hills"]) is None


def test_a_file_with_a_problem_is_known():
    findings = Findings()
    findings.refuse("a.csv, line 2", "no.")
    assert findings.has_problem_in("a.csv")
    assert not findings.has_problem_in("a")
