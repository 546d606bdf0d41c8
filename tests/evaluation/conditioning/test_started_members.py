"""Members whose people are moved, on the way to the last day known, to where they were counted (model §14.1)."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import date

import numpy as np
import pytest

from evaluation.conditioning.test_counts_of_days import counted, with_rows
from homeward.engine.communities.onward import run_from
from homeward.engine.simulate import simulate
from homeward.evaluation.conditioning.conditioned_runs import ConditioningSettings
from homeward.evaluation.conditioning.started_members import begins_after, start_members
from homeward.evaluation.scoring.measures import measure
from homeward.scenario.rows.observations import Observation
from homeward.scenario.scenario import Scenario

ORIGIN, LATER = date(2031, 2, 15), date(2031, 3, 1)
NUMBERS = [0, 2, 5]
SETTINGS = ConditioningSettings(6, 1, 2, lambda _: nullcontext(lambda _done, _of: None))


def held(tiny: Scenario, *rows: Observation, at: date = LATER) -> np.ndarray:
    scenario = with_rows(tiny, *rows)
    asked = counted(at)
    started = start_members([scenario], ORIGIN, [asked], NUMBERS, SETTINGS)
    return measure(started.run(0, SETTINGS, "on"), asked)


def test_where_nobody_was_counted_they_are_what_they_were(tiny: Scenario):
    days = [(ORIGIN - tiny.start).days, (LATER - tiny.start).days]
    whole = simulate(tiny, days=days, members=6, member_numbers=NUMBERS, seed=1)
    np.testing.assert_array_equal(held(tiny), measure(whole, counted(LATER)))


def test_a_count_holds_on_its_day_and_what_follows_is_the_model_s(tiny: Scenario):
    exact = counted(ORIGIN, 600, low=600, high=600)
    np.testing.assert_allclose(held(tiny, exact, at=ORIGIN), 600, atol=10)
    # An older one is followed by days of the model: moved by hand on its evening, and run on.
    older = counted(date(2031, 1, 20), 600, low=600, high=600)
    scenario = with_rows(tiny, older)
    early = start_members([scenario], older.date, [counted(LATER)], NUMBERS, SETTINGS)
    by_hand = run_from(scenario, early.worlds[0], early.evenings)
    np.testing.assert_array_equal(held(tiny, older), measure(by_hand, counted(LATER)))
    assert not np.array_equal(held(tiny, older), held(tiny))


def test_nothing_that_is_counted_later_moves_anybody(tiny: Scenario):
    rows = counted(date(2031, 2, 1), 300), counted(date(2031, 2, 10), 500)
    later = counted(date(2031, 2, 16), 5, use="test")
    np.testing.assert_array_equal(held(tiny, *rows), held(tiny, *rows, later))


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (counted(LATER), True),
        (counted(ORIGIN), False),
        (counted(LATER, measure="share_returned", value=0.5), True),
        (counted(LATER, measure="returns", since=ORIGIN), True),
        (counted(LATER, measure="returns", since=date(2031, 2, 1)), False),
    ],
)
def test_what_begins_before_the_last_day_known_is_not_of_moved_members(
    row: Observation, expected: bool
):
    assert begins_after(row, ORIGIN) is expected
