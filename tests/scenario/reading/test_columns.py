"""Columns read off row classes."""

import datetime as dt

import pytest

from homeward.scenario.reading.columns import RunDays, columns_of, in_table, read_row
from homeward.scenario.rows.actors import Presence
from homeward.scenario.rows.evidence import Claim
from homeward.scenario.rows.observations import Observation
from homeward.scenario.rows.places import Place, Route

RUN = RunDays(dt.date(2015, 5, 1), dt.date(2015, 7, 1))


def test_columns_stand_in_the_order_of_the_header():
    assert [column.name for column in columns_of(Presence)] == [
        "place", "actor", "mode", "strength", "strength_low", "strength_high", "radius_km",
        "from", "to", "claims",
    ]  # fmt: skip


def test_only_what_must_be_filled_is_needed():
    needed = [column.name for column in columns_of(Presence) if column.is_needed]
    assert needed == ["place", "actor", "mode", "strength", "claims"]


def test_every_column_says_what_it_means():
    assert all(column.meaning for column in columns_of(Presence))


def test_empty_dates_are_the_run_and_an_empty_range_is_its_value():
    cells = {"place": "a", "actor": "b", "mode": "raiding", "strength": "0.5", "claims": "c d"}
    row = read_row(Presence, in_table("presence.csv", 7), 7, cells, RUN)
    assert isinstance(row, Presence)
    assert (row.line, row.start, row.end) == (7, RUN.start, RUN.end)
    assert (row.strength.low, row.strength.high) == (0.5, 0.5)
    assert row.strength.claims == row.claims == ("c", "d")


def test_every_faulty_cell_of_a_row_is_named():
    cells = {"route": "r", "from": "a", "to": "b", "km": "far", "pace": "fast"}
    problems = read_row(Route, in_table("routes.csv", 3), 3, cells, RUN)
    assert isinstance(problems, list)
    assert [problem.where for problem in problems] == [
        'routes.csv, line 3, column "km"',
        'routes.csv, line 3, column "pace"',
    ]


def test_a_word_may_hold_nothing_unseen_and_a_text_may():
    cells = {"place": "a\u200f", "label": "\u200fقرية\u200f", "kind": "to\xadwn", "country": "SYR"}
    problems = read_row(Place, in_table("places.csv", 3), 3, cells, RUN)
    assert isinstance(problems, list)
    assert [problem.found.partition(" holds ")[2] for problem in problems] == [
        "U+200F RIGHT-TO-LEFT MARK.",
        "U+00AD SOFT HYPHEN.",
    ]


def test_a_column_counts_people_where_its_row_says_so():
    cells = {"name": "n", "date": "2015-05-02", "low": "0.5", "value": "1.000", "high": "1.000"}
    cells |= {"use": "test", "claims": "c"}

    def refused(**others: str) -> int:
        row = read_row(Observation, in_table("observations.csv", 3), 3, cells | others, RUN)
        assert isinstance(row, list)
        return sum("two ways" in problem.found for problem in row)

    assert refused(measure="displaced") == 2
    assert refused(measure="displaced", base_date="x") == 0
    assert refused(measure="share_returned", since="x") == 0


@pytest.mark.parametrize("unit", ["People", "PERSONS", "individuals", "IDPs", "people\u200f"])
def test_a_unit_of_people_may_be_written_in_any_letters(unit: str):
    cells = {"claim": "c", "document": "d", "said_by": "a", "statement": "s", "value": "1.400"}
    cells |= {"source_grade": "A", "information_grade": "1", "unit": unit}
    (problem,) = read_row(Claim, in_table("claims.csv", 3), 3, cells, RUN)
    assert "two ways" in problem.found
    assert not isinstance(
        read_row(Claim, in_table("claims.csv", 3), 3, cells | {"unit": "km"}, RUN), list
    )
