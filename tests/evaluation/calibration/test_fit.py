"""How the posterior meets what it was fitted to (model §18.6)."""

import math

import numpy as np

from evaluation.calibration.test_assimilate import figures
from homeward.evaluation.calibration.assimilate import Assimilated
from homeward.evaluation.calibration.fit import fits


def test_a_figure_in_the_band_is_inside_and_one_beside_it_a_misfit():
    """The second band meets the range of the figure, 900 to 1,100, and not the figure."""
    held = figures(1000, 1000, 50)
    values = np.array([[800.0, 900.0, 1100.0], [1020.0, 1300.0, 1400.0], [np.nan] * 3])
    after = held.logged(values)
    done = Assimilated(after[:0], after[:0], after, after, (2,))
    found = fits(done, held, [1.0] * len(held.rows))
    assert [row.inside for row in found] == [True, False, False]
    assert [row.is_used for row in found] == [True, True, False]
    assert np.allclose(found[0].posterior, [810, 900, 1080])
    assert math.isnan(found[2].posterior[1])
    assert (found[0].low, found[0].value, found[0].high) == (900, 1000, 1100)


def test_a_fit_is_published_in_steps_of_people():
    held = figures(1000)
    after = held.logged(np.array([[4.0, 903.0, 1001.0]]))
    done = Assimilated(after[:0], after[:0], after, after, ())
    (few,) = fits(done, held, [100.0])
    assert few.person == 100.0
    shown = few.published()
    assert math.isnan(shown.posterior[0]), "a tenth of a person, in the median of few"
    (counted,) = fits(done, held, [1.0])
    assert [value % 5 for value in counted.published().posterior] == [0, 0, 0]
