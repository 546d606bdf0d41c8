"""What life offers at a place: housing, services, livelihood, mines, ways out (model §2, §7)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Self

from pydantic import ConfigDict, Field, model_validator
from pydantic.config import JsonDict

from homeward.catalogue import CONDITIONS
from homeward.scenario.rows.row import (
    Claims,
    FromDay,
    GroupName,
    HomeName,
    PlaceName,
    Row,
    ToDay,
    if_per_cent,
    refuse,
)
from homeward.scenario.rows.uncertain_numbers import Amount

if TYPE_CHECKING:
    ConditionName = str
else:
    ConditionName = Literal[tuple(one.name for one in CONDITIONS)]
"""One of the catalogue's."""


OF_WAY_HOME = tuple(one.name for one in CONDITIONS if one.is_of_way_home)
"""Conditions that may differ by the home and the group of those who would go."""
_SHARE: JsonDict = {"maximum": 1}
_BOUNDS: JsonDict = {
    "if": {"properties": {"variable": {"enum": [one.name for one in CONDITIONS if one.most > 1]}}},
    "else": {"properties": {"value": _SHARE, "value_low": _SHARE, "value_high": _SHARE}},
}
"""In a schema: all but these are from 0 to 1."""


class Condition(Row):
    """One condition of one place."""

    model_config = ConfigDict(json_schema_extra=_BOUNDS)

    place: PlaceName = Field(description="Place.")
    variable: ConditionName = Field(description="Which condition.")
    value: Amount = Field(
        description="From 0, none, to 1, full; of exit_capacity and organised_return: people a day; of intake: times."
    )
    home: HomeName | None = Field(
        default=None, description="Home, of a condition of the way there; empty: every home."
    )
    group: GroupName | None = Field(
        default=None, description="Group, of a condition of the way home; empty: every group."
    )
    start: FromDay
    end: ToDay
    claims: Claims

    @property
    def is_particular(self) -> bool:
        """Whether it holds for people of one home or group only, and then in place of what holds for all."""
        return self.home is not None or self.group is not None

    @model_validator(mode="after")
    def _is_of_the_way_home(self) -> Self:
        column = "home" if self.home is not None else "group"
        if self.is_particular and self.variable not in OF_WAY_HOME:
            raise refuse(
                column,
                f"{self.variable} is the same for everybody at a place.",
                f"By home and group differ only {', '.join(OF_WAY_HOME)}.",
                "empty the cell.",
            )
        return self

    @model_validator(mode="after")
    def _is_within_bounds(self) -> Self:
        most = next(one.most for one in CONDITIONS if one.name == self.variable)
        for column, part in (("value", "value"), ("value_low", "low"), ("value_high", "high")):
            given = getattr(self.value, part)
            if given > most:
                raise refuse(
                    column,
                    f"{given:g} is above the most allowed, {most:g}.",
                    f"{self.variable} goes from 0, none, to {most:g}.",
                    if_per_cent(given) or "correct the number.",
                )
        return self
