"""Obstacles (model §7.3)."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.model.processes.obstacles import (
    journey_factor,
    presence_factor,
    revived,
    shortfall_factor,
    still_occupied,
)

shares = st.floats(0.0, 1.0)
km = st.floats(0.0, 3000.0)
costs = st.floats(0.0, 1.0)


def test_worked_numbers():
    assert shortfall_factor(0.5, 0.8, 0.4) == pytest.approx(0.8)
    assert presence_factor(0.5, 0.4) == pytest.approx(0.8)
    assert journey_factor(0.001, 200.0, 0.5) == pytest.approx(math.exp(-0.1))
    assert still_occupied(0.4, 0.5, 0.5) == pytest.approx(0.3)
    assert revived(0.3, 0.5, 0.4) == pytest.approx(0.5)


@given(shares, shares, shares, shares)
def test_a_better_home_never_slows_return(w: float, refuge: float, home: float, better: float):
    low, high = min(home, better), max(home, better)
    assert 0.0 <= shortfall_factor(w, refuge, low) <= shortfall_factor(w, refuge, high) <= 1.0


@given(shares, shares, shares, shares)
def test_a_better_refuge_never_speeds_return(w: float, home: float, refuge: float, better: float):
    low, high = min(refuge, better), max(refuge, better)
    assert shortfall_factor(w, high, home) <= shortfall_factor(w, low, home)


@given(shares, shares, shares)
def test_more_mines_or_strangers_never_speed_return(weight: float, one: float, other: float):
    at_most = presence_factor(weight, max(one, other))
    assert 0.0 <= at_most <= presence_factor(weight, min(one, other)) <= 1.0


@given(costs, km, km, shares)
def test_a_longer_way_never_speeds_return(cost: float, one: float, other: float, support: float):
    far = journey_factor(cost, max(one, other), support)
    assert far <= journey_factor(cost, min(one, other), support) <= 1.0


@given(shares, shares, shares, shares)
def test_the_more_friends_are_back_the_fewer_houses_stay_occupied(
    occupied: float, relief: float, one: float, other: float
):
    many = still_occupied(occupied, relief, max(one, other))
    assert 0.0 <= many <= still_occupied(occupied, relief, min(one, other)) <= occupied


@given(shares, st.floats(0.0, 5.0), shares, shares)
def test_people_who_are_back_revive_a_place(
    level: float, viability: float, one: float, other: float
):
    many = revived(level, viability, max(one, other))
    assert level <= revived(level, viability, min(one, other)) <= many <= 1.0


def test_no_obstacle_changes_nothing():
    assert shortfall_factor(0.7, 0.5, 0.5) == 1.0
    assert shortfall_factor(0.7, 0.2, 0.9) == 1.0
    assert presence_factor(0.7, 0.0) == 1.0
    assert journey_factor(0.003, 1000.0, 1.0) == 1.0
    assert journey_factor(0.003, 0.0, 0.0) == 1.0
    assert still_occupied(0.0, 0.5, 1.0) == 0.0
    assert revived(0.5, 0.5, 0.0) == 0.5


def test_a_full_obstacle_of_full_weight_stops_return():
    assert shortfall_factor(1.0, 1.0, 0.0) == 0.0
    assert presence_factor(1.0, 1.0) == 0.0
