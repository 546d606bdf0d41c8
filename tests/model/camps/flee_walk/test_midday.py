"""How full those who decide again in the course of a day find a camp (model §12.4)."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.model.camps.flee_walk.way_choice import (
    refusing_from,
    room_in_all,
    room_left,
    share_let_in,
)

CAPACITY, FULL_FROM = 1000.0, 0.9


def mean_of(people: float, arrived: float, only_while_let_in: bool = False) -> float:
    """The mean room by adding up, one by one: the slow way."""
    n = people + arrived * (np.arange(100_000) + 0.5) / 100_000
    room = np.array([1.0 - np.clip((n - 900) / 100, 0, 1)])[0]
    return float((room * (n <= 950)).mean() if only_while_let_in else room.mean())


@pytest.mark.parametrize(
    ("people", "arrived"), [(0, 500), (0, 2000), (850, 100), (920, 200), (1100, 50)]
)
def test_the_mean_room_is_that_of_all_who_come_one_after_another(people: float, arrived: float):
    found = room_in_all(people + arrived, CAPACITY, FULL_FROM) - room_in_all(
        people, CAPACITY, FULL_FROM
    )
    assert found / arrived == pytest.approx(mean_of(people, arrived), abs=1e-4)


@pytest.mark.parametrize(("people", "arrived"), [(0, 500), (0, 2000), (850, 100), (920, 200)])
def test_those_are_let_in_who_choose_it_before_it_refuses(people: float, arrived: float):
    room = mean_of(people, arrived)
    found = share_let_in(people, arrived, room, CAPACITY, FULL_FROM)
    assert found == pytest.approx(mean_of(people, arrived, only_while_let_in=True) / room, abs=1e-3)


def test_it_refuses_where_half_its_room_is_left():
    refusing = refusing_from(CAPACITY, FULL_FROM)
    assert refusing == pytest.approx(950)
    assert room_left(refusing, CAPACITY, FULL_FROM) == pytest.approx(0.5)


def test_where_nobody_comes_or_there_is_no_limit_all_are_let_in():
    assert share_let_in(100.0, 0.0, 1.0, CAPACITY, FULL_FROM) == 1
    assert share_let_in(100.0, 50.0, 1.0, CAPACITY, FULL_FROM) == 1
    assert room_in_all(5000.0, 0.0, FULL_FROM) == 5000


@given(st.floats(0, 3000), st.floats(0.1, 3000))
def test_more_arrivals_never_let_a_larger_share_in(people: float, arrived: float):
    def share(coming: float) -> float:
        room = room_in_all(people + coming, CAPACITY, FULL_FROM)
        room = (room - room_in_all(people, CAPACITY, FULL_FROM)) / coming
        return room * share_let_in(people, coming, room, CAPACITY, FULL_FROM)

    assert share(2 * arrived) <= share(arrived) + 1e-9
