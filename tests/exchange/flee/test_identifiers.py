"""Identifiers."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from homeward.exchange.flee.identifiers import distinct, identifiers


def test_names_that_differ_stay_apart():
    names = ["Foo ", "Foo", "foo", "Ségou", "São", "12th Camp", "حلب", "Foo 2"]
    assert identifiers(names, "place") == {
        "Foo ": "foo",
        "Foo": "foo_2",
        "foo": "foo_3",
        "Ségou": "segou",
        "São": "sao",
        "12th Camp": "place_12th_camp",
        "حلب": "place",
        "Foo 2": "foo_2_2",
    }


def test_what_is_taken_is_not_given():
    assert identifiers(["total"], "series", ["total"]) == {"total": "total_2"}
    assert distinct(["a", "a", "b"], ["a"]) == ["a_2", "a_3", "b"]


@given(st.lists(st.text(max_size=8), max_size=8))
def test_every_name_gets_an_identifier_of_its_own(names: list[str]):
    found = identifiers(names, "place")
    assert set(found) == set(names)
    assert len(set(found.values())) == len(set(names))
    assert all(re.fullmatch("[a-z][a-z0-9_]*", word) for word in found.values())
