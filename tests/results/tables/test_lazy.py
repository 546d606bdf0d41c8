"""An array that shows what it does not hold."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from xarray import Variable
from xarray.core.indexing import LazilyIndexedArray

from homeward.engine.simulated import CommunitySeries
from homeward.results.tables.lazy import FilledArray, StoredArray

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
    _agree(
        FilledArray(CommunitySeries(np.zeros((2, 3), np.int64), VALUES), COLUMN, SHAPE[2]),
        _dense(),
        key,
    )


@given(st.tuples(*map(_index, (3, 4, 2))))
def test_and_so_does_a_file_that_has_time_first(key: tuple[object, ...]) -> None:
    stored = Variable(("time", "member", "community"), np.swapaxes(_dense(), 0, 1))
    _agree(StoredArray(stored, COLUMN), VALUES, key)


def test_a_file_without_communities_shows_none() -> None:
    stored = Variable(("time", "member", "community"), np.zeros((4, 3, 0), np.int32))
    lazy = Variable(("a", "b", "c"), LazilyIndexedArray(StoredArray(stored, np.zeros(0, np.int64))))
    assert lazy.values.shape == (3, 4, 0)


def _agree(array: FilledArray | StoredArray, whole: np.ndarray, key: tuple[object, ...]) -> None:
    lazy = Variable(("a", "b", "c"), LazilyIndexedArray(array))
    full = Variable(("a", "b", "c"), whole)
    found, expected = lazy[key].values, full[key].values
    assert found.shape == expected.shape
    assert np.array_equal(found, expected)
