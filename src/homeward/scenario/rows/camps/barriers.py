"""Barriers and changed kinds of places, in a scenario of camp registrations (model §12)."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from homeward.scenario.rows.places import PlaceKind
from homeward.scenario.rows.row import Claims, FromDay, PlaceName, RefersTo, Row, ToDay, refuse

BarrierKind = Literal["border", "place", "road", "camp", "idp_camp"]
NEEDED: dict[BarrierKind, tuple[int, int]] = {
    "border": (0, 2), "place": (1, 0), "road": (2, 0), "camp": (1, 0), "idp_camp": (1, 0),
}  # fmt: skip
"""Places and countries that a barrier of each kind names."""


class Barrier(Row):
    """Days on which a border, a place or a road is sealed, or a camp is not open."""

    kind: BarrierKind = Field(
        description="What is closed: every road over a border, every road of a place, one road, or a camp."
    )
    places: Annotated[tuple[str, ...], RefersTo("places")] = Field(
        default=(), description="The place, or the two ends of the road."
    )
    countries: tuple[str, ...] = Field(default=(), description="The two countries of the border.")
    start: FromDay
    end: ToDay
    claims: Claims

    @model_validator(mode="after")
    def _names_what_it_closes(self) -> Self:
        n_place, n_country = NEEDED[self.kind]
        if len(self.places) != n_place:
            found = (
                f"{len(self.places)} places are named; a barrier of kind {self.kind} has {n_place}."
            )
            raise refuse("places", found, "", f"name {n_place}.")
        if len(self.countries) != n_country:
            found = f"{len(self.countries)} countries are named; a barrier of kind {self.kind} has {n_country}."
            raise refuse("countries", found, "", f"name {n_country}.")
        return self


class KindChange(Row):
    """A place that is of another kind from a day on."""

    place: PlaceName = Field(description="Place that changes.")
    kind: PlaceKind = Field(description="What it is from then on.")
    start: dt.date = Field(serialization_alias="from", description="First day on which it is.")
    claims: Claims
