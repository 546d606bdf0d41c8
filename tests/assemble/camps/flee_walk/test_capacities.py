"""How many people places can hold, and how their size bears on leaving (model §12.4)."""

import numpy as np

from builders import make_walk
from homeward.assemble.camps.flee_walk.capacities import (
    MOST_TABLES,
    capacities,
    capacity_tables,
    leave_shares,
    limits_of,
)
from homeward.numerics.tabulated import NOT_TABULATED, TABULATED

PLACES = {
    "town": {"population": 40_000},
    "camp": {"kind": "camp", "capacity": 100, "capacity_per_day": 10_000},
    "small": {"kind": "camp", "capacity": 30},
}
REGISTERED = np.array([0, 60, 30])


def test_capacity_grows_before_the_day():
    """10,000 a day from 100: on day t, before the day, 100 + 10,000 t."""
    found = capacities(make_walk(PLACES, days=3), REGISTERED * 0)
    assert (found[:, 1] - 10_000).tolist() == [100, 10_100, 20_100]
    assert (found[:, 0] < 1).all()


def test_flee_takes_the_people_of_the_first_day_from_the_capacity_and_then_there_may_be_no_limit():
    scenario = make_walk(PLACES, days=1)
    assert capacities(scenario, REGISTERED)[0].tolist() == [-1, 10_040, 0]
    unregistered = make_walk(PLACES, days=1, arrivals="constant")
    assert capacities(unregistered, REGISTERED)[0].tolist() == [-1, 10_100, 30]


def test_places_with_a_limit_are_listed_unless_none_counts():
    is_camp = np.ones((1, 3), dtype=np.bool_)
    capacity = capacities(make_walk(PLACES, days=1), REGISTERED)
    assert limits_of(capacity, is_camp, with_capacity=True).place.tolist() == [1]
    assert limits_of(capacity, is_camp, with_capacity=False).place.size == 0


def test_larger_places_can_be_left_by_more():
    scenario = make_walk(PLACES, leave_size_power=0.5)
    shares = leave_shares(scenario, np.full((1, 3), 0.3), np.array([[-1.0, 2500.0, -1.0]]))
    assert shares.tolist() == [[0.6, 0.15, 0.0]]
    assert (leave_shares(make_walk(PLACES), np.full((1, 3), 0.3), np.zeros((1, 3))) == 0.3).all()


def test_a_share_is_never_more_than_all():
    scenario = make_walk(PLACES, leave_size_power=2.0)
    assert leave_shares(scenario, np.full((1, 3), 0.3), np.zeros((1, 3)))[0, 0] == 1


def test_the_shares_met_most_often_are_tabulated():
    leave = np.array([[0.3, 0.3, 1.0], [0.3, 0.1, 0.0]])
    table, tables = capacity_tables(leave)
    assert table.tolist() == [[0, 0, NOT_TABULATED], [0, 1, NOT_TABULATED]]
    assert tables.first.size == 2 * TABULATED
    many, tables = capacity_tables(np.linspace(0.01, 0.99, 30).reshape(10, 3))
    assert (many != NOT_TABULATED).sum() == MOST_TABLES
