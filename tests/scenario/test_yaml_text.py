"""YAML text."""

import pytest

from homeward.scenario.yaml_text import read_yaml


def test_words_stay_as_they_are_written():
    outline = read_yaml("a.yaml", b"a: no\nb: 2015-05-01\nc: 1e-3\nd: [x, 'y']\ne:\n")
    assert outline.problems == []
    assert outline.tree == {"a": "no", "b": "2015-05-01", "c": "1e-3", "d": ["x", "y"], "e": ""}


def test_every_part_knows_its_line():
    outline = read_yaml("a.yaml", b"# note\na:\n  b: 1\n  c:\n    - d: 2\n")
    assert outline.lines["a",] == 2
    assert outline.lines["a", "b"] == 3
    assert outline.lines["a", "c", 0, "d"] == 5


def test_words_in_quotes_are_known_apart():
    outline = read_yaml("a.yaml", b"a: 'no'\nb: no\nc: [\"x\", y]\nd: |\n  z\n")
    assert outline.quoted == {("a",), ("c", 0)}


@pytest.mark.parametrize(
    "content", [b"a: &x 1\nb: *x", b"a: [", b"\xff", b"a: \x07", b"- a", b"a: 1\n---\nb: 2"]
)
def test_what_cannot_be_read_is_refused(content: bytes):
    outline = read_yaml("a.yaml", content)
    assert (outline.is_read, len(outline.problems)) == (False, 1)
