"""Fear (model §4.3, §4.4)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.model.processes.fear import fear_factor, recapture_danger

felt = st.floats(0.0, 10.0)
tolerances = st.floats(1e-4, 10.0)


def test_a_worked_number():
    assert fear_factor(0.02, 0.01) == pytest.approx(0.2)
    # One capture in two years where one in ten was expected beforehand: two in twelve years.
    assert recapture_danger(1.0, 2.0, 0.1, 0.5, 0.6, 2.0) == pytest.approx(2 / 12 * 0.5 * 0.6 * 2.0)


@given(felt, felt, tolerances)
def test_more_fear_never_leaves_more_of_a_hazard(one: float, other: float, tolerance: float):
    assert fear_factor(max(one, other), tolerance) <= fear_factor(min(one, other), tolerance) <= 1.0


@given(felt, felt, st.floats(0.0, 10.0), st.floats(0.01, 10.0), st.floats(0.0, 1.0))
def test_more_captures_never_calm(
    captures: float, more: float, years: float, expected: float, strength: float
):
    low, high = min(captures, more), max(captures, more)
    assert recapture_danger(low, years, expected, strength, 1.0, 1.0) <= recapture_danger(
        high, years, expected, strength, 1.0, 1.0
    )


@given(tolerances)
def test_half_of_those_concerned_act_at_the_tolerance_and_all_without_fear(tolerance: float):
    assert fear_factor(tolerance, tolerance) == 0.5
    assert fear_factor(0.0, tolerance) == 1.0
    assert fear_factor(1e9 * tolerance, tolerance) < 1e-17


def test_quiet_years_calm_and_an_absent_raider_is_not_feared():
    assert recapture_danger(0.0, 0.0, 0.1, 1.0, 1.0, 1.0) == pytest.approx(0.1)
    assert recapture_danger(0.0, 1e9, 0.1, 1.0, 1.0, 1.0) < 1e-8
    assert recapture_danger(5.0, 1.0, 0.1, 0.0, 1.0, 1.0) == 0.0
