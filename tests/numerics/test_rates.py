"""Hazards and probabilities (model §5)."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.numerics.rates import (
    DAYS_PER_MONTH,
    DAYS_PER_YEAR,
    probability_of_exit,
    probability_within,
    remaining_share,
)

hazards = st.floats(0.0, 10.0)


def test_worked_numbers():
    assert probability_within(math.log(2.0), 1.0) == pytest.approx(0.5)
    assert probability_within(math.log(2.0) / 7.0, 7.0) == pytest.approx(0.5)
    assert probability_of_exit(math.log(2.0) / 4.0, math.log(2.0)) == pytest.approx(0.125)
    assert remaining_share(7.0, 7.0) == pytest.approx(0.5)
    assert pytest.approx(12 * DAYS_PER_MONTH) == DAYS_PER_YEAR == 365.25


@given(hazards, hazards, st.floats(0.0, 100.0))
def test_a_higher_hazard_is_never_a_lower_probability(one: float, other: float, days: float):
    low = probability_within(min(one, other), days)
    high = probability_within(max(one, other), days)
    assert 0.0 <= low <= high <= 1.0


@given(hazards, hazards)
def test_the_exits_of_a_stock_share_its_chance(one: float, other: float):
    total = one + other
    apart = probability_of_exit(one, total) + probability_of_exit(other, total)
    assert apart == pytest.approx(probability_within(total, 1.0), abs=1e-15)


def test_small_hazards_are_their_own_probability_and_none_is_none():
    assert probability_within(1e-18, 1.0) == 1e-18
    assert probability_of_exit(0.0, 0.0) == 0.0
    assert remaining_share(0.0, 5.0) == 1.0
    assert remaining_share(1e9, 5.0) == 0.0
