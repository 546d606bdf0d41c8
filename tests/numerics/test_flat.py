"""An array as a row."""

import numpy as np

from homeward.numerics.flat import as_row
from homeward.numerics.kernel import kernel


@kernel
def count_up(array):
    """Number the elements in the order of memory, and return how many there are."""
    row = as_row(array)
    for index in range(row.size):
        row[index] += index
    return row.size


def test_a_row_is_the_array_itself_in_the_order_of_memory():
    for shape in ((24,), (4, 6), (2, 3, 4), (1, 2, 3, 4), (3, 0)):
        for dtype in (np.int64, np.float64, np.int32):
            array = np.ones(shape, dtype=dtype)
            assert count_up(array) == array.size
            assert (array == 1 + np.arange(array.size).reshape(shape)).all()


def test_a_part_of_an_array_is_a_row_of_that_part():
    array = np.zeros((3, 4), dtype=np.int64)
    assert count_up(array[1]) == 4
    assert array.tolist() == [[0] * 4, [0, 1, 2, 3], [0] * 4]
