"""Packing counts and beliefs into chunks of one community each, the same bytes on any number of processors."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
from numpy.typing import NDArray
from zlib_ng import zlib_ng

DEFLATE_LEVEL = 2
"""Of zlib-ng: in half the time of level 1 of zlib, and smaller. ISA-L is faster, but its bytes differ by processor."""
LONGEST = {"member": 256, "time": 1024}
"""Members and days of one chunk: at most 1 MiB, so that one community is a few reads."""

Chunk = tuple[tuple[int, ...], NDArray[Any]]


def chunk_shape(sizes: dict[str, int]) -> tuple[int, ...]:
    """Shape of a chunk of an array of these dimensions: members and days of one community."""
    return tuple(min(size, LONGEST.get(dim, 1)) for dim, size in sizes.items())


def write_cells(variable: Any, values: NDArray[Any], cells: NDArray[np.int64]) -> None:
    """Write the cells that are not zero throughout; the others are zero without being written.

    Parameters
    ----------
    variable
        Variable of h5netcdf of four bytes a value: days and members first, in either order, and the
        dimensions of cells after them; chunked by `chunk_shape`.
    values
        (time or member, member or time, cell), in the order of the variable.
    cells
        (cell, dimensions): where each cell stands along the other dimensions.
    """
    target = variable._h5ds.id  # h5netcdf has no public way to write packed chunks.
    chunks = list(_chunks(values, cells, variable.chunks[:2]))
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        packed = pool.map(_pack, (part for _, part in chunks))
        for (offset, _), content in zip(chunks, packed, strict=True):
            target.write_direct_chunk(offset, content)


def _chunks(
    values: NDArray[Any], cells: NDArray[np.int64], longest: tuple[int, int]
) -> Iterator[Chunk]:
    by_cell = np.ascontiguousarray(np.moveaxis(values, 2, 0), dtype=values.dtype.newbyteorder("<"))
    for one, cell in zip(by_cell, cells, strict=True):
        for row in range(0, one.shape[0], longest[0]):
            for column in range(0, one.shape[1], longest[1]):
                part = one[row : row + longest[0], column : column + longest[1]]
                if part.any():
                    yield (row, column, *map(int, cell)), _filled(part, longest)


def _filled(part: NDArray[Any], shape: tuple[int, int]) -> NDArray[Any]:
    """Fill up one of the last chunks of an array: they are written whole."""
    missing = [(0, whole - size) for whole, size in zip(shape, part.shape, strict=True)]
    return np.pad(part, missing) if part.shape != shape else part


def _pack(part: NDArray[Any]) -> bytes:
    """Shuffle and deflate one chunk as HDF5 would."""
    shuffled = np.ascontiguousarray(part).view(np.uint8).reshape(-1, part.itemsize).T
    return zlib_ng.compress(shuffled.tobytes(), DEFLATE_LEVEL)
