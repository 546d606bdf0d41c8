"""What could have been done otherwise: levers, each a few changes to the tables (model §2.7)."""

from __future__ import annotations

import datetime as dt
from typing import Literal, Self

from pydantic import Field, model_validator

from homeward.scenario.rows.row import ActorNames, Claims, Row, Said, StrictModel, Text, refuse

Changeable = Literal["conditions", "permissions", "harms", "presence", "control", "parameters"]

VALUE_CELL = "{value}"
"""A cell that takes the value of its lever."""

BELIEVED = "_believed"
"""Ends the name of a lever whose change people believe at once."""


class Change(StrictModel):
    """One change: the rows it concerns, and what their cells become."""

    table: Changeable = Field(description="Table it changes.")
    where: dict[str, str] | None = Field(
        default=None,
        description="Cells that the rows must hold; {}: all rows; left out: a row is added.",
    )
    cells: dict[str, str] = Field(
        min_length=1,
        serialization_alias="set",
        description="What cells become; {value} is the value of the lever.",
    )
    line: int = 0


class LeverValue(Row):
    """A number that whoever applies the lever may choose."""

    default: float = Field(description="Value if none is asked for.")
    low: float = Field(description="Least value that may be asked for.")
    high: float = Field(description="Greatest value that may be asked for.")
    meaning: Text = Field(description="What the number is, with its unit.")
    meaning_ar: Said = ""
    meaning_fr: Said = ""
    meaning_es: Said = ""

    @model_validator(mode="after")
    def _default_lies_between(self) -> Self:
        if not self.low <= self.default <= self.high:
            found = f"the default {self.default:g} is outside {self.low:g} to {self.high:g}."
            raise refuse("default", found, "", "widen the range, or correct the default.")
        return self


class Trust(StrictModel):
    """Groups who believe from a day on, without having to learn it, that an actor does no harm."""

    actor: str = Field(description="Actor who is believed.")
    groups: tuple[str, ...] = Field(default=(), description="Groups who believe; empty: all.")
    start: dt.date = Field(description="First day on which it is believed.")


class Lever(StrictModel):
    """Something an actor could do, as changes to the tables."""

    name: Text = Field(description="Identifier of the lever.")
    title: Text = Field(description="Name shown to readers.")
    title_ar: Said = ""
    title_fr: Said = ""
    title_es: Said = ""
    what: Text = Field(description="Who would do what.")
    what_ar: Said = ""
    what_fr: Said = ""
    what_es: Said = ""
    claims: Claims = ()
    start: dt.date | None = Field(
        default=None,
        serialization_alias="from",
        description="Day it is applied unless another is asked for; left out: it acts on whole rows.",
    )
    value: LeverValue | None = Field(
        default=None, description="Number that may be chosen; cells {value} take it."
    )
    trust: ActorNames = Field(
        default=(),
        description=(
            "Actors whom people must come to believe; the lever then comes twice: "
            f"to be learned, and as NAME{BELIEVED}, believed at once."
        ),
    )
    changes: tuple[Change, ...] = Field(min_length=1, description="What changes.")
    believed: tuple[str, ...] = Field(
        default=(), description="Actors believed at once; empty: it must be learned."
    )
    line: int = 0
