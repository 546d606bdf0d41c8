"""What may be asked: pydantic reads it strictly, and refuses everything else."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, FiniteFloat, field_validator
from pydantic_core import PydanticCustomError

from homeward.errors import Problem
from homeward.scenario.text.cells import read_day

MOST_SHOWN = 60
"""Lines of the screen asked for at once, at most."""


class Message(BaseModel):
    """Something asked; what need not be said is left out, not null."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")

    @field_validator("*", mode="after")
    @classmethod
    def refuse_null(cls, said: object) -> object:
        """Refuse null, of which nobody can know what it is to mean."""
        if said is None:
            raise PydanticCustomError("null", "null")
        return said


def _read_date(said: object) -> object:
    """Read YYYY-MM-DD; pydantic alone would take moments and numbers of seconds too."""
    read = read_day(said) if isinstance(said, str) and len(said) <= 10 else Problem("", "")
    if isinstance(read, Problem):
        raise PydanticCustomError("no_day", "no day")
    return read


Day = Annotated[dt.date, BeforeValidator(_read_date)]
Index = Annotated[int, Field(ge=0)]


class LeverRequest(Message):
    """A lever applied; without value or date, those of the lever hold."""

    name: Annotated[str, Field(max_length=100, pattern="^[a-z][a-z0-9_]*$")]
    value: FiniteFloat | None = None
    date: Day | None = None


class LineRequest(Message):
    """One line of the screen: a measure of everybody, a home, group or place, or a home's group or place or both."""

    measure: Annotated[str, Field(max_length=100)]
    home: Index | None = None
    group: Index | None = None
    place: Index | None = None


class Request(Message):
    """What every question says: of what, with which levers, on how many members.

    A newer question of the same slot takes the place of an older.
    """

    exhibit: str
    levers: tuple[LeverRequest, ...] = ()
    members: Annotated[int, Field(ge=1)] | None = None
    slot: Annotated[str, Field(min_length=1, max_length=100)] | None = None


class LinesRequest(Request):
    """Ask for lines of the screen."""

    show: Annotated[tuple[LineRequest, ...], Field(max_length=MOST_SHOWN)] = ()


class RunRequest(LinesRequest):
    """Ask for a run as far as `members`; people at places are those of a home, if one is named.

    `on`: the picture must come soon, and may be of this day and some around it only (`rows` of the answer).
    """

    home: Index | None = None
    on: Day | None = None


class CompareRequest(Request):
    """Ask what levers change by a day, member by member: for everybody, or for a home, a group or a refuge.

    `measure`: the one that the screen answers first (`answer` of the answer).
    """

    measure: Annotated[str, Field(max_length=100)] | None = None
    on: Day | None = None
    home: Index | None = None
    group: Index | None = None
    place: Index | None = None


class ObstaclesRequest(Request):
    """Ask what keeps people away on a day, obstacles lifted since another: everybody, each group, each refuge."""

    on: Day | None = None
    since: Day | None = None
    outcome: Literal["returned", "displaced"] = "returned"
    home: Index | None = None


class BeliefsRequest(Request):
    """Ask what a community believes of each actor."""

    home: Index
    group: Index


class ScoreRequest(Request):
    """Ask how the scenario as it is meets what was observed; levers are not heard."""


class TableRequest(LinesRequest):
    """Ask for the lines of the screen as a table, after disclosure control as in the command line."""


class ReportRequest(Request):
    """Ask for the report, after disclosure control as in the command line."""
