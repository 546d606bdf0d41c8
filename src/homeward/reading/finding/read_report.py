"""A report's candidates: every paragraph read in order, the best first (decision 35)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from homeward.reading.finding.actors import ActorFinder
from homeward.reading.finding.arguments import (
    actor_of,
    date_of,
    is_of_whole,
    is_wanted,
    modality_of,
    place_of,
)
from homeward.reading.finding.befallen import befallen
from homeward.reading.finding.candidate import COUNTED, NO_EVENTS, Candidate, Signs
from homeward.reading.finding.confidence import confidence
from homeward.reading.finding.context import Context, country_of, focus_of
from homeward.reading.finding.datelines import dateline, day_of, day_said, is_after
from homeward.reading.finding.gazetteer import Gazetteer
from homeward.reading.finding.places import PlaceFinder, PlaceMention
from homeward.reading.finding.quantities import Quantity
from homeward.reading.finding.read_sentence import Finders, Said, Sentence, read_sentence
from homeward.reading.finding.sentences import pieces
from homeward.reading.finding.sources import is_organisation, said_by
from homeward.reading.finding.whom import out_of, whom
from homeward.reading.language.dates import DateFinder
from homeward.reading.language.numbers import NumberFinder
from homeward.reading.language.rules import Rules
from homeward.reading.paragraphs import Paragraph, Report, fold
from homeward.scenario.rows.actors import Actor
from homeward.scenario.rows.places import Place

MOST_CANDIDATES, WORDS_OF_MOST = 60, 1_500
"""Candidates of a report of so many words; a longer one has more, in proportion."""

_HEADING_WORDS = 15
_NEAREST = {"clause": 0, "sentence": 1, "paragraph": 2, "document": 3}


def make_finders(
    rules: Rules, places: Sequence[Place] = (), actors: Sequence[Actor] = ()
) -> Finders:
    """Make what finds things in one language, for the places and actors of a scenario."""
    return Finders(
        rules,
        DateFinder(rules),
        NumberFinder(rules),
        ActorFinder(actors),
        PlaceFinder(rules, Gazetteer(places)),
    )


def read_report(report: Report, finders: Finders) -> list[Candidate]:
    """Return the candidates of a report, the best first, at most 60 for 1,500 words."""
    mentions = _mentions(report, finders)
    focus = focus_of(mentions)
    is_in_title = any(at and focus in one.names for one, at in mentions)
    context = Context(focus=focus, is_in_title=is_in_title, country=country_of(mentions))
    told = (name for one, _ in mentions if one.evidence == "word" for name in one.names)
    finders = replace(finders, places=finders.places.knowing(told))
    found: list[Candidate] = []
    for paragraph in report.paragraphs:
        if not is_heading(paragraph.text):
            found.extend(_of_paragraph(report, paragraph, finders, context))
    judged = [replace(one, confidence=confidence(one)) for one in found]
    most = max(MOST_CANDIDATES, MOST_CANDIDATES * report.n_word // WORDS_OF_MOST)
    # Where there are too many, figures stay: what has none can be read in a glance.
    judged.sort(key=lambda one: (not one.is_quantity, -one.confidence))
    return sorted(judged[:most], key=lambda one: (-one.confidence, one.paragraph, one.words))


def is_heading(text: str) -> bool:
    """Tell a heading, which says nothing to be counted: short, without a number, and no sentence."""
    is_sentence = text.rstrip("\"'”») ").endswith((".", "!", "?", "؟", ":", ";", "،"))
    return (
        len(text.split()) < _HEADING_WORDS
        and not is_sentence
        and not any(letter.isdecimal() for letter in text)
    )


def _mentions(report: Report, finders: Finders) -> list[tuple[PlaceMention, bool]]:
    """Return every place that a report names, and whether it stands in the title."""
    mentions: list[tuple[PlaceMention, bool]] = []
    for paragraph in report.paragraphs:
        folded = fold(paragraph.text)
        taken = [False] * len(folded)
        for one in (
            *finders.actors.find(paragraph.text, folded),
            *finders.dates.find(paragraph.text),
        ):
            taken[one.start : one.end] = [True] * (one.end - one.start)
        found = finders.places.find(paragraph.text, folded, taken)
        mentions.extend((one, paragraph.number == 1) for one in found)
    return mentions


def _of_paragraph(
    report: Report, paragraph: Paragraph, finders: Finders, context: Context
) -> list[Candidate]:
    context.begin_paragraph()
    heading = dateline(paragraph.text, finders)
    if heading and not is_after(heading, report.published):
        context.dateline = heading
    day = day_of(context.dateline, report.published)
    found: list[Candidate] = []
    for start, end in pieces(paragraph.text, finders.rules):
        sentence = read_sentence(paragraph.text[start:end], finders, context, day)
        is_its_heading = bool(heading) and not start
        found += (
            replace(
                one,
                document=report.document,
                paragraph=paragraph.number,
                words=(one.words[0] + start, one.words[1] + start),
                said_on=sentence.said_on
                or day_said(
                    context.dateline,
                    report.published,
                    # What may happen is said before.
                    "" if one.modality == "hypothesis" else one.date,
                ),
            )
            for one in (() if is_its_heading else _of_sentence(sentence, finders.rules, context))
        )
        dates = [] if is_its_heading else sentence.dates
        last = dates[-1].iso if dates else ""
        whole = is_of_whole(sentence, finders.rules)
        context.note(sentence.actors, sentence.places, last, is_whole=whole)
    return _once(_with_periods(found, heading if "/" in heading else ""))


def _with_periods(found: list[Candidate], heading: str) -> list[Candidate]:
    """Give figures without a date the span of the heading, or else of the total before that they are parts of."""
    dated: list[Candidate] = []
    for one in found:
        period = heading or next((all_.date for all_ in dated if _is_part(one, all_)), "")
        is_open = one.is_quantity and not one.date and one.modality == "stated"
        signs = replace(one.signs, date="paragraph")
        dated.append(replace(one, date=period, signs=signs) if period and is_open else one)
    return dated


def _is_part(one: Candidate, all_: Candidate) -> bool:
    """Tell a part from its total: fewer of the same unit, in some of its several places, over a span with both ends."""
    places, own = set(all_.place.split("; ")), set(one.place.split("; "))
    is_span = "/" in all_.date and not all_.date.endswith("..")
    is_fewer = (one.value or 0) < (all_.value or 0)
    return is_span and one.unit == all_.unit and is_fewer and own < places and one.is_placed


def _of_sentence(sentence: Sentence, rules: Rules, context: Context) -> Iterator[Candidate]:
    counted: set[Said] = set()
    speaker = said_by(sentence, rules) if sentence.said or sentence.quantities else ""
    if is_organisation(speaker):
        context.source = speaker
    for quantity in sentence.quantities:
        meant = befallen(sentence, quantity, rules)
        counted.update(meant)
        said = meant[0] if meant else None
        if said is None and quantity.number.is_word and quantity.number.value == 1:
            continue
        # Who was named as counting counts on in the paragraph.
        source = speaker or context.source
        yield replace(_candidate(sentence, rules, context, quantity, said), said_by=source)
    for said in sentence.said:
        if said not in counted and said.kind not in NO_EVENTS:
            yield replace(_candidate(sentence, rules, context, None, said), said_by=speaker)


def _candidate(
    sentence: Sentence, rules: Rules, context: Context, quantity: Quantity | None, said: Said | None
) -> Candidate:
    span = (
        (quantity.start, quantity.end) if quantity else (said.start, said.end) if said else (0, 0)
    )
    where = place_of(sentence, span, context, said.kind if said else COUNTED, rules)
    date, date_near = date_of(sentence, span, rules, context)
    number = quantity.number if quantity else None
    first = min(span[0], said.start) if said else span[0]
    last = max(span[1], said.end) if said else span[1]
    form = "event" if quantity is None else "quantity" if quantity.is_sure else "taken over"
    modality = modality_of(sentence, said, rules)
    return Candidate(
        document="",
        paragraph=0,
        kind=said.kind if said else COUNTED,
        value=number.value if number else None,
        low=number.low if number else None,
        high=number.high if number else None,
        unit=quantity.unit if quantity else "",
        date=date,
        place=where.place,
        origin=where.origin,
        destination=where.destination,
        actor=actor_of(sentence, said, context, rules) if said else "",
        modality=modality,
        words=(first, last),
        signs=Signs(
            form,
            where.near,
            where.known,
            date_near,
            said.voice if said else "none",
            modality,
            rules.language,
        ),
        is_about=number is not None and number.is_about,
        whom=whom(sentence.undated, quantity, rules.compiled) if quantity else "",
        out_of=out_of(sentence.undated, quantity, rules.compiled) if quantity else "",
        is_placed=where.near != "document" or context.is_in_title,
        is_wanted=modality == "hypothesis" and is_wanted(sentence, said, rules),
    )


def _once(found: list[Candidate]) -> list[Candidate]:
    """Keep each thing once: an event without a figure only where no other mention of it says more."""
    kept: dict[tuple[object, ...], Candidate] = {}
    for one in sorted(found, key=_says_most):
        said = (
            (one.kind, one.value, one.low, one.high, one.unit, one.place, one.actor)
            if one.is_quantity
            else _event(one)
        )
        is_told = not one.is_quantity and any(_is_told(one, other) for other in kept.values())
        if not is_told:
            kept.setdefault(said, one)
    return sorted(kept.values(), key=lambda one: one.words)


def _says_most(one: Candidate) -> tuple[bool, bool, bool, int]:
    is_so = one.modality in {"stated", "hearsay"}
    return (not one.is_quantity, not one.actor, not is_so, _NEAREST[one.signs.place])


def _event(one: Candidate) -> tuple[str, str, str]:
    return (one.kind, one.actor, one.date)


def _is_told(one: Candidate, other: Candidate) -> bool:
    """Tell whether another candidate of the paragraph says the same and more."""
    is_less = not one.actor or one.actor == other.actor
    return one.kind == other.kind and is_less and (not one.date or one.date == other.date)
