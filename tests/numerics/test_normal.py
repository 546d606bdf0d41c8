"""The normal quantile (model §4.3)."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from homeward.numerics.normal import normal_quantile


@given(st.floats(1e-300, 1.0 - 1e-16))
def test_the_quantile_is_scipys(u: float):
    assert normal_quantile(u) == pytest.approx(stats.norm.ppf(u), rel=4e-15, abs=1e-16)


@given(st.floats(1e-6, 1.0 - 1e-6), st.floats(1e-6, 1.0 - 1e-6))
def test_a_higher_uniform_is_never_a_lower_deviate(u: float, v: float):
    assert normal_quantile(min(u, v)) <= normal_quantile(max(u, v))


def test_the_middle_is_zero_and_the_tails_mirror_each_other():
    assert normal_quantile(0.5) == 0.0
    for u in np.array([2.0**-60, 2.0**-20, 0.0625, 0.25]):
        assert normal_quantile(u) < 0.0
        assert normal_quantile(max(u, 2.0**-50)) == -normal_quantile(1.0 - max(u, 2.0**-50))
