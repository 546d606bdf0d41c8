"""Registered numbers day by day (model §12.1)."""

from __future__ import annotations

from random import Random

import pytest

from builders import make_walk
from homeward.scenario.camps.daily_counts import (
    add_as_flee,
    daily_counts,
    merged,
    newcomers,
    place_of,
    registered_daily,
    series_names,
    total_names,
    value_on,
    values_on,
)
from homeward.scenario.scenario import Scenario

CAMPS = {"near": {"kind": "camp"}, "far": {"kind": "camp"}}


def counted(days: int = 10, **said) -> Scenario:
    return make_walk(CAMPS, days=days, **said)


@pytest.mark.parametrize(
    ("day", "people"),
    [(-5, 100), (0, 100), (1, 100), (2, 101), (3, 101), (4, 102), (5, 50), (9, 50)],
)
def test_between_two_counts_the_number_is_straight_and_cut_to_whole_people(day: int, people: int):
    assert value_on([(0, 100.0), (4, 102.5), (5, 50.0)], day) == people


@pytest.mark.parametrize("is_sorted", [True, False])
def test_all_days_at_once_are_each_day_alone(is_sorted: bool):
    random = Random(4)
    for _ in range(100):
        days = [random.randint(-20, 60) for _ in range(random.randint(1, 9))]
        counts = [(day, 9000 * random.random()) for day in (sorted(days) if is_sorted else days)]
        assert values_on(counts, 50).tolist() == [value_on(counts, day) for day in range(50)]


def test_counts_out_of_order_are_walked_through_in_the_order_of_the_file():
    """The first later row ends the search, and the row before it begins the line."""
    counts = [(0, 10.0), (6, 70.0), (2, 20.0), (8, 80.0)]
    assert [value_on(counts, day) for day in (3, 6, 7, 9)] == [40, 60, 70, 80]


def test_two_counts_of_one_day_jump():
    counts = [(0, 10.0), (4, 50.0), (4, 100.0), (8, 140.0)]
    assert [value_on(counts, day) for day in (3, 4, 5)] == [40, 100, 110]


def test_what_was_counted_before_a_new_count_is_scaled_to_meet_it():
    scenario = counted(
        registered={"near": [(0, 40), (2, 80), (4, 40), (8, 60)]}, corrections=[("near", 4)]
    )
    assert merged(scenario, "near", add_as_flee) == [(0, 20.0), (2, 40.0), (4, 40.0), (8, 60.0)]


def test_new_counts_meet_one_after_the_other():
    scenario = counted(
        registered={"near": [(0, 40), (2, 80), (4, 40), (8, 20)]},
        corrections=[("near", 4), ("near", 8)],
    )
    assert merged(scenario, "near", add_as_flee) == [(0, 10.0), (2, 20.0), (4, 20.0), (8, 20.0)]


@pytest.mark.parametrize("day", [0, 3, -2])
def test_a_new_count_that_is_the_first_or_no_count_or_before_the_run_scales_nothing(day: int):
    counts = [(-4, 8), (-2, 16), (0, 40), (4, 80)] if day < 0 else [(0, 40), (4, 80)]
    scenario = counted(registered={"near": counts}, corrections=[("near", day)])
    assert merged(scenario, "near", add_as_flee) == [(when, float(who)) for when, who in counts]


def test_parts_are_added_on_every_date_of_any_each_keeping_its_last_number():
    scenario = counted(registered={"near": [(0, 10), (4, 20), (9, 30)], "near.2": [(2, 5), (4, 6)]})
    added = [(0, 10.0), (2, 15.0), (4, 26.0), (9, 36.0)]
    assert merged(scenario, "near") == added


def test_as_flee_adds_them_rows_after_the_last_of_the_later_part_are_lost():
    """And an earlier row of it is given the number that the first part has later."""
    scenario = counted(
        registered={"near": [(0, 10), (4, 20), (9, 30)], "near.2": [(0, 1), (2, 5), (4, 6)]}
    )
    assert merged(scenario, "near", add_as_flee) == [(0, 11.0), (2, 25.0), (4, 26.0)]


def test_series_are_named_in_the_order_of_the_file_with_totals_and_places():
    scenario = counted(registered={"total": [(0, 9)], "near": [(0, 5)], "elsewhere": [(0, 4)]})
    assert series_names(scenario) == ("total", "near", "elsewhere")
    assert total_names(scenario) == {"total"}
    assert [place_of(scenario, name) for name in series_names(scenario)] == [None, "near", None]


REGISTERED = {
    "total": [(0, 300), (4, 700)],
    "near": [(0, 100), (4, 140)],
    "elsewhere": [(0, 50), (4, 10)],
}


def test_newcomers_are_the_change_of_all_series_but_the_total():
    scenario = counted(
        days=5, registered={"total": [(0, 9), (4, 99)], "near": [(0, 100), (4, 140)]}
    )
    assert newcomers(scenario).tolist() == [0, 10, 10, 10, 10]


def test_newcomers_by_the_agencys_total_are_its_change():
    scenario = counted(days=5, registered=REGISTERED, from_total=True)
    assert newcomers(scenario).tolist() == [0, 100, 100, 100, 100]


def test_when_the_number_falls_nobody_leaves_and_as_many_do_not_count_as_new():
    scenario = counted(
        days=6, registered={"near": [(0, 100), (1, 110), (2, 60), (3, 80), (4, 130), (5, 140)]}
    )
    assert newcomers(scenario).tolist() == [0, 10, 0, 0, 20, 10]


def test_without_the_people_of_the_first_day_flee_counts_them_twice():
    said = {"days": 2, "registered": REGISTERED, "inserts_first_day": False}
    assert newcomers(counted(**said))[0] == 300 + 100 + 50
    assert newcomers(counted(**said, from_total=True))[0] == 300


def test_camps_that_start_empty_differ_by_those_of_the_first_day():
    plain = daily_counts(counted(registered=REGISTERED))
    empty = daily_counts(counted(registered=REGISTERED, starts_empty=True))
    assert (plain - empty == [300, 100, 50]).all()
    assert newcomers(counted(registered=REGISTERED, starts_empty=True))[0] == 0


def test_camps_are_counted_by_place_and_without_a_series_as_0():
    scenario = counted(days=2, registered=REGISTERED)
    assert registered_daily(scenario, ("far", "near")).tolist() == [[0, 100], [0, 110]]
