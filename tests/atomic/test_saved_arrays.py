"""Arrays on disk: what cannot be read counts as not there."""

from __future__ import annotations

import os
import random
from pathlib import Path

import numpy as np
import pytest

from homeward.atomic.saved_arrays import packed, read_arrays

WHOLE = packed(one=np.arange(3.0), other=np.array([[1]]))


def test_what_is_packed_is_read(tmp_path: Path):
    (tmp_path / "a").write_bytes(WHOLE)
    one, other = read_arrays(tmp_path / "a", ["one", "other"]) or ()
    assert (one.tolist(), other.tolist()) == ([0.0, 1.0, 2.0], [[1]])
    assert read_arrays(tmp_path / "a", ["third"]) is None


@pytest.mark.parametrize("seed", range(60))
def test_whatever_is_damaged_is_read_right_or_not_at_all(tmp_path: Path, seed: int):
    chance = random.Random(seed)
    content = bytearray(WHOLE)
    if seed % 2:
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    else:
        del content[chance.randrange(len(content)) :]
    (tmp_path / "a").write_bytes(content)
    found = read_arrays(tmp_path / "a", ["one"])
    assert found is None or found[0].tolist() == [0.0, 1.0, 2.0]


def test_objects_are_never_unpickled(tmp_path: Path):
    with (tmp_path / "a").open("wb") as file:
        np.savez(file, one=np.array([os.getcwd], dtype=object))
    assert read_arrays(tmp_path / "a", ["one"]) is None
