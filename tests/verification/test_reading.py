"""Reports held against keys made by hand (decision 35): the keys are whole, and the two reports are read as well as was asked."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest
from reading.keys import Item, mark, read_documents, read_key, wrong_parts
from reading.measure import measure, text_of

from homeward.reading.finding.candidate import Candidate

DOCUMENTS = read_documents()
OWN = [document for document in DOCUMENTS if document.scenario]
ITEM = Item("quantity", "", 2, 500.0, None, None, "people", "2015-05", "palmyra|homs", "", "")
FOUND = Candidate(
    "a", 2, "killed", 500.0, unit="people", date="2015-05-20", place="palmyra", actor="isis"
)


def test_there_are_as_many_items_as_were_asked_for():
    assert sum(len(read_key(one.document)) for one in OWN) >= 60
    others = [one for one in DOCUMENTS if not one.scenario]
    assert len(others) >= 30
    assert {one.language for one in others} == {"en", "fr", "ar"}
    assert all(len(read_key(one.document)) >= 7 for one in others)


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ({}, []),
        ({"value": 501.0}, []),
        ({"value": 510.0}, ["value"]),
        ({"unit": "families"}, ["unit"]),
        ({"date": "2015"}, ["date"]),
        ({"date": "2015-05/.."}, ["date"]),
        ({"date": ""}, ["date"]),
        ({"place": "homs"}, []),
        ({"place": "homs; palmyra"}, []),
        ({"place": "homs; hama"}, ["place"]),
        ({"place": ""}, ["place"]),
        ({"paragraph": 3}, ["paragraph"]),
    ],
)
def test_what_a_key_makes_right(changed: dict[str, object], wrong: list[str]):
    assert wrong_parts(ITEM, replace(FOUND, **changed), "2016") == wrong


def test_two_of_one_item_are_one_right_and_one_wrong():
    marked = mark("quantity", [ITEM], [FOUND, FOUND], "2016")
    assert (len(marked.right), len(marked.wrong), len(marked.missed)) == (1, 1, 0)
    assert (marked.recall, marked.precision) == (1.0, 0.5)


@pytest.mark.skipif(
    "HOMEWARD_SOURCES" not in os.environ, reason="needs the two reports: HOMEWARD_SOURCES"
)
def test_the_two_reports():
    measured = [
        measure(one, path)
        for one in OWN
        if (path := text_of(one)) is not None and Path(path).is_file()
    ]
    assert len(measured) == 2
    for form, recall, precision in (("quantity", 0.85, 0.7), ("event", 0.75, 0.6)):
        marked = [one.marked[form] for one in measured]
        right, wrong, missed = (
            sum(len(getattr(one, part)) for one in marked) for part in ("right", "wrong", "missed")
        )
        assert right / (right + missed) >= recall
        assert right / (right + wrong) >= precision
