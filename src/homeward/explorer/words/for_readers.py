"""Numbers over members, as the screen says them."""

from __future__ import annotations

import math

from homeward.evaluation.scoring.spread import Spread
from homeward.explorer.contract.responses import SpreadJson


def spread_json(one: Spread) -> SpreadJson:
    """Say a number over members: mean, median and the 90% band; None: withheld."""
    return {
        "mean": number_json(one.mean),
        "median": number_json(one.median),
        "q05": number_json(one.q05),
        "q95": number_json(one.q95),
    }


def number_json(value: float) -> float | None:
    """Say a number; None: withheld."""
    return None if math.isnan(value) else value
