"""Who did it, where and when, who says so, and whether it is said to be so: looked for near what is said."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeVar

from homeward.reading.finding.actors import ActorMention
from homeward.reading.finding.candidate import NO_EVENTS
from homeward.reading.finding.context import Context
from homeward.reading.finding.places import PlaceMention
from homeward.reading.finding.read_sentence import Said, Sentence
from homeward.reading.language.expressions import ACTOR
from homeward.reading.language.rules import Rules

_AGENT_NEAR, _NEGATION_WORDS = 25, 6
_BEFORE = 2.5
"""What stands before is as near as what stands so many times nearer ahead: people are counted first, then placed."""

_NOT_DONE_BY = frozenset({"fled", "returned", *NO_EVENTS})
"""What people do themselves: nobody is named as its doer."""

_LEAST_OF_LIST = 2
_FOUND_SOMEWHERE = frozenset({"interviewed", "arrived"})
_BRACKET_WORDS = 2
"""Words that may stand between a place and the brackets with its figures."""


Spanned = TypeVar("Spanned")


def actor_of(sentence: Sentence, said: Said, context: Context, rules: Rules) -> str:
    """Return who did it, or nothing."""
    if said.kind in _NOT_DONE_BY:
        return ""
    named = _agent(sentence, said, rules)
    if named or said.voice == "done":
        return named
    start, end = sentence.clause(said.start)
    if rules.verb_first and said.voice == "does":
        after = [one for one in sentence.actors if said.end <= one.start <= said.end + _AGENT_NEAR]
        if after:
            return after[0].name
    if said.voice == "noun":
        inside = [one for one in _doers(sentence, rules) if start <= one.start < end]
        return inside[0].name if inside else ""
    return _subject(sentence, said, context, start, rules)


def _agent(sentence: Sentence, said: Said, rules: Rules) -> str:
    """Return whom it was done by, or who is named in what is said."""
    inside = [one.name for one in sentence.actors if said.start <= one.start < said.end]
    if said.voice == "done" and inside:
        return inside[0]
    by = rules.compiled.agent.search(sentence.masked, said.end, said.end + _AGENT_NEAR)
    is_of_another = by is not None and rules.compiled.words.relative.search(
        sentence.folded, said.end, by.start()
    )
    if by is not None and not is_of_another and ACTOR in sentence.masked[by.end() : by.end() + 30]:
        return next((one.name for one in sentence.actors if one.start >= by.end()), "")
    return ""


def _doers(sentence: Sentence, rules: Rules) -> list[ActorMention]:
    """Return the actors who can be the doers: not those against whom, nor those named aside."""
    asides = sentence.asides
    return [
        one
        for one in sentence.actors
        if not any(start <= one.start < end for start, end in asides)
        and not rules.compiled.against.search(sentence.folded[max(0, one.start - 30) : one.start])
    ]


def _subject(sentence: Sentence, said: Said, context: Context, start: int, rules: Rules) -> str:
    """Return the actor before what is done, in the clause or else the sentence, or whom "they" stand for."""
    before = [one for one in _doers(sentence, rules) if one.end <= said.start]
    in_clause = [one for one in before if one.start >= start]
    if in_clause:
        return in_clause[-1].name
    if before:
        return before[-1].name if start > 0 else ""
    pronoun = rules.compiled.words.they.search(sentence.folded[: said.start])
    return context.actor if pronoun else ""


@dataclass(frozen=True)
class Where:
    """Where it was.

    Parameters
    ----------
    place
        Names, `; ` between.
    near
        How near that is said: clause, sentence, paragraph, document.
    known
        How the place is known.
    origin, destination
        From where and to where people went, if said.
    """

    place: str
    near: str
    known: str
    origin: str = ""
    destination: str = ""


def place_of(
    sentence: Sentence, span: tuple[int, int], context: Context, kind: str, rules: Rules
) -> Where:
    """Return where it was: of those who are counted somewhere, not where they came from."""
    clause = sentence.clause(span[0])
    whole = (0, len(sentence.folded))
    bracketed = _before_brackets(sentence, span) or _each_its_own(sentence, span, rules)
    for within, how in ((clause, "clause"), (whole, "sentence")):
        can = [
            one
            for one in sentence.places
            if kind not in _FOUND_SOMEWHERE or one.direction != "from"
        ]
        near = bracketed or _nearest(can, span, within)
        if near is not None:
            origin, destination = (
                "; ".join(one.names) if one else ""
                for one in (
                    _on_the_way(sentence, way, near, span, within) for way in ("from", "to")
                )
            )
            return Where("; ".join(near.names), how, near.evidence, origin, destination)
    if context.country and is_of_whole(sentence, rules) and not context.place_in_paragraph:
        return Where(context.country, "paragraph", "before")
    if context.place_in_paragraph:
        return Where(context.place_in_paragraph, "paragraph", "before")
    return Where(context.focus, "document", "before" if context.focus else "none")


def is_of_whole(sentence: Sentence, rules: Rules) -> bool:
    """Tell whether a sentence speaks of a whole country: in all, or so many, of its regions."""
    compiled = rules.compiled
    return any(
        compiled.words.of.match(sentence.masked[match.end() :].lstrip()) is None
        for match in compiled.counts.whole.finditer(sentence.masked)
    )


def _on_the_way(
    sentence: Sentence,
    way: str,
    near: PlaceMention,
    span: tuple[int, int],
    within: tuple[int, int],
) -> PlaceMention | None:
    """Return where people came from, or went: the place itself, if it is that."""
    if near.direction == way:
        return near
    return _nearest([one for one in sentence.places if one.direction == way], span, within)


def _before_brackets(sentence: Sentence, span: tuple[int, int]) -> PlaceMention | None:
    """Return the place before the brackets that a figure stands in: Milange district (4 households or 26 people)."""
    opened = sentence.folded.rfind("(", 0, span[0])
    if opened < 0 or ")" in sentence.folded[opened : span[0]]:
        return None
    closed = sentence.folded.find(")", opened)
    inside = [one for one in sentence.places if opened < one.start < closed]
    before = [one for one in sentence.places if one.end <= opened]
    if inside or not before:
        return None
    gap = sentence.folded[before[-1].end : opened]
    return before[-1] if len(gap.split()) <= _BRACKET_WORDS and "," not in gap else None


def _each_its_own(sentence: Sentence, span: tuple[int, int], rules: Rules) -> PlaceMention | None:
    """Return the place of a figure in a list that has one for each: 300 in Homs and 200 in Hama."""
    counts = [
        one
        for at, one in enumerate(sentence.quantities)
        if one.unit in {"people", "families"}
        and not (at and _is_aside(sentence, sentence.quantities[at - 1].end, one.start))
    ]
    own = next((at for at in reversed(range(len(counts))) if counts[at].start <= span[0]), None)
    if own is None or len(counts) < _LEAST_OF_LIST:
        return None
    ends = [one.start for one in counts[1:]] + [len(sentence.folded)]
    behind = [
        next((at for at in sentence.places if one.end <= at.start < end), None)
        for one, end in zip(counts, ends, strict=True)
    ]
    first = counts[0].start
    led_to = rules.compiled.counts.led_to
    is_led = all(at is not None and led_to.search(sentence.folded[: at.start]) for at in behind)
    if is_led and not any(at.end <= first for at in sentence.places):
        return behind[own]
    starts = [0, *(one.end for one in counts[:-1])]
    before = [
        next((at for at in reversed(sentence.places) if start <= at.start < one.start), None)
        for one, start in zip(counts, starts, strict=True)
    ]
    is_with = all(
        at is not None and rules.compiled.counts.with_.fullmatch(sentence.folded, at.end, one.start)
        for at, one in zip(before, counts, strict=True)
    )
    return before[own] if is_with else None


def _is_aside(sentence: Sentence, start: int, end: int) -> bool:
    """Tell whether a figure stands in brackets behind another: 300 people (50 households)."""
    return re.fullmatch(r"\s*[(\[]\s*", sentence.folded[start:end]) is not None


def date_of(
    sentence: Sentence, span: tuple[int, int], rules: Rules, context: Context
) -> tuple[str, str]:
    """Return when it was, and how near that is said."""
    clause = sentence.clause(span[0])
    near = _nearest(sentence.dates, span, clause)
    if near is not None:
        return near.iso, "clause"
    near = _nearest(sentence.dates, span, (0, len(sentence.folded)))
    if (
        near is None
        and context.date_in_paragraph
        and rules.compiled.same_time.search(sentence.folded)
    ):
        return context.date_in_paragraph, "paragraph"
    return (near.iso, "sentence") if near is not None else ("", "none")


def _nearest(
    found: list[Spanned], span: tuple[int, int], within: tuple[int, int]
) -> Spanned | None:
    """Return what stands nearest, inside before behind before ahead."""
    near = [one for one in found if within[0] <= one.start < within[1]]  # pyright: ignore[reportAttributeAccessIssue]
    return min(near, key=lambda one: _distance(one, span), default=None)


def _distance(one: object, span: tuple[int, int]) -> float:
    start: int = one.start  # pyright: ignore[reportAttributeAccessIssue]
    end: int = one.end  # pyright: ignore[reportAttributeAccessIssue]
    if start >= span[1]:
        return start - span[1]
    return _BEFORE * (span[0] - end) if end <= span[0] else -1


def modality_of(sentence: Sentence, said: Said | None, rules: Rules) -> str:
    """Tell what is said to be so from what is denied, only possible, or only heard."""
    at = said.start if said else 0
    start, end = sentence.clause(at)
    before = sentence.undated[start:at]
    near = " ".join(before.split()[-_NEGATION_WORDS:])
    if said is not None and said.kind != "refused" and rules.compiled.negated.search(near):
        return "negated"
    is_open = said is not None and said.kind != "interviewed"
    if (
        said is not None
        and is_open
        and rules.compiled.hypothesis.search(sentence.undated[start : min(end, said.end)])
    ):
        return "hypothesis"
    return "hearsay" if sentence.is_hearsay else "stated"


def is_wanted(sentence: Sentence, said: Said | None, rules: Rules) -> bool:
    """Tell what people want or mean to do from what may befall them."""
    start, end = sentence.clause(said.start if said else 0)
    return rules.compiled.wanted.search(sentence.undated, start, end) is not None
