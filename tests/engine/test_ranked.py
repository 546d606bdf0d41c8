"""Keys and their ranks, beside those that sorting gives."""

from __future__ import annotations

import numpy as np
import pytest

from homeward.engine.ranked import ranked


@pytest.mark.parametrize("n", [0, 1, 7, 500])
def test_they_are_those_of_sorting(n: int) -> None:
    keys = np.random.default_rng(n).integers(0, 90, n)
    different, rank = ranked(keys, 90)
    expected, inverse = np.unique(keys, return_inverse=True)
    np.testing.assert_array_equal(different, expected)
    np.testing.assert_array_equal(rank, inverse)
