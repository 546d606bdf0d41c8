"""Arrays kept on disk as work goes on: what cannot be read counts as not there."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

_DAMAGED = (
    OSError, EOFError, ValueError, KeyError, RuntimeError, MemoryError, struct.error, zipfile.BadZipFile, zlib.error,
)  # fmt: skip
"""What the readers of NumPy's files raise of a damaged one."""


def read_arrays(path: Path, names: Sequence[str]) -> list[NDArray[Any]] | None:
    """Read arrays by name, or None: what cannot be read is done again."""
    try:
        if not path.is_file():
            return None
        with path.open("rb") as file, np.load(file) as kept:
            return [kept[name] for name in names]
    except _DAMAGED:
        return None


def packed(**arrays: NDArray[Any]) -> bytes:
    """Pack arrays, each by its name, as `read_arrays` reads them."""
    content = io.BytesIO()
    np.savez(content, allow_pickle=False, **arrays)
    return content.getvalue()
