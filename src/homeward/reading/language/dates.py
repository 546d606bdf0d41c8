"""Dates and spans in a text, those that leave out the year counted from the publication."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from homeward.reading.language.expressions import after_joined, any_of, pattern
from homeward.reading.language.published import (
    Part,
    coming,
    latest,
    part_of,
    read_part,
    relative,
    valid,
)
from homeward.reading.language.rule_parts import DateRules
from homeward.reading.language.rules import Rules
from homeward.reading.paragraphs import fold


@dataclass(frozen=True)
class FoundDate:
    """A date or span, and where it stands in the text."""

    start: int
    end: int
    iso: str


@dataclass(frozen=True)
class _Atom:
    """One date, of which year or month may be left out (0)."""

    start: int
    end: int
    year: int = 0
    month: int = 0
    day: int = 0
    iso: str = ""
    is_last: bool = False
    is_next: bool = False
    is_weekday: bool = False


class DateFinder:
    """Finds the dates of one language."""

    def __init__(self, rules: Rules) -> None:
        dates = rules.dates
        self.months = {
            fold(name): at + 1 for at, names in enumerate(dates.months) for name in names
        }
        month = "|".join(
            re.escape(name).replace(r"\ ", r"\s*")
            for name in sorted(self.months, key=len, reverse=True)
        )
        double = rf"(?P<m>{month})(?:\s*/\s*(?:{month}))?"
        ordinal = f"(?:{'|'.join(map(re.escape, dates.ordinals))})?" if dates.ordinals else ""
        joiner = "|".join({re.escape(fold(join)) for _, join in dates.between if join})
        day = rf"(?P<d>\d{{1,2}}){ordinal}"
        articles, of = rules.compiled.words.articles.pattern, rules.compiled.words.of.pattern
        year = r"(?:[\s,]+(?P<y>(?:19|20)\d\d)(?!\d))?"
        self.forms = [
            re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)-(?P<n>\d\d)(?:-(?P<d>\d\d))?(?!\d)"),
            re.compile(r"(?<!\d)(?P<d>\d{1,2})[/.](?P<n>\d{1,2})[/.](?P<y>(?:19|20)\d\d)(?!\d)"),
            re.compile(
                rf"(?<![\d.,]){day}\s*(?:-|{joiner})\s*(?P<d2>\d{{1,2}}){ordinal}[\s-]+(?:(?:{of})\s+)?{double}(?!\w){year}"
            ),
            re.compile(rf"(?<![\d.,]){day}[\s-]+(?:(?:{of})\s+)?{double}(?!\w){year}"),
            re.compile(rf"(?<!\w){double}[.]?\s+{day}(?![\d:%.,]\d|\w){year}"),
            re.compile(rf"(?:{after_joined(rules.words.joined)}(?<![^\W_])){double}(?!\w){year}"),
            re.compile(
                rf"(?<![\d.,/-])(?P<y>(?:19|20)\d\d)(?![\d%]|[.,]\d|\s*(?:{any_of(rules.percent).pattern}))"
            ),
        ]
        self.last, self.next = any_of(dates.last), any_of(dates.next)
        self.led_by = re.compile(rf"(?:{self.last.pattern}|{self.next.pattern})\s*$")
        self.since = re.compile(rf"(?:{any_of(dates.since).pattern})\s*(?:(?:{articles})\s+)?$")
        strong = re.escape(fold(dates.since[0]))
        self.since_then = re.compile(
            rf"(?<!\w){strong}(?:\s+[\w']+){{1,6}}\s+(?:{any_of(dates.in_).pattern})\s*$"
        )
        self.about = re.compile(rf"(?:{any_of(dates.about).pattern})[\s-]*$")
        led_to, and_ = any_of((*dates.in_, *dates.since)), rules.compiled.words.and_
        self.before_year = re.compile(
            rf"(?:{led_to.pattern}|[(,/-]|(?:19|20)\d\d (?:{and_.pattern}))\s*$"
        )
        joins = [word for pair in dates.between for word in pair if word]
        led_to = any_of((*dates.in_, *dates.since, *dates.about, *dates.last, *joins)).pattern
        self.before_month = re.compile(rf"(?:{led_to})[\s-]+$")
        self.words = {word: re.compile(pattern(word)) for word in dates.relative}
        self.weekdays = {
            at: re.compile(rf"(?<!\w){re.escape(fold(name))}(?!\w)")
            for at, name in enumerate(dates.weekdays)
        }
        self.halves = _halves(dates, double)
        self.between = [(fold(opening), fold(join)) for opening, join in dates.between]
        self.rules = dates

    def find(self, text: str, published: str = "") -> list[FoundDate]:
        """Return the dates in a text, in order.

        Parameters
        ----------
        text
            A sentence or paragraph, with its capital letters.
        published
            Year, month or day of publication; empty: dates without a year are left out.
        """
        folded = fold(text)
        known = read_part(published)
        day = known.last_day if known else None
        taken = [False] * len(folded)
        atoms: list[_Atom] = []
        for atom in self._atoms(text, folded, day):
            if not any(taken[atom.start : atom.end]):
                taken[atom.start : atom.end] = [True] * (atom.end - atom.start)
                atoms.append(atom)
        atoms.sort(key=lambda atom: atom.start)
        atoms = list(_without_weekdays(folded, atoms))
        return list(self._spans(folded, atoms, day))

    def _atoms(self, text: str, folded: str, published: dt.date | None) -> Iterator[_Atom]:
        yield from self._by_words(folded, published)
        for form in self.forms:
            for match in form.finditer(folded):
                atom = self._atom(match, text, folded)
                if atom is not None:
                    yield atom
        for weekday, name in self.weekdays.items():
            for match in name.finditer(folded):
                if published is not None:
                    back = (published.weekday() - weekday) % 7
                    iso = str(part_of(published - dt.timedelta(days=back)))
                    yield _Atom(match.start(), match.end(), iso=iso, is_weekday=True)

    def _by_words(self, folded: str, published: dt.date | None) -> Iterator[_Atom]:
        for name, ends in self.halves:
            for match in name.finditer(folded):
                iso = self._half(match, ends, published)
                if iso:
                    yield _Atom(match.start(), match.end(), iso=iso)
        for word in sorted(self.words, key=len, reverse=True):
            unit, number = self.rules.relative[word]
            for match in self.words[word].finditer(folded):
                iso = relative(unit, number, published)
                if iso:
                    yield _Atom(match.start(), match.end(), iso=iso)

    def _half(self, match: re.Match[str], ends: tuple[int, int], published: dt.date | None) -> str:
        """Write a half of a year, by its months, or of a month, by its days."""
        said = match.groupdict()
        year, (first, last) = int(said.get("y") or 0), ends
        if "m" not in said:
            year = year or (published.year if published else 0)
            return f"{year}-{first:02d}/{year}-{last:02d}" if year else ""
        month = _completed(_Atom(0, 0, year, self._month(said["m"])), published)
        if month is None:
            return ""
        return f"{month}-{first:02d}/{month}-{min(last, month.last_day.day):02d}"

    def _atom(self, match: re.Match[str], text: str, folded: str) -> _Atom | None:
        said = match.groupdict()
        month = int(said["n"]) if said.get("n") else self._month(said.get("m"))
        year, day = int(said.get("y") or 0), int(said.get("d") or 0)
        start, end = match.span()
        if said.get("m") and not day and not year and self._is_word(match, text, folded):
            return None
        if year and not month and not self.before_year.search(folded[max(0, start - 40) : start]):
            return None
        if month > 12 or day > 31:
            return None
        if said.get("d2"):
            return _Atom(start, end, year, month, day, iso=f"{day}/{said['d2']}")
        is_last, is_next = (
            bool(
                word.search(folded[end : end + 12])
                or word.search(folded[max(0, start - 6) : start])
            )
            for word in (self.last, self.next)
        )
        return _Atom(start, end, year, month, day, is_last=is_last, is_next=is_next)

    def _month(self, name: str | None) -> int:
        return (
            0
            if not name
            else next(
                at
                for known, at in self.months.items()
                if re.sub(r"\s", "", known) == re.sub(r"\s", "", name)
            )
        )

    def _is_word(self, match: re.Match[str], text: str, folded: str) -> bool:
        """Tell whether what could be a month is a word of the sentence."""
        name = match["m"]
        if name not in self.rules.also_words:
            return len(name) <= 3 and name.isascii() and not text[match.start("m")].isupper()
        before = folded[max(0, match.start() - 20) : match.start()]
        is_led_to = self.before_month.search(before)
        return not (text[match.start("m")].isupper() and is_led_to)

    def _spans(
        self, folded: str, atoms: list[_Atom], published: dt.date | None
    ) -> Iterator[FoundDate]:
        at = 0
        while at < len(atoms):
            first = atoms[at]
            second = atoms[at + 1] if at + 1 < len(atoms) else None
            span = self._span(folded, first, second, published) if second else None
            found = span or self._single(folded, first, published)
            at += 2 if span else 1
            if found is not None:
                yield found

    def _span(
        self, folded: str, first: _Atom, second: _Atom, published: dt.date | None
    ) -> FoundDate | None:
        """Read "from A to B", where A may leave out what B says."""
        if first.iso or second.iso or not self._are_joined(folded, first, second):
            return None
        end = _completed(second, published)
        if end is None:
            return None
        given = replace(
            first, year=first.year or end.year, month=first.month or (end.month if first.day else 0)
        )
        start = valid(given.year, given.month, given.day)
        if start is not None and start.last_day > end.last_day and not first.year:
            start = valid(start.year - 1, start.month, start.day)
        return None if start is None else FoundDate(first.start, second.end, f"{start}/{end}")

    def _are_joined(self, folded: str, first: _Atom, second: _Atom) -> bool:
        middle, before = folded[first.end : second.start].strip(), folded[: first.start].rstrip()
        return any(
            middle == join and (not opening or re.search(rf"(?<!\w){re.escape(opening)}$", before))
            for opening, join in self.between
        )

    def _single(self, folded: str, atom: _Atom, published: dt.date | None) -> FoundDate | None:
        before = self.about.sub(
            "", self.led_by.sub("", folded[max(0, atom.start - 40) : atom.start])
        )
        since = self.since.search(before) or self.since_then.search(
            folded[max(0, atom.start - 80) : atom.start]
        )
        if "/" in atom.iso and atom.month:
            return _two_days(atom, published)
        iso = atom.iso
        if not iso:
            part = _completed(atom, published)
            iso = "" if part is None else str(part)
        if not iso:
            return None
        if since and "/" not in iso:
            iso = f"{iso}/.."
        return FoundDate(atom.start, atom.end, iso)


def _halves(rules: DateRules, month: str) -> list[tuple[re.Pattern[str], tuple[int, int]]]:
    """Return what halves of years and of months are called; YEAR and MONTH stand for any."""
    year = r"(?P<y>(?:19|20)\d\d)"
    forms = {"YEAR": year, "MONTH": rf"{month}(?!\w)(?:[\s,]+{year})?"}
    found: list[tuple[re.Pattern[str], tuple[int, int]]] = []
    for text, ends in rules.halves.items():
        written = pattern(text)
        for token, form in forms.items():
            if token in text:
                written = written.removesuffix(r"(?!\w)").replace(token.lower(), form)
        found.append((re.compile(written), ends))
    return found


def _without_weekdays(folded: str, atoms: list[_Atom]) -> Iterator[_Atom]:
    """Take "Monday 1 July" for 1 July, from its first letter."""
    led: _Atom | None = None
    for one in atoms:
        if led is not None and one.day and not folded[led.end : one.start].strip(" ,"):
            yield replace(one, start=led.start)
            led = None
            continue
        if led is not None:
            yield led
        led = one if one.is_weekday else None
        if led is None:
            yield one
    if led is not None:
        yield led


def _completed(atom: _Atom, published: dt.date | None) -> Part | None:
    if atom.year:
        return valid(atom.year, atom.month, atom.day)
    if atom.is_next:
        return coming(atom.month, atom.day, published)
    return latest(atom.month, atom.day, published, strictly=atom.is_last)


def _two_days(atom: _Atom, published: dt.date | None) -> FoundDate | None:
    """Read "21-27 September": the last day says the month and the year."""
    last_day = int(atom.iso.partition("/")[2])
    end = _completed(replace(atom, day=last_day, iso=""), published)
    start = None if end is None else valid(end.year, end.month, atom.day)
    return (
        None if start is None or end is None else FoundDate(atom.start, atom.end, f"{start}/{end}")
    )
