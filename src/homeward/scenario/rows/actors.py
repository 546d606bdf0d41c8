"""Who holds, attacks and harms: actors, control, presence and harms (model §3, §8)."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from homeward.catalogue import OBSTACLES
from homeward.scenario.rows.row import (
    LEAST_KM,
    MOST_DAYS,
    MOST_KM,
    ActorName,
    Claims,
    FromDay,
    GroupNames,
    Identifier,
    NeutralLabel,
    PlaceName,
    PlaceNames,
    Row,
    Said,
    Text,
    ToDay,
    refuse,
)
from homeward.scenario.rows.uncertain_numbers import Rate, Share
from homeward.scenario.text.cells import as_identifier

Mode = Literal["garrison", "raiding", "informers", "assault"]
HarmMode = Literal["control", "garrison", "raiding", "informers", "assault"]
HarmKind = Literal["killing", "arrest", "abduction", "conscription", "recruitment"]
Exposure = Literal["living", "crossing", "returned_unpermitted", "returned_permitted", "travelling"]
Believed = Annotated[float, Field(ge=1e-6, le=10)]
"""Harm a person-year that can be expected: the bounds are those of the priors."""
Month = Annotated[int, Field(ge=1, le=12)]


class Actor(Row):
    """An armed force or authority, and what was expected of it at the start."""

    actor: Identifier = Field(description="Identifier of the actor.")
    label: Text = Field(description="Name shown to readers.")
    neutral_label: NeutralLabel = Field(description="Name shown where names are withheld.")
    believed_friendly: Believed | None = Field(
        default=None, description="Harm a person-year expected by those it is close to."
    )
    believed_neither: Believed | None = Field(
        default=None,
        description="Harm a person-year expected by those it is neither close nor hostile to.",
    )
    believed_hostile: Believed | None = Field(
        default=None, description="Harm a person-year expected by those it is hostile to."
    )
    believed_years: float | None = Field(
        default=None,
        ge=1e-3,
        le=1e6,
        description="Person-years behind it; empty: the prior's shape.",
    )
    claims: Claims = ()
    label_ar: Said = ""
    label_fr: Said = ""
    label_es: Said = ""

    @model_validator(mode="after")
    def _is_feared_under_its_own_name(self) -> Self:
        for column, name in (("actor", self.actor), ("neutral_label", self.neutral_label)):
            fear = f"fear_of_{as_identifier(name)}"
            if any(obstacle.name == fear for obstacle in OBSTACLES):
                found = f'no actor may be called "{name}".'
                why = f"Fear of it would be {fear}, which is an obstacle of its own."
                raise refuse(column, found, why, "call it otherwise wherever it is named.")
        return self


class Control(Row):
    """Who holds a place."""

    place: PlaceName = Field(description="Place held.")
    actor: ActorName = Field(description="Actor who holds it.")
    start: FromDay
    end: ToDay
    claims: Claims


class Presence(Row):
    """Armed presence of an actor who does not hold the place, or fights for it."""

    place: PlaceName = Field(description="Place it is at, or raids from.")
    actor: ActorName = Field(description="Actor present.")
    mode: Mode = Field(description="How it is present.")
    strength: Share = Field(description="Strength, 0 to 1.")
    radius_km: float | None = Field(
        default=None,
        ge=LEAST_KM,
        le=MOST_KM,
        description="Distance over which raiding fades, km; empty: only there.",
    )
    start: FromDay
    end: ToDay
    claims: Claims


class Harm(Row):
    """How often an actor, present in one mode, does one harm to people exposed to it."""

    actor: ActorName = Field(description="Actor who does it.")
    kind: HarmKind = Field(description="What is done.")
    groups: GroupNames = Field(default=(), description="Groups it is done to; empty: all.")
    exposure: tuple[Exposure, ...] = Field(
        default=(), description="People it is done to, by how they came to be there; empty: all."
    )
    mode: HarmMode = Field(description="How the actor must be present.")
    places: PlaceNames = Field(default=(), description="Places; empty: all.")
    rate: Rate = Field(description="Cases a person and year.")
    months: tuple[Month, ...] = Field(default=(), description="Months, 1 to 12; empty: all.")
    after_capture_days: int | None = Field(
        default=None,
        ge=1,
        le=MOST_DAYS,
        description="Only in the first days after taking a place from another; empty: always.",
    )
    start: FromDay
    end: ToDay
    claims: Claims

    @model_validator(mode="after")
    def _captures_by_holding(self) -> Self:
        if self.after_capture_days is not None and self.mode != "control":
            found = f"after_capture_days is given with mode {self.mode}."
            why = "Only who holds a place has taken it."
            raise refuse("mode", found, why, "write control, or empty after_capture_days.")
        return self
