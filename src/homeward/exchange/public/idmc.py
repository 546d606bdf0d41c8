"""IDMC: displacements and displaced people of each year, and preliminary events; nought, empty and unknown differ."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field

from homeward.exchange.public.public_cells import Unread, read_count, read_day, read_iso3
from homeward.exchange.public.tables import Table

BREAK = 2.0
"""Times by which a stock may change in a year without as many displacements before a break of method is named."""


@dataclass(frozen=True, slots=True)
class YearCount:
    """What a year's row says: movements over the year, people displaced at its end; None: not known."""

    iso3: str
    year: int
    flow: float | None
    stock: float | None


@dataclass(frozen=True, slots=True)
class EventCount:
    """A preliminary figure of movements over some days."""

    key: str
    iso3: str
    first: dt.date
    last: dt.date
    people: float


@dataclass
class IdmcRead:
    """What was met on the way through a file."""

    elsewhere: int = 0
    disasters: int = 0
    several: int = 0
    unknown: int = 0
    breaks: list[str] = field(default_factory=list[str])
    bad: list[str] = field(default_factory=list[str])


def read_years(table: Table, iso3: str | None, read: IdmcRead) -> Iterator[YearCount]:
    """Read GIDD: a row holds a flow and a stock, which are two things. An empty cell is not known.

    A flow of 0 whose rounded twin is empty is taken as not known: no figure was published.
    """
    stocks: dict[tuple[str, int], tuple[float, float]] = {}
    for line, cells in table.rows():
        row = dict(zip(table.names, cells, strict=True))
        if iso3 is not None and read_iso3(row["iso3"]) != iso3:
            read.elsewhere += 1
            continue
        try:
            flow = read_count(row.get("new_displacement", ""))
            stock = read_count(row.get("total_displacement", ""))
            year = read_count(row["year"])
        except Unread as error:
            read.bad.append(f"line {line}: {error}")
            continue
        if (
            flow == 0
            and "new_displacement_rounded" in row
            and not row["new_displacement_rounded"].strip()
        ):
            flow = None
        read.unknown += (flow is None) + (stock is None)
        if year is None or not 1945 <= year <= 2100:
            read.bad.append(f"line {line}: no year")
            continue
        code = read_iso3(row["iso3"])
        if stock is not None:
            stocks[code, int(year)] = (stock, flow or 0.0)
        yield YearCount(code, int(year), flow, stock)
    read.breaks.extend(_breaks(stocks))


def _breaks(stocks: dict[tuple[str, int], tuple[float, float]]) -> Iterator[str]:
    """Name years in which a stock fell by more than half: more often a new method than people who went home."""
    for (code, year), (stock, _) in sorted(stocks.items()):
        before = stocks.get((code, year - 1), stocks.get((code, year - 2)))
        if before and stock * BREAK <= before[0] * 1.1:
            yield f"{code} {year}: {stock:,.0f} after {before[0]:,.0f}"


def read_events(table: Table, iso3: str | None, read: IdmcRead) -> Iterator[EventCount]:
    """Read IDU: conflict only, one figure an event."""
    seen: set[tuple[str, str]] = set()
    for line, cells in table.rows():
        row = dict(zip(table.names, cells, strict=True))
        if iso3 is not None and read_iso3(row["iso3"]) != iso3:
            read.elsewhere += 1
            continue
        if row["displacement_type"].strip().lower() != "conflict":
            read.disasters += 1
            continue
        key = (row.get("event_name", ""), row.get("displacement_start_date", ""))
        if key in seen and any(key):
            read.several += 1
            continue
        seen.add(key)
        try:
            people = read_count(row["figure"])
            first = read_day(row.get("displacement_start_date") or row["displacement_date"])
            last = read_day(row.get("displacement_end_date") or row["displacement_date"])
        except Unread as error:
            read.bad.append(f"line {line}: {error}")
            continue
        if people is not None:
            yield EventCount(
                row.get("id", ""), read_iso3(row["iso3"]), first, max(first, last), people
            )
