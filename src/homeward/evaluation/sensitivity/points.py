"""Points: runs asked of the model, each with its parameters, its other draws and its chance (model §16.1)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from homeward.evaluation.scoring.member_statistics import Reals

Codes = NDArray[np.int64]


@dataclass(frozen=True)
class Points:
    """Runs to be made.

    Parameters
    ----------
    parameters
        Those that are moved; the rest are as the member drew them.
    quantiles
        (run, parameter), 0-1: where in its range each is.
    members
        (run): whose draws all other ranges take.
    chances
        (run): whose chance is used.
    """

    parameters: tuple[str, ...]
    quantiles: Reals
    members: Codes
    chances: Codes


RunPoints = Callable[[Points, str], Reals]
"""Makes runs, in a phase with a name, and gives the outcome of each (run)."""


def salib_problem(factors: tuple[str, ...]) -> dict[str, object]:
    """Describe factors to SALib: each from 0 to 1."""
    return {
        "num_vars": len(factors),
        "names": list(factors),
        "bounds": [[0.0, 1.0]] * len(factors),
    }


def salib_seed(seed: int) -> int:
    """Give SALib a seed it heeds: it takes 0 for none."""
    return seed + 1
