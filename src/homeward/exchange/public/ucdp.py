"""UCDP GED and GED Candidate: every layout since 2019, with a header or without (decision 34)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from operator import itemgetter

from homeward.errors import Problem
from homeward.exchange.public.country_names import code_of_country
from homeward.exchange.public.events import AT_SEA, STATE, Event, in_order
from homeward.exchange.public.layouts import LAYOUTS
from homeward.exchange.public.public_cells import (
    REMEMBERED,
    LostDates,
    Unread,
    read_count,
    read_day,
    read_degrees,
)
from homeward.exchange.public.sheets import RawSheet
from homeward.exchange.public.tables import Met, Table

_NOW = (
    "id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name "
    "dyad_dset_id dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b "
    "number_of_sources source_article source_office source_date source_headline source_original where_prec "
    "where_coordinates where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id "
    "region event_clarity date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best "
    "high low gwnoa gwnob "
)
NOW = tuple(_NOW.split())
"""Columns of GED Candidate 26.0.4 and of GED 25.1."""
_OLD_HEAD = (
    "id year active_year type_of_violence conflict_new_id conflict_name dyad_new_id dyad_name side_a_new_id gwnoa "
    "side_a side_b_new_id gwnob side_b number_of_sources source_article source_office source_date source_headline "
    "source_original where_prec where_coordinates adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country"
)
_OLD_TAIL = (
    "country_id region event_clarity date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown "
    "low best high"
)
OLD = tuple(f"{_OLD_HEAD} {_OLD_TAIL}".split())
"""Columns of GED 19.1."""
OF_HDX = tuple(f"{_OLD_HEAD} iso3 {_OLD_TAIL}".split())
"""Columns of the extracts by country on HDX."""
HEADERS = {len(names): names for names in (NOW, OF_HDX, OLD)}
UCDP = next(one for one in LAYOUTS if one.name == "ucdp")
PRECISIONS = {str(one): one for one in range(1, 8)}
ONE_SIDED = "3"
"""Type of violence against civilians."""
NOBODY = frozenset({"", "Civilians"})
NEEDED = ("latitude", "longitude", "date_start", "date_end")
GLEDITSCH_WARD = {
    "SDN": 625, "SSD": 626, "SYR": 652, "COD": 490, "IRQ": 645, "AFG": 700, "YEM": 678, "SOM": 520,
    "ETH": 530, "ERI": 531, "NGA": 475, "MLI": 432, "BFA": 439, "NER": 436, "TCD": 483, "CAF": 482,
    "CMR": 471, "KEN": 501, "UGA": 500, "BDI": 516, "RWA": 517, "LBY": 620, "EGY": 651, "UKR": 369,
    "MMR": 775, "BGD": 771, "PAK": 770, "IND": 750, "PHL": 840, "COL": 100, "HTI": 41, "MOZ": 541,
    "LBN": 660, "ISR": 666, "PSE": 666,
}  # fmt: skip
"""Gleditsch-Ward numbers of countries whose name UCDP writes in its own way."""
_RELEASE = re.compile(
    r"ged(?:event)?_?v?(\d{2})_?(\d{1,2})(?:_(\d{1,2}))?(?:_(\d{1,2}))?", re.IGNORECASE
)


def headerless(sheet: RawSheet) -> Table | Problem | None:
    """Take a file without a header for one of UCDP's, if its first row has as many columns as one and reads as one."""
    line, cells = next(iter(sheet.rows()), (0, ()))
    if not line or not re.fullmatch(r"\d{4,7}", cells[0].strip() if cells else ""):
        return None
    names = HEADERS.get(len(cells))
    if names is None:
        if len(cells) < 5 or not re.fullmatch(r"[A-Z]{3}-\d{4}-.*|\d{4}", cells[1].strip()):
            return None
        found = (
            f"it has no header, and {len(cells)} columns where files of UCDP have "
            f"{', '.join(map(str, sorted(HEADERS)))}."
        )
        return Problem("", found, "", ("download it again, or write the header above it.",))
    try:
        read_degrees(cells[names.index("latitude")], 90)
        read_degrees(cells[names.index("longitude")], 180)
        read_day(cells[names.index("date_start")])
    except Unread:
        return None
    table = Table(sheet, UCDP, names, 0)
    table.notes.append(f"no header: its {len(names)} columns are those of UCDP, in its order")
    return table


def release_of(name: str) -> str:
    """Return the release that the name of a file gives, such as 26.0.4; empty where it gives none."""
    match = _RELEASE.search(name.rpartition("/")[2])
    return ".".join(str(int(part)) for part in match.groups() if part) if match else ""


def country_of(name: str, number: str) -> str:
    """Return the three letters of a country of UCDP; empty where it is not known."""
    for iso3, code in GLEDITSCH_WARD.items():
        if number.strip() == str(code):
            return iso3
    return code_of_country(name)


def read_ucdp(table: Table, iso3: str, met: Met) -> Iterator[Event]:
    """Read the events of a country.

    Raises
    ------
    LostDates
        If dates are lost; any other cell that cannot be read leaves its row out.
    """
    take = _taker(table)
    known: dict[tuple[str, str], bool] = {}
    asked = {iso3} if iso3 != "PSE" else {"PSE", "ISR"}
    # By position and not by `made`: a file has hundreds of thousands of rows, mostly of other countries.
    for line, cells in table.rows():
        taken = take(cells)
        where = (taken[0], taken[1])
        if where not in known:
            known[where] = country_of(*where) in asked
        if not known[where]:
            continue
        try:
            yield _event(taken[2:], met)
        except LostDates:
            raise
        except Unread as error:
            met.bad.append(f"line {line}: {error}")


READ = (
    "country", "country_id", "id", "low", "best", "high", "date_start", "date_end", "latitude", "longitude",
    "where_prec", "type_of_violence", "side_a", "side_b", "code_status",
)  # fmt: skip
"""Columns that are read, in the order in which `_event` takes them."""


def _taker(table: Table) -> Callable[[Sequence[str]], tuple[str, ...]]:
    """Return what takes those cells of a row: a column that is not there is empty."""
    width = len(table.names)
    take = itemgetter(*(table.names.index(name) if name in table.names else width for name in READ))
    if set(READ) <= set(table.names):
        return take
    return lambda cells: take([*cells, ""])


def _event(taken: tuple[str, ...], met: Met) -> Event:
    (key, low, best, high, start, end, latitude, longitude, precision, kind, *sides, status) = taken
    least, middle, most, is_ordered = in_order(read_count(low), read_count(best), read_count(high))
    first = read_day(start)
    last = max(read_day(end), first) if end != start and end.strip() else first
    if not is_ordered:
        met.note("events of which deaths were put in order", key.strip())
    if status.strip() not in {"", "Clear"}:
        met.note("events are not yet clear to UCDP itself, and are counted")
    return Event(
        key=key.strip(),
        first=first,
        last=last,
        latitude=read_degrees(latitude, 90),
        longitude=read_degrees(longitude, 180),
        precision=PRECISIONS.get(precision.strip(), AT_SEA),
        low=least,
        best=middle,
        high=most,
        sides=_sides(*sides),
        holder=_holder(sides[0]) if kind.strip() == ONE_SIDED else "",
    )


@lru_cache(REMEMBERED)
def _sides(one: str, other: str) -> tuple[str, ...]:
    return tuple(side.strip() for side in (one, other) if side.strip() not in NOBODY)


def _holder(side: str) -> str:
    """Return who kills civilians on the ground: nearer to who holds it than anything else that UCDP says."""
    return STATE if side.startswith("Government of") else side.strip()
