"""Parts of the rules of a language, as its YAML file has them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict

Kind = Literal[
    "fled", "displaced", "returned", "captured", "retaken", "killed", "arrested", "abducted", "conscripted",
    "recruited", "occupied", "destroyed", "permitted", "refused", "camp_opened", "camp_closed", "besieged",
    "attacked", "interviewed", "arrived",
]  # fmt: skip
Voice = Literal["does", "done", "noun"]

Day = Annotated[
    str, BeforeValidator(lambda given: str(given) if isinstance(given, dt.date | int) else given)
]


class RulePart(BaseModel):
    """A part of the rules: what is not known is refused; `in_` is `in` in the file."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, alias_generator=lambda name: name.rstrip("_")
    )


class EventRules(RulePart):
    """How one kind of event is said: who stands before it does it, it is done to somebody, or it is a noun."""

    does: tuple[str, ...] = ()
    done: tuple[str, ...] = ()
    noun: tuple[str, ...] = ()

    def by_voice(self) -> Iterator[tuple[Voice, tuple[str, ...]]]:
        """Give the expressions of each voice that has any."""
        if self.does:
            yield "does", self.does
        if self.done:
            yield "done", self.done
        if self.noun:
            yield "noun", self.noun


class DateRules(RulePart):
    """Months, weekdays, and what stands around dates."""

    months: tuple[tuple[str, ...], ...]
    weekdays: tuple[str, ...]
    ordinals: tuple[str, ...] = ()
    since: tuple[str, ...]
    about: tuple[str, ...] = ()
    between: tuple[tuple[str, str], ...]
    in_: tuple[str, ...]
    same: tuple[str, ...] = ()
    last: tuple[str, ...] = ()
    next: tuple[str, ...] = ()
    also_words: tuple[str, ...] = ()
    relative: dict[str, tuple[str, int]] = {}
    halves: dict[str, tuple[int, int]] = {}


class PlaceRules(RulePart):
    """What stands before, after and in the names of places."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    prepositions: tuple[str, ...]
    inside: tuple[str, ...] = ()
    origin: tuple[str, ...] = ()
    toward: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    of_origin: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    directions: tuple[str, ...]
    articles: tuple[str, ...] = ()
    name_articles: tuple[str, ...] = ()
    particles: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()
    ended_by: tuple[str, ...] = ()
    list_words: tuple[str, ...] = ()
    of_state: tuple[str, ...] = ()
    with_: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()


class Words(RulePart):
    """Small words that hold a sentence together."""

    articles: tuple[str, ...] = ()
    and_: tuple[str, ...] = ()
    or_: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    be: tuple[str, ...] = ()
    they: tuple[str, ...] = ()
    relative: tuple[str, ...] = ()
    possessives: tuple[str, ...] = ()
    genitive: tuple[str, ...] = ()
    joined: tuple[str, ...] = ()
    earlier: tuple[str, ...] = ()


class Headings(RulePart):
    """What tells a heading with a date from a sentence."""

    as_of: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    never_begin: tuple[str, ...] = ()
    never_have: tuple[str, ...] = ()


class Anaphors(RulePart):
    """What stands for an actor or a place named before."""

    actor: tuple[str, ...]
    place: tuple[str, ...]


class Found(RulePart):
    """What an example must be read as; what is left out may be anything."""

    kind: str
    actor: str | None = None
    value: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    date: Day | None = None
    modality: str | None = None
    said_by: str | None = None
    said_on: Day | None = None
    place: str | None = None
    origin: str | None = None
    destination: str | None = None
    whom: str | None = None
    is_wanted: bool | None = None


class Example(RulePart):
    """A sentence, and everything that is to be found in it."""

    text: str
    published: Day = ""
    found: tuple[Found, ...]
