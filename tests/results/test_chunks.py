"""Chunks are what HDF5 itself would have written."""

from __future__ import annotations

import io

import h5netcdf
import numpy as np
import pytest

from homeward.results.chunks import chunk_shape, write_columns


def test_a_chunk_is_one_community() -> None:
    assert chunk_shape((200, 548, 300)) == (200, 548, 1)
    assert chunk_shape((10_000, 5_000, 3)) == (256, 1024, 1)


@pytest.mark.parametrize("shape", [(3, 4, 2), (300, 5, 2), (2, 1030, 1)])
def test_what_is_read_is_what_was_written(shape: tuple[int, int, int]) -> None:
    values = np.random.default_rng(1).integers(0, 1000, shape).astype(np.int32)
    n_community = shape[2] + 3
    column = np.arange(shape[2]) + 2
    image = io.BytesIO()
    whole = (shape[0], shape[1], n_community)
    with h5netcdf.File(image, "w") as file:
        file.dimensions = dict(zip("mtc", whole, strict=True))
        variable = file.create_variable(
            "x",
            tuple("mtc"),
            np.dtype("<i4"),
            chunks=chunk_shape(whole),
            compression="gzip",
            shuffle=True,
        )
        write_columns(variable, values, column)
    with h5netcdf.File(image, "r") as file:
        read = file["x"][...]
    assert np.array_equal(read[:, :, column], values)
    assert not read[:, :, [0, 1, n_community - 1]].any()
