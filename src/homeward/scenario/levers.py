"""What could have been done otherwise: levers, each a few changes to the tables (model §2)."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import Field

from homeward.scenario.rows import Claims, Record, Text

Changeable = Literal["conditions", "permissions", "harms", "presence", "control", "parameters"]


class Change(Record):
    """One change: the rows it concerns, and what their cells become."""

    table: Changeable = Field(description="Table it changes.")
    where: dict[str, str] | None = Field(
        default=None,
        description="Cells that the rows must hold; {}: all rows; left out: a row is added.",
    )
    cells: dict[str, str] = Field(
        min_length=1, serialization_alias="set", description="What cells become."
    )
    line: int = 0


class Trust(Record):
    """Groups who believe from a day on, without having to learn it, that an actor does no harm."""

    actor: str = Field(description="Actor who is believed.")
    groups: tuple[str, ...] = Field(default=(), description="Groups who believe; empty: all.")
    start: dt.date = Field(description="First day on which it is believed.")


class Lever(Record):
    """Something an actor could do, as changes to the tables."""

    name: Text = Field(description="Identifier of the lever.")
    title: Text = Field(description="Name shown to readers.")
    what: Text = Field(description="Who would do what.")
    claims: Claims = ()
    changes: tuple[Change, ...] = Field(min_length=1, description="What changes.")
    line: int = 0
