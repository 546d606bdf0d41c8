"""Named tuples of arrays, allocated as they are annotated."""

from typing import Annotated, NamedTuple

import numpy as np
import pytest
from numpy.typing import NDArray

from homeward.numerics.allocate import allocate


class Inner(NamedTuple):
    people: Annotated[NDArray[np.int64], "home, group"]
    fear: Annotated[NDArray[np.float64], "home"]


class Outer(NamedTuple):
    inner: Inner
    kept: Annotated[NDArray[np.int64] | NDArray[np.int32], "day, 2"]
    marks: Annotated[NDArray[np.bool_], "group"]


def test_every_array_has_the_axes_and_the_type_it_is_annotated_with():
    found = allocate(Outer, {"home": 3, "group": 4, "day": 0})
    assert found.inner.people.shape == (3, 4)
    assert found.inner.people.dtype == np.int64
    assert found.inner.fear.shape == (3,)
    assert found.inner.fear.dtype == np.float64
    assert found.kept.shape == (0, 2)
    assert found.kept.dtype == np.int64
    assert found.marks.dtype == np.bool_
    assert not found.inner.people.any()
    assert found.inner.people.flags.c_contiguous


def test_an_axis_without_a_length_is_refused():
    with pytest.raises(KeyError, match="group"):
        allocate(Outer, {"home": 3, "day": 0})
