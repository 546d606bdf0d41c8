"""What is in a table: how many rows, of which countries and days, and what is odd about them."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import pycountry

from homeward.exchange.public.events import in_order
from homeward.exchange.public.layouts import level_of, pcode_column
from homeward.exchange.public.public_cells import (
    LOST_IN_A_SPREADSHEET,
    Unread,
    read_count,
    read_day,
)
from homeward.exchange.public.tables import Table
from homeward.exchange.public.ucdp import country_of

MOST_NAMED = 5
VAGUE = frozenset("4567")
_COUNTRIES = (
    "location_code", "admin0pcode", "iso3_of_origin", "country_of_origin_iso", "country_of_origin_code", "iso3coo",
    "coo_iso", "pop_origin_name", "country_of_asylum_iso", "iso3", "iso", "location", "country",
)  # fmt: skip
_DAYS = (
    "date_start", "date_end", "event_date", "reportingdate", "reference_period_start", "reference_period_end", "date",
    "displacement_date", "year", "reference_year", "data_date",
)  # fmt: skip
_DATED = frozenset({"ucdp", "acled", "dtm_rounds", "unhcr_situation", "idmc_events"})
"""Layouts of which every row has a day."""


@dataclass
class Examined:
    """What was seen on the way through a table."""

    rows: int = 0
    countries: Counter[str] = field(default_factory=Counter[str])
    first: dt.date | None = None
    last: dt.date | None = None
    level: int | None = None
    notes: list[str] = field(default_factory=list[str])

    def add_day(self, day: dt.date) -> None:
        """Widen the days by one."""
        self.first = day if self.first is None else min(self.first, day)
        self.last = day if self.last is None else max(self.last, day)

    def add_codes(self, names: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """Count countries by the letters of codes."""
        at = pcode_column(names, self.level or 0)
        if at is not None:
            self.countries.update(cells[at][:2] for cells in rows if cells[at])


def examine(table: Table) -> Examined:
    """Go through a table once.

    Raises
    ------
    Unread
        If the days of all its rows are lost.
    """
    seen = Examined(level=level_of(table.names))
    country = next((table.names.index(name) for name in _COUNTRIES if name in table.names), None)
    number = table.column("country_id")
    dated = [name for name in _DAYS if name in table.names]
    dated = [name for name in dated if "year" not in name] or dated
    days = [table.names.index(name) for name in dated]
    columns = ((level, pcode_column(table.names, level)) for level in range(5))
    codes = [(level, at) for level, at in columns if at is not None]
    filled: set[int] = set()
    places: Counter[tuple[str, str]] = Counter()
    texts: dict[str, None] = {}
    oddities = _Oddities(table)
    for _, cells in table.rows():
        seen.rows += 1
        if country is not None:
            places[cells[country], cells[number] if number is not None else ""] += 1
        for at in days:
            texts[cells[at]] = None
        oddities.look(cells)
        filled.update(level for level, at in codes if level not in filled and cells[at].strip())
    seen.level = max(filled, default=None)
    lost = _read_days(texts, seen)
    if lost and table.layout.name in _DATED and seen.first is None:
        raise Unread(LOST_IN_A_SPREADSHEET)
    _name_countries(places, table, seen)
    seen.notes.extend(oddities.worded())
    return seen


def _read_days(texts: Iterable[str], seen: Examined) -> int:
    """Read the days; return how many were lost in a spreadsheet."""
    lost = 0
    for text in texts:
        try:
            if len(text) == 4 and text.isdecimal():
                seen.add_day(dt.date(int(text), 1, 1))
                seen.add_day(dt.date(int(text), 12, 31))
            elif text.strip():
                seen.add_day(read_day(text, is_serial=True))
        except Unread as error:
            lost += str(error) == LOST_IN_A_SPREADSHEET
        except ValueError:
            continue
    return lost


def _name_countries(places: Counter[tuple[str, str]], table: Table, seen: Examined) -> None:
    is_ucdp = table.layout.name == "ucdp"
    for (name, number), rows in places.items():
        code = country_of(name, number) if is_ucdp else _letters(name.strip())
        seen.countries[code or name.strip()] += rows
    at = pcode_column(table.names, seen.level) if seen.level is not None else None
    if not places and at is not None:
        seen.countries.update(cells[at].strip()[:2] for _, cells in table.rows())


def _letters(code: str) -> str:
    """Return the letters of a country that is given by its number."""
    country = pycountry.countries.get(numeric=code.zfill(3)) if code.isdecimal() else None
    return country.alpha_3 if country else code


class _Oddities:
    """What must be said of rows whatever becomes of them."""

    def __init__(self, table: Table) -> None:
        self.is_ucdp = table.layout.name == "ucdp"
        self.at = {name: at for at, name in enumerate(table.names)}
        self.is_pcodes = table.layout.name == "pcodes"
        self.deaths = [self.at.get(one) for one in ("low", "best", "high")]
        self.precision = self.at.get("where_prec")
        self.unordered: list[str] = []
        self.unknown_best = 0
        self.vague = 0
        self.names: dict[tuple[str, str, str], list[str]] = defaultdict(list)

    def look(self, cells: Sequence[str]) -> None:
        if self.is_ucdp:
            self._look_at_deaths(cells)
        elif self.is_pcodes:
            key = tuple(
                cells[self.at[name]].strip() for name in ("location", "admin_level", "name")
            )
            self.names[key[0], key[1], key[2]].append(cells[self.at["p_code"]].strip())

    def _look_at_deaths(self, cells: Sequence[str]) -> None:
        try:
            given = [read_count(cells[at]) if at is not None else None for at in self.deaths]
        except Unread:
            return
        _, _, most, is_ordered = in_order(*given)
        if not is_ordered:
            self.unordered.append(cells[self.at["id"]].strip())
        self.unknown_best += given[1] == 0 and most > 0
        self.vague += self.precision is not None and cells[self.precision].strip() in VAGUE

    def worded(self) -> list[str]:
        said: list[str] = []
        if self.unordered:
            named = ", ".join(self.unordered[:MOST_NAMED])
            said.append(
                f"{len(self.unordered)} events whose low, best and high are not in order are sorted ({named})"
            )
        if self.unknown_best:
            said.append(
                f"{self.unknown_best} events with a best figure of 0 and a high one above it: not known, not none"
            )
        if self.vague:
            said.append(
                f"{self.vague} events at the middle of a province, region or country (where_prec 4 to 7)"
            )
        twice = {key: codes for key, codes in self.names.items() if len(codes) > 1}
        if twice:
            shown = "; ".join(
                f"{key[2]} ({key[0]}) is {' and '.join(codes)}"
                for key, codes in list(twice.items())[:3]
            )
            said.append(
                f"{len(twice)} names are of several areas, and none is joined by its name: {shown}"
            )
        return said
