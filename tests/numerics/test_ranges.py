"""Values within ranges (model §5.3)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.numerics.ranges import within_range

quantiles = st.floats(0.0, 1.0)
numbers = st.floats(0.0, 1000.0)


def test_a_worked_number():
    assert within_range(0.0, 10.0, 14.0, 0.25) == 5.0
    assert within_range(0.0, 10.0, 14.0, 0.75) == 12.0


@given(st.tuples(numbers, numbers, numbers).map(sorted), quantiles, quantiles)
def test_a_higher_quantile_is_never_a_lower_value(ends: list[float], one: float, other: float):
    low, middle, high = ends
    at_low = within_range(low, middle, high, min(one, other))
    at_high = within_range(low, middle, high, max(one, other))
    assert low <= at_low <= at_high * (1 + 1e-12) <= high * (1 + 1e-9)


@given(st.tuples(numbers, numbers, numbers).map(sorted))
def test_the_ends_and_the_middle_are_those_given(ends: list[float]):
    low, middle, high = ends
    assert within_range(low, middle, high, 0.0) == low
    assert within_range(low, middle, high, 0.5) == middle
    assert within_range(low, middle, high, 1.0) == pytest.approx(high, rel=1e-12)
