"""Pulls."""

from datetime import date
from pathlib import Path

import pytest

from builders import make_scenario
from homeward.errors import ScenarioError
from homeward.scenario.changes.applied_levers import (
    AppliedLever,
    ResolvedLever,
    find_levers,
    parse_lever,
    word_lever,
)

HOUSES = """\
houses:
  title: Houses
  what: Houses are built.
  from: 2015-06-01
  value: {default: 0.9, low: 0.5, high: 1, meaning: share}
  trust: north
  changes:
    - table: conditions
      where: {place: camp, variable: hardship}
      set: {value: "{value}"}
peace:
  title: Peace
  what: Nobody kills.
  changes:
    - table: harms
      where: {}
      set: {rate: 0}
"""


@pytest.mark.parametrize(
    ("text", "applied"),
    [
        ("houses", AppliedLever("houses")),
        ("houses=0.5", AppliedLever("houses", 0.5)),
        ("houses@2015-06-01", AppliedLever("houses", None, date(2015, 6, 1))),
        ("houses=0.25@2015-06-01", AppliedLever("houses", 0.25, date(2015, 6, 1))),
    ],
)
def test_a_pull_is_read_back_as_it_is_written(text: str, applied: AppliedLever):
    assert parse_lever(text) == applied
    assert str(applied) == text


@pytest.mark.parametrize(
    "text", ["", "=1", "@2015-06-01", "a=", "a@", "a=1=2", "a@2015-06-01=1", "a=x", "a@june"]
)
def test_what_is_no_pull_is_refused(text: str):
    with pytest.raises(ScenarioError):
        parse_lever(text)


def test_what_is_not_asked_for_is_as_the_file_says(tmp_path: Path):
    scenario = make_scenario(tmp_path, levers=HOUSES)
    (plain,) = find_levers(scenario, [AppliedLever("houses")])
    assert (plain.value, plain.start) == (0.9, date(2015, 6, 1))
    (asked,) = find_levers(scenario, [AppliedLever("houses", 0.5, date(2015, 5, 2))])
    assert (asked.value, asked.start) == (0.5, date(2015, 5, 2))
    assert asked.cells(asked.lever.changes[0]) == {"value": "0.5"}


def test_levers_come_in_the_order_of_the_file(tmp_path: Path):
    scenario = make_scenario(tmp_path, levers=HOUSES)
    resolved = find_levers(scenario, [AppliedLever("peace"), AppliedLever("houses")])
    assert [one.lever.name for one in resolved] == ["houses", "peace"]


def test_a_pulled_lever_is_worded_with_its_value_and_its_day(tmp_path: Path):
    scenario = make_scenario(tmp_path, levers=HOUSES)
    assert word_lever(scenario, "houses=0.5") == "Houses, 0.5, from 2015-06-01"
    assert word_lever(scenario, "peace") == "Peace"
    assert word_lever(scenario, "gone@2015-06-01") == "gone@2015-06-01"
    believed = scenario.levers[1]
    assert str(ResolvedLever(believed, AppliedLever(believed.name))).startswith(
        "Houses (believed at once), 0.9"
    )
