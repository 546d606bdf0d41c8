"""YAML text."""

import pytest

from homeward.scenario.text.yaml_text import Outline, read_yaml


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
    "number", ["1,600,000", "1,000,000", "13,45", "12,345.5", "1,600", "-1,600"]
)
def test_a_number_with_commas_is_one_word_in_braces_too(number: str):
    for text in (f"{{a: {number}, b: 2}}", f"{{b: 2, a: {number}}}", f"a: {number}\nb: 2"):
        assert read_yaml("a.yaml", text.encode()).tree == {"a": number, "b": "2"}


def test_keys_of_digits_are_keys():
    assert read_yaml("a.yaml", b"{a: 1, 600, 700: x}").tree == {"a": "1", "600": "", "700": "x"}
    assert read_yaml("a.yaml", b"{a: x,600}").tree == {"a": "x", "600": ""}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: &x 1\nb: *x", "line 1: &x names a part of the file."),
        ("b: 1\na: *x", "line 2: *x stands for another part of the file."),
        ("b: 1\na: !!omap [c: 1]", "line 2: the tag !!omap makes something else of it."),
        ("a: [1, !!binary aGk=]", "line 1: the tag !!binary makes something else of it."),
        ("a: !new {b: 1}", "line 1: the tag !new makes something else of it."),
        ("a: 1\n<<: {b: 1}", "line 2: << takes keys from another part of the file."),
        ("a: 1\n? [b]\n: 1", "line 2: a key is a list or has keys of its own."),
        ("{a: 1}: 1", "line 1: a key is a list or has keys of its own."),
        (
            "%TAG ! tag:x.org,2000:\n---\na: 1",
            "line 1: %TAG ! tag:x.org,2000: says how the file is to be read.",
        ),
        ("# b\n%WAY 1\n---\na: 1", "line 2: %WAY 1 says how the file is to be read."),
        ("a: 1\n---\nb: 2", "line 2: a second document begins."),
        ("a: 1\n...\n---\n", "line 3: a second document begins."),
        ("a: [", "line 1: this is not YAML: expected the node content, but found '<stream end>'."),
        (
            "a:\n\t- b",
            "line 2: this is not YAML: found character '\\t' that cannot start any token.",
        ),
        (
            "a: 1\nb: \x07",
            "line 2: the line holds U+0007 CONTROL CHARACTER, which YAML does not allow.",
        ),
        ("- a", "line 1: expected keys and values (key: value)."),
        ("\n\na", "line 3: expected keys and values (key: value)."),
        ("a: 1\nb\u200e: 2", 'line 2: key "b\u200e" holds U+200E LEFT-TO-RIGHT MARK.'),
        ("a: " + "[" * 30_000, "line 1: this is nested too deeply."),
        ("b: 1\na: " + "{c: " * 9_000, "line 2: this is nested too deeply."),
        ("a:\n  " + "- " * 9_000, "line 2: this is nested too deeply."),
        ("\n".join(" " * n + "a:" for n in range(900)), "line 21: this is nested too deeply."),
        ("\n".join(f"a{n}: 1" for n in range(1_500)), "line 1001: there are more than 1,000 keys."),
        ("a: [" + "1, " * 20_000, "line 1: the list has more than 10,000 items."),
        ("# " + "x" * 1_000_000, "the file has 1.0 MB, more than 1 MB."),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_line(text: str, said: str):
    outline = read_yaml("a.yaml", text.encode())
    (problem,) = outline.problems
    assert (
        f"{problem.where}: {problem.found}".removeprefix("a.yaml, ").removeprefix("a.yaml: ")
        == said
    )
    assert not outline.is_read


@pytest.mark.parametrize("text", ["", "# nothing\n", "---\n", "---\n...\n"])
def test_a_file_that_says_nothing(text: str):
    assert read_yaml("a.yaml", text.encode()) == Outline("a.yaml")


def test_a_version_changes_nothing():
    assert read_yaml("a.yaml", b"%YAML 1.1\n---\na: yes\n").tree == {"a": "yes"}


def test_a_key_given_twice_keeps_the_first():
    outline = read_yaml("a.yaml", b"a: 1\na:\n  b: [2, 3]\nc: 4\n")
    assert outline.tree == {"a": "1", "c": "4"}
    (problem,) = outline.problems
    assert f"{problem.where}: {problem.found}" == (
        'a.yaml, line 2: the key "a" was already given on line 1.'
    )


def test_where_a_part_stands_or_would_stand():
    outline = read_yaml("a.yaml", b"a:\n  b: 1\n")
    assert outline.at(("a", "b")) == outline.at(("a", "b", "c")) == "a.yaml, line 2"
    assert outline.at(("a", "d")) == "a.yaml, line 1"
    assert outline.at(("e",)) == "a.yaml"
