"""People by area, of COD-PS in its layouts and of HDX HAPI: one total an area, no parts beside it (decision 34)."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from homeward.exchange.public.areas import prefixes
from homeward.exchange.public.layouts import level_of, pcode_column
from homeward.exchange.public.public_cells import Unread, read_code, read_count, read_iso3
from homeward.exchange.public.tables import Table

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
    labels: dict[str, str] = field(default_factory=dict[str, str])
    year: int | None = None
    repeated: list[str] = field(default_factory=list[str])
    differs: list[str] = field(default_factory=list[str])
    bad: list[str] = field(default_factory=list[str])

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


def read_population(table: Table, iso3: str, name: str) -> PopulationRead:
    """Read the people of a country.

    Parameters
    ----------
    name
        Name of the file, which may hold the year.
    """
    read = PopulationRead(level=level_of(table.names) or 0)
    years: Counter[int] = Counter()
    readers = {"cod_groups": _groups, "hapi_population": _hapi}
    if table.layout.name not in readers:
        _wide(table, iso3, read, years)
    else:
        found = list(readers[table.layout.name](table, iso3, read, years))
        _take_deepest(found, read)
    in_name = _YEAR.findall(name.rpartition("/")[2])
    read.year = years.most_common(1)[0][0] if years else (int(in_name[-1]) if in_name else None)
    return read


Found = tuple[int, str, dict[int, str], float]
"""Level, code, codes above, people."""


def _take_deepest(found: Sequence[Found], read: PopulationRead) -> None:
    """Keep the deepest level, and hold the levels above against its sums."""
    read.level = max((level for level, *_ in found), default=0)
    whole: dict[int, dict[str, float]] = defaultdict(dict)
    for level, code, above, people in found:
        if level == read.level:
            _add(read, code, above, people)
        else:
            whole[level][code] = people
    for level, sums in whole.items():
        parts = read.at_level(level) if level else {"": sum(read.people.values())}
        for code, people in sums.items():
            of_parts = parts.get(code) if level else parts[""]
            if of_parts is not None and abs(of_parts - people) > TOLERATED * max(people, 1.0):
                read.differs.append(
                    f"{code or 'the country'}: {people:,.0f}, its parts {of_parts:,.0f}"
                )


def _add(read: PopulationRead, code: str, above: dict[int, str], people: float) -> None:
    if code in read.people:
        read.repeated.append(code)
    read.people[code] = read.people.get(code, 0.0) + people
    read.parents[code] = above


def _wide(table: Table, iso3: str, read: PopulationRead, years: Counter[int]) -> None:
    columns = {level: pcode_column(table.names, level) for level in range(read.level + 1)}
    total = table.column("t_tl", "pop_total", "population")
    year, own = table.column("year", "reference_year"), columns[read.level]
    if own is None or total is None:
        return
    for line, cells in table.rows():
        code = read_code(cells[own])
        if not code.startswith(prefixes(iso3)):
            continue
        people = _people(cells[total], line, read)
        if people is not None:
            above = {
                level: read_code(cells[at])
                for level, at in columns.items()
                if at is not None and level < read.level
            }
            _add(read, code, above, people)
            if year is not None and _YEAR.fullmatch(cells[year].strip()):
                years[int(cells[year])] += 1


def _people(text: str, line: int, read: PopulationRead) -> float | None:
    try:
        return read_count(text)
    except Unread as error:
        read.bad.append(f"line {line}: {error}")
        return None


def _groups(table: Table, iso3: str, read: PopulationRead, years: Counter[int]) -> Iterator[Found]:
    for line, cells in table.rows():
        row = dict(zip(table.names, cells, strict=True))
        is_whole = (
            row["population_group"].strip().lower() in WHOLE
            and row.get("gender", "").strip().lower() in WHOLE
        )
        if not is_whole or ("iso3" in row and read_iso3(row["iso3"]) != iso3):
            continue
        codes = {level: read_code(row.get(f"adm{level}_pcode", "")) for level in range(1, 5)}
        people = _people(row["population"], line, read)
        level = max((level for level, code in codes.items() if code), default=0)
        if people is not None:
            if _YEAR.fullmatch(row.get("reference_year", "").strip()):
                years[int(row["reference_year"])] += 1
            yield level, codes.get(level, ""), {one: codes[one] for one in range(1, level)}, people


def _hapi(table: Table, iso3: str, read: PopulationRead, years: Counter[int]) -> Iterator[Found]:
    for line, cells in table.rows():
        row = dict(zip(table.names, cells, strict=True))
        is_whole = (
            row["gender"].strip().lower() in WHOLE and row["age_range"].strip().lower() in WHOLE
        )
        if not is_whole or read_iso3(row["location_code"]) != iso3:
            continue
        codes = [read_code(row.get(f"admin{level}_code", "")) for level in (1, 2)]
        codes = ["" if "XXX" in code else code for code in codes]
        level = 2 if codes[1] else 1 if codes[0] else 0
        people = _people(row["population"], line, read)
        if people is not None:
            years[int(row["reference_period_start"][:4] or 0)] += 1
            yield (
                level,
                codes[level - 1] if level else "",
                {1: codes[0]} if level > 1 else {},
                people,
            )
