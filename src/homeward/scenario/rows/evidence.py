"""Who says so: documents, the claims made in them, and how they are graded (model §2)."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from homeward.scenario.rows.row import (
    Counts,
    DocumentName,
    Identifier,
    PartialDate,
    RefersTo,
    Row,
    Text,
    refuse,
)

SourceGrade = Literal["A", "B", "C", "D", "E", "F"]


class Document(Row):
    """Something published."""

    document: Identifier = Field(description="Identifier of the document.")
    title: Text = Field(description="Its title.")
    publisher: Text = Field(description="Who published it.")
    published: PartialDate | None = Field(default=None, description="Year, month or day.")
    url: str = Field(default="", description="Where it can be read.")
    kind: str = Field(default="", description="Report, survey, dataset and so on.")


_PEOPLE_OR_HOUSES = (
    "people persons individuals families households refugees idps returnees dwellings"
)
_PEOPLE = Counts("unit", tuple(_PEOPLE_OR_HOUSES.split()))


class Claim(Row):
    """One thing a document says."""

    claim: Identifier = Field(description="Identifier of the claim.")
    document: DocumentName = Field(description="Document that says it.")
    paragraph: str = Field(default="", description="Where in the document.")
    said_by: Text = Field(description="Who says it: a role, never a private person.")
    said_on: PartialDate | None = Field(default=None, description="Year, month or day.")
    statement: Text = Field(description="What is said, in our own words.")
    low: Annotated[float | None, _PEOPLE] = Field(
        default=None, description="Low end of the figure."
    )
    value: Annotated[float | None, _PEOPLE] = Field(default=None, description="The figure.")
    high: Annotated[float | None, _PEOPLE] = Field(
        default=None, description="High end of the figure."
    )
    unit: str = Field(default="", description="Unit of the figure.")
    source_grade: SourceGrade = Field(
        description="How far the source is relied on: A always, E never, F cannot be judged."
    )
    information_grade: int = Field(
        ge=1, le=6, description="How far it is confirmed: 1 by others, 5 unlikely, 6 cannot tell."
    )
    contradicts: Annotated[tuple[str, ...], RefersTo("claims")] = Field(
        default=(), description="Claims that say otherwise."
    )

    @model_validator(mode="after")
    def _figures_are_ordered(self) -> Self:
        figures = [figure for figure in (self.low, self.value, self.high) if figure is not None]
        if figures != sorted(figures):
            raise refuse("low", "low, value and high are not in order.", "", "exchange them.")
        return self
