"""Storylines: futures that a forecast plays, each with how likely somebody holds it to be (model §14.2)."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Self

from pydantic import Field, model_validator

from homeward.catalogue import JUDGEMENT, MOST_PEOPLE
from homeward.scenario.rows.row import Claims, Counts, Identifier, Row, Text, refuse


class Storyline(Row):
    """One future of control and conflict: the levers applied after the last day known."""

    name: Identifier = Field(description="Identifier of the storyline.")
    title: Text = Field(description="Name shown to readers.")
    weight: float = Field(
        ge=1e-6, le=1e6, description="How likely it is held to be, beside the others."
    )
    levers: tuple[str, ...] = Field(
        default=(),
        description=(
            "Levers applied, NAME[=VALUE][@DATE], or NAME@+30d: 30 days after the last day known; "
            "without a date the day after it. None: nothing changes."
        ),
    )
    claims: Claims

    @model_validator(mode="after")
    def _weight_rests_on_something(self) -> Self:
        if not self.claims:
            why = (
                "A weight says how likely a future is held to be; a reader must be able to ask why."
            )
            way = "name the claims it rests on, or write judgement."
            raise refuse("claims", "the weight rests on nothing.", why, way)
        return self


NOTHING_CHANGES = Storyline(
    name="nothing_changes", title="Nothing changes", weight=1.0, claims=(JUDGEMENT,)
)
"""The only storyline of a scenario that tells none of its own."""


class PlanningFigure(Row):
    """What somebody planned for: a forecast of a series of observations, to be compared with."""

    series: Identifier = Field(description="Name of the observations it is about.")
    date: dt.date = Field(description="Day it is about.")
    value: Annotated[float, Counts()] = Field(ge=0, le=MOST_PEOPLE, description="The figure.")
    claims: Claims

    @model_validator(mode="after")
    def _is_somebodys(self) -> Self:
        if not self.claims or JUDGEMENT in self.claims:
            why = "It counts only from the day on which somebody said it."
            raise refuse("claims", "nobody is named who planned for it.", why, "name the claim.")
        return self
