"""Flight (model §6.1)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.model.communities.processes.flight import felt_at_home, flight_hazard, let_out

shares = st.floats(0.0, 1.0)
dangers = st.floats(0.0, 2.0)
hazards = st.floats(0.0, 5.0)
halves = st.floats(0.01, 10.0)


def test_a_worked_number():
    danger = felt_at_home(0.3, 0.4, 0.5)
    assert danger == 0.5
    assert flight_hazard(danger, 0.2, 0.5) == pytest.approx(0.1)
    assert let_out(0.1, 0.5, 0.2) == pytest.approx(0.01)


@given(dangers, dangers, hazards, halves)
def test_more_danger_never_keeps_people_home(one: float, other: float, most: float, half: float):
    low = flight_hazard(min(one, other), most, half)
    high = flight_hazard(max(one, other), most, half)
    assert 0.0 <= low <= high * (1 + 1e-12)
    assert high <= most


@given(shares, shares, shares, shares)
def test_fighting_and_dread_both_add_to_danger(assault: float, dread: float, more: float, w: float):
    assert felt_at_home(assault, max(dread, more), w) >= felt_at_home(assault, min(dread, more), w)
    assert felt_at_home(assault, dread, w) >= assault


@given(hazards, shares, shares, shares)
def test_confinement_never_lets_more_out(hazard: float, one: float, other: float, ease: float):
    assert let_out(hazard, max(one, other), ease) <= let_out(hazard, min(one, other), ease)


def test_nobody_flees_nothing_and_half_the_hazard_is_reached_at_the_half():
    assert flight_hazard(0.0, 0.2, 0.5) == 0.0
    assert flight_hazard(0.5, 0.2, 0.5) == 0.1
    assert flight_hazard(1e6, 0.2, 0.5) == pytest.approx(0.2)
    assert let_out(0.2, 1.0, 1.0) == 0.0
    assert let_out(0.2, 0.0, 1.0) == 0.2
