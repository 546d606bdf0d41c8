"""Onward movement (model §6.3)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.model.communities.processes.onward import consider_hazard, push

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
