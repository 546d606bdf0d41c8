"""What displaced people say: who intends to go home, and what keeps those who do not (model §19)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Self

from pydantic import Field, model_validator

from homeward.catalogue import EMPLOYMENT, PROPERTY, SAFETY, STANDARD_OF_LIVING
from homeward.scenario.rows.row import (
    Claims,
    GroupNames,
    HomeNames,
    Identifier,
    PlaceNames,
    Row,
    refuse,
)
from homeward.scenario.rows.uncertain_numbers import Share

FEARS = "fear_of_"
"""Begins the names of the fears of actors, whatever their number."""
DOCUMENTS = "personal and other documentation"
FAMILY = "family reunification"
REMEDIES = "effective remedies and justice"


@dataclass(frozen=True)
class Reason:
    """What people name as keeping them away, in the words of intention surveys.

    Parameters
    ----------
    criterion
        Of the IASC framework for durable solutions (2010).
    obstacles
        Obstacles of the model that it is; those that begin with it, where it ends in an underscore. None: the model
        knows nothing of it.
    """

    name: str
    label: str
    criterion: str
    obstacles: tuple[str, ...] = ()


REASONS: tuple[Reason, ...] = (
    Reason("safety", "Lack of safety, or fear of those in control", SAFETY,
           ("fighting", FEARS)),
    Reason("explosive_hazards", "Mines and other explosive hazards", SAFETY, ("mines",)),
    Reason("return_refused", "Return not allowed, or no clearance", SAFETY, ("permission",)),
    Reason("movement", "No way out, or no way home", SAFETY, ("exit", "way_home")),
    Reason("transport", "Cost of the journey home", SAFETY, ("journey_cost",)),
    Reason("housing", "House damaged or destroyed", STANDARD_OF_LIVING, ("dwelling_destroyed",)),
    Reason("services", "Lack of basic services", STANDARD_OF_LIVING, ("services",)),
    Reason("assistance", "No humanitarian assistance at home", STANDARD_OF_LIVING),
    Reason("livelihood", "Lack of livelihoods or money", EMPLOYMENT, ("livelihood",)),
    Reason("property", "House or land occupied, or in dispute", PROPERTY, ("dwelling_occupied",)),
    Reason("documents", "Lack of documents", DOCUMENTS),
    Reason("ties", "No family or neighbours there", FAMILY),
    Reason("justice", "Trauma, or no justice or compensation", REMEDIES),
)  # fmt: skip
"""Every obstacle belongs to one of them."""
REASON: dict[str, Reason] = {reason.name: reason for reason in REASONS}
OF_THE_WAY = frozenset({"movement", "transport"})
"""Reasons that nobody can name who is asked about home alone."""

INTENTIONS = ("within_year", "later", "never", "undecided")
"""Go home within a year of being asked; want to, but not within it; do not want to; do not know."""

if TYPE_CHECKING:
    Answer = str
else:
    Answer = Literal[(*INTENTIONS, *REASON)]


def reason_of(obstacle: str) -> Reason:
    """Return the reason that an obstacle is."""
    return next(
        reason
        for reason in REASONS
        if obstacle in reason.obstacles
        or any(one.endswith("_") and obstacle.startswith(one) for one in reason.obstacles)
    )


class Survey(Row):
    """One answer of an intention survey: the share of those asked who gave it, or its rank among reasons."""

    survey: Identifier = Field(description="Identifier of the survey; one row for each answer.")
    date: dt.date = Field(description="Last day on which people were asked.")
    asked: int | None = Field(
        default=None,
        ge=1,
        description="How many were asked: households, or people; empty: not published.",
    )
    homes: HomeNames = Field(default=(), description="Homes of those asked; empty: all.")
    groups: GroupNames = Field(default=(), description="Groups of those asked; empty: all.")
    places: PlaceNames = Field(
        default=(), description="Where those asked had taken refuge; empty: anywhere."
    )
    about: Literal["home"] | None = Field(
        default=None,
        description="home: they were asked about home alone, and could not name the way; empty: about anything.",
    )
    answer: Answer = Field(
        description="What they intend (within_year, later, never, undecided), or a reason that keeps them."
    )
    share: Share | None = Field(default=None, description="Share who gave the answer, 0 to 1.")
    rank: int | None = Field(
        default=None, ge=1, description="Rank among reasons, 1 named most; where no share is given."
    )
    use: Literal["fit", "test"] = Field(description="Whether anything may be set by it.")
    claims: Claims
    note: str = Field(default="", description="Anything a reader should know.")

    @property
    def is_intention(self) -> bool:
        """Whether it says what they intend, and not what keeps them."""
        return self.answer in INTENTIONS

    @property
    def not_asked(self) -> frozenset[str]:
        """Reasons that those asked could not name."""
        return OF_THE_WAY if self.about == "home" else frozenset()

    @model_validator(mode="after")
    def _has_one_figure(self) -> Self:
        if self.is_intention and self.share is None:
            found = f'the cell is empty, and "{self.answer}" is a share of those asked.'
            raise refuse("share", found, "", "write the share, from 0 to 1.")
        if self.is_intention and self.rank is not None:
            found = f'a rank is given, and "{self.answer}" is no reason.'
            raise refuse("rank", found, "", "leave it empty.")
        if self.answer in self.not_asked:
            found = f'is "home", and "{self.answer}" is a reason of the way there.'
            raise refuse("about", found, "", "leave it empty: they were asked about the way too.")
        if (self.share is None) == (self.rank is None):
            found = "a reason has a share or a rank, and one of the two."
            raise refuse("rank", found, "", "fill share where shares are published, else rank.")
        return self
