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
    return make(*(_allocated(hint, sizes) for hint in _hints(of)))


@cache
def _hints(of: type[tuple[Any, ...]]) -> tuple[Any, ...]:
    """Read the types of the fields, once: a member is made in less time than that takes."""
    return tuple(get_type_hints(of, include_extras=True).values())


def _allocated(hint: Any, sizes: Mapping[str, int]) -> Any:
    if isinstance(hint, type) and issubclass(hint, tuple):
        return allocate(hint, sizes)
    array, axes = get_args(hint)
    names = axes.split(", ")
    shape = [int(name) if name.isdecimal() else sizes[name] for name in names]
    return np.zeros(shape, dtype=_dtype(array))


def _dtype(array: Any) -> Any:
    """Return the type of the elements of an array's type; the first, where it is one of several."""
    of_union = [one for one in get_args(array) if getattr(one, "__origin__", None) is np.ndarray]
    _, dtype = get_args(of_union[0] if of_union else array)
    return get_args(dtype)[0]
