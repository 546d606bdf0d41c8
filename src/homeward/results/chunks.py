"""Packing counts into chunks of one community each, on all processors, always the same bytes."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
from numpy.typing import NDArray

DEFLATE_LEVEL = 4
MOST_MEMBERS = 256
MOST_DAYS = 1024
"""Members and days of one chunk: at most 1 MiB, so that one community is a few reads."""

Chunk = tuple[tuple[int, int, int], NDArray[np.int32]]


def chunk_shape(shape: tuple[int, int, int]) -> tuple[int, int, int]:
    """Shape of a chunk of an array (member, time, community): one community."""
    return min(shape[0], MOST_MEMBERS), min(shape[1], MOST_DAYS), 1


def write_columns(variable: Any, values: NDArray[np.int32], column: NDArray[np.int64]) -> None:
    """Write the communities that hold people; the others are zero without being written.

    Parameters
    ----------
    variable
        Variable of h5netcdf (member, time, community), chunked by `chunk_shape`.
    values
        (member, time, cell), persons.
    column
        (cell): where each cell stands among the communities.
    """
    if not column.size:
        return
    target = variable._h5ds.id  # h5netcdf has no public way to write packed chunks.
    chunks = list(_chunks(values, column))
    with ThreadPoolExecutor() as pool:
        packed = pool.map(_pack, (part for _, part in chunks))
        for (offset, _), content in zip(chunks, packed, strict=True):
            target.write_direct_chunk(offset, content)


def _chunks(values: NDArray[np.int32], column: NDArray[np.int64]) -> Iterator[Chunk]:
    n_member, n_day, _ = values.shape
    members, days, _ = chunk_shape((n_member, n_day, 1))
    by_cell = np.ascontiguousarray(np.moveaxis(values, 2, 0), dtype="<i4")
    for cell, community in enumerate(column):
        for member in range(0, n_member, members):
            for day in range(0, n_day, days):
                part = by_cell[cell, member : member + members, day : day + days]
                if part.any():
                    missing = [(0, members - part.shape[0]), (0, days - part.shape[1])]
                    yield (member, day, int(community)), np.pad(part, missing)


def _pack(part: NDArray[np.int32]) -> bytes:
    """Shuffle and deflate one chunk as HDF5 would."""
    shuffled = np.ascontiguousarray(part).view(np.uint8).reshape(-1, 4).T
    return zlib.compress(shuffled.tobytes(), DEFLATE_LEVEL)
