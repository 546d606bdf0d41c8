"""Fighting: where, how fierce and when, in a scenario whose arrivals are registered (model §12)."""

from __future__ import annotations

from pydantic import Field

from homeward.scenario.rows import Claims, FromDay, PlaceName, Row, ToDay


class Fighting(Row):
    """Days of fighting at a place; rows of one place that touch are one fight."""

    place: PlaceName = Field(description="Place that is fought over.")
    intensity: float = Field(gt=0, description="How fierce, 1 being open fighting.")
    start: FromDay
    end: ToDay
    claims: Claims
