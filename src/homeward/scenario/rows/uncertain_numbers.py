"""A number and how sure one is of it: a value, a range, and what they rest on (model §2)."""

from __future__ import annotations

import math
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from homeward.catalogue import CHOICE_PARAMETERS, JUDGEMENT, MOST_PEOPLE, PARAMETERS, Parameter

Scale = Literal["linear", "log"]

MOST_CASES = 366.0
"""Cases a person and year: one a day."""
MOST_ROOM = 10_000.0
"""Times the room of a provincial city: more than that of all cities on earth."""


class Range(BaseModel):
    """A value and its range; without a range, `low` and `high` are the value."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", allow_inf_nan=False)

    value: float = Field(description="Central value.")
    low: float = Field(description="Low end of the range; empty: no range.")
    high: float = Field(description="High end of the range; empty: no range.")
    scale: Scale = Field(default="linear", description="Scale on which the range is even.")
    claims: tuple[str, ...] = Field(default=(), description="What the range rests on.")

    @model_validator(mode="after")
    def _is_ordered(self) -> Self:
        if self.low > self.high:
            found = f"the low end, {self.low:g}, is above the high end, {self.high:g}."
            raise _refuse("low", found, "exchange them.")
        if not self.low <= self.value <= self.high:
            found = f"the value {self.value:g} is outside its range, {self.low:g} to {self.high:g}."
            raise _refuse("value", found, "widen the range, or correct the value.")
        if self.scale == "log" and self.low < self.high and self.low <= 0:
            found = f"a log range cannot begin at {self.low:g}."
            raise _refuse("low", found, "begin above 0, or write scale: linear.")
        return self


class Share(Range):
    """A range within 0 to 1."""

    value: Annotated[float, Field(ge=0, le=1)]
    low: Annotated[float, Field(ge=0, le=1)]
    high: Annotated[float, Field(ge=0, le=1)]


_People = Annotated[float, Field(ge=0, le=MOST_PEOPLE)]
_Cases = Annotated[float, Field(ge=0, le=MOST_CASES)]
_Room = Annotated[float, Field(ge=0, le=MOST_ROOM)]


class Amount(Range):
    """A range of people, none or more, as many as can be counted."""

    value: _People
    low: _People
    high: _People


class Rate(Range):
    """A range of cases a person and year."""

    value: _Cases
    low: _Cases
    high: _Cases


class Room(Range):
    """A range of room for newcomers, 1 being a provincial city."""

    value: _Room
    low: _Room
    high: _Room


def middle(low: float, high: float, scale: Scale) -> float:
    """Central value of a range: the mean, or on a log scale the geometric mean."""
    if scale == "log" and low > 0:
        return min(max(math.sqrt(low * high), low), high)
    return (low + high) / 2


def default_range(parameter: Parameter) -> Range:
    """Range of a parameter that the scenario does not set."""
    return Range(
        value=middle(parameter.low, parameter.high, parameter.scale),
        low=parameter.low,
        high=parameter.high,
        scale=parameter.scale,
        claims=(JUDGEMENT,) if parameter.source == JUDGEMENT else (),
    )


DEFAULTS: dict[str, Range] = {parameter.name: default_range(parameter) for parameter in PARAMETERS}
"""Ranges of the variable catalogue, by name."""
CHOICE_DEFAULTS: dict[str, Range] = {one.name: default_range(one) for one in CHOICE_PARAMETERS}
"""The same in the camp models."""


def _refuse(part: str, found: str, way_out: str) -> PydanticCustomError:
    words = {"part": part, "found": found, "why": "", "ways_out": (way_out,)}
    return PydanticCustomError("homeward", "{found}", words)
