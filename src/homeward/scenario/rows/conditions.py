"""What life offers at a place: housing, services, livelihood, mines, ways out (model §2, §7)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pydantic import Field

from homeward.catalogue import CONDITIONS
from homeward.scenario.rows.row import Claims, FromDay, PlaceName, Row, ToDay
from homeward.scenario.rows.uncertain_numbers import Share

if TYPE_CHECKING:
    ConditionName = str
else:
    ConditionName = Literal[tuple(one.name for one in CONDITIONS)]
"""One of the catalogue's."""


class Condition(Row):
    """One condition of one place."""

    place: PlaceName = Field(description="Place.")
    variable: ConditionName = Field(description="Which condition.")
    value: Share = Field(description="From 0, none, to 1, full.")
    start: FromDay
    end: ToDay
    claims: Claims
