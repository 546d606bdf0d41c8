"""UNHCR: end-year populations and solutions in all their layouts, and the operational portal (decision 34)."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from homeward.exchange.public.country_names import code_of_country
from homeward.exchange.public.public_cells import Unread, read_count, read_day, read_iso3
from homeward.exchange.public.tables import Table

ORIGIN = ("country_of_origin_iso", "country_of_origin_code", "iso3coo", "coo_iso")
ASYLUM = ("country_of_asylum_iso", "country_of_asylum_code", "iso3coa", "coa_iso")
REFUGEES = ("refugees_under_unhcr_s_mandate", "refugees", "ref")
RETURNED = ("returned_refugees", "ret")
RETURNED_INSIDE = ("returned_idps", "returned_idpss", "rdp")
NOT_COUNTRIES = frozenset({"UNK", "UKN", "XXA", "TIB", "VAR", "SLS"})
"""Codes of UNHCR for people of no known country, or of none."""
ROUNDED = 5
"""Counts below this are written as it."""
TOLERATED = 0.01
"""Share by which a sum may differ from its parts before it is said."""


@dataclass(frozen=True, slots=True)
class AbroadCount:
    """People of a country counted in another.

    Parameters
    ----------
    since
        The day before the first day counted, of flows; None: people there on `day`.
    kind
        What they are, as the source says; kinds are never added.
    """

    origin: str
    asylum: str
    day: dt.date
    low: float
    people: float
    high: float
    kind: str
    since: dt.date | None = None


@dataclass
class UnhcrRead:
    """What was met on the way through a file."""

    elsewhere: int = 0
    sums: int = 0
    small: int = 0
    differs: list[str] = field(default_factory=list[str])
    bad: list[str] = field(default_factory=list[str])


def as_range(people: float) -> tuple[float, float, float]:
    """Return low, value and high of a count: five may be one to four that were rounded."""
    return (1.0 if people == ROUNDED else people, people, people)


def read_totals(table: Table, iso3: str | None, read: UnhcrRead) -> Iterator[AbroadCount]:
    """Read refugees at the end of years by country of asylum; a dash for a country is a sum over all."""
    origin, asylum = table.column(*ORIGIN), table.column(*ASYLUM)
    refugees, year = table.column(*REFUGEES), table.column("year")
    parts: dict[str, float] = defaultdict(float)
    sums: dict[str, float] = {}
    if refugees is None or year is None:
        return
    for line, cells in table.rows():
        home = cells[origin].strip() if origin is not None else "-"
        host = cells[asylum].strip() if asylum is not None else "-"
        if iso3 is not None and home != iso3:
            read.elsewhere += 1
            continue
        try:
            people = read_count(cells[refugees])
            end = _end_of_year(cells[year])
        except Unread as error:
            read.bad.append(f"line {line}: {error}")
            continue
        key = f"{home} {end.year}"
        if host in {"-", ""}:
            read.sums += 1
            sums |= {} if people is None else {key: people}
        elif people and _is_country(home) and _is_country(host) and home != host:
            parts[key] += people
            read.small += people == ROUNDED
            yield AbroadCount(home, host, end, *as_range(people), "refugees, end of year")
    read.differs.extend(_differing(sums, parts))


def _differing(sums: dict[str, float], parts: dict[str, float]) -> Iterator[str]:
    """Word the sums that differ from what stands beside them."""
    for key, whole in sums.items():
        if key in parts and abs(parts[key] - whole) > TOLERATED * max(whole, 1.0):
            yield f"{key}: the sum says {whole:,.0f}, its parts {parts[key]:,.0f}"


def _is_country(code: str) -> bool:
    return bool(read_iso3(code)) and code not in NOT_COUNTRIES


def _end_of_year(text: str) -> dt.date:
    if not (text.strip().isdigit() and 1945 <= int(text) <= 2100):
        raise Unread(f'"{text[:20]}" is no year')
    return dt.date(int(text), 12, 31)


def read_solutions(table: Table, iso3: str | None, read: UnhcrRead) -> Iterator[AbroadCount]:
    """Read returns of a year: of refugees, "asylum" is where they came from; of the displaced, it is home."""
    origin, asylum, year = table.column(*ORIGIN), table.column(*ASYLUM), table.column("year")
    columns = {
        "returned refugees": table.column(*RETURNED),
        "returned IDPs": table.column(*RETURNED_INSIDE),
    }
    if origin is None or asylum is None or year is None:
        return
    for line, cells in table.rows():
        home, host = cells[origin].strip(), cells[asylum].strip()
        if iso3 is not None and iso3 not in {home, host}:
            read.elsewhere += 1
            continue
        try:
            end = _end_of_year(cells[year])
            given = {kind: read_count(cells[at]) for kind, at in columns.items() if at is not None}
        except Unread as error:
            read.bad.append(f"line {line}: {error}")
            continue
        since = dt.date(end.year - 1, 12, 31)
        for kind, people in given.items():
            home_of = home if kind == "returned refugees" else host
            is_asked = iso3 is None or home_of == iso3
            if people and is_asked and _is_country(home_of) and _is_country(host):
                read.small += people == ROUNDED
                yield AbroadCount(home_of, host, end, *as_range(people), kind, since)


def read_situation(table: Table, iso3: str | None, read: UnhcrRead) -> Iterator[AbroadCount]:
    """Read the operational portal: kinds of people are series of their own, camps and others one stock."""
    # Codes of the portal's answers are UNHCR's own (SUD, ERT): the names of countries are read instead.
    origin, named = table.column("iso3_of_origin"), table.column("pop_origin_name")
    host, name = table.column("iso3"), table.column("geomaster_name")
    kind = table.column("population_type", "pop_type_name", "pop_type_code")
    people, day = table.column("individuals"), table.column("date")
    level = table.column("admin_level")
    stocks: dict[tuple[str, str, dt.date, str], float] = defaultdict(float)
    if (origin is None and named is None) or people is None or day is None:
        return
    for line, cells in table.rows():
        home = (
            read_iso3(cells[origin]) if origin is not None else code_of_country(cells[named or 0])
        )
        where = read_iso3(cells[host]) if host is not None else code_of_country(cells[name or 0])
        if level is not None and cells[level].strip().lower() not in {"country", ""}:
            read.sums += 1
        elif (iso3 is not None and home != iso3) or not where or not home or where == home:
            read.elsewhere += 1
        else:
            try:
                number = read_count(cells[people])
                if number is not None:
                    what = cells[kind].strip() if kind is not None else "refugees"
                    stocks[home, where, read_day(cells[day]), what] += number
            except Unread as error:
                read.bad.append(f"line {line}: {error}")
    for (home, where, date, what), number in stocks.items():
        yield AbroadCount(home, where, date, *as_range(number), what)


def latest(counts: list[AbroadCount], day: dt.date) -> dict[str, AbroadCount]:
    """Choose one stock for each country: the latest at or before a day; of several of one day, that of new arrivals.

    Populations of different kinds hold each other and are never added.
    """
    chosen: dict[str, AbroadCount] = {}
    for one in sorted(counts, key=lambda one: (one.day, "new" in one.kind.lower())):
        if one.since is None and one.day <= day:
            chosen[one.asylum] = one
    return chosen
