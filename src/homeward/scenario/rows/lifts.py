"""Obstacles lifted in the decision to go home, without removing their cause."""

from __future__ import annotations

import datetime as dt

from pydantic import Field

from homeward.scenario.rows.row import StrictModel


class Lift(StrictModel):
    """One obstacle that no longer counts for some groups, from a day on."""

    obstacle: str = Field(description="Obstacle lifted.")
    groups: tuple[str, ...] = Field(default=(), description="Groups; empty: all.")
    start: dt.date | None = Field(
        default=None, description="First day without it; empty: the first day of the run."
    )
