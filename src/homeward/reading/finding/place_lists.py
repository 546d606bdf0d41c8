"""Lists of places: Palma, Mueda and Muidumbe districts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from homeward.reading.finding.place_mention import PlaceMention
from homeward.reading.language.expressions import any_of
from homeward.reading.language.rules import Rules

_CAPITAL = r"[A-ZÀ-Þ][\w'’-]"


class PlaceLists:
    """Tells what stands in a list of places in one language.

    Parameters
    ----------
    between, behind
        What stands between two places of a list, or behind one, and must be a place too.
    """

    def __init__(self, rules: Rules) -> None:
        places, and_ = rules.places, rules.compiled.words.and_.pattern
        ended = any_of(places.ended_by).pattern
        self.between = re.compile(rf", ({_CAPITAL}+(?: {_CAPITAL}+)?)(?:,? (?:{and_}) |, )")
        self.behind = re.compile(rf" (?:{and_}) ({_CAPITAL}{{3,}})(?=[.,;)]|$| (?:{ended}) )")
        words, kinds = any_of(places.list_words).pattern, any_of(places.after).pattern
        self._of_kind = re.compile(rf"(?:{words})|(?:{kinds})")
        joined = any_of((*rules.words.and_, *rules.words.or_)).pattern
        self._joined = re.compile(rf"\s*(?:[,/-]|,?\s*(?:{joined}))\s*")

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
