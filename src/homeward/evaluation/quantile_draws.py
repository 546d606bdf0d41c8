"""Quantiles drawn on the host, by their address (model §5.2)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from homeward.numerics.draws import uniforms
from homeward.numerics.kernel import kernel


def draw_quantiles(
    seed: int, stream: int, day: int, keys: NDArray[np.int64], members: int
) -> NDArray[np.float64]:
    """Draw a quantile for every member and key (member, key)."""
    found = np.empty((members, keys.size))
    _draw(seed, stream, day, keys, found)
    return found


@kernel
def _draw(
    seed: int, stream: int, day: int, keys: NDArray[np.int64], out: NDArray[np.float64]
) -> None:
    for member in range(out.shape[0]):
        for index in range(out.shape[1]):
            out[member, index] = uniforms(seed, stream, member, day, keys[index], 0)[0]
