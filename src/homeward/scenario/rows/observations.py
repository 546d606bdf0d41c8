"""What was observed, and what of the model it is to be compared with (model §9)."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from homeward.catalogue import MOST_PEOPLE
from homeward.scenario.rows.row import (
    Claims,
    Counts,
    GroupNames,
    HomeNames,
    Identifier,
    PlaceNames,
    Row,
    refuse,
)

Measure = Literal[
    "present",
    "displaced",
    "returned",
    "fled",
    "first_flights",
    "share_of_displaced",
    "departures",
    "return_departures",
    "departure_hazard",
    "returns",
    "home_share_of_departures",
    "share_of_returnees",
    "share_returned",
    "deaths",
    "detentions",
    "recruitments",
]

SNAPSHOTS: frozenset[Measure] = frozenset(
    {
        "present",
        "displaced",
        "returned",
        "share_of_displaced",
        "share_of_returnees",
        "share_returned",
    }
)
"""Measures of one day; all others are counted over days and need `since`."""

MEASURE_WORDS: dict[Measure, tuple[str, str, str]] = {
    "present": (
        "People at the places, at home or displaced.",
        "persons",
        "150,000 people in the camps on a day",
    ),
    "displaced": (
        "People of the homes who are displaced at the places.",
        "persons",
        "279,432 displaced from Sinjar",
    ),
    "returned": (
        "People of the homes who are back after displacement.",
        "persons",
        "244,644 had returned to Mosul",
    ),
    "fled": (
        "Flights over the days, of residents and of those who had returned: who flees twice counts twice.",
        "persons",
        "500,000 fled Mosul in four days",
    ),
    "first_flights": (
        "People who left home for the first time, over the days.",
        "persons",
        "1,400 left the town",
    ),
    "share_of_displaced": (
        "Of the people of homes and groups, the share at the places.",
        "1, from 0 to 1",
        "0.3 of those from Palmyra are in Rukban",
    ),
    "departures": (
        "People who left the places for home or another refuge, over the days.",
        "persons",
        "900 left the camp",
    ),
    "return_departures": (
        "People who left the places for home, over the days.",
        "persons",
        "600 left the camp for home",
    ),
    "departure_hazard": (
        "Departures over the days of those who were there before, as a hazard.",
        "1/month",
        "0.05: one in twenty leaves in a month",
    ),
    "returns": (
        "People who arrived home, over the days.",
        "persons",
        "86,376 returned in February 2018",
    ),
    "home_share_of_departures": (
        "Of those who left the places over the days, the share who went home.",
        "1, from 0 to 1",
        "0.8 of those who left the camp went home",
    ),
    "share_of_returnees": (
        "Of all people of the homes who are back, the share of the groups.",
        "1, from 0 to 1",
        "0.9 of returnees are of one community",
    ),
    "share_returned": (
        "Of the people of the homes, the share who are back.",
        "1, from 0 to 1",
        "0.43 are back in Sinjar",
    ),
    "deaths": (
        "People killed at the places, over the days.",
        "persons",
        "3,000 were killed in a month",
    ),
    "detentions": (
        "People detained or abducted at the places, over the days.",
        "persons",
        "7,000 were abducted",
    ),
    "recruitments": (
        "People conscripted or recruited at the places, over the days.",
        "persons",
        "300 were conscripted",
    ),
}
"""Meaning, unit and an example of every measure."""


_PEOPLE = Counts(
    by="measure",
    words=(
        "present",
        "displaced",
        "returned",
        "fled",
        "first_flights",
        "departures",
        "return_departures",
        "returns",
        "deaths",
        "detentions",
        "recruitments",
    ),
    unless="base_date",
)
SHARES: frozenset[Measure] = frozenset(
    {
        "share_of_displaced",
        "home_share_of_departures",
        "share_of_returnees",
        "share_returned",
    }
)
"""Measures of which 1 is all."""
PER_CENT = 100


class Observation(Row):
    """A published figure with its range; NaN of no kind: what was not observed has no row."""

    name: Identifier = Field(description="Identifier of the observation.")
    date: dt.date = Field(description="Day, or last day of the days counted.")
    since: dt.date | None = Field(
        default=None, description="Day before the first day counted; needed by flows."
    )
    measure: Measure = Field(description="What is measured.")
    homes: HomeNames = Field(default=(), description="Homes; empty: all.")
    groups: GroupNames = Field(default=(), description="Groups; empty: all.")
    places: PlaceNames = Field(default=(), description="Places; empty: all.")
    low: Annotated[float, _PEOPLE] = Field(
        ge=0, le=MOST_PEOPLE, description="Low end of what the figure may be."
    )
    value: Annotated[float, _PEOPLE] = Field(ge=0, le=MOST_PEOPLE, description="The figure.")
    high: Annotated[float, _PEOPLE] = Field(
        ge=0, le=MOST_PEOPLE, description="High end of what the figure may be."
    )
    use: Literal["fit", "test", "pattern"] = Field(
        description="Whether parameters may be fitted to it; a pattern is what sources expect, not what was seen."
    )
    imposed: bool = Field(default=False, description="Whether the inputs impose it; empty: no.")
    base_since: dt.date | None = Field(
        default=None, description="The same for the days it is divided by."
    )
    base_date: dt.date | None = Field(
        default=None, description="The same for the days it is divided by."
    )
    levers: tuple[str, ...] = Field(
        default=(),
        description="Levers applied: what they change of the measure is meant, not the measure.",
    )
    claims: Claims
    note: str = Field(default="", description="Anything a reader should know.")

    @property
    def is_flow(self) -> bool:
        """Whether it counts events over days, and not people on a day."""
        return self.measure not in SNAPSHOTS

    @property
    def counts_people(self) -> bool:
        """Whether it is a number of people on a day."""
        return not self.is_flow and self.measure in _PEOPLE.words and self.base_date is None

    @property
    def counts_events(self) -> bool:
        """Whether it is a number of events, which grows with the days that are counted."""
        return self.is_flow and self.measure in _PEOPLE.words and self.base_date is None

    @model_validator(mode="after")
    def _figures_are_ordered(self) -> Self:
        if not self.low <= self.value <= self.high:
            found = (
                f"{self.low:g}, {self.value:g}, {self.high:g} are not low, value, high in order."
            )
            raise refuse("value", found, "", "put them in order.")
        return self

    @model_validator(mode="after")
    def _shares_are_parts_of_one(self) -> Self:
        if self.measure in SHARES and self.high > 1:
            name = next(name for name in ("low", "value", "high") if getattr(self, name) > 1)
            number: float = getattr(self, name)
            found = f"{number:g} is more than all: {self.measure} is a share, from 0 to 1."
            way = f"write {number / 100:g}." if number <= PER_CENT else "correct the number."
            raise refuse(name, found, "", way)
        return self

    @model_validator(mode="after")
    def _is_a_pattern(self) -> Self:
        if self.levers and self.use != "pattern":
            found = f'the row applies levers, and its use is "{self.use}".'
            why = "Nobody has observed what a lever would have changed."
            raise refuse("use", found, why, "write pattern.")
        if self.levers and self.base_date is not None:
            found = "the row applies levers, and is divided by another day."
            raise refuse("base_date", found, "", "leave base_date empty.")
        return self

    @model_validator(mode="after")
    def _days_are_complete(self) -> Self:
        for since, date, names in (
            (self.since, self.date, ("since", "date")),
            (self.base_since, self.base_date, ("base_since", "base_date")),
        ):
            if date is None and since is not None:
                found = f"the cell is empty, and {names[0]} is filled."
                raise refuse(names[1], found, "", "fill both or neither.")
            if date is not None and since is None and self.is_flow:
                found = f'the cell is empty, and "{self.measure}" counts what happened over days.'
                raise refuse(names[0], found, "", "write the day before the first day counted.")
            if date is not None and since is not None and since >= date:
                found = f"{since} is not before {names[1]}, {date}."
                raise refuse(names[0], found, "", "exchange them.")
        return self
