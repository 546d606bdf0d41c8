"""Numbers over members and names of obstacles, as the screen says them."""

from __future__ import annotations

import math

from homeward.evaluation.scoring.spread import Spread
from homeward.explorer.contract.responses import SpreadJson
from homeward.results.tables.names import Names
from homeward.variables import OBSTACLES

FEAR = "fear_of_"


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


def obstacle_label(name: str, names: Names) -> str:
    """Name an obstacle for readers; fears of actors under the names by which these are shown."""
    shown = names.identifiers["actor"]
    actor = name.removeprefix(FEAR)
    if actor in shown:
        return f"Fear of {names.labels['actor'][shown.index(actor)]}"
    return next(one.label for one in OBSTACLES if one.name == name)
