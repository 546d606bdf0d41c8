"""Where people can be and how they get there: places, routes and closures (model §2)."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from homeward.catalogue import MOST_PEOPLE, PARAMETER
from homeward.scenario.rows.row import (
    LEAST_KM,
    MOST_KM,
    Claims,
    Counts,
    FromDay,
    Identifier,
    PlaceName,
    RefersTo,
    RouteName,
    Row,
    Said,
    Text,
    ToDay,
    refuse,
)
from homeward.scenario.rows.uncertain_numbers import Amount, Room

PlaceKind = Literal[
    "city",
    "town",
    "village",
    "camp",
    "idp_camp",
    "desert",
    "crossing",
    "transit",
    "marker",
    "region",
    "abroad",
]
CAMPS: frozenset[PlaceKind] = frozenset({"camp", "idp_camp"})
"""Kinds of places where people are registered."""
Direction = Literal["both", "out", "back"]
Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
LEAST_PACE, MOST_PACE = PARAMETER["pace"].least, PARAMETER["pace"].most
_NOWHERE = Room(value=0, low=0, high=0)


class Place(Row):
    """Somewhere people can be; a home if its population is given."""

    place: Identifier = Field(description="Identifier of the place.")
    label: Text = Field(description="Name shown to readers.")
    kind: PlaceKind = Field(description="What kind of place it is.")
    country: Country = Field(description="Country, three letters (ISO 3166-1 alpha-3).")
    pcode: str = Field(default="", description="Place code of the common operational datasets.")
    latitude: float = Field(ge=-90, le=90, description="Degrees north.")
    longitude: float = Field(ge=-180, le=180, description="Degrees east.")
    population: Annotated[Amount | None, Counts()] = Field(
        default=None,
        description="People at home on the first day; filled: the place is a home.",
    )
    dwellings: int | None = Field(default=None, ge=0, le=MOST_PEOPLE, description="Dwellings.")
    capacity: int | None = Field(
        default=None,
        ge=0,
        le=MOST_PEOPLE,
        description="People it can hold; empty: no limit.",
    )
    hosting: Room = Field(
        default=_NOWHERE,
        description="Room for newcomers, 1 being a provincial city; empty: nobody goes there.",
    )
    hub: Annotated[str | None, RefersTo("places")] = Field(
        default=None, description="Place whose holder commands this one."
    )
    capacity_per_day: int = Field(
        default=0,
        ge=-MOST_PEOPLE,
        le=MOST_PEOPLE,
        description="Daily growth of the capacity; in the camp models only.",
    )
    already_here: int = Field(
        default=0,
        ge=0,
        le=MOST_PEOPLE,
        description="Displaced people on the first day; in the camp models only.",
    )
    claims: Claims = ()
    label_ar: Said = ""
    label_fr: Said = ""
    label_es: Said = ""

    @property
    def is_home(self) -> bool:
        """Whether people have their home here."""
        return self.population is not None


class Route(Row):
    """A way between two places."""

    route: Identifier = Field(description="Identifier of the route.")
    origin: PlaceName = Field(serialization_alias="from", description="Place it begins at.")
    destination: PlaceName = Field(serialization_alias="to", description="Place it ends at.")
    km: float = Field(ge=LEAST_KM, le=MOST_KM, description="Length, km.")
    pace: float | None = Field(
        default=None,
        ge=LEAST_PACE,
        le=MOST_PACE,
        description="Daily distance, km/day; empty: the parameter pace.",
    )
    both_ways: bool = Field(default=True, description="Whether it can be taken back; empty: yes.")
    claims: Claims = ()

    @model_validator(mode="after")
    def _leads_somewhere(self) -> Self:
        if self.origin == self.destination:
            found = f'the route ends where it begins, at "{self.origin}".'
            raise refuse("to", found, "", "name the place it leads to.")
        return self


class Closure(Row):
    """Days on which a route cannot be taken."""

    route: RouteName = Field(description="Route that is closed.")
    direction: Direction = Field(
        default="both", description="out: from its beginning to its end; empty: both."
    )
    start: FromDay
    end: ToDay
    claims: Claims
