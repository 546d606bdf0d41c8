"""ACLED: events of today's and of older exports, read to be summed up; none of its rows is kept (decision 34)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import pycountry

from homeward.exchange.public.country_names import code_of_country
from homeward.exchange.public.events import AT_SEA, COUNTRY, STATE, UNIT_OF_A_PROVINCE, Event
from homeward.exchange.public.public_cells import (
    MONTHS,
    Unread,
    end_of_month,
    read_count,
    read_day,
    read_degrees,
    read_iso3,
)
from homeward.exchange.public.tables import Met, Table

VIOLENT = frozenset({"battles", "explosions/remote violence", "violence against civilians"})
"""Types of events that count as fighting; protests, riots and what is arranged without violence do not."""
REGAINED = "government regains territory"
OVERTAKEN = frozenset({"non-state actor overtakes territory", "non-violent transfer of territory"})
_PRECISION = {"1": 1, "2": 2, "3": UNIT_OF_A_PROVINCE}
_STATE_FORCES = frozenset({"1", "state forces"})
_NOT_VIOLENT = "rows of protests and other events without fighting left out"


def hidden_key(key: str) -> str:
    """Return what stands for the name of an event: two releases can be compared, and nothing is passed on."""
    return hashlib.sha256(f"homeward acled {key}".encode()).hexdigest()[:16]


def read_acled(table: Table, iso3: str, met: Met) -> Iterator[Event]:
    """Read the violent events of a country, each as its latest row says.

    Raises
    ------
    LostDates
        If dates are lost; any other cell that cannot be read leaves its row out.
    """
    latest: dict[str, Event | None] = {}
    stamps: dict[str, float] = {}

    def keep(row: dict[str, str]) -> None:
        key = hidden_key(row["event_id_cnty"].strip())
        stamp = read_count(row.get("timestamp", "")) or 0.0
        if key in stamps:
            met.note("rows replaced by a later one of the same event")
            if stamp < stamps[key]:
                return
        stamps[key] = stamp
        latest[key] = _event(row, key, iso3, met)

    for _ in table.made(keep, met):
        pass
    yield from (event for event in latest.values() if event is not None)


def _event(row: dict[str, str], key: str, iso3: str, met: Met) -> Event | None:
    holder = _holder(row)
    if country_of(row) != iso3:
        return None
    is_violent = row["event_type"].strip().lower() in VIOLENT
    if not is_violent and not holder:
        met.note(_NOT_VIOLENT)
        return None
    day, deaths = read_day(row["event_date"]), read_count(row.get("fatalities", "")) or 0.0
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
        count=int(is_violent),
        holder=holder,
        stamp=row.get("timestamp", "").strip(),
    )


def _holder(row: dict[str, str]) -> str:
    """Return who holds a place after territory changed hands; empty where it did not."""
    what = row.get("sub_event_type", "").strip().lower()
    if what == REGAINED:
        return STATE
    if what not in OVERTAKEN:
        return ""
    sides = ((row.get(f"actor{one}", ""), row.get(f"inter{one}", "")) for one in "12")
    return next(
        (name.strip() for name, inter in sides if name and inter.lower() not in _STATE_FORCES),
        STATE,
    )


def country_of(row: dict[str, str]) -> str:
    """Return the three letters of the country of a row; empty at sea, which is no country since 2026."""
    given = read_iso3(row.get("iso3", ""))
    if given:
        return given
    number = row.get("iso", "").strip()
    country = pycountry.countries.get(numeric=number.zfill(3)) if number.isdecimal() else None
    return country.alpha_3 if country else code_of_country(row.get("country", ""))


def read_months(table: Table, iso3: str, met: Met) -> Iterator[Event]:
    """Read sums by month and area, as on HDX: one event stands for a month of an area, without coordinates."""

    def event_of(row: dict[str, str]) -> Event | None:
        if read_iso3(row.get("iso3", "")) != iso3:
            return None
        month, year = MONTHS.get(row["month"].strip()[:3].lower()), row["year"].strip()
        if month is None or not year.isdecimal():
            raise Unread(f'"{row["month"][:20]} {year[:8]}" is no month')
        return _month(f"{year}-{month:02d}-01", row, ("admin2_pcode", "admin1_pcode"))

    return table.made(event_of, met)


def read_hapi(table: Table, iso3: str, met: Met) -> Iterator[Event]:
    """Read HDX HAPI's sums: of types that overlap, political violence alone."""

    def event_of(row: dict[str, str]) -> Event | None:
        if read_iso3(row["location_code"]) != iso3:
            return None
        if row["event_type"].strip().lower() != "political_violence":
            met.note(_NOT_VIOLENT)
            return None
        return _month(row["reference_period_start"], row, ("admin2_code", "admin1_code"))

    return table.made(event_of, met)


def _month(start: str, row: dict[str, str], codes: tuple[str, str]) -> Event | None:
    first = read_day(start).replace(day=1)
    number, deaths = read_count(row["events"]) or 0.0, read_count(row["fatalities"]) or 0.0
    if not number and not deaths:
        return None
    pcode = next((row[name] for name in codes if row.get(name, "").strip()), "")
    return Event(
        key=hidden_key(f"{first} {pcode}"),
        first=first,
        last=end_of_month(first),
        latitude=float("nan"),
        longitude=float("nan"),
        precision=1 if pcode else AT_SEA,
        low=deaths,
        best=deaths,
        high=deaths,
        pcode=pcode,
        count=int(number),
    )
