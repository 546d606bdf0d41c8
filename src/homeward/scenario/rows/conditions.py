"""What life offers at a place: housing, services, livelihood, mines, ways out (model §2, §7)."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from homeward.scenario.rows.parameters import Share
from homeward.scenario.rows.row import Claims, FromDay, PlaceName, Row, ToDay

ConditionName = Literal[
    "dwellings_usable",
    "dwellings_occupied",
    "services",
    "livelihood",
    "hardship",
    "mines",
    "exit_opening",
    "confinement",
    "transport_support",
]

DEFAULT_CONDITIONS: dict[ConditionName, float] = {
    "dwellings_usable": 1.0,
    "dwellings_occupied": 0.0,
    "services": 1.0,
    "livelihood": 1.0,
    "hardship": 0.0,
    "mines": 0.0,
    "exit_opening": 1.0,
    "confinement": 0.0,
    "transport_support": 0.0,
}
"""What holds where no row says otherwise."""


class Condition(Row):
    """One condition of one place."""

    place: PlaceName = Field(description="Place.")
    variable: ConditionName = Field(description="Which condition.")
    value: Share = Field(description="From 0, none, to 1, full.")
    start: FromDay
    end: ToDay
    claims: Claims
