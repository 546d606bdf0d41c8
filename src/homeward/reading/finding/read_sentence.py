"""What one sentence names: dates, actors, places, numbers, and what is said to have happened."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from homeward.reading.finding.actors import ActorFinder, ActorMention, possessed
from homeward.reading.finding.context import Context
from homeward.reading.finding.places import PlaceFinder, PlaceMention
from homeward.reading.finding.quantities import Quantity, quantities
from homeward.reading.finding.sentences import clauses
from homeward.reading.language.dates import DateFinder, FoundDate
from homeward.reading.language.expressions import ACTOR, NUMBER, PLACE
from homeward.reading.language.numbers import NumberFinder
from homeward.reading.language.rule_parts import Kind
from homeward.reading.language.rules import Rules
from homeward.reading.paragraphs import fold

MOST_OF_ONE = 20
"""Quantities, and events, of one sentence; more are a table that was torn apart, or made to be slow."""


@dataclass(frozen=True)
class Said:
    """One thing said to happen, and where."""

    start: int
    end: int
    kind: Kind
    voice: str


@dataclass(frozen=True)
class Sentence:
    """A sentence and everything it names; offsets are its own."""

    text: str
    folded: str
    undated: str
    masked: str
    dates: list[FoundDate]
    actors: list[ActorMention]
    places: list[PlaceMention]
    quantities: list[Quantity]
    said: list[Said]
    clauses: list[tuple[int, int]]
    asides: list[tuple[int, int]]
    says: tuple[int, int] | None
    is_hearsay: bool
    said_on: str = ""

    def clause(self, at: int) -> tuple[int, int]:
        """Return the beginning and end of the clause that a letter is in."""
        return next((one for one in self.clauses if at < one[1]), self.clauses[-1])


@dataclass(frozen=True)
class Finders:
    """What finds things in one language and for one scenario."""

    rules: Rules
    dates: DateFinder
    numbers: NumberFinder
    actors: ActorFinder
    places: PlaceFinder


def read_sentence(text: str, finders: Finders, context: Context, published: str) -> Sentence:
    """Read a sentence.

    Parameters
    ----------
    context
        What was named before, for what is only hinted at.
    published
        When the document was published, for dates without a year.
    """
    folded = fold(text)
    dates = finders.dates.find(text, published)
    actors = finders.actors.find(text, folded)
    taken = [False] * len(folded)
    for one in (*dates, *actors):
        taken[one.start : one.end] = [True] * (one.end - one.start)
    places = finders.places.find(text, folded, taken)
    actors, places = _with_anaphors(folded, finders.rules, actors, places, context)
    undated = masked(folded, [(one.start, one.end, " ") for one in dates])
    numbers = finders.numbers.find(masked(undated, [(one.start, one.end, ACTOR) for one in actors]))
    counted = quantities(undated, numbers, finders.rules.compiled)
    marked = masked(
        folded,
        [(one.start, one.end, NUMBER) for one in numbers]
        + [(one.start, one.end, ACTOR) for one in actors]
        + [(one.start, one.end, PLACE) for one in places],
    )
    compiled = finders.rules.compiled
    cue = compiled.says.search(folded)
    # The Displacement Tracking Matrix is no displacement.
    speakers = [at.span() for named in compiled.speakers.values() for at in named.finditer(folded)]
    told = next((one for one in dates if cue and _follows(folded, cue, one)), None)
    if told is not None and len(dates) > 1:
        dates = [one for one in dates if one is not told]
    return Sentence(
        text,
        folded,
        undated,
        marked,
        dates,
        actors,
        places,
        counted[:MOST_OF_ONE],
        [one for one in _said(marked, finders.rules) if not _is_within(one, speakers)][
            :MOST_OF_ONE
        ],
        clauses(folded, compiled.clause),
        [match.span() for match in compiled.asides.finditer(folded)],
        cue.span() if cue else None,
        compiled.hearsay.search(folded) is not None,
        told.iso if told else "",
    )


def _is_within(said: Said, spans: list[tuple[int, int]]) -> bool:
    return any(start <= said.start < end for start, end in spans)


def _follows(folded: str, cue: re.Match[str], date: FoundDate) -> bool:
    """Tell whether a date is that of saying so: "said on 1 July"."""
    is_day = "/" not in date.iso
    return is_day and re.fullmatch(r"\s(?:\w{1,4}\s)?", folded[cue.end() : date.start]) is not None


def masked(folded: str, spans: list[tuple[int, int, str]]) -> str:
    """Write a sign for every letter of the spans."""
    letters = list(folded)
    for start, end, sign in spans:
        letters[start:end] = [sign] * (end - start)
    return "".join(letters)


def _with_anaphors(
    folded: str,
    rules: Rules,
    actors: list[ActorMention],
    places: list[PlaceMention],
    context: Context,
) -> tuple[list[ActorMention], list[PlaceMention]]:
    """Add "the group" and "the city", as what they stand for."""
    taken = [(one.start, one.end) for one in (*actors, *places)]
    for match in rules.compiled.actor_anaphors.finditer(folded):
        named = [one.name for one in actors if one.end <= match.start() and one.is_group]
        name = named[-1] if named else context.group or context.actor
        if name and _is_free(match, taken):
            actors = [*actors, ActorMention(*match.span(), name, is_anaphor=True, is_group=True)]
    for match in rules.compiled.place_anaphors.finditer(folded):
        name = _meant(match, rules, places, context)
        is_of_another = rules.compiled.words.of.match(folded[match.end() :].lstrip())
        if name and _is_free(match, taken) and not is_of_another:
            places = [*places, PlaceMention(*match.span(), (name,), "anaphor", is_anaphor=True)]
    actors = list(possessed(folded, sorted(actors, key=lambda one: one.start)))
    return actors, sorted(places, key=lambda one: one.start)


def _meant(match: re.Match[str], rules: Rules, places: list[PlaceMention], context: Context) -> str:
    """Return the place that "the city" or "their city" stands for."""
    before = [one.names[0] for one in places if one.end <= match.start() and not one.is_anaphor]
    if rules.compiled.words.possessives.match(match[0]):
        return context.focus
    return before[-1] if before else context.place_in_paragraph.partition("; ")[0] or context.focus


def _is_free(match: re.Match[str], taken: list[tuple[int, int]]) -> bool:
    return all(match.end() <= start or end <= match.start() for start, end in taken)


def _said(masked: str, rules: Rules) -> list[Said]:
    """Find what is said to happen; where two begin with one word, the longer is meant."""
    found = [
        Said(match.start(), match.end(), trigger.kind, trigger.voice)
        for trigger in rules.compiled.triggers
        for match in trigger.pattern.finditer(masked)
    ]
    found.sort(key=lambda one: (one.start - one.end, one.start))
    kept: list[Said] = []
    heads: list[tuple[int, int]] = []
    for one in found:
        head = re.match(r"\S+", masked[one.start :])
        first = (one.start, one.start + (head.end() if head else 1))
        if all(first[1] <= start or end <= first[0] for start, end in heads):
            kept.append(replace(one))
            heads.append(first)
    if any(one.kind == "killed" for one in kept):
        # Where deaths are told, the attack that they were of is told with them.
        kept = [one for one in kept if one.kind != "attacked"]
    return _without_earlier(masked, sorted(kept, key=lambda one: one.start), rules)


def _without_earlier(masked: str, said: list[Said], rules: Rules) -> list[Said]:
    """Leave out why those who return were displaced at first: it is their return that is spoken of, and counted."""
    if not any(one.kind == "returned" for one in said):
        return said
    earlier = rules.compiled.words.earlier
    return [
        one for one in said if one.kind != "displaced" or not earlier.search(masked[: one.start])
    ]
