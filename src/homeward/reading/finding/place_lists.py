"""Lists of places: Palma, Mueda and Muidumbe districts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from homeward.reading.finding.place_mention import PlaceMention
from homeward.reading.language.expressions import any_of
from homeward.reading.language.rules import Rules

_CAPITAL = r"[A-ZÀ-Þ][\w'’-]"
_NAME = re.compile(rf"{_CAPITAL}+(?: {_CAPITAL}+)?")


class PlaceLists:
    """Tells what stands in a list of places in one language.

    Parameters
    ----------
    shared
        The direction whose name follows: Eastern and Central Equatoria.
    """

    def __init__(self, rules: Rules) -> None:
        places, and_ = rules.places, rules.compiled.words.and_.pattern
        ended = any_of(places.ended_by).pattern
        self._between = re.compile(rf", ({_CAPITAL}+(?: {_CAPITAL}+)?)(?:,? (?:{and_}) |, )")
        self._behind = re.compile(rf" (?:{and_}) ({_CAPITAL}{{3,}})(?=[.,;)]|$| (?:{ended}) )")
        self._several = re.compile(
            rf"((?:, {_CAPITAL}+(?: {_CAPITAL}+)?)+),? (?:{and_}) ({_CAPITAL}{{2,}})(?=[.,;)]|$| (?:{ended}) )"
        )
        ways = any_of(places.directions).pattern
        self.shared = re.compile(rf"(?<!\w)({ways}) (?:{and_}) $")
        words, kinds = any_of(places.list_words).pattern, any_of(places.after).pattern
        self._of_kind = re.compile(rf"(?:{words})|(?:{kinds})")
        joined = any_of((*rules.words.and_, *rules.words.or_)).pattern
        self._joined = re.compile(rf"\s*(?:[,/-]|,?\s*(?:{joined}))\s*")

    def behind_one(
        self, text: str, one: PlaceMention, following: PlaceMention | None, *, is_moved: bool
    ) -> list[tuple[int, int]]:
        """Return first and last letters of places behind one that people moved to or from, or in a list."""
        end = len(text) if following is None else following.start
        found = self._between.fullmatch(text, one.end, end) if following else None
        if found is None and is_moved:
            found = self._behind.match(text, one.end)
        if found is None:
            found = self._several.match(text, one.end)
        if found is None or found.end(found.re.groups) > end:
            return []
        names = _NAME.finditer(text, found.start(1), found.end(1))
        return [name.span() for name in names] + [found.span(2) for _ in range(found.re.groups - 1)]

    def in_one_breath(self, folded: str, found: list[PlaceMention]) -> Iterator[PlaceMention]:
        """Take places that are named in one breath for one mention."""
        held: PlaceMention | None = None
        for one in found:
            middle = self._of_kind.sub("", folded[held.end : one.start]) if held else ""
            is_joined = self._joined.fullmatch(middle) is not None
            if held is not None and is_joined and not set(one.names) & set(held.names):
                held = replace(held, end=one.end, names=(*held.names, *one.names))
                continue
            if held is not None:
                yield held
            held = one
        if held is not None:
            yield held
