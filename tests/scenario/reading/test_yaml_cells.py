"""Parts of a YAML file as cells."""

from __future__ import annotations

import pytest

from homeward.scenario.reading.columns import columns_of
from homeward.scenario.reading.settings import ParameterSetting
from homeward.scenario.reading.yaml_cells import cell_of, cells_of_outline, not_a_cell
from homeward.scenario.text.yaml_text import Tree, read_yaml


@pytest.mark.parametrize(
    ("tree", "as_word", "as_list"),
    [
        ("a b", "a b", "a b"),
        ("", "", ""),
        (["a", "b"], None, "a b"),
        ([], None, ""),
        (["a", ["b"]], None, None),
        (["a", {"b": "c"}], None, None),
        ({"a": "b"}, None, None),
        ({}, None, None),
    ],
)
def test_nothing_that_is_nested_is_lost(tree: Tree, as_word: str | None, as_list: str | None):
    assert cell_of(tree, is_list=False) == as_word
    assert cell_of(tree, is_list=True) == as_list


def test_each_part_that_is_no_cell_is_refused_where_it_stands():
    text = b"x:\n  value: [4]\n  low: {a: 1}\n  high: 5\n  claims: [c, [d]]\n  other: [[1]]\n"
    outline = read_yaml("a.yaml", text)
    tree = outline.tree["x"]
    assert isinstance(tree, dict)
    cells, problems = cells_of_outline(tree, ("x",), outline, columns_of(ParameterSetting))
    assert cells == {"high": "5"}
    assert problems == [
        not_a_cell("a.yaml, line 2", "value", is_list=False),
        not_a_cell("a.yaml, line 3", "low", is_list=False),
        not_a_cell("a.yaml, line 5", "claims", is_list=True),
    ]
