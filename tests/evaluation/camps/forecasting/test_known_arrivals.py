"""What was known of camp registrations on a day (model §15.1)."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from builders import REGISTERED, edit, make_registered
from homeward.errors import HomewardBug
from homeward.evaluation.camps.forecasting.known_arrivals import (
    check_nothing_later,
    counted_until,
    known_on,
    published_counts,
)
from homeward.scenario.scenario import Scenario

CAMPS = ("far", "near")


def may(day: int) -> dt.date:
    return dt.date(2015, 5, day)


UNTIL = dt.date(2015, 7, 15)


@pytest.fixture
def scenario(tmp_path: Path) -> Scenario:
    return make_registered(tmp_path)


def test_nothing_later_is_left(scenario: Scenario):
    known = known_on(scenario, may(12), until=UNTIL)
    assert max(row.date for row in known.registrations) == may(11)
    assert [(row.place, row.intensity) for row in known.fighting] == [
        ("oldtown", 1),
        ("market", 0.5),
    ]
    assert not known.kind_changes
    assert known.end == UNTIL


def test_what_holds_on_the_day_goes_on(scenario: Scenario):
    """Its end is known only later, even where the table tells it."""
    after = UNTIL + dt.timedelta(days=1)
    known = known_on(scenario, may(12), until=UNTIL)
    assert {row.end for row in known.fighting} == {after}
    ends = {row.kind: row.end for row in known_on(scenario, may(3), until=UNTIL).barriers}
    assert ends == {"border": after, "camp": may(3)}


def test_new_counts_that_came_later_scale_nothing(scenario: Scenario):
    for day, known in ((10, 0), (11, 1)):
        assert len(known_on(scenario, may(day), until=UNTIL).corrections) == known


def test_conditions_may_be_given(scenario: Scenario):
    given = known_on(scenario, may(12), until=UNTIL, given_conditions=True)
    assert len(given.fighting) == 3
    ends = {(row.place, row.start): row.end for row in given.fighting}
    assert ends["oldtown", scenario.start] == may(20)
    assert ends["market", may(15)] == UNTIL + dt.timedelta(days=1)
    assert max(row.date for row in given.registrations) == may(11)


@pytest.mark.parametrize(
    "table", ["registrations", "corrections", "fighting", "barriers", "kind_changes"]
)
def test_whatever_is_later_is_refused(scenario: Scenario, table: str):
    known = known_on(scenario, may(2), until=UNTIL)
    check_nothing_later(known, may(2))
    leaking = known.model_copy(update={table: getattr(scenario, table)})
    with pytest.raises(HomewardBug, match="later than 2015-05-02, from which is forecast"):
        check_nothing_later(leaking, may(2))


def test_counts_are_straight_between_two_and_flat_after_the_last(scenario: Scenario):
    known = counted_until(known_on(scenario, may(21), until=UNTIL), CAMPS, may(21))
    assert known.counts.shape == (21, 2)
    assert known.counts[:, 1].tolist() == [40 * day for day in range(10)] + [400] * 11
    assert known.people.tolist() == [150, 400]
    assert known.last_counted.tolist() == [10, 10]
    assert known.age.tolist() == [10, 10]


def test_numbers_are_published_as_they_were_said(tmp_path: Path):
    """The count that a later correction scales stays what it was."""
    later = edit("corrections.csv", "near,2015-05-11", "near,2015-05-30", REGISTERED)
    found = published_counts(make_registered(tmp_path, **later), ("far", "near", "none"))
    assert found["near"] == {0: 0, 10: 400, 29: 700}
    assert found["far"] == {0: 100, 10: 150, 29: 550}
    assert found["none"] == {}


def test_where_camps_start_empty_the_first_number_is_subtracted(tmp_path: Path):
    empty = edit("scenario.yaml", "rules:", "rules:\n  starts_empty: true", REGISTERED)
    found = published_counts(make_registered(tmp_path, **empty), ("far",))
    assert found["far"] == {0: 0, 10: 50, 29: 450}
