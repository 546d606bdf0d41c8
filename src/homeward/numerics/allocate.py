"""Allocating named tuples of arrays, whose fields say their axes (decision 4)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, TypeVar, get_args, get_type_hints

import numpy as np

Arrays = TypeVar("Arrays", bound=tuple[Any, ...])


def allocate(of: type[Arrays], sizes: Mapping[str, int]) -> Arrays:
    """Allocate a named tuple of arrays, and those within it, filled with zeros.

    Parameters
    ----------
    of
        Named tuple whose fields are arrays annotated with the names of their axes, as in
        `Annotated[NDArray[np.int64], "home, group"]`, or are such tuples.
    sizes
        Length of every axis; one whose name is a number is as long as that.
    """
    make: Any = of
    return make(*(_allocated(field, sizes) for field in _fields(of)))


def _allocated(field: Any, sizes: Mapping[str, int]) -> Any:
    if isinstance(field, type):
        return allocate(field, sizes)
    axes, dtype = field
    return np.zeros([sizes[axis] if isinstance(axis, str) else axis for axis in axes], dtype)


@cache
def _fields(of: type[tuple[Any, ...]]) -> tuple[Any, ...]:
    """Read the types of the fields, once: a member is made in less time than that takes."""
    hints = get_type_hints(of, include_extras=True).values()
    return tuple(hint if isinstance(hint, type) else _array(hint) for hint in hints)


def _array(hint: Any) -> tuple[list[str | int], Any]:
    """Read axes, those as long as their name says as numbers, and the type of the elements."""
    array, axes = get_args(hint)
    names = axes.split(", ")
    return [int(name) if name.isdecimal() else name for name in names], _dtype(array)


def _dtype(array: Any) -> Any:
    """Return the type of the elements of an array's type; the first, where it is one of several."""
    of_union = [one for one in get_args(array) if getattr(one, "__origin__", None) is np.ndarray]
    _, dtype = get_args(of_union[0] if of_union else array)
    return get_args(dtype)[0]
