"""Fighting: where, how fierce and when, in a scenario of camp registrations (model §12)."""

from __future__ import annotations

from pydantic import Field

from homeward.scenario.rows.row import Claims, FromDay, PlaceName, Row, ToDay

LEAST_INTENSITY, MOST_INTENSITY = 1e-6, 1000.0


class Fighting(Row):
    """Days of fighting at a place; rows of one place that touch are one fight."""

    place: PlaceName = Field(description="Place that is fought over.")
    intensity: float = Field(
        ge=LEAST_INTENSITY, le=MOST_INTENSITY, description="How fierce, 1 being open fighting."
    )
    start: FromDay
    end: ToDay
    claims: Claims
