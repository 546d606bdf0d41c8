"""An array that shows what it does not hold."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from xarray import Variable
from xarray.core.indexing import LazilyIndexedArray

from homeward.engine.simulated import Series
from homeward.results.lazy import FilledArray

SHAPE = (3, 4, 5)
COLUMN = np.array([1, 3])
VALUES = np.arange(24, dtype=np.int32).reshape(3, 4, 2) + 1


def _dense() -> np.ndarray:
    dense = np.zeros(SHAPE, np.int32)
    dense[:, :, COLUMN] = VALUES
    return dense


def _slices(size: int) -> st.SearchStrategy[slice]:
    """Slices that take something: xarray itself stumbles over empty ones that run backwards."""
    return st.slices(size).filter(lambda part: len(range(*part.indices(size))) > 0)


def _index(size: int) -> st.SearchStrategy[object]:
    at = st.integers(-size, size - 1)
    return st.one_of(at, st.lists(at, min_size=1, max_size=4), _slices(size))


@given(st.tuples(*map(_index, SHAPE)))
def test_every_way_of_asking_gives_what_a_full_array_gives(key: tuple[object, ...]) -> None:
    filled = FilledArray(Series(np.zeros((2, 3), np.int64), VALUES), COLUMN, SHAPE[2])
    lazy = Variable(("a", "b", "c"), LazilyIndexedArray(filled))
    full = Variable(("a", "b", "c"), _dense())
    found, expected = lazy[key].values, full[key].values
    assert found.shape == expected.shape
    assert np.array_equal(found, expected)
