"""How the posterior meets what it was fitted to (model §18.6)."""

import math

import numpy as np

from evaluation.calibration.test_assimilate import figures
from homeward.evaluation.calibration.assimilate import Assimilated
from homeward.evaluation.calibration.fit import fits


def test_a_band_that_meets_the_range_is_inside_and_one_beside_it_a_misfit():
    held = figures(1000, 1000, 50)
    values = np.array([[800.0, 900.0, 1000.0], [1200.0, 1300.0, 1400.0], [np.nan] * 3])
    after = held.logged(values)
    done = Assimilated(after[:0], after[:0], after, after, (2,))
    found = fits(done, held)
    assert [row.inside for row in found] == [True, False, False]
    assert [row.is_used for row in found] == [True, True, False]
    assert np.allclose(found[0].posterior, [810, 900, 990])
    assert math.isnan(found[2].posterior[1])
    assert (found[0].low, found[0].value, found[0].high) == (900, 1000, 1100)
