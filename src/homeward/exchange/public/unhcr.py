"""UNHCR: end-year populations and solutions in all their layouts, and the operational portal (decision 34)."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from homeward.exchange.public.country_names import code_of_country
from homeward.exchange.public.public_cells import read_count, read_day, read_iso3, read_year
from homeward.exchange.public.tables import Met, Table

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


def as_range(people: float) -> tuple[float, float, float]:
    """Return low, value and high of a count: five may be one to four that were rounded."""
    return (1.0 if people == ROUNDED else people, people, people)


def _counted(people: float, met: Met) -> tuple[float, float, float]:
    if people == ROUNDED:
        met.note("counts of 5 are 1 to 5, as UNHCR rounds")
    return as_range(people)


def read_totals(table: Table, iso3: str, met: Met) -> list[AbroadCount]:
    """Read refugees at the end of years by country of asylum; a dash for a country is a sum over all."""
    origin, asylum, refugees = (_named(table, one) for one in (ORIGIN, ASYLUM, REFUGEES))
    sums: dict[int, float] = {}

    def count_of(row: dict[str, str]) -> AbroadCount | None:
        host = row.get(asylum, "-").strip()
        if row.get(origin, "-").strip() != iso3 or host == iso3:
            return None
        people, end = read_count(row[refugees]), dt.date(read_year(row["year"]), 12, 31)
        if host in {"-", ""} and people is not None:
            sums[end.year] = people
        if not people or not _is_country(host):
            return None
        return AbroadCount(iso3, host, end, *_counted(people, met), "refugees, end of year")

    counts = list(table.made(count_of, met))
    for case in _differing(sums, counts):
        met.note("sums differ from their parts", case)
    return counts


def _differing(sums: dict[int, float], counts: list[AbroadCount]) -> Iterator[str]:
    """Word the sums that differ from what stands beside them."""
    for year, whole in sums.items():
        parts = sum(one.people for one in counts if one.day.year == year)
        if parts and abs(parts - whole) > TOLERATED * max(whole, 1.0):
            yield f"{year}: the sum says {whole:,.0f}, its parts {parts:,.0f}"


def _named(table: Table, names: tuple[str, ...]) -> str:
    """Return which of several names a column has; empty where it is not there."""
    return next((name for name in names if name in table.names), "")


def _is_country(code: str) -> bool:
    return bool(read_iso3(code)) and code not in NOT_COUNTRIES


def read_solutions(table: Table, iso3: str, met: Met) -> Iterator[AbroadCount]:
    """Read returns of a year: of refugees, "asylum" is where they came from; of the displaced, it is home."""
    origin, asylum = _named(table, ORIGIN), _named(table, ASYLUM)
    for kind, column, home in (
        ("returned refugees", _named(table, RETURNED), origin),
        ("returned IDPs", _named(table, RETURNED_INSIDE), asylum),
    ):

        def count_of(
            row: dict[str, str], kind: str = kind, column: str = column, home: str = home
        ) -> AbroadCount | None:
            host = row.get(asylum, "").strip()
            if row.get(home, "").strip() != iso3 or not _is_country(host):
                return None
            year, people = read_year(row["year"]), read_count(row.get(column, ""))
            if not people:
                return None
            since, end = dt.date(year - 1, 12, 31), dt.date(year, 12, 31)
            return AbroadCount(iso3, host, end, *_counted(people, met), kind, since)

        yield from table.made(count_of, met)


def read_situation(table: Table, iso3: str, met: Met) -> Iterator[AbroadCount]:
    """Read the operational portal: kinds of people are series of their own, camps and others one stock."""
    kind = _named(table, ("population_type", "pop_type_name", "pop_type_code"))
    stocks: dict[tuple[str, dt.date, str], float] = defaultdict(float)

    def stock_of(row: dict[str, str]) -> tuple[tuple[str, dt.date, str], float] | None:
        # Codes of the portal's answers are UNHCR's own (SUD, ERT): the names of countries are read instead.
        home = read_iso3(row.get("iso3_of_origin", "")) or code_of_country(
            row.get("pop_origin_name", "")
        )
        where = read_iso3(row.get("iso3", "")) or code_of_country(row.get("geomaster_name", ""))
        is_part = row.get("admin_level", "").strip().lower() not in {"country", ""}
        if is_part or home != iso3 or where in {"", home}:
            return None
        number = read_count(row["individuals"])
        key = (where, read_day(row["date"]), row.get(kind, "refugees").strip())
        return None if number is None else (key, number)

    for key, number in table.made(stock_of, met):
        stocks[key] += number
    for (where, date, what), number in stocks.items():
        yield AbroadCount(iso3, where, date, *as_range(number), what)


def latest(counts: list[AbroadCount], day: dt.date) -> dict[str, AbroadCount]:
    """Choose one stock for each country: the latest at or before a day; of several of one day, that of new arrivals.

    Populations of different kinds hold each other and are never added.
    """
    chosen: dict[str, AbroadCount] = {}
    for one in sorted(counts, key=lambda one: (one.day, "new" in one.kind.lower())):
        if one.since is None and one.day <= day:
            chosen[one.asylum] = one
    return chosen
