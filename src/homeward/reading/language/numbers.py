"""Numbers in a text: in digits, in words, vague, as shares, as ranges, and what is said of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Literal

from homeward.reading.language.expressions import after_joined, any_of, pattern
from homeward.reading.language.rules import Rules
from homeward.reading.paragraphs import fold


@dataclass(frozen=True)
class FoundNumber:
    """A number: its value or its ends, and where it stands in the text."""

    start: int
    end: int
    value: float | None
    low: float | None = None
    high: float | None = None
    form: Literal["number", "vague", "share"] = "number"
    is_word: bool = False
    is_about: bool = False


class NumberFinder:
    """Finds the numbers of one language."""

    def __init__(self, rules: Rules) -> None:
        self.numbers = {fold(word): number for word, number in rules.numbers.items()}
        self.multiples = {fold(word): number for word, number in rules.multiples.items()}
        self.alone = {fold(said): float(number) for said, number in rules.alone.items()}
        self.joiners = {fold(word) for word in rules.number_joiners}
        separators = "".join(re.escape(sign) for sign in rules.thousands)
        self.decimals = "," if "." in rules.thousands and "," not in rules.thousands else "."
        self.digits = re.compile(
            rf"(?:{after_joined(rules.words.joined)}(?<![\w.,#§]))/?(\d{{1,3}}(?:[{separators}]\d{{3}})+(?!\d)|\d+(?:[.,]\d+)?)/?"
            rf"(?:(?=[^\W\d]|\s)\s*({'|'.join(sorted(self.multiples, key=len, reverse=True))})(?!\w))?"
        )
        self.separators = re.compile(rf"[{separators}](?=\d{{3}}(?!\d))")
        self.vague = [(re.compile(pattern(text)), ends) for text, ends in rules.vague.items()]
        self.shares = [(re.compile(pattern(text)), ends) for text, ends in rules.shares.items()]
        self.percent = re.compile(
            rf"\s*(?:{'|'.join(re.escape(fold(sign)) for sign in rules.percent)})"
        )
        more = any_of((*rules.about, *rules.fillers)).pattern
        self.about = re.compile(rf"(?:{any_of(rules.about).pattern})\s*[(/]?$")
        small = any_of((*rules.words.articles, *rules.words.of)).pattern
        filler = rf"(?:\s*(?:{more}|{small}))?\s*[(/]?$"
        self.at_least = re.compile(rf"(?:{any_of(rules.at_least).pattern}){filler}")
        self.at_most = re.compile(rf"(?:{any_of(rules.at_most).pattern}){filler}")
        self.between = [(fold(opening), fold(join)) for opening, join in rules.between]
        words = sorted({*self.numbers, *self.multiples}, key=len, reverse=True)
        self.word = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)")
        self.tokens = re.compile(r"[^\W\d_]+")

    def find(self, folded: str) -> list[FoundNumber]:
        """Return the numbers in a folded text, in order; dates are to be masked before."""
        found: list[FoundNumber] = []
        taken = [False] * len(folded)
        for one in self._all(folded):
            if not any(taken[one.start : one.end]):
                taken[one.start : one.end] = [True] * (one.end - one.start)
                found.append(one)
        found.sort(key=lambda one: one.start)
        return [self._bounded(folded, one) for one in self._ranges(folded, found)]

    def _all(self, folded: str) -> Iterator[FoundNumber]:
        for match in self.digits.finditer(folded):
            value = self._digits(match)
            percent = self.percent.match(folded, match.end())
            if percent:
                yield FoundNumber(match.start(), percent.end(), _rounded(value / 100), form="share")
            else:
                yield FoundNumber(match.start(), match.end(), value)
        for forms, form in ((self.vague, "vague"), (self.shares, "share")):
            for said, (low, high) in forms:
                for match in said.finditer(folded):
                    value = low if low == high else None
                    ends = (None, None) if low == high else (low, high)
                    yield FoundNumber(match.start(), match.end(), value, *ends, form=form)  # pyright: ignore[reportArgumentType]
        yield from map(partial(self._as_share, folded), self._words(folded))

    def _as_share(self, folded: str, one: FoundNumber) -> FoundNumber:
        """Read "one per cent" as a share."""
        percent = self.percent.match(folded, one.end)
        if percent is None or one.value is None:
            return one
        return replace(one, end=percent.end(), value=_rounded(one.value / 100), form="share")

    def _digits(self, match: re.Match[str]) -> float:
        text = self.separators.sub("", match[1])
        value = float(text.replace(",", "."))
        return value * self.multiples.get(match[2] or "", 1)

    def _words(self, folded: str) -> Iterator[FoundNumber]:
        """Find runs of number words: two hundred and fifty, quatre-vingt-dix, خمسة وعشرون."""
        run: list[tuple[int, int, str]] = []
        for match in self.tokens.finditer(folded):
            word = self._number_word(match[0])
            is_next = not run or re.fullmatch(r"[\s-]+", folded[run[-1][1] : match.start()])
            if word is not None and is_next:
                run.append((match.start(), match.end(), word))
                continue
            yield from self._run(run)
            run = [(match.start(), match.end(), word)] if word not in {None, *self.joiners} else []  # pyright: ignore[reportAssignmentType]
        yield from self._run(run)

    def _number_word(self, word: str) -> str | None:
        if word in self.numbers or word in self.multiples or word in self.joiners:
            return word
        joined = next((one for one in self.joiners if len(one) == 1 and word.startswith(one)), None)
        rest = word[1:] if joined else ""
        return rest if rest in self.numbers or rest in self.multiples else None

    def _run(self, run: list[tuple[int, int, str]]) -> Iterator[FoundNumber]:
        alone = self.alone.get(" ".join(word for _, _, word in run))
        if alone:
            yield FoundNumber(run[0][0], run[-1][1], alone, is_word=True)
            return
        while run and run[-1][2] in self.joiners:
            run = run[:-1]
        while run and run[0][2] in self.joiners:
            run = run[1:]
        if run and any(word in self.numbers for _, _, word in run):
            yield FoundNumber(
                run[0][0], run[-1][1], self._sum(word for _, _, word in run), is_word=True
            )

    def _sum(self, words: Iterator[str]) -> float:
        total = current = 0.0
        for word in words:
            if word in self.multiples and (word not in self.numbers or current):
                current = max(current, 1) * self.multiples[word]
                if self.multiples[word] >= 1000:
                    total, current = total + current, 0
            elif word in self.numbers:
                number = self.numbers[word]
                current = (
                    current - 4 + 80 if number == 20 and current % 100 == 4 else current + number
                )
        return total + current

    def _ranges(self, folded: str, found: list[FoundNumber]) -> Iterator[FoundNumber]:
        """Join two numbers that are the ends of one: 40 to 50, between 300 and 400."""
        at = 0
        while at < len(found):
            first, second = found[at], found[at + 1] if at + 1 < len(found) else None
            if second is not None and self._is_range(folded, first, second):
                low = (
                    first.value / 100
                    if second.form == "share" and first.form == "number" and first.value
                    else first.value
                )
                yield replace(second, start=first.start, value=None, low=low, high=second.value)
                at += 2
            else:
                yield first
                at += 1

    def _is_range(self, folded: str, first: FoundNumber, second: FoundNumber) -> bool:
        if first.value is None or second.value is None or first.value >= second.value:
            return False
        middle, before = folded[first.end : second.start].strip(), folded[: first.start].rstrip()
        return any(
            middle == join and (not opening or re.search(rf"(?<!\w){re.escape(opening)}$", before))
            for opening, join in self.between
        )

    def _bounded(self, folded: str, one: FoundNumber) -> FoundNumber:
        """Say "at least" as low end, "up to" as high end, and whether the text says "about"."""
        if one.value is None:
            return one
        before = folded[max(0, one.start - 40) : one.start]
        one = replace(one, is_about=self.about.search(before) is not None)
        if self.at_least.search(before):
            return replace(one, low=one.value)
        return replace(one, high=one.value) if self.at_most.search(before) else one


def _rounded(value: float) -> float:
    return round(value, 6)
