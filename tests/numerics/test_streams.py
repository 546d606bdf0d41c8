"""Streams of chance (model §5.0): no number is used twice, and no draw has a number of its own."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import homeward
from homeward.numerics import streams

PACKAGE = Path(homeward.__file__).parent
PAGE = Path(__file__).parents[2] / "docs/model/5-chance.md"
NUMBERS = {name: value for name, value in vars(streams).items() if name.isupper()}
STREAM = {"uniforms": 1, "draw_quantiles": 1, "binomial": 3}
"""Functions that draw, and which of their arguments names the stream."""


def test_no_stream_is_used_twice():
    assert len(NUMBERS) >= 25
    assert len(set(NUMBERS.values())) == len(NUMBERS)
    assert all(0 < number < 2**12 for number in NUMBERS.values())


def test_the_page_numbers_the_streams_of_the_community_model():
    rows = re.findall(r"^\| (\d+) \| ([A-Z_]+) \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    named = {name: int(number) for number, name in rows}
    assert named.items() <= NUMBERS.items()
    assert {name for name, number in NUMBERS.items() if number < 17} <= named.keys()


def test_streams_are_numbered_nowhere_else():
    """Whatever is drawn is addressed by a stream with a name of this list, handed on or imported from it."""
    seen = 0
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                at = STREAM.get(node.func.id)
                if at is not None:
                    stream = node.args[at]
                    assert isinstance(stream, ast.Name), (path, node.lineno)
                    assert stream.id == "stream" or stream.id in NUMBERS, (path, node.lineno)
                    seen += 1
    assert seen > 15
