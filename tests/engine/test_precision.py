"""Rounding felt danger."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from homeward.engine.precision import KEPT_BITS, round_off

danger = st.floats(2.0**-60, 2.0**60, width=32)


@given(danger)
def test_it_stays_within_half_of_the_last_bit_kept(value: float) -> None:
    rounded = float(round_off(np.array([value], np.float32))[0])
    assert abs(rounded - value) <= value * 2.0 ** -(KEPT_BITS + 1)


@given(danger)
def test_rounding_twice_changes_nothing(value: float) -> None:
    once = round_off(np.array([value], np.float32))
    assert np.array_equal(round_off(once), once)


def test_zero_stays_zero() -> None:
    assert round_off(np.zeros(2, np.float32)).tolist() == [0.0, 0.0]
