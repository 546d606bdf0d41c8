"""IDMC: displacements and displaced people of each year, and preliminary events; nought, empty and unknown differ."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from homeward.exchange.public.public_cells import read_count, read_day, read_iso3, read_year
from homeward.exchange.public.tables import Met, Table

BREAK = 2.0
"""Times by which a stock may fall in a year, nearly, before a break of method is named."""


@dataclass(frozen=True, slots=True)
class YearCount:
    """What a year's row says: movements over the year, people displaced at its end; None: not known."""

    year: int
    flow: float | None
    stock: float | None


@dataclass(frozen=True, slots=True)
class EventCount:
    """A preliminary figure of movements over some days."""

    first: dt.date
    last: dt.date
    people: float


def read_years(table: Table, iso3: str, met: Met) -> list[YearCount]:
    """Read GIDD: a row holds a flow and a stock, which are two things. An empty cell is not known.

    A flow of 0 whose rounded twin is empty is taken as not known: no figure was published.
    """

    def year_of(row: dict[str, str]) -> YearCount | None:
        if read_iso3(row["iso3"]) != iso3:
            return None
        flow = read_count(row.get("new_displacement", ""))
        if flow == 0 and not row.get("new_displacement_rounded", "0").strip():
            flow = None
        year = read_year(row["year"])
        return YearCount(year, flow, read_count(row.get("total_displacement", "")))

    years = list(table.made(year_of, met))
    for case in _breaks({one.year: one.stock for one in years if one.stock is not None}):
        met.note("stocks break, more often by method than by return", case)
    return years


def _breaks(stocks: dict[int, float]) -> Iterator[str]:
    """Name years in which a stock fell by more than half: more often a new method than people who went home."""
    for year, stock in sorted(stocks.items()):
        before = stocks.get(year - 1, stocks.get(year - 2))
        if before and stock * BREAK <= before * 1.1:
            yield f"{year}: {stock:,.0f} after {before:,.0f}"


def read_events(table: Table, iso3: str, met: Met) -> Iterator[EventCount]:
    """Read IDU: conflict only, one figure an event."""
    seen: set[tuple[str, dt.date]] = set()

    def event_of(row: dict[str, str]) -> EventCount | None:
        if read_iso3(row["iso3"]) != iso3:
            return None
        if row["displacement_type"].strip().lower() != "conflict":
            met.note("rows of disasters left out")
            return None
        people = read_count(row["figure"])
        if people is None:
            return None
        first = read_day(row.get("displacement_start_date") or row["displacement_date"])
        last = read_day(row.get("displacement_end_date") or row["displacement_date"])
        key = (row.get("event_name", "").strip(), first)
        if key in seen:
            met.note("further figures of an event left out: one counts")
            return None
        if key[0]:  # what has no name is told from nothing
            seen.add(key)
        return EventCount(first, max(first, last), people)

    return table.made(event_of, met)
