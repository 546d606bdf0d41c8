"""Chunks are what HDF5 itself would have written."""

from __future__ import annotations

import io

import h5netcdf
import numpy as np
import pytest

from homeward.results.files.chunks import chunk_shape, write_cells


def test_a_chunk_is_one_community() -> None:
    assert chunk_shape({"member": 200, "time": 548, "community": 300}) == (200, 548, 1)
    assert chunk_shape({"time": 5_000, "member": 10_000, "community": 3}) == (1024, 256, 1)
    beliefs = {"member": 2, "time": 3, "homes": 4, "groups": 5, "actors": 6, "exposures": 4}
    assert chunk_shape(beliefs) == (2, 3, 1, 1, 1, 1)


@pytest.mark.parametrize("kind", ["<i4", "<f4"])
@pytest.mark.parametrize("shape", [(3, 4, 2), (300, 5, 2), (2, 1030, 1)])
def test_what_is_read_is_what_was_written(shape: tuple[int, int, int], kind: str) -> None:
    values = np.random.default_rng(1).integers(0, 1000, shape).astype(kind)
    sizes = {"member": shape[0], "time": shape[1], "community": shape[2] + 3}
    column = np.arange(shape[2]) + 2
    image = io.BytesIO()
    with h5netcdf.File(image, "w") as file:
        file.dimensions = sizes
        variable = file.create_variable(
            "x",
            tuple(sizes),
            np.dtype(kind),
            chunks=chunk_shape(sizes),
            compression="gzip",
            shuffle=True,
        )
        write_cells(variable, values, column[:, np.newaxis])
    with h5netcdf.File(image, "r") as file:
        read = file["x"][...]
    assert np.array_equal(read[:, :, column], values)
    assert not read[:, :, [0, 1, sizes["community"] - 1]].any()


def test_cells_of_several_dimensions_go_to_their_place() -> None:
    values = np.random.default_rng(1).normal(size=(2, 3, 20)).astype("<f4")
    sizes = {"member": 2, "time": 3, "actors": 5, "exposures": 4}
    image = io.BytesIO()
    with h5netcdf.File(image, "w") as file:
        file.dimensions = sizes
        packed = {"chunks": chunk_shape(sizes), "compression": "gzip", "shuffle": True}
        variable = file.create_variable("x", tuple(sizes), np.dtype("<f4"), **packed)
        write_cells(variable, values, np.indices((5, 4)).reshape(2, -1).T)
    with h5netcdf.File(image, "r") as file:
        assert np.array_equal(file["x"][...], values.reshape(2, 3, 5, 4))
