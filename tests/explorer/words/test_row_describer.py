"""How rows are spoken of."""

from __future__ import annotations

import datetime as dt

import pytest

from homeward.explorer.words.row_describer import (
    RowDescriber,
    country,
    listed,
    ranged,
    short_number,
)
from homeward.scenario.rows.uncertain_numbers import Range
from homeward.scenario.scenario import Scenario

DAY = dt.date(2015, 5, 1)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0.4, "0.4"),
        (5, "5"),
        (999.6, "999.6"),
        (0.12345678, "0.1235"),
        (1000, "1,000"),
        (1_234_567, "1,234,567"),
        (0.0005, "0.0005"),
    ],
)
def test_numbers_are_short(value: float, said: str) -> None:
    assert short_number(value) == said


def test_a_range_stands_beside_its_value() -> None:
    assert ranged(Range(value=0.4, low=0.25, high=0.55)) == "0.4 (0.25–0.55)"
    assert ranged(Range(value=5, low=5, high=5), "persons") == "5 persons"


def test_names_are_joined() -> None:
    assert [listed(names) for names in ([], ["A"], ["A", "B"], ["A", "B", "C"])] == [
        "",
        "A",
        "A and B",
        "A, B and C",
    ]


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("2015-05-01", "2015-07-01", ""),
        ("2015-05-01", "2015-06-01", ", up to 31 May 2015"),
        ("2015-05-20", "2015-07-01", ", from 20 May 2015"),
        ("2015-05-20", "2015-06-01", ", 20 May 2015 to 31 May 2015"),
        ("2015-05-20", "2015-05-21", ", on 20 May 2015"),
    ],
)
def test_the_last_day_is_said_and_not_the_day_after(
    small: Scenario, start: str, end: str, said: str
) -> None:
    found = RowDescriber(small).days(dt.date.fromisoformat(start), dt.date.fromisoformat(end))
    assert found == said


def test_groups_and_actors_have_neutral_names_where_the_scenario_withholds_theirs(
    small: Scenario, tiny: Scenario
) -> None:
    say = RowDescriber(small)
    assert say.groups(["farmers", "traders"]) == "Group 1 and Group 2"
    assert say.actors(["north"]) == "Actor A"
    assert RowDescriber(tiny).groups(["clerks"]) == "Clerks of the council"


def test_a_country_nobody_knows_keeps_its_letters() -> None:
    assert (country("MLI"), country("AAA")) == ("Mali", "AAA")
