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
    target = variable._h5ds.id  # noqa: SLF001  (h5netcdf has no public way to write packed chunks)
    with ThreadPoolExecutor() as pool:
        chunks = list(_chunks(values, column))
        for offset, packed in zip(
            (offset for offset, _ in chunks), pool.map(_pack, chunks), strict=True
        ):
            target.write_direct_chunk(offset, packed)


def _chunks(values: NDArray[np.int32], column: NDArray[np.int64]) -> Iterator[Chunk]:
    n_member, n_day, _ = values.shape
    members, days, _ = chunk_shape((n_member, n_day, 1))
    for cell, community in enumerate(column):
        for member in range(0, n_member, members):
            for day in range(0, n_day, days):
                part = values[member : member + members, day : day + days, cell]
                if part.any():
                    yield (member, day, int(community)), part


def _pack(chunk: Chunk) -> bytes:
    """Shuffle and deflate one chunk as HDF5 would; chunks at the edge are filled up."""
    (_, _, _), part = chunk
    return zlib.compress(_shuffled(part), DEFLATE_LEVEL)


def _shuffled(part: NDArray[np.int32]) -> bytes:
    plain = np.ascontiguousarray(part, dtype="<i4")
    return plain.view(np.uint8).reshape(-1, 4).T.tobytes()
