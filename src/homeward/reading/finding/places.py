"""Places in a text: by the gazetteer, and by the words that stand before and after names of places."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from copy import copy
from dataclasses import replace
from itertools import zip_longest

from homeward.reading.finding.gazetteer import Gazetteer, countries
from homeward.reading.finding.place_lists import PlaceLists
from homeward.reading.finding.place_mention import PlaceMention
from homeward.reading.language.expressions import any_of
from homeward.reading.language.rules import Rules
from homeward.reading.paragraphs import fold

_WORD = re.compile(r"[^\W\d_][\w'’-]*|\d+(?=\b)")
_MOST_WORDS, _MOST_ARABIC_WORDS = 5, 3
_BETWEEN = frozenset({" ", "-", "' ", "’ ", "/"})
_LONGER_NAME = re.compile(r" [A-ZÀ-Þ][\w'’-]* [A-ZÀ-Þ][a-zà-ÿ]")


class PlaceFinder:
    """Finds the places of one language."""

    def __init__(self, rules: Rules, gazetteer: Gazetteer) -> None:
        places = rules.places
        self.gazetteer = gazetteer
        words = rules.compiled.words
        articles, and_ = words.articles.pattern, words.and_.pattern
        named = any_of(places.articles).pattern
        self.before = re.compile(rf"(?:{any_of(places.before).pattern})\s*(?:(?:{named})\s*)?$")
        self.after = re.compile(
            rf"^\s*(?:{any_of(places.after).pattern})" if places.after else r"(?!)"
        )
        directed = (
            rf"(?:(?:{articles})\s*)?"
            rf"(?:(?:{any_of(places.directions).pattern})[\s-]*(?:(?:{and_})\s+)?){{0,2}}$"
        )
        self.led_to = re.compile(rf"(?:{any_of(places.prepositions).pattern})\s*{directed}")
        self.inside = re.compile(rf"(?:{any_of(places.inside).pattern})\s*(?:(?:{named})\s*)?$")
        governed = rf"(?:{any_of(places.before).pattern})?\s*{directed}"
        self.ways = {
            way: re.compile(rf"(?:{any_of(said).pattern})\s*{governed}")
            for way, said in (("in", places.beside), ("from", places.origin), ("to", places.toward))
        }
        self.of_origin = re.compile(rf"[^.;:]{{0,40}}(?:{any_of(places.of_origin).pattern})")
        self.learned: frozenset[str] = frozenset()
        self.directions = {fold(word) for word in places.directions}
        self.parts = {fold(part) for part in places.parts}
        self.others = {
            fold(word)
            for words in (
                [m for ms in rules.dates.months for m in ms],
                rules.dates.weekdays,
                rules.common_words,
                places.before,
                rules.anaphors.place,
            )
            for word in words
        }
        self.vocabulary = re.compile(r"(?!)")
        if rules.language == "ar":
            self.vocabulary = _vocabulary(rules)
        self.of_state = re.compile(rf"\s(?:{any_of(places.of_state).pattern})")
        self.lists = PlaceLists(rules)
        self.name_articles = tuple(f"{one}-" for one in places.name_articles)
        self.particles = frozenset(places.particles)
        self.genitive = rules.words.genitive
        self.prefixes = places.prefixes
        self.and_the = tuple(
            first + second for first in rules.words.joined for second in rules.words.articles
        )
        self.is_arabic = rules.language == "ar"

    def find(self, text: str, folded: str, taken: list[bool]) -> list[PlaceMention]:
        """Return the places in a text, in order, lists in one breath as one.

        Parameters
        ----------
        taken
            Letters that are something else already: an actor, a date.
        """
        found: list[PlaceMention] = []
        words = [word for word in _WORD.finditer(text) if not taken[word.start()]]
        at = 0
        while at < len(words):
            mention, used = self._at(text, folded, words, at)
            if mention is not None:
                found.append(mention)
            at += used
        found = list(self._with_listed(text, folded, found, taken))
        return [
            replace(one, direction=self._direction(folded, one.start, one.end))
            for one in self.lists.in_one_breath(folded, [self._both(text, one) for one in found])
        ]

    def _with_listed(
        self, text: str, folded: str, found: list[PlaceMention], taken: list[bool]
    ) -> Iterator[PlaceMention]:
        """Add what stands in a list between two places: Palma, Mueda and Muidumbe districts."""
        for one, following in zip_longest(found, found[1:]):
            yield one
            is_moved = self._direction(folded, one.start, one.end) != "in"
            listed = self.lists.behind_one(text, one, following, is_moved=is_moved)
            for start, end in () if self.is_arabic else listed:
                name = fold(text[start:end])
                is_other = name in self.others or name in self.directions
                if not is_other and not any(taken[start:end]):
                    yield PlaceMention(start, end, (name,), "word")

    def _both(self, text: str, one: PlaceMention) -> PlaceMention:
        """Read Eastern Equatoria, too, of Eastern and Central Equatoria."""
        first, _, rest = text[one.start : one.end].partition(" ")
        shared = self.lists.shared.search(fold(text[: one.start])) if rest else None
        if shared is None or fold(first) not in self.directions:
            return one
        name = f"{shared[1]} {fold(rest)}"
        named = self.gazetteer.look_up(name)
        called = named.name if named is not None and named.is_own else name
        return replace(one, start=shared.start(), names=(called, *one.names))

    def knowing(self, names: Iterable[str]) -> PlaceFinder:
        """Return the finder that also knows names which a report has told are places: "Milange district"."""
        knowing = copy(self)
        knowing.learned = frozenset(names)
        return knowing

    def _direction(self, folded: str, start: int, end: int) -> str:
        if self.of_origin.match(folded, end):
            return "from"
        before = folded[max(0, start - 60) : start]
        return next((way for way, led_to in self.ways.items() if led_to.search(before)), "in")

    def _at(
        self, text: str, folded: str, words: list[re.Match[str]], at: int
    ) -> tuple[PlaceMention | None, int]:
        """Try the longest name that begins at a word first."""
        if not self._may_be_name(words[at : at + 1]):
            return None, 1
        for length in range(
            _length_of_run(text, words, at, _MOST_ARABIC_WORDS if self.is_arabic else _MOST_WORDS),
            0,
            -1,
        ):
            run = words[at : at + length]
            if not self._may_be_name(run):
                continue
            start, end = run[0].start(), run[-1].end()
            if any(self.vocabulary.fullmatch(fold(word[0])) for word in run):
                continue
            for cut in self._cuts(text[start:end]):
                mention = self._known(text, folded, start + cut, end, length)
                if mention is not None:
                    return mention, length
        return None, 1

    def _cuts(self, name: str) -> Iterator[int]:
        """Where a name begins: Arabic writes "and", "in" and "to" in one with it."""
        if not (self.is_arabic and name.startswith(self.and_the)):
            yield 0
        for prefix in self.prefixes:
            if name.startswith(prefix) and len(name) > len(prefix) + 2:
                yield len(prefix)

    def _may_be_name(self, run: list[re.Match[str]]) -> bool:
        if self.is_arabic:
            return True
        first, last = run[0][0], run[-1][0]
        inner = (word[0] for word in run[1:-1])
        return (
            self._is_capital(first)
            and (self._is_capital(last) or last.isdigit())
            and all(word[:1].isupper() or fold(word) in self.particles for word in inner)
        )

    def _is_capital(self, word: str) -> bool:
        """Tell a capital, behind an Arabic article if it has one: al-Hol."""
        article = next((one for one in self.name_articles if word.startswith(one)), "")
        return word[len(article) :][:1].isupper()

    def _known(
        self, text: str, folded: str, start: int, end: int, length: int
    ) -> PlaceMention | None:
        name = text[start:end]
        name = next((name.removesuffix(one) for one in self.genitive if name.endswith(one)), name)
        end = start + len(name)
        plain = fold(name)
        if plain in self.others or plain in self.directions or len(plain) < 3:
            return None
        named = self.gazetteer.look_up(name)
        if named is not None and named.is_own:
            return PlaceMention(start, end, (named.name,), "scenario")
        # "Mesa/Milamba 2" is one name; of two that are known or told, each is one.
        if "/" in name and not name[-1].isdigit():
            return None
        evidence = self._evidence(
            name, text, folded, (start, end, length), is_listed=named is not None
        )
        called = plain if named is None or evidence == "preposition" else fold(named.name)
        return PlaceMention(start, end, (called,), evidence) if evidence else None

    def _evidence(
        self, name: str, text: str, folded: str, at: tuple[int, int, int], *, is_listed: bool
    ) -> str:
        """Tell by what a name is known for that of a place that the scenario does not have; empty: by nothing."""
        (start, end, length), plain = at, fold(name)
        before, after = folded[max(0, start - 40) : start], folded[end : end + 30]
        # "Emergency Site Assessment" is no site.
        is_of_another = _LONGER_NAME.match(text, end) is not None
        has_word = self.before.search(before) or (self.after.match(after) and not is_of_another)
        is_led_to = self.led_to.search(before) or (
            self.prefixes and text[start - 1 : start].strip()
        )
        is_sure = is_led_to or length > 1
        is_inside = self.inside.search(before) or ("/" in name and is_led_to)
        if (has_word and self._is_one_name(plain, length)) or (plain in self.learned and is_sure):
            return "word"
        if is_listed and is_sure:
            # Of "the Federal Government", no city is meant, though one is called so; a country is.
            is_state = self.of_state.match(after) is not None and plain not in countries()
            return "" if is_state else "gazetteer"
        is_name = not self.is_arabic and not name.isupper() and self._ends(after)
        return "preposition" if is_inside and is_name else ""

    def _is_one_name(self, plain: str, length: int) -> bool:
        """Tell a name from a piece of a sentence."""
        words = plain.split()
        if self.is_arabic and length > 1:
            is_pair = length == 2 and words[0] in self.parts
            return is_pair and not self.directions.intersection(words)
        is_kind = length > 1 and self.after.match(f" {words[-1]}") is not None
        return self.is_arabic or not (is_kind or self.others.intersection(words))

    def _ends(self, after: str) -> bool:
        """Tell whether a name ends here: an adjective would be followed by its noun."""
        following = re.match(r"\s*([^\W\d_]+)", after)
        return following is None or following[1] in self.others


def _vocabulary(rules: Rules) -> re.Pattern[str]:
    """Return every word that the rules of a language know, with what is written in one with it.

    Where no capital letter tells names, these are none: "towns", "statement", "most".
    """
    said = (
        rules.common_words,
        rules.says,
        rules.about,
        rules.places.before,
        rules.places.directions,
        *rules.units.values(),
        *rules.speakers.values(),
        *(words for event in rules.events.values() for _, words in event.by_voice()),
    )
    words = {
        word
        for expressions in said
        for one in expressions
        for word in re.findall(r"[\u0620-\u064a]{3,}\*?", fold(one))
    }
    return any_of(sorted(words))


def _length_of_run(text: str, words: list[re.Match[str]], at: int, most: int) -> int:
    """Count the words that stand side by side."""
    length = 1
    while length < min(most, len(words) - at):
        if text[words[at + length - 1].end() : words[at + length].start()] not in _BETWEEN:
            break
        length += 1
    return length
