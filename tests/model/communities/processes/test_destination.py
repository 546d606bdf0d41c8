"""Destination (model §6.2)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.model.communities.processes.destination import (
    KIN_FLOOR,
    distance_decay,
    ease_of_crossing,
    pull_across,
    pull_before_distance,
    pull_of_kin,
    room,
)

km = st.floats(0.0, 3000.0)
powers = st.floats(0.0, 6.0)
shares = st.floats(0.0, 1.0)
hosting = st.floats(0.0, 10.0)


def test_worked_numbers():
    assert distance_decay(200.0, 2.0) == pytest.approx(0.25)
    assert room(30.0, 120.0) == 0.75
    pull = pull_before_distance(0.5, pull_of_kin(0.48, 0.5), 0.75, 0.2)
    assert pull == pytest.approx(0.5 * 0.5**0.5 * 0.75 * 0.8)


@given(km, km, powers)
def test_a_farther_place_never_pulls_more(one: float, other: float, power: float):
    far = distance_decay(max(one, other), power)
    assert 0.0 < far <= distance_decay(min(one, other), power) * (1 + 1e-12)


@given(shares, shares, st.floats(0.0, 3.0))
def test_kin_never_push_away(one: float, other: float, power: float):
    few = pull_of_kin(min(one, other), power)
    assert few <= pull_of_kin(max(one, other), power) * (1 + 1e-12)


@given(st.floats(0.0, 1e6), st.floats(0.0, 1e6), st.floats(1.0, 1e6))
def test_a_fuller_place_never_has_more_room(one: float, other: float, capacity: float):
    assert 0.0 <= room(max(one, other), capacity) <= room(min(one, other), capacity) <= 1.0


@given(hosting, shares, shares)
def test_a_front_or_a_shut_gate_never_raises_a_pull(pull: float, crossing: float, refused: float):
    assert pull_across(pull, False, crossing, False, refused) == pull
    assert pull_across(pull, True, crossing, False, refused) <= pull
    assert pull_across(pull, False, crossing, True, refused) <= pull
    assert pull_across(pull, True, crossing, True, refused) == pytest.approx(
        pull * crossing * refused
    )


def test_limits():
    assert distance_decay(100.0, 1.7) == 1.0
    assert distance_decay(0.0, 1.0) == distance_decay(5.0, 1.0) == 20.0
    assert distance_decay(700.0, 0.0) == 1.0
    assert room(1e9, float("inf")) == 1.0
    assert room(200.0, 100.0) == 0.0
    assert pull_of_kin(0.3, 0.0) == 1.0
    assert pull_of_kin(0.0, 1.0) == KIN_FLOOR
    assert pull_before_distance(0.0, 1.0, 1.0, 0.0) == 0.0
    assert pull_before_distance(1.0, 0.3, 1.0, 0.0) == 0.3
    assert pull_before_distance(1.0, 0.3, 1.0, 1.0) == 0.0


@given(shares, shares, shares)
def test_who_fears_to_live_on_this_side_minds_the_front_less(ease: float, one: float, other: float):
    """Worked numbers: at an ease of 0.09, all of the pull beyond is left to those who would not live here at all."""
    safe, unsafe = max(one, other), min(one, other)
    assert (
        ease - 1e-12
        <= ease_of_crossing(ease, safe)
        <= ease_of_crossing(ease, unsafe) + 1e-12
        <= 1.0 + 2e-12
    )
    assert ease_of_crossing(0.09, 1.0) == pytest.approx(0.09)
    assert ease_of_crossing(0.09, 0.08) == pytest.approx(0.9272)
    assert ease_of_crossing(0.09, 0.0) == 1.0
