"""Onward movement (model §6.3)."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.model.communities.processes.onward import consider_hazard, push, word_sent

shares = st.floats(0.0, 1.0)
pushes = st.floats(1.0, 1000.0)


def test_worked_numbers():
    assert push(0.5, 5.0) == 3.0
    assert consider_hazard(0.001, 3.0, 0.5, 0.2) == pytest.approx(0.0003)


@given(shares, shares, pushes)
def test_more_hardship_never_pushes_less(one: float, other: float, greatest: float):
    assert 1.0 <= push(min(one, other), greatest) <= push(max(one, other), greatest)


@given(shares, pushes, shares, shares, shares)
def test_a_wider_exit_never_lets_fewer_look(
    hazard: float, pushed: float, one: float, other: float, ease: float
):
    narrow = consider_hazard(hazard, pushed, min(one, other), ease)
    assert narrow <= consider_hazard(hazard, pushed, max(one, other), ease)


def test_limits():
    assert push(0.0, 25.0) == 1.0
    assert push(1.0, 25.0) == 25.0
    assert consider_hazard(0.001, 25.0, 0.0, 1.0) == 0.0
    assert consider_hazard(0.001, 1.0, 1.0, 1.0) == 0.001


def test_word_is_there_once_many_have_gone():
    assert word_sent(0.0, 100, 0.8, 0.1) == pytest.approx(0.2)
    assert word_sent(10.0, 90, 0.8, 0.1) == pytest.approx(1 - 0.8 * math.exp(-1))
    assert word_sent(1e9, 0, 0.8, 0.01) == pytest.approx(1.0)
    assert word_sent(0.0, 0, 0.8, 0.1) == pytest.approx(0.2)
    assert word_sent(5.0, 95, 0.0, 0.1) == 1.0


@given(
    st.floats(0.0, 1e6), st.floats(0.0, 1e6), st.integers(0, 10**6), shares, st.floats(1e-3, 1.0)
)
def test_the_word_of_more_never_holds_more_back(
    one: float, other: float, there: int, needed: float, share: float
):
    few, many = (word_sent(gone, there, needed, share) for gone in sorted((one, other)))
    assert 0.0 <= few <= many <= 1.0
