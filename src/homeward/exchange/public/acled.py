"""ACLED: events of today's and of older exports, read to be summed up; none of its rows is kept (decision 34)."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field

import pycountry

from homeward.exchange.public.country_names import code_of_country
from homeward.exchange.public.events import AT_SEA, COUNTRY, UNIT_OF_A_PROVINCE, Event
from homeward.exchange.public.public_cells import (
    MONTHS,
    Unread,
    read_count,
    read_day,
    read_degrees,
    read_iso3,
)
from homeward.exchange.public.tables import Table

VIOLENT = frozenset({"battles", "explosions/remote violence", "violence against civilians"})
"""Types of events that count as fighting; protests, riots and what is arranged without violence do not."""
TERRITORY = frozenset(
    {
        "government regains territory",
        "non-state actor overtakes territory",
        "non-violent transfer of territory",
    }
)
"""The only public hint of who holds what: proposed to the analyst, never written."""
_PRECISION = {"1": 1, "2": 2, "3": UNIT_OF_A_PROVINCE}


@dataclass
class AcledRead:
    """What was met on the way through a file."""

    not_violent: int = 0
    elsewhere: int = 0
    superseded: int = 0
    territory: int = 0
    bad: list[str] = field(default_factory=list[str])


def hidden_key(key: str) -> str:
    """Return what stands for the name of an event: two releases can be compared, and nothing is passed on."""
    return hashlib.sha256(f"homeward acled {key}".encode()).hexdigest()[:16]


def read_acled(table: Table, iso3: str | None, read: AcledRead) -> Iterator[Event]:
    """Read the violent events of a country, each as its latest row says.

    Parameters
    ----------
    iso3
        The country; None: all of them.
    read
        Filled with what is worth knowing.

    Raises
    ------
    Unread
        If dates are lost; any other cell that cannot be read leaves its row out.
    """
    latest: dict[str, Event | None] = {}
    stamps: dict[str, float] = {}
    for line, cells in table.rows():
        row = dict(zip(table.names, cells, strict=True))
        try:
            key = hidden_key(row["event_id_cnty"].strip())
            stamp = read_count(row.get("timestamp", "")) or 0.0
            if key in stamps:
                read.superseded += 1
                if stamp < stamps[key]:
                    continue
            stamps[key] = stamp
            latest[key] = _event(row, key, iso3, read)
        except Unread as error:
            if "spreadsheet" in str(error):
                raise
            read.bad.append(f"line {line}: {error}")
    yield from (event for event in latest.values() if event is not None)


def _event(row: dict[str, str], key: str, iso3: str | None, read: AcledRead) -> Event | None:
    if row["event_type"].strip().lower() not in VIOLENT:
        read.not_violent += 1
        return None
    is_here = iso3 is None or country_of(row) == iso3
    if not is_here:
        read.elsewhere += 1
        return None
    read.territory += row.get("sub_event_type", "").strip().lower() in TERRITORY
    day = read_day(row["event_date"])
    deaths = read_count(row.get("fatalities", "")) or 0.0
    return Event(
        key=key,
        first=day,
        last=day,
        latitude=read_degrees(row.get("latitude", ""), 90),
        longitude=read_degrees(row.get("longitude", ""), 180),
        precision=_PRECISION.get(row.get("geo_precision", "").strip(), COUNTRY),
        low=deaths,
        best=deaths,
        high=deaths,
        stamp=row.get("timestamp", "").strip(),
    )


def country_of(row: dict[str, str]) -> str:
    """Return the three letters of the country of a row; empty at sea, which is no country since 2026."""
    given = read_iso3(row.get("iso3", ""))
    if given:
        return given
    number = row.get("iso", "").strip()
    country = pycountry.countries.get(numeric=number.zfill(3)) if number.isdigit() else None
    return country.alpha_3 if country else code_of_country(row.get("country", ""))


def read_months(table: Table, iso3: str | None, read: AcledRead) -> Iterator[Event]:
    """Read sums by month and area, as on HDX: one event stands for a month of an area, without coordinates."""
    pcodes = ("admin2_pcode", "admin1_pcode")
    for line, cells in table.rows():
        row = dict(zip(table.names, cells, strict=True))
        if iso3 is not None and read_iso3(row.get("iso3", "")) != iso3:
            read.elsewhere += 1
            continue
        try:
            month = MONTHS.get(row["month"].strip()[:3].lower())
            year = row["year"].strip()
            if month is None or not year.isdigit():
                read.bad.append(f'line {line}: "{row["month"][:20]} {year[:8]}" is no month')
                continue
            pcode = next((row[name] for name in pcodes if row.get(name, "").strip()), "")
            event = _month(f"{year}-{month:02d}-01", pcode, row["events"], row["fatalities"])
        except Unread as error:
            read.bad.append(f"line {line}: {error}")
            continue
        if event is not None:
            yield event


def read_hapi(table: Table, iso3: str | None, read: AcledRead) -> Iterator[Event]:
    """Read HDX HAPI's sums: of types that overlap, political violence alone."""
    for line, cells in table.rows():
        row = dict(zip(table.names, cells, strict=True))
        if iso3 is not None and read_iso3(row["location_code"]) != iso3:
            read.elsewhere += 1
            continue
        if row["event_type"].strip().lower() != "political_violence":
            read.not_violent += 1
            continue
        pcode = row.get("admin2_code", "").strip() or row.get("admin1_code", "").strip()
        try:
            event = _month(row["reference_period_start"], pcode, row["events"], row["fatalities"])
        except Unread as error:
            read.bad.append(f"line {line}: {error}")
            continue
        if event is not None:
            yield event


def _month(start: str, pcode: str, events: str, fatalities: str) -> Event | None:
    first = read_day(start).replace(day=1)
    number, deaths = read_count(events) or 0.0, read_count(fatalities) or 0.0
    if not number and not deaths:
        return None
    last = _end_of_month(first)
    return Event(
        key=hidden_key(f"{first} {pcode}"),
        first=first,
        last=last,
        latitude=float("nan"),
        longitude=float("nan"),
        precision=1 if pcode else AT_SEA,
        low=deaths,
        best=deaths,
        high=deaths,
        pcode=pcode,
        count=int(number),
    )


def _end_of_month(first: dt.date) -> dt.date:
    following = dt.date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return following - dt.timedelta(days=1)
