"""Numbers over members, as the screen says them."""

from __future__ import annotations

import math

from homeward.evaluation.scoring.spread import Spread


def spread_json(one: Spread) -> dict[str, float | None]:
    """Say a number over members: mean, median and the 90% band; None: withheld."""
    return {name: number_json(getattr(one, name)) for name in ("mean", "median", "q05", "q95")}


def number_json(value: float) -> float | None:
    """Say a number; None: withheld."""
    return None if math.isnan(value) else value
