"""Registrations: how many people an agency counted where and when (model §12)."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from pydantic import Field

from homeward.catalogue import MOST_PEOPLE
from homeward.scenario.rows.row import Claims, Identifier, RefersTo, Row


class Registration(Row):
    """A registered number of displaced people, as published."""

    series: Identifier = Field(description="What is counted: a camp, or all of them.")
    part: int = Field(
        default=1, ge=1, le=1000, description="Number of the file; a series is their sum."
    )
    place: Annotated[str | None, RefersTo("places")] = Field(
        default=None, description="Camp; empty: counted among all, and at no camp of the scenario."
    )
    is_total: bool = Field(
        default=False,
        serialization_alias="total",
        description="Whether it is the agency's own total of all; empty: no.",
    )
    date: dt.date = Field(description="Day of the count.")
    people: int = Field(ge=0, le=MOST_PEOPLE, description="Registered, persons.")
    claims: Claims


class Correction(Row):
    """A day on which a registration was made anew; earlier numbers of the series are scaled to meet it."""

    series: Identifier = Field(description="Series that was counted anew.")
    date: dt.date = Field(description="Day of the new count.")
    claims: Claims
