"""Loops over arrays."""

import numpy as np

from homeward.numerics.fill import add, clear, has_negative, scale, total


def test_they_do_what_numpy_does():
    one = np.arange(12.0).reshape(3, 4)
    other = np.ones((3, 4))
    add(one, other)
    assert (one == np.arange(1.0, 13.0).reshape(3, 4)).all()
    scale(one, 2.0)
    assert (one == np.arange(2.0, 26.0, 2.0).reshape(3, 4)).all()
    assert total(one) == 156.0
    clear(one)
    assert not one.any()


def test_sums_of_whole_numbers_stay_whole():
    people = np.array([[2**40, -1], [3, 4]])
    assert total(people) == 2**40 + 6
    assert has_negative(people)
    assert not has_negative(np.abs(people))
