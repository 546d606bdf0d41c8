"""People by area, of COD-PS in its layouts and of HDX HAPI: one total an area, no parts beside it (decision 34)."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from homeward.exchange.public.areas import prefixes
from homeward.exchange.public.layouts import level_of, pcode_column
from homeward.exchange.public.public_cells import Unread, read_code, read_count, read_iso3
from homeward.exchange.public.tables import Met, Table

WHOLE = frozenset({"", "all", "t_tl", "total"})
_YEAR = re.compile(r"(?:19|20)\d{2}")
TOLERATED = 0.01


@dataclass
class PopulationRead:
    """People by code, of one file.

    Parameters
    ----------
    level
        What level the codes are of.
    people
        By code, as the file writes it.
    parents
        Codes of the levels above, by code.
    year
        The year that they are of; None where nothing says.
    """

    level: int = 0
    people: dict[str, float] = field(default_factory=dict[str, float])
    parents: dict[str, dict[int, str]] = field(default_factory=dict[str, dict[int, str]])
    year: int | None = None
    met: Met = field(default_factory=Met)

    def at_level(self, level: int) -> dict[str, float]:
        """Return people by code of a level: those of finer ones are added up; empty if these are coarser."""
        if level == self.level:
            return dict(self.people)
        sums: dict[str, float] = defaultdict(float)
        for code, people in self.people.items():
            above = self.parents.get(code, {}).get(level)
            if above:
                sums[above] += people
        return dict(sums)


def read_population(table: Table, iso3: str, name: str, start: int) -> PopulationRead:
    """Read the people of a country, of the year nearest to the start: later ones may be projections.

    Parameters
    ----------
    name
        Name of the file, which may hold the year.
    start
        Year in which the scenario starts.
    """
    read = PopulationRead(level=level_of(table.names) or 0)
    readers = {"cod_groups": _groups, "hapi_population": _hapi}
    reader = readers.get(table.layout.name)
    if reader is None:
        found = list(_wide(table, iso3, read))
    else:
        found = list(table.made(lambda row: reader(row, iso3), read.met))
    in_name = _YEAR.findall(name.rpartition("/")[2])
    years = [year for *_, year in found if year is not None] or [int(year) for year in in_name[-1:]]
    read.year = min(years, key=lambda year: years_apart(year, start), default=None)
    _take_deepest(list(_of_one_year(found, read)), read)
    return read


def years_apart(year: int | None, start: int) -> tuple[float, int]:
    """Return how far a year is from the start, to compare by: of two as far the earlier, at last what has none."""
    return (math.inf, 0) if year is None else (abs(year - start), year)


Found = tuple[int, str, dict[int, str], float, int | None]
"""Level, code, codes above, people, year."""


def _of_one_year(found: Sequence[Found], read: PopulationRead) -> Iterator[Found]:
    """Leave out the people of other years: they are the same people."""
    for one in found:
        if one[-1] in {None, read.year}:
            yield one
        else:
            read.met.note("rows of other years left out", str(one[-1]))


def _take_deepest(found: Sequence[Found], read: PopulationRead) -> None:
    """Keep the deepest level, and hold the levels above against its sums."""
    read.level = max((level for level, *_ in found), default=read.level)
    whole: dict[int, dict[str, float]] = defaultdict(dict)
    for level, code, above, people, _ in found:
        if level == read.level:
            _add(read, code, above, people)
        else:
            whole[level][code] = people
    for level, sums in whole.items():
        parts = read.at_level(level) if level else {"": sum(read.people.values())}
        for code, people in sums.items():
            of_parts = parts.get(code) if level else parts[""]
            if of_parts is not None and abs(of_parts - people) > TOLERATED * max(people, 1.0):
                case = f"{code or 'the country'}: {people:,.0f}, its parts {of_parts:,.0f}"
                read.met.note("sums differ from their parts", case)


def _add(read: PopulationRead, code: str, above: dict[int, str], people: float) -> None:
    if code in read.people:
        read.met.note("codes given twice, added up", code)
    read.people[code] = read.people.get(code, 0.0) + people
    read.parents[code] = above


def _wide(table: Table, iso3: str, read: PopulationRead) -> Iterator[Found]:
    columns = {level: pcode_column(table.names, level) for level in range(read.level + 1)}
    total = table.column("t_tl", "pop_total", "population")
    year, own = table.column("year", "reference_year"), columns[read.level]
    if own is None or total is None:
        return
    for line, cells in table.rows():
        code = read_code(cells[own])
        if not code.startswith(prefixes(iso3)):
            continue
        try:
            people = read_count(cells[total])
        except Unread as error:
            read.met.bad.append(f"line {line}: {error}")
            continue
        if people is not None:
            above = {
                level: read_code(cells[at])
                for level, at in columns.items()
                if at is not None and level < read.level
            }
            of_year = _year(cells[year]) if year is not None else None
            yield read.level, code, above, people, of_year


def _year(text: str) -> int | None:
    return int(text) if _YEAR.fullmatch(text.strip()) else None


def _groups(row: dict[str, str], iso3: str) -> Found | None:
    is_whole = all(
        row.get(name, "").strip().lower() in WHOLE for name in ("population_group", "gender")
    )
    people = read_count(row["population"]) if is_whole else None
    if people is None or ("iso3" in row and read_iso3(row["iso3"]) != iso3):
        return None
    codes = {level: read_code(row.get(f"adm{level}_pcode", "")) for level in range(1, 5)}
    return _at_deepest(codes, people, _year(row.get("reference_year", "")))


def _hapi(row: dict[str, str], iso3: str) -> Found | None:
    is_whole = all(row[name].strip().lower() in WHOLE for name in ("gender", "age_range"))
    people = read_count(row["population"]) if is_whole else None
    if people is None or read_iso3(row["location_code"]) != iso3:
        return None
    codes = {level: read_code(row.get(f"admin{level}_code", "")) for level in (1, 2)}
    # HAPI writes SDN-XXX where a level has no code.
    known = {level: "" if "XXX" in code else code for level, code in codes.items()}
    return _at_deepest(known, people, _year(row["reference_period_start"][:4]))


def _at_deepest(codes: dict[int, str], people: float, year: int | None) -> Found:
    level = max((level for level, code in codes.items() if code), default=0)
    above = {one: code for one, code in codes.items() if one < level}
    return level, codes.get(level, ""), above, people, year
