"""What the weights say of the parameters (decision 9)."""

from __future__ import annotations

import numpy as np
import pytest

from homeward.evaluation.conditioning.weighing import weigh
from homeward.evaluation.hindcast.moved_parameters import moved_parameters


def test_the_parameter_that_was_weighed_moved_most_and_the_others_are_not_told_apart():
    """2,000 members; a distance beyond the 5% level by chance for a parameter nothing informs is seeded away."""
    chance = np.random.default_rng(7)
    told, untold = chance.random(2000), chance.random(2000)
    weights = weigh(-0.5 * ((told - 0.8) / 0.1) ** 2)
    found = moved_parameters({"untold": untold, "fixed": np.ones(2000), "told": told}, weights)
    assert [moved.parameter for moved in found] == ["told", "untold"]
    assert [moved.is_told_apart for moved in found] == [True, False]
    assert found[0].prior == pytest.approx((0.05, 0.5, 0.95), abs=0.03)
    low, middle, high = found[0].weighted
    assert middle == pytest.approx(0.8, abs=0.03)
    assert 0.6 < low < middle < high < 0.98
