"""Answers of which a blank scenario is made: what they are, and how a file of them is read."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal, Self, cast

from pydantic import AfterValidator, Field, model_validator

from homeward.catalogue import MOST_PEOPLE
from homeward.errors import Problem, ScenarioError
from homeward.scenario.reading.columns import columns_of
from homeward.scenario.reading.yaml_cells import row_of_keys, unknown_key
from homeward.scenario.rows.places import Country, PlaceKind
from homeward.scenario.rows.row import Counts, Row, Text, refuse
from homeward.scenario.text.cells import read_number
from homeward.scenario.text.yaml_text import Outline, Tree, read_yaml

ANSWERS_FILE = "answers.yaml"
"""Where a blank scenario keeps what it was made of; no part of a run."""
LISTS = ("units", "refuges", "captures", "groups", "counted")

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
    """A place that people are at home in: a district, town or camp."""

    name: Text = Field(description="Name of the unit.")
    latitude: Latitude = Field(description="Degrees north.")
    longitude: Longitude = Field(description="Degrees east.")
    population: People = Field(description="People at home on the first day.")
    held_by: Text = Field(description="Who holds it on the first day.")
    kind: PlaceKind = Field(default="town", description="What kind of place it is.")


class Refuge(Row):
    """A place where people went."""

    name: Text = Field(description="Name of the refuge.")
    latitude: Latitude = Field(description="Degrees north.")
    longitude: Longitude = Field(description="Degrees east.")
    country: Country | None = Field(default=None, description="Its country; that of the homes.")
    held_by: str = Field(default="", description="Who holds it.")
    kind: PlaceKind | None = Field(default=None, description="What kind of place it is.")


class Capture(Row):
    """A day on which a unit was captured or retaken."""

    unit: Text = Field(description="Unit that was captured.")
    by: Text = Field(description="Who took it.")
    on: dt.date = Field(description="Day from which they held it.")


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
    in_danger_from: str = Field(default="", description="Who is a danger to it, one or several.")
    close_to: str = Field(default="", description="Who it is close to, one or several.")

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


class Counted(Row):
    """A published figure of people."""

    what: Literal["displaced", "returned", "fled"] = Field(
        default="displaced",
        description="What was counted: people displaced or returned on that day, or flights since the start.",
    )
    people: People = Field(description="The figure.")
    on: dt.date = Field(description="Day it is about.")
    where: str = Field(default="", description="Refuge they were counted at; everywhere.")
    home: str = Field(default="", description="Unit they are from; all.")
    source: Text = Field(description="Who published it.")
    use: Literal["fit", "test"] = Field(
        default="fit", description="Fitted to, or kept for testing."
    )


@dataclass
class Answers:
    """All answers."""

    about: About
    units: list[Unit] = field(default_factory=list[Unit])
    refuges: list[Refuge] = field(default_factory=list[Refuge])
    captures: list[Capture] = field(default_factory=list[Capture])
    groups: list[Community] = field(default_factory=list[Community])
    counted: list[Counted] = field(default_factory=list[Counted])


KINDS: dict[str, type[Row]] = {
    "units": Unit,
    "refuges": Refuge,
    "captures": Capture,
    "groups": Community,
    "counted": Counted,
}
"""What each list of the file holds."""


def read_answers(file: str, content: bytes) -> Answers:
    """Read a file of answers.

    Raises
    ------
    ScenarioError
        With everything in it that cannot be understood.
    """
    outline = read_yaml(file, content)
    problems = list(outline.problems)
    if not outline.is_read:
        raise ScenarioError(problems)
    known = tuple(column.name for column in columns_of(About))
    about_keys = {key: part for key, part in outline.tree.items() if key in known}
    problems += [
        unknown_key(outline.at((key,)), key, (*known, *LISTS))
        for key in outline.tree
        if key not in known and key not in LISTS
    ]
    about, faults = row_of_keys(About, about_keys, (), outline, line=1)
    problems += faults
    lists = {key: _listed(key, outline, problems) for key in LISTS}
    if not lists["units"] and not any("units" in problem.found for problem in problems):
        way = "units: [{name: …, latitude: …, longitude: …, population: …, held_by: …}]"
        problems.append(Problem(file, "there are no units.", "Somebody is at home there.", (way,)))
    if problems or about is None:
        raise ScenarioError(problems)
    return Answers(about, **cast("dict[str, list[Any]]", lists))


def _listed(key: str, outline: Outline, problems: list[Problem]) -> list[Row]:
    parts = outline.tree.get(key, "")
    if parts == "":
        return []
    keys = ", ".join(f"{column.name}: …" for column in columns_of(KINDS[key]))
    if not isinstance(parts, list):
        way = f"begin each with a dash: - {{{keys}}}."
        problems.append(Problem(outline.at((key,)), f"{key} are a list.", "", (way,)))
        return []
    rows: list[Row] = []
    for index, part in enumerate(parts):
        if not isinstance(part, dict):
            way = f"write {{{keys}}}."
            problems.append(
                Problem(outline.at((key, index)), f"each of {key} has keys.", "", (way,))
            )
            continue
        said = {name: _in_one_answer(name, answer) for name, answer in part.items()}
        if isinstance(said.get("shares", ""), (list, dict)):
            way = "write shares: {Nyala: 0.9}, a unit and its share each."
            where = outline.at((key, index, "shares"))
            problems.append(Problem(where, '"shares" has units and numbers.', "", (way,)))
            continue
        row, faults = row_of_keys(KINDS[key], said, (key, index), outline)
        problems.extend(faults)
        if row is not None:
            rows.append(row)
    return rows


def _in_one_answer(name: str, said: Tree) -> Tree:
    """Write several names, or shares by unit, as the one answer that is typed where it is asked."""
    words = said if isinstance(said, list) else []
    if name in {"in_danger_from", "close_to"} and all(isinstance(word, str) for word in words):
        return f"{SEPARATOR} ".join(cast("list[str]", words)) if words else said
    if name == "shares" and isinstance(said, dict):
        parts = [f"{unit} {share}" for unit, share in said.items() if isinstance(share, str)]
        return f"{SEPARATOR} ".join(parts) if len(parts) == len(said) else said
    return said
