"""What those who hold a place allow: entering, leaving, going home, staying (model §3)."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from homeward.scenario.rows.row import (
    ActorName,
    ActorNames,
    Claims,
    FromDay,
    GroupNames,
    RefersTo,
    Row,
    ToDay,
    refuse,
)
from homeward.scenario.rows.uncertain_numbers import Amount

Movement = Literal["enter", "leave", "home", "stay"]
Rule = Literal["refused", "listed", "open"]


class Permission(Row):
    """A rule of an actor for the places it holds; where none applies, everything is open."""

    actor: ActorName = Field(description="Actor whose rule it is, while it holds the place.")
    place: Annotated[str | None, RefersTo("places")] = Field(
        default=None, description="Place; empty: all the actor holds."
    )
    movement: Movement = Field(description="What is ruled.")
    groups: GroupNames = Field(default=(), description="Groups; empty: all.")
    coming_from: ActorNames = Field(
        default=(), description="Actors holding the place people come from; empty: any."
    )
    rule: Rule = Field(description="listed: only those approved by name.")
    approvals: Amount | None = Field(
        default=None, description="People approved on the first day of the row, persons."
    )
    promise: float = Field(
        default=0.0, ge=0, le=1, description="Weight of a guarantee announced with the row, 0 to 1."
    )
    start: FromDay
    end: ToDay
    claims: Claims

    @model_validator(mode="after")
    def _lists_what_can_be_listed(self) -> Self:
        if self.rule == "listed" and self.movement != "home":
            found = f"movement {self.movement} cannot be listed."
            why = "People are approved by name only for going home."
            raise refuse("rule", found, why, "write refused or open.")
        is_list = self.rule == "listed"
        if is_list and self.approvals is None:
            found = "the cell is empty, and the rule is listed."
            why = "A list without people on it would be a refusal."
            raise refuse("approvals", found, why, "write how many people are approved.")
        if not is_list and self.approvals is not None:
            found = f"approvals are given, and the rule is {self.rule}."
            why = "Approvals open only with movement home and rule listed."
            raise refuse("approvals", found, why, "empty the cell, or write listed.")
        return self
