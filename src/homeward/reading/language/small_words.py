"""Small words of a language as patterns of folded text."""

from __future__ import annotations

import re
from collections.abc import Iterable

from homeward.reading.language.expressions import any_of
from homeward.reading.language.rule_parts import Headings, PlaceRules, Words


class SmallWords:
    """Small words that hold a sentence, or a name, together."""

    def __init__(self, words: Words, in_names: Iterable[str]) -> None:
        self.articles, self.and_, self.of = map(any_of, (words.articles, words.and_, words.of))
        self.of_the = re.compile(rf"\s+(?:{self.of.pattern})\s*(?:(?:{self.articles.pattern})\s*)?")
        self.they, self.relative = any_of(words.they), any_of(words.relative)
        self.possessives = any_of(words.possessives)
        self.earlier = re.compile(rf"(?:{any_of(words.earlier).pattern})\s$")
        self.passive = re.compile(rf"\s+(?:{any_of(words.be).pattern})\s")
        small = any_of(in_names).pattern
        self.small_words = re.compile(rf"(?: (?:{small}))+ ")
        capital = r"[A-ZÀ-Þ][\w'’-]+"
        self.organisation_name = re.compile(rf"{capital} (?:(?:{capital}|{small}) )*{capital}")
        self.capital_articles = tuple(f"{one.title()} " for one in words.articles)


class HeadingWords:
    """What tells a heading with a date from a sentence."""

    def __init__(self, headings: Headings) -> None:
        self.as_of, self.nouns = any_of(headings.as_of), any_of(headings.nouns)
        self.never_begin = any_of(headings.never_begin)
        self.never_have = any_of(headings.never_have)


class PlacedCounts:
    """How sentences give each figure its place, or all of them a whole country."""

    def __init__(self, places: PlaceRules, articles: str, some: str) -> None:
        self.whole = any_of(places.whole)
        led_to = rf"(?:{any_of(places.prepositions).pattern})\s*(?:{articles})?\s*"
        self.led_to, self.placed = re.compile(rf"{led_to}$"), re.compile(rf"\s{led_to}")
        kinds = any_of(places.after).pattern
        self.with_ = re.compile(
            rf"(?:\s+(?:{kinds}))?(?:,?\s+(?:{any_of(places.with_).pattern})|:)\s+(?:(?:{some})\s+)?"
        )
