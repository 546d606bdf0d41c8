"""The rules of a language: one YAML file each, that somebody who does not program can extend (decision 35)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from io import StringIO
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError
from ruamel.yaml import YAML, YAMLError

from homeward.errors import Problem, ScenarioError
from homeward.reading.language.expressions import any_of, pattern
from homeward.reading.language.rule_parts import (
    Anaphors,
    DateRules,
    EventRules,
    Example,
    Headings,
    Kind,
    PlaceRules,
    Voice,
    Words,
)
from homeward.reading.language.small_words import HeadingWords, PlacedCounts, SmallWords

LANGUAGES = ("en", "fr", "ar")
_MOST_BYTES = 1_000_000


class Rules(BaseModel):
    """All rules of one language."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    language: str
    common_words: tuple[str, ...]
    numbers: dict[str, int]
    multiples: dict[str, int]
    alone: dict[str, int] = {}
    number_joiners: tuple[str, ...]
    thousands: str
    vague: dict[str, tuple[float, float]]
    shares: dict[str, tuple[float, float]]
    percent: tuple[str, ...]
    at_least: tuple[str, ...]
    at_most: tuple[str, ...]
    about: tuple[str, ...]
    fillers: tuple[str, ...] = ()
    between: tuple[tuple[str, str], ...]
    units: dict[str, tuple[str, ...]]
    no_quantity: tuple[str, ...]
    not_people: tuple[str, ...] = ()
    number_of: tuple[str, ...] = ()
    of_those: tuple[str, ...] = ()
    injured: tuple[str, ...] = ()
    events: dict[Kind, EventRules]
    verb_first: bool = False
    agent: tuple[str, ...]
    against: tuple[str, ...] = ()
    asides: tuple[str, ...] = ()
    negated: tuple[str, ...]
    hypothesis: tuple[str, ...]
    hearsay: tuple[str, ...]
    says: tuple[str, ...]
    speakers: dict[str, tuple[str, ...]]
    organisations: tuple[str, ...] = ()
    organisation_words: tuple[str, ...] = ()
    money: tuple[str, ...] = ()
    called: tuple[str, ...] = ()
    things: tuple[str, ...] = ()
    groups: dict[str, tuple[str, ...]] = {}
    wanted: tuple[str, ...] = ()
    words: Words = Words()
    headings: Headings = Headings()
    anaphors: Anaphors
    clause: tuple[str, ...]
    dates: DateRules
    places: PlaceRules
    short_forms: tuple[str, ...]
    examples: tuple[Example, ...]

    @cached_property
    def compiled(self) -> Compiled:
        """Its expressions as patterns."""
        people = "|".join(
            pattern(one) for one in self.units.get("people", ()) + self.units.get("families", ())
        )
        return Compiled(self, people)


@dataclass(frozen=True)
class Trigger:
    """A pattern that says one kind of event, and in which voice."""

    kind: Kind
    voice: Voice
    pattern: re.Pattern[str]


class Compiled:
    """Expressions of a language as patterns of folded text."""

    def __init__(self, rules: Rules, people: str) -> None:
        self.triggers = tuple(
            Trigger(kind, voice, any_of(said, people))
            for kind, event in rules.events.items()
            for voice, said in event.by_voice()
        )
        self.units = {unit: any_of(words) for unit, words in rules.units.items()}
        self.negated, self.hypothesis = any_of(rules.negated), any_of(rules.hypothesis)
        self.hearsay, self.says = any_of(rules.hearsay), any_of(rules.says)
        self.injured = any_of(rules.injured)
        self.agent = any_of(rules.agent)
        self.words = SmallWords(rules.words, rules.organisation_words)
        self.headings = HeadingWords(rules.headings)
        some = any_of((*rules.about, *rules.at_least)).pattern
        self.counts = PlacedCounts(rules.places, self.words.articles.pattern, some)
        against = rf"(?:{any_of(rules.against).pattern})\s*(?:{self.words.articles.pattern})?\s*$"
        self.against = re.compile(against)
        self.asides = re.compile(rf",?\s*(?:{any_of(rules.asides).pattern})[^,.;]*(?:,|$)")
        self.same_time = any_of(rules.dates.same)
        self.speakers = {role: any_of(names) for role, names in rules.speakers.items()}
        self.organisations, self.wanted = any_of(rules.organisations), any_of(rules.wanted)
        self.things = any_of(rules.things)
        self.groups = {group: any_of(words) for group, words in rules.groups.items()}
        self.actor_anaphors = any_of(rules.anaphors.actor)
        self.place_anaphors = any_of(rules.anaphors.place)
        self.clause = re.compile("|".join(re.escape(one) for one in rules.clause) or r"(?!)")
        self.no_quantity = re.compile(rf"\s*-?\s*(?:{any_of(rules.no_quantity).pattern})")
        self.of_those = any_of(rules.of_those)
        self.about = any_of(rules.about)
        self.not_people = any_of(rules.not_people)
        self.number_of = any_of(rules.number_of)
        self.money = re.compile(rf"(?:[$€#]|{any_of(rules.money).pattern})\s*$")
        self.called = any_of(rules.called)


def read_rules(text: str, where: str) -> Rules:
    """Read the rules of a language.

    Raises
    ------
    ScenarioError
        If the text is no YAML, or something in it is not understood: where, what, a way out.
    """
    way = ("see src/homeward/reading/language/en.yaml for how rules are written.",)
    try:
        read: Any = YAML(typ="safe", pure=True).load(StringIO(text))
        rules = Rules.model_validate(read)
        _ = rules.compiled
    except YAMLError as error:
        line = getattr(getattr(error, "problem_mark", None), "line", None)
        at = where if line is None else f"{where}, line {line + 1}"
        raise ScenarioError(
            Problem(at, "this is not YAML.", str(getattr(error, "problem", "")), way)
        ) from None
    except ValidationError as error:
        problems = [
            Problem(f"{where}, {'.'.join(map(str, one['loc']))}", one["msg"], "", way)
            for one in error.errors()
        ]
        raise ScenarioError(problems) from None
    except re.error as error:
        raise ScenarioError(
            Problem(where, f'an expression cannot be read: "{error.pattern}".', str(error), way)
        ) from None
    return rules


def rules_file(path: Path) -> Rules:
    """Read rules that the user keeps.

    Raises
    ------
    ScenarioError
        If there is no such file, or it cannot be understood.
    """
    try:
        content = path.read_bytes()[: _MOST_BYTES + 1]
    except OSError as error:
        raise ScenarioError(Problem(str(path), f"it cannot be read: {error.strerror}.")) from None
    if len(content) > _MOST_BYTES:
        raise ScenarioError(Problem(str(path), f"rules have at most {_MOST_BYTES:,} bytes."))
    return read_rules(content.decode("utf-8", errors="replace"), str(path))


@cache
def shipped_rules() -> dict[str, Rules]:
    """Return the rules that come with homeward, by language."""
    folder = files("homeward.reading.language")
    return {
        language: read_rules(
            folder.joinpath(f"{language}.yaml").read_text(encoding="utf-8"), f"{language}.yaml"
        )
        for language in LANGUAGES
    }
