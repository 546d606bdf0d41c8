"""Dwelling (model §7.4)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.model.communities.processes.dwelling import leaving_again_hazard, turned_from_door

shares = st.floats(0.0, 1.0)


def test_worked_numbers():
    assert turned_from_door(0.4, 0.5) == pytest.approx(0.2)
    assert leaving_again_hazard(0.002, 0.5) == pytest.approx(0.001)


@given(shares, shares, shares)
def test_more_strangers_never_turn_fewer_away(one: float, other: float, avoid: float):
    few = turned_from_door(min(one, other), avoid)
    assert 0.0 <= few <= turned_from_door(max(one, other), avoid) <= 1.0


@given(st.floats(0.0, 1.0), shares, shares)
def test_an_emptier_home_never_holds_more(hazard: float, one: float, other: float):
    low = leaving_again_hazard(hazard, min(one, other))
    assert low <= leaving_again_hazard(hazard, max(one, other)) <= hazard


def test_an_empty_house_and_a_full_life_turn_nobody_away():
    assert turned_from_door(0.0, 1.0) == 0.0
    assert turned_from_door(1.0, 1.0) == 1.0
    assert leaving_again_hazard(0.002, 0.0) == 0.0
