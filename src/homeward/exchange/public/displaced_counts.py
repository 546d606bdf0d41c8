"""Displaced people by area as counted on a day: IOM DTM in its three forms, and HDX HAPI (decision 34)."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from homeward.exchange.public.layouts import idps_column, plain
from homeward.exchange.public.public_cells import UNKNOWN, Unread, read_count, read_day, read_iso3
from homeward.exchange.public.tables import Met, Table

_IN_TITLE = re.compile(r"\d{1,2}[ -][A-Za-z]{3,9}[ -]\d{4}|\d{4}-\d{2}-\d{2}")
CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class DisplacedCount:
    """People displaced, present in an area on a day.

    Parameters
    ----------
    level
        0 the country, 1 and 2 its areas.
    pcode, origin
        Codes as the file writes them; the origin is empty where it is not known.
    """

    day: dt.date
    level: int
    pcode: str
    origin: str
    people: float
    operation: str = ""


def read_rounds(table: Table, iso3: str, met: Met) -> Iterator[DisplacedCount]:
    """Read answers of the DTM API, and the file on HDX that is made of them."""

    def count_of(row: dict[str, str]) -> DisplacedCount | None:
        if read_iso3(row.get("admin0pcode", "")) != iso3:
            return None
        reason = row.get("displacementreason", "").strip().lower()
        if reason not in UNKNOWN and CONFLICT not in reason:
            met.note("rows of other causes than conflict left out")
            return None
        if reason not in UNKNOWN and reason != CONFLICT:
            met.note("rows of conflict and another cause together are counted")
        return _count(
            row,
            people="numpresentidpind",
            day=row["reportingdate"],
            codes=("admin1pcode", "admin2pcode"),
            level=row.get("adminlevel", ""),
            origin=_known(row.get("idporiginadmin1pcode", "")),
        )

    return table.made(count_of, met)


def read_hapi_idps(table: Table, iso3: str, met: Met) -> Iterator[DisplacedCount]:
    """Read HDX HAPI's copy of DTM, which has no origins."""

    def count_of(row: dict[str, str]) -> DisplacedCount | None:
        if read_iso3(row["location_code"]) != iso3:
            return None
        return _count(
            row,
            people="population",
            day=row.get("reference_period_end", "") or row["reference_period_start"],
            codes=("admin1_code", "admin2_code"),
            level=row.get("admin_level", ""),
        )

    return table.made(count_of, met)


def _count(
    row: dict[str, str],
    *,
    people: str,
    day: str,
    codes: Sequence[str],
    level: str,
    origin: str = "",
) -> DisplacedCount | None:
    number = read_count(row[people])
    if number is None:
        return None
    depth, pcode = _level(row, codes, level)
    return DisplacedCount(read_day(day), depth, pcode, origin, number, row["operation"].strip())


def _level(row: dict[str, str], columns: Sequence[str], said: str) -> tuple[int, str]:
    """Return the level of a row, and the code of its area: as it says, else by the deepest code that is filled."""
    codes = [_known(row.get(name, "")) for name in columns]
    depth = max((level for level, code in enumerate(codes, start=1) if code), default=0)
    level = int(said) if said.strip().isdecimal() else depth
    return level, codes[level - 1] if 0 < level <= len(codes) else ""


def _known(text: str) -> str:
    return "" if text.strip().lower() in UNKNOWN else text.strip()


def read_list(table: Table, codes: frozenset[str], met: Met) -> Iterator[DisplacedCount]:
    """Read a list of one country's office, with origins where it has a column for each area of its own rows.

    Parameters
    ----------
    codes
        Codes of the areas of the boundaries: the column that holds them is found by them.

    Raises
    ------
    Unread
        If no column holds codes, or no title above the header gives the day.
    """
    idps = idps_column(table.names)
    rows = list(table.rows())
    at = code_column(table.names, rows, codes)
    day = day_of_titles(table)
    if at is None or idps is None:
        raise Unread("its areas have names and no p-codes, and names are never joined by")
    dated = table.column("date", "reporting_date")
    if day is None and dated is None:
        raise Unread("no title above its header gives the day that it is of")
    own = {plain(cells[at - 1]): cells[at] for _, cells in rows if at > 0}
    origins = {column: own[name] for column, name in enumerate(table.names) if name in own}
    for line, cells in rows:
        try:
            whole = read_count(cells[idps])
            parts = {own_code: read_count(cells[column]) for column, own_code in origins.items()}
            when = read_day(cells[dated]) if dated is not None else day
        except Unread as error:
            met.bad.append(f"line {line}: {error}")
            continue
        if whole is None or when is None or not cells[at].strip():
            continue
        left = whole - sum(part or 0.0 for part in parts.values())
        for origin, people in (*parts.items(), ("", left)):
            if people and people > 0:
                yield DisplacedCount(when, 1, cells[at].strip(), origin, people)


def code_column(
    names: Sequence[str], rows: Sequence[tuple[int, Sequence[str]]], codes: frozenset[str]
) -> int | None:
    """Find the column of which most cells are codes of areas."""
    for at in range(len(names)):
        held = [cells[at].strip() for _, cells in rows]
        if held and sum(cell in codes for cell in held) > len(held) / 2:
            return at
    return None


def day_of_titles(table: Table) -> dt.date | None:
    """Find the day in the lines above the header."""
    for line, cells in islice(table.sheet.rows(), table.header_line):
        match = _IN_TITLE.search(" ".join(cells)) if line < table.header_line else None
        if match:
            try:
                return read_day(match[0])
            except Unread:
                continue
    return None


def operations_kept(counts: Iterable[DisplacedCount], chosen: Sequence[str]) -> frozenset[str]:
    """Return the operations whose rows count: one, or those chosen, as several count the same people.

    Rows that name none (``""``) always count.

    Raises
    ------
    Unread
        If one must be chosen, or none of those chosen is there.
    """
    named = tuple(dict.fromkeys(one.operation for one in counts if one.operation))
    kept = [name for name in named if not chosen or name in chosen]
    listed = ", ".join(f'"{name}"' for name in named)
    if len(kept) > 1 and not chosen:
        raise Unread(f"operations {listed} count the same people: choose one with --operation")
    if named and not kept:
        raise Unread(f"--operation names none of its operations: {listed}")
    return frozenset(["", *kept])


def by_round(counts: Sequence[DisplacedCount], level: int) -> dict[dt.date, list[DisplacedCount]]:
    """Group the rows of one level by the day they are of: levels are sums of each other and are never added."""
    rounds: dict[dt.date, list[DisplacedCount]] = defaultdict(list)
    for one in counts:
        if one.level == level:
            rounds[one.day].append(one)
    return dict(sorted(rounds.items()))
