"""Answers of which a blank scenario is made."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from homeward.catalogue import JUDGEMENT, MOST_PEOPLE
from homeward.errors import Problem
from homeward.scenario.rows.actors import Mode
from homeward.scenario.rows.permissions import Movement
from homeward.scenario.rows.places import Country, PlaceKind
from homeward.scenario.rows.row import Counts, Row, Text, refuse
from homeward.scenario.text.cells import read_number

ANSWERS_FILE = "answers.yaml"
"""Where a blank scenario keeps what it was made of; no part of a run."""
LISTS = ("units", "refuges", "captures", "present", "groups", "permissions", "cut_off", "counted")
NAMES = ("in_danger_from", "close_to", "where", "home", "whom")
"""Answers that may name several."""
SEPARATOR = ";"
"""Between several names in one answer; a name may hold spaces and commas."""


def several(answer: str) -> list[str]:
    """List what one answer names, each once."""
    return list(dict.fromkeys(filter(None, (part.strip() for part in answer.split(SEPARATOR)))))


def _share_of(part: str) -> tuple[str, float]:
    unit, _, share = part.rpartition(" ")
    return unit.strip(), float(share)


def _is_shares(answer: str) -> str:
    for part in several(answer):
        unit, _, share = part.rpartition(" ")
        read = read_number(share)
        if not unit.strip() or isinstance(read, Problem) or not 0 < read <= 1:
            found = f'"{part}" is not a unit and the share of its people, above 0 and up to 1.'
            raise refuse("shares", found, "", "write {Bentiu: 0.9, Malakal: 0.1}.")
    return answer


People = Annotated[float, Counts(), Field(ge=0, le=MOST_PEOPLE)]
Latitude = Annotated[float, Field(ge=-90, le=90)]
Longitude = Annotated[float, Field(ge=-180, le=180)]
Source = Annotated[str, Field(description="Who published it; nobody, it is judgement.")]


class About(Row):
    """What the scenario is about."""

    title: Text = Field(description="Title, such as Darfur 2023.")
    country: Country = Field(description="Country of the homes, three letters, such as SDN.")
    start: dt.date = Field(description="First day, before the first capture.")
    end: dt.date = Field(description="Last day.")

    @model_validator(mode="after")
    def _begins_before_it_ends(self) -> Self:
        if self.end <= self.start:
            found = f"it ends on {self.end}, and begins on {self.start}."
            raise refuse("end", found, "", "exchange start and end.")
        return self


class Unit(Row):
    """A place that people are at home in: a district, town or camp; a town whose parts fared differently is several."""

    name: Text = Field(description="Name of the unit.")
    latitude: Latitude = Field(description="Degrees north.")
    longitude: Longitude = Field(description="Degrees east.")
    population: People = Field(description="People at home on the first day.")
    held_by: Text = Field(description="Who holds it on the first day.")
    kind: PlaceKind = Field(default="town", description="What kind of place it is.")
    destroyed: float | None = Field(
        default=None,
        ge=0,
        le=1,
        description="Share of its houses destroyed when it was first fought for; nothing is said of houses.",
    )
    source: Source = ""


class Refuge(Row):
    """A place where people went."""

    name: Text = Field(description="Name of the refuge.")
    latitude: Latitude = Field(description="Degrees north.")
    longitude: Longitude = Field(description="Degrees east.")
    country: Country | None = Field(default=None, description="Its country; that of the homes.")
    held_by: str = Field(default="", description="Who holds it.")
    kind: PlaceKind | None = Field(default=None, description="What kind of place it is.")
    source: Source = ""


class Capture(Row):
    """A day on which a unit, or a refuge, was captured or retaken."""

    unit: Text = Field(description="Unit, or refuge, that was captured.")
    by: Text = Field(description="Who took it.")
    on: dt.date = Field(description="Day from which they held it.")
    fought_since: dt.date | None = Field(
        default=None,
        description="Day from which they fought for it, as in a siege; ten days before.",
    )
    source: Source = ""

    @model_validator(mode="after")
    def _is_fought_for_before_it_is_taken(self) -> Self:
        if self.fought_since is not None and self.fought_since >= self.on:
            found = f"it is fought for from {self.fought_since}, and taken on {self.on}."
            raise refuse("fought_since", found, "", "exchange on and fought_since.")
        return self


class Spell(Row):
    """Places, and the days on which something holds there."""

    where: Text = Field(description="Where, one or several.")
    since: dt.date | None = Field(default=None, description="From which day; the first.")
    until: dt.date | None = Field(
        default=None, description="Day on which it ended; after the last."
    )

    @model_validator(mode="after")
    def _begins_before_it_ends(self) -> Self:
        if self.since and self.until and self.until <= self.since:
            found = f"it ends on {self.until}, and begins on {self.since}."
            raise refuse("until", found, "", "exchange since and until.")
        return self

    @property
    def places(self) -> list[str]:
        """Everywhere it holds."""
        return several(self.where)


class Armed(Spell):
    """Somebody armed at a place of others: who holds a part of it, raids it, or fights for it and does not take it."""

    by: Text = Field(description="Who is there.")
    how: Mode = Field(
        default="garrison",
        description="How: garrison holds a part, raiding comes and goes, informers watch, assault attacks and fails.",
    )
    share: float | None = Field(
        default=None, gt=0, le=1, description="Share of the place that a garrison holds."
    )
    until: dt.date | None = Field(
        default=None,
        description="Day on which it ended; after the last, and an assault ten days after its first.",
    )
    source: Source = ""

    @model_validator(mode="after")
    def _shares_what_it_holds(self) -> Self:
        if self.share is not None and self.how != "garrison":
            found = f"share is given with {self.how}."
            why = "It is the part of a place that is held."
            raise refuse("share", found, why, "write how: garrison, or leave out share.")
        return self


class Community(Row):
    """A group of people, and who is a danger to it."""

    name: Text = Field(description="Name of the group.")
    share: float | None = Field(
        default=None, gt=0, le=1, description="Its share of the people; an even part of the rest."
    )
    shares: Annotated[str, AfterValidator(_is_shares)] = Field(
        default="",
        description="Its share in single units, others living there by what is left; as its share everywhere.",
    )
    in_danger_from: str = Field(
        default="",
        description="Who is a danger to it, one or several; who is nowhere else is taken to raid where it lives.",
    )
    close_to: str = Field(default="", description="Who it is close to, one or several.")
    source: Source = ""

    @property
    def share_in(self) -> dict[str, float]:
        """Its share by unit, as they are named."""
        return dict(_share_of(part) for part in several(self.shares))

    @property
    def threats(self) -> list[str]:
        """Everybody who is a danger to it."""
        return several(self.in_danger_from)

    @property
    def friends(self) -> list[str]:
        """Everybody it is close to."""
        return several(self.close_to)


class Permitted(Spell):
    """What those who hold a place allow or refuse: above all, who may go home, and from when."""

    movement: Movement = Field(
        default="home",
        description="What is ruled. home: people of the place may not come back; stay: whoever is there is expelled; "
        "leave: nobody gets out of the place; enter: nobody from elsewhere gets in.",
    )
    rule: Literal["refused", "open"] = Field(default="refused", description="What the rule is.")
    whom: str = Field(default="", description="Groups that it is for, one or several; everybody.")
    source: Source = ""

    @property
    def groups(self) -> list[str]:
        """Whom it is for; empty: everybody."""
        return several(self.whom)


class CutOff(Spell):
    """Places that were cut off together, as by a siege: no way led in or out; those between them stay open."""

    source: Source = ""


class Counted(Row):
    """A published figure of people."""

    what: Literal["displaced", "returned", "fled"] = Field(
        default="displaced",
        description="What was counted: people displaced or returned on that day, or flights since the start.",
    )
    people: People = Field(description="The figure.")
    on: dt.date = Field(description="Day it is about.")
    where: str = Field(
        default="", description="Where they were counted, one or several; everywhere."
    )
    home: str = Field(default="", description="Unit they are from, one or several; all.")
    source: Text = Field(description="Who published it.")
    use: Literal["fit", "test"] = Field(
        default="fit", description="Fitted to, or kept for testing."
    )

    @property
    def places(self) -> list[str]:
        """Everywhere they were counted; empty: everywhere."""
        return several(self.where)

    @property
    def homes(self) -> list[str]:
        """Every unit they are from; empty: all."""
        return several(self.home)


@dataclass
class Answers:
    """All answers."""

    about: About
    units: list[Unit] = field(default_factory=list[Unit])
    refuges: list[Refuge] = field(default_factory=list[Refuge])
    captures: list[Capture] = field(default_factory=list[Capture])
    present: list[Armed] = field(default_factory=list[Armed])
    groups: list[Community] = field(default_factory=list[Community])
    permissions: list[Permitted] = field(default_factory=list[Permitted])
    cut_off: list[CutOff] = field(default_factory=list[CutOff])
    counted: list[Counted] = field(default_factory=list[Counted])

    def ground_of(self, one: Row) -> str:
        """Name the claim that an answer rests on: its own where it has a source, else judgement."""
        for key in LISTS:
            for number, other in enumerate(getattr(self, key), start=1):
                if other is one and other.source:
                    return f"{key}_{number}"
        return JUDGEMENT


KINDS: dict[str, type[Row]] = {
    "units": Unit,
    "refuges": Refuge,
    "captures": Capture,
    "present": Armed,
    "groups": Community,
    "permissions": Permitted,
    "cut_off": CutOff,
    "counted": Counted,
}
"""What each list of the file holds."""
