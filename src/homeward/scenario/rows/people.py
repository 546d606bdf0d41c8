"""Who the people are and where they are on the first day (model §2)."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Self

from pydantic import Field, model_validator

from homeward.scenario.rows.row import (
    ActorNames,
    Claims,
    Counts,
    GroupName,
    HomeName,
    Identifier,
    NeutralLabel,
    PlaceName,
    RefersTo,
    Row,
    Said,
    Text,
    refuse,
)
from homeward.scenario.rows.uncertain_numbers import Amount, Share


class Group(Row):
    """People the model treats alike, and their share of one home or of every home."""

    group: Identifier = Field(description="Identifier of the group.")
    label: Text = Field(description="Name shown to readers.")
    neutral_label: NeutralLabel = Field(description="Name shown where names are withheld.")
    livelihood: str = Field(default="", description="What they live from.")
    friendly: ActorNames = Field(default=(), description="Actors it is close to.")
    hostile: ActorNames = Field(default=(), description="Actors it is hostile to.")
    home: Annotated[str | None, RefersTo("homes")] = Field(
        default=None, description="Home; empty: every home without rows of its own."
    )
    share: Share = Field(description="Share of the people of the home, 0 to 1.")
    claims: Claims = ()
    label_ar: Said = ""
    label_fr: Said = ""
    label_es: Said = ""

    @model_validator(mode="after")
    def _is_of_one_mind(self) -> Self:
        for actor in self.friendly:
            if actor in self.hostile:
                found = f'"{actor}" is both friendly and hostile.'
                raise refuse("hostile", found, "", "name it in one of the two.")
        return self


EVERYONE = Group(
    group="everyone",
    label="Everyone",
    neutral_label="Everyone",
    share=Share(value=1.0, low=1.0, high=1.0),
)
"""The one group of people of whom only their number is registered."""


class Displaced(Row):
    """People already displaced on the first day."""

    home: HomeName = Field(description="Home they left.")
    group: GroupName = Field(description="Group they belong to.")
    place: PlaceName = Field(description="Place they are at.")
    people: Annotated[Amount, Counts()] = Field(description="How many, persons.")
    claims: Claims

    @model_validator(mode="after")
    def _is_away(self) -> Self:
        if self.home == self.place:
            found = f'people of "{self.home}" are displaced at home.'
            why = "Displaced people are somewhere else; those at home count in its population."
            raise refuse("place", found, why, "name the place they are at.")
        return self


class Arrival(Row):
    """People who enter from outside the model, evenly over the days."""

    home: HomeName = Field(description="Home they left.")
    group: GroupName = Field(description="Group they belong to.")
    place: PlaceName = Field(description="Place they arrive at.")
    people: Annotated[Amount, Counts()] = Field(
        description="How many over all these days, persons."
    )
    start: dt.date = Field(serialization_alias="from", description="First day.")
    end: dt.date = Field(serialization_alias="to", description="Day after the last day.")
    claims: Claims

    @model_validator(mode="after")
    def _is_away(self) -> Self:
        if self.home == self.place:
            found = f'people of "{self.home}" arrive at home as displaced people.'
            why = "Displaced people are somewhere else; those at home count in its population."
            raise refuse("place", found, why, "name the place they arrive at.")
        return self
