"""How many digits of a felt danger are worth keeping."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

KEPT_BITS = 9
"""Bits of the fraction that are kept: one part in a thousand, far below any member's spread."""
_FRACTION_BITS = 23


def round_off(values: NDArray[np.float32]) -> NDArray[np.float32]:
    """Round to `KEPT_BITS` of the fraction, so that files of felt danger stay small."""
    dropped = np.uint32(_FRACTION_BITS - KEPT_BITS)
    half = np.uint32(1) << (dropped - np.uint32(1))
    bits = values.astype(np.float32, order="C").view(np.uint32)
    # In place, as of a thousand members every copy is a gigabyte; and row by row, while each is at hand.
    rows = np.atleast_2d(bits)
    for row in range(len(rows)):
        rows[row] += half
        rows[row] >>= dropped
        rows[row] <<= dropped
    return bits.view(np.float32)
