"""Who says so: an organisation by its name as it is written, anybody else by a role, never a person."""

from __future__ import annotations

import re
from collections.abc import Iterator

from homeward.reading.finding.read_sentence import Sentence
from homeward.reading.language.rules import Rules

_ACRONYM = re.compile(r"(?<![\w'’-])[A-Z]{3,6}(?![\w'’-])")
_DEFINED = re.compile(r"\s*\(([A-Z]{3,})\)")
_BEFORE = re.compile(r"(?<![\w'’-])[A-ZÀ-Þ][\w'’-]+ $")
_NEAR_WORDS = 5
"""Words that may stand between letters that are the name of an organisation and the word of saying."""


def said_by(sentence: Sentence, rules: Rules) -> str:
    """Return the organisation or the role that says so, or the actor beside a word of saying."""
    if sentence.says is None:
        return ""
    start, end = sentence.says
    found = [
        (min(abs(first - end), abs(start - last)), -len(name), name)
        for first, last, name in (*_spoken_of(sentence, rules), *_named(sentence, rules))
    ]
    if found:
        return min(found)[-1]
    near = [
        one for one in sentence.actors if abs(one.end - start) <= 3 or abs(one.start - end) <= 3
    ]
    return near[0].name if near else ""


def is_organisation(source: str) -> bool:
    """Tell a name from a role."""
    return source != source.lower()


def _spoken_of(sentence: Sentence, rules: Rules) -> Iterator[tuple[int, int, str]]:
    """Give the speakers that the rules list: by the name that is written, or the role if it is no name."""
    articles = rules.compiled.words.capital_articles
    for role, named in rules.compiled.speakers.items():
        for match in named.finditer(sentence.folded):
            start, end = match.span()
            # Those who are counted do not say so.
            if any(one.start <= start < one.end for one in sentence.quantities):
                continue
            name = sentence.text[start:end]
            # A capital that only begins the sentence makes no name.
            is_first = start == 0 and name[1:] == name[1:].lower()
            if is_first or not name[:1].isupper() or name.startswith(articles):
                yield start, end, role
            else:
                first, last = _whole(sentence.text, start, end, articles)
                yield first, last, sentence.text[first:last]


def _whole(text: str, start: int, end: int, articles: tuple[str, ...]) -> tuple[int, int]:
    """Return the beginning and end of a name: IOM DTM, IOM/DTM, the Syrian Observatory."""
    if text[start:end].isupper():
        joined = re.search(r"(?:[A-Z]{2,}[ /])+$", text[:start])
        follows = re.match(r"(?:[ /][A-Z]{2,}(?!\w))+", text[end:])
        return (
            start - len(joined[0]) if joined else start,
            end + len(follows[0]) if follows else end,
        )
    before = _BEFORE.search(text[:start])
    if before is not None and before[0] not in articles:
        return start - len(before[0]), end
    return start, end


def _named(sentence: Sentence, rules: Rules) -> Iterator[tuple[int, int, str]]:
    """Give what must be an organisation beside a word of saying: capitals, or a name with "institute" in it."""
    for match in rules.compiled.words.organisation_name.finditer(sentence.text):
        defined = _DEFINED.match(sentence.text, match.end())
        word = rules.compiled.organisations.search(sentence.folded, *match.span())
        if word is None:
            continue
        start, end = _without_persons(sentence.text, match.span(), word.span(), rules)
        if _is_near(sentence, start, defined.end() if defined else end):
            yield start, end, defined[1] if defined else sentence.text[start:end]
    for match in _ACRONYM.finditer(sentence.text):
        start, end = match.span()
        is_person = _is_surname(sentence.text[:start], rules)
        if not (is_person or _is_other(sentence, start, end, rules)) and _is_near(
            sentence, start, end
        ):
            yield start, end, match[0]


def _without_persons(
    text: str, name: tuple[int, int], word: tuple[int, int], rules: Rules
) -> tuple[int, int]:
    """Return the organisation alone: of "Jane Somebody of the Ministry of Health", the Ministry of Health."""
    compiled = rules.compiled
    before = list(compiled.words.small_words.finditer(text, name[0], word[0]))
    start = before[-1].end() if before else name[0]
    articles = compiled.words.capital_articles
    start += next((len(one) for one in articles if text.startswith(one, start)), 0)
    joined = compiled.words.and_.search(text, word[1], name[1])
    return start, joined.start() - 1 if joined else name[1]


def _is_surname(before: str, rules: Rules) -> bool:
    """Tell capitals that are the name of a person: Jane SOMEBODY, Mr SOMEBODY."""
    word = re.search(r"([A-ZÀ-Þ][\w'’-]*)\.? $", before)
    return word is not None and f"{word[1]} " not in rules.compiled.words.capital_articles


def _is_other(sentence: Sentence, start: int, end: int, rules: Rules) -> bool:
    """Tell whether capitals stand for an actor, a place or people (IDP)."""
    taken = (*sentence.actors, *sentence.places)
    is_taken = any(one.start < end and start < one.end for one in taken)
    word = sentence.folded[start:end]
    return is_taken or any(unit.fullmatch(word) for unit in rules.compiled.units.values())


def _is_near(sentence: Sentence, start: int, end: int) -> bool:
    """Tell whether few words, and no figure, stand between a name and the word of saying."""
    if sentence.says is None:
        return False
    first, last = sentence.says
    between = sentence.folded[end:first] if end <= first else sentence.folded[last:start]
    is_plain = re.search(r"[\d.;:]", between) is None
    return is_plain and len(between.split()) <= _NEAR_WORDS
