"""Words of natural languages stand in the rules (YAML), where somebody who does not program can add to them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

import homeward
from homeward.reading.language.rule_parts import Kind
from homeward.reading.language.rules import shipped_rules

READING = Path(homeward.__file__).parent / "reading"
MODULES = [
    path
    for room in ("finding", "language", "review")
    for path in sorted((READING / room).glob("*.py"))
]
OF_A_SCRIPT = {"transliteration.py", "expressions.py"}
"""What is written in one word, or left out, in Latin or Arabic letters, whatever the language."""

SYNTAX = re.compile(r"\\.|\[\^?\]?[^\]]*\]|\(\?(?:P<\w+>|<?[=!:])|\{[\d,]*\}")
NAMES = {
    *get_args(Kind),
    *(unit for rules in shipped_rules().values() for unit in rules.units),
    "share",
}


def written(node: ast.AST) -> Iterator[ast.Constant]:
    """Give the pieces of text that a literal is written of; not what an f-string puts in."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node
    elif isinstance(node, ast.JoinedStr):
        for part in node.values:
            yield from written(part)


def words_in_patterns(source: str) -> Iterator[str]:
    """Give what a regular expression has of letters beside its syntax: `re.compile(r"(?:and|et)\\s")`."""
    for node in ast.walk(ast.parse(source)):
        is_re = (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and isinstance(node.func.value, ast.Name)
            and node.func.value.id == "re"
            and node.func.attr != "escape"
        )
        literals = node.args[:1] if is_re else [node] if isinstance(node, ast.JoinedStr) else []
        for literal in literals:
            pieces = list(written(literal))
            # A text with what is put in it is a pattern only where it has the syntax of one.
            if is_re or any(re.search(r"\\[sSwWdDb]|\(\?", str(one.value)) for one in pieces):
                found = re.findall(
                    r"[^\W\d_]+", SYNTAX.sub(" ", " ".join(str(one.value) for one in pieces))
                )
                yield from (f"line {literal.lineno}: {word}" for word in found)


def words_in_collections(source: str) -> Iterator[str]:
    """Give texts of the sets, tuples and lists of a module that are no kind and no unit."""
    for node in ast.parse(source).body:
        value = getattr(node, "value", None)
        if not isinstance(node, ast.Assign | ast.AnnAssign) or value is None:
            continue
        for part in ast.walk(value):
            if isinstance(part, ast.Set | ast.Tuple | ast.List):
                for one in part.elts:
                    for text in written(one):
                        if re.search(r"[^\W\d_]", str(text.value)) and text.value not in NAMES:
                            yield f"line {text.lineno}: {text.value}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_no_word_of_a_language_stands_in_code(path: Path):
    source = path.read_text(encoding="utf-8")
    found = [] if path.name in OF_A_SCRIPT else [*words_in_patterns(source)]
    if path.parent.name == "finding" and path.name not in OF_A_SCRIPT:
        found += words_in_collections(source)
    assert not found, f"{path.name}: move to language/*.yaml, or finding/labels.yaml: {found}"


@pytest.mark.parametrize(
    ("source", "word"),
    [
        ('A = re.compile(r"(?:and|et)\\s")', "and"),
        ('A = re.compile(rf"{x}(?:le )?$")', "le"),
        ('A = re.search(r"\\s(?:و)", text)', "و"),
        ('def f():\n    filler = rf"(?:{more}|the)\\s"', "the"),
    ],
)
def test_a_word_in_a_pattern_is_found(source: str, word: str):
    assert any(one.endswith(f": {word}") for one in words_in_patterns(source))


@pytest.mark.parametrize("source", ['A = ("the ", "les ")', 'A = frozenset({"de", "du"})'])
def test_a_word_in_a_collection_is_found(source: str):
    assert list(words_in_collections(source))


def test_syntax_is_no_word():
    assert not list(
        words_in_patterns(
            r'A = re.compile(r"(?P<d>\d{1,3})[A-Z]+(?<!\w)(?=\s)x"[:-1])'.replace('x"[:-1]', '"')
        )
    )
