"""Numbers over members and names of obstacles, as the screen says them."""

from __future__ import annotations

import math

from homeward.evaluation.scoring.spread import Spread
from homeward.results.tables.names import Names

FEAR = "fear_of_"
OBSTACLE_LABELS: dict[str, str] = {
    "fear_of_recapture": "Fear of recapture",
    "permission": "Permission to return",
    "exit": "Leaving the refuge",
    "fighting": "Fighting at home",
    "way_home": "No open way home",
    "dwelling_destroyed": "Houses destroyed",
    "dwelling_occupied": "Houses occupied",
    "services": "Fewer services at home",
    "livelihood": "Less to live on at home",
    "mines": "Mines at home",
    "journey_cost": "Cost of the journey",
}


def spread_json(one: Spread) -> dict[str, float | None]:
    """Say a number over members: mean, median and the 90% band; None: withheld."""
    return {name: number_json(getattr(one, name)) for name in ("mean", "median", "q05", "q95")}


def number_json(value: float) -> float | None:
    """Say a number; None: withheld."""
    return None if math.isnan(value) else value


def obstacle_label(name: str, names: Names) -> str:
    """Name an obstacle for readers; fears of actors under the names by which these are shown."""
    if name in OBSTACLE_LABELS:
        return OBSTACLE_LABELS[name]
    shown = names.identifiers["actor"]
    actor = name.removeprefix(FEAR)
    if actor not in shown:
        return name.replace("_", " ").capitalize()
    return f"Fear of {names.labels['actor'][shown.index(actor)]}"
