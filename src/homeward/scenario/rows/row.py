"""What all rows share: strict and frozen, with columns that describe themselves (model §2)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal, Self, cast

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationInfo,
    model_validator,
)
from pydantic_core import PydanticCustomError

from homeward.scenario.rows.uncertain_numbers import Range
from homeward.scenario.text.decoding import without_unseen
from homeward.scenario.text.reserved_words import RESERVED, another, why_reserved

Model = Literal["communities", "camps"]
"""Flight, refuge and return of people of one home and group; or where those go whom camps registered (§12)."""
Referred = Literal["places", "homes", "routes", "groups", "actors", "claims", "documents"]


@dataclass(frozen=True)
class RefersTo:
    """Says that a column names rows of another table."""

    table: Referred


@dataclass(frozen=True)
class Blank:
    """Says what an empty cell of a date means: the start of the run, or the day after its end."""

    means: Literal["start", "end"]


@dataclass(frozen=True)
class Counts:
    """Says that a column counts people, who are whole.

    Parameters
    ----------
    by, words
        Only where column `by` is one of `words`; everywhere if empty.
    unless
        Not where this column is filled.
    """

    by: str = ""
    words: tuple[str, ...] = ()
    unless: str = ""

    def hold(self, cells: Mapping[str, str]) -> bool:
        """Whether it counts people in a row of these cells."""
        is_meant = not self.by or without_unseen(cells.get(self.by, "")).lower() in self.words
        return is_meant and not cells.get(self.unless, "")


MOST_DAYS = 36_525
"""A hundred years."""
LEAST_KM, MOST_KM = 0.001, 30_000.0
"""A metre; and half as far again as any two places on earth are apart."""


def in_any_order(value: object) -> object:
    """Take a list of a cell as what it names: no table reads an order into one."""
    return frozenset(cast("tuple[object, ...]", value)) if isinstance(value, tuple) else value


def _is_free(name: str, info: ValidationInfo) -> str:
    why = why_reserved(name)
    if why is None:
        return name
    way = another(name, info.field_name or "name")
    raise _taken(name, why, way)


def _is_free_label(label: str) -> str:
    why = why_reserved(label)
    if why is None:
        return label
    raise _taken(label, why, f'write another label, such as "{label} 1".')


def _taken(name: str, why: str, way: str) -> PydanticCustomError:
    words = {"found": f'nothing may be called "{name}".', "why": why, "ways_out": (way,)}
    return PydanticCustomError("homeward", "{found}", words)


Text = Annotated[str, StringConstraints(min_length=1)]
Identifier = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z][a-z0-9_]*$"),
    AfterValidator(_is_free),
    Field(json_schema_extra={"not": {"enum": list(RESERVED)}}),
]
NeutralLabel = Annotated[Text, AfterValidator(_is_free_label)]
"""Name shown where names are withheld; in tables it stands as an identifier."""
PartialDate = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$")]
PlaceName = Annotated[str, RefersTo("places")]
HomeName = Annotated[str, RefersTo("homes")]
RouteName = Annotated[str, RefersTo("routes")]
GroupName = Annotated[str, RefersTo("groups")]
ActorName = Annotated[str, RefersTo("actors")]
DocumentName = Annotated[str, RefersTo("documents")]
PlaceNames = Annotated[tuple[str, ...], RefersTo("places")]
HomeNames = Annotated[tuple[str, ...], RefersTo("homes")]
GroupNames = Annotated[tuple[str, ...], RefersTo("groups")]
ActorNames = Annotated[tuple[str, ...], RefersTo("actors")]
Claims = Annotated[
    tuple[str, ...],
    RefersTo("claims"),
    Field(description="Claims the row rests on, or the word judgement."),
]
FromDay = Annotated[
    dt.date,
    Blank("start"),
    Field(
        serialization_alias="from",
        description="First day on which the row holds; empty: the first day of the run.",
    ),
]
ToDay = Annotated[
    dt.date,
    Blank("end"),
    Field(
        serialization_alias="to",
        description="First day on which the row no longer holds; empty: it holds to the end.",
    ),
]


def refuse(column: str, found: str, why: str = "", *ways_out: str) -> PydanticCustomError:
    """Word what is wrong with one column of a row, for a validator to raise."""
    words = {"column": column, "found": found, "why": why, "ways_out": ways_out}
    return PydanticCustomError("homeward", "{found}", words)


def if_per_cent(given: float) -> str:
    """Word the way out where a share of 0 to 1 may have been given per cent; nothing where it cannot."""
    return f"write {given / 100:g}, if it is per cent." if 5 <= given <= 100 else ""


class StrictModel(BaseModel):
    """Something a scenario says: never changed, and nothing in it that is not known."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", allow_inf_nan=False)


class Row(StrictModel):
    """One row of a table; `line` is the line of its file (0 if it comes from none)."""

    line: int = 0

    @model_validator(mode="after")
    def _ranges_rest_on_something(self) -> Self:
        if getattr(self, "claims", None) == ():
            for name in type(self).model_fields:
                value = getattr(self, name)
                if isinstance(value, Range) and value.low < value.high:
                    raise refuse(
                        "claims",
                        f'the range of "{name}" rests on nothing.',
                        "A range says how sure one is; a reader must be able to ask why.",
                        "name the claims it rests on, or write judgement.",
                    )
        return self


LANGUAGES = ("ar", "fr", "es")
"""Languages, two letters each, in which a scenario may also name what it names in its own."""


Said = Annotated[str, Field(description="The same in Arabic, French or Spanish.")]
"""A name or a sentence in another language; empty: readers of it see the scenario's own."""


def said_in_languages(of: StrictModel, field: str) -> dict[str, str]:
    """Return what a field says in other languages, by two letters each, where the scenario says it."""
    several = {code: str(getattr(of, f"{field}_{code}")) for code in LANGUAGES}
    return {code: text for code, text in several.items() if text}
