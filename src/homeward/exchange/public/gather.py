"""What the files of a folder say of one country: areas, people, displaced, those abroad, movements, events."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from homeward.errors import Problem, ScenarioError
from homeward.exchange.public.areas import (
    Area,
    at_level,
    merged,
    name_of_columns,
    prefixes,
    read_areas,
    read_centres,
)
from homeward.exchange.public.ask import Ask
from homeward.exchange.public.displaced_counts import (
    DisplacedCount,
    by_round,
    operations_kept,
    read_hapi_idps,
    read_list,
    read_rounds,
)
from homeward.exchange.public.geonames import at_largest_towns, read_towns
from homeward.exchange.public.idmc import EventCount, YearCount, read_events, read_years
from homeward.exchange.public.layouts import level_of
from homeward.exchange.public.pcode_forms import PcodeForms, read_lengths
from homeward.exchange.public.population import PopulationRead, read_population, years_apart
from homeward.exchange.public.public_cells import Unread, read_iso3
from homeward.exchange.public.recognise import Found, LeftOut, Taken
from homeward.exchange.public.tables import Met, Table
from homeward.exchange.public.unhcr import (
    AbroadCount,
    read_situation,
    read_solutions,
    read_totals,
)

MOST_AREAS = 1_400
"""Homes beyond which a member would not fit into the memory (homes by places, §2)."""


@dataclass
class Gathered:
    """What the files say of the country that was asked for.

    Parameters
    ----------
    areas
        The homes, at the level that was asked for; `areas_from`: their file, and that of the towns at their centres.
    population
        People by code of an area, and the file.
    rounds
        Counts of displaced people by day, rising, of one operation, and the file of each day.
    abroad, returned
        Stocks and flows of UNHCR, each with its file.
    notes
        What is worth knowing, a sentence each.
    """

    areas: list[Area] = field(default_factory=list[Area])
    areas_from: list[Taken] = field(default_factory=list[Taken])
    population: dict[str, float] = field(default_factory=dict[str, float])
    population_from: Taken | None = None
    population_year: int | None = None
    rounds: dict[dt.date, list[DisplacedCount]] = field(
        default_factory=dict[dt.date, list[DisplacedCount]]
    )
    rounds_from: dict[dt.date, Taken] = field(default_factory=dict[dt.date, Taken])
    abroad: list[tuple[Taken, AbroadCount]] = field(default_factory=list[tuple[Taken, AbroadCount]])
    years: list[tuple[Taken, YearCount]] = field(default_factory=list[tuple[Taken, YearCount]])
    movements: list[tuple[Taken, EventCount]] = field(
        default_factory=list[tuple[Taken, EventCount]]
    )
    forms: PcodeForms = field(default_factory=lambda: PcodeForms("", frozenset()))
    used: dict[str, Taken] = field(default_factory=dict[str, Taken])
    notes: list[str] = field(default_factory=list[str])
    left: list[LeftOut] = field(default_factory=list[LeftOut])

    def use(self, taken: Taken) -> None:
        """Remember that something rests on a file."""
        self.used[taken.name] = taken

    def leave(self, taken: Taken, why: str) -> None:
        """Leave a file out that was recognised."""
        self.left.append(
            LeftOut(
                taken.name, f"{taken.layout.title}: {why}", taken.download.digest, is_fault=False
            )
        )

    def note(self, taken: Taken, met: Met) -> None:
        """Say what was met on the way through a file."""
        self.notes.extend(f"{taken.name}: {sentence}." for sentence in met.sentences())


def gather(found: Sequence[Found], ask: Ask) -> Gathered:
    """Read everything but events.

    Raises
    ------
    ScenarioError
        If there are no areas of the country at the level, or no people for any of them.
    """
    gathered = Gathered()
    taken = [one for one in found if isinstance(one, Taken)]
    _gather_areas(taken, ask, gathered)
    codes = frozenset(area.pcode for area in gathered.areas)
    gathered.forms = PcodeForms(ask.country, codes, _lengths(taken, ask.country))
    _gather_population(taken, ask, gathered)
    _gather_rounds(taken, ask, gathered)
    _gather_abroad(taken, ask, gathered)
    _gather_movements(taken, ask, gathered)
    return gathered


def of_layouts(taken: Sequence[Taken], *names: str) -> Iterator[tuple[Taken, Table]]:
    """Give the tables of some layouts, in the order of the layouts."""
    for name in names:
        for one in taken:
            if one.layout.name == name and one.table is not None:
                yield one, one.table


def _gather_areas(taken: Sequence[Taken], ask: Ask, gathered: Gathered) -> None:
    several = list(_several_areas(taken, ask, gathered))
    # Files of the level itself before finer ones that were joined; with outlines before those without.
    several.sort(key=lambda pair: (pair[0].seen.level != ask.level, pair[0].features is None))
    gathered.areas = merged([areas for _, areas in several])
    if not gathered.areas:
        _no_areas(ask)
    if len(gathered.areas) > MOST_AREAS:
        found = f"{len(gathered.areas):,} areas of level {ask.level} are more than {MOST_AREAS:,}."
        raise ScenarioError(Problem("--level", found, "", ("ask for level 1.",)))
    gathered.areas.sort(key=lambda area: area.pcode)
    best, _ = max(several, key=lambda pair: sum(one.outline is not None for one in pair[1]))
    gathered.areas_from = [best]
    gathered.use(best)
    _move_to_towns(taken, ask, gathered)
    for one, _ in several:
        if one is not best:
            gathered.leave(one, f"areas are taken from {best.name}; editions are not mixed.")
    if all(area.outline is None for area in gathered.areas):
        gathered.notes.append(
            "no outlines of areas: events are taken to be in the area whose centre is nearest, which is often wrong."
        )


def _move_to_towns(taken: Sequence[Taken], ask: Ask, gathered: Gathered) -> None:
    """Begin ways where people are: at the largest town of an area, if towns are known."""
    for one, table in of_layouts(taken, "geonames"):
        gathered.areas, moved = at_largest_towns(
            gathered.areas, list(read_towns(table, ask.country))
        )
        if moved:
            gathered.areas_from.append(one)
            gathered.use(one)
            gathered.notes.append(
                f"{one.name}: {moved} areas have their centre at their largest town."
            )
            return


def _several_areas(
    taken: Sequence[Taken], ask: Ask, gathered: Gathered
) -> Iterator[tuple[Taken, list[Area]]]:
    """Give the areas of each file that has any of the country."""
    for one in taken:
        if one.layout.name not in {"cod_places", "centres"}:
            continue
        try:
            areas = at_level(list(_areas_of(one, ask)), ask.level)
        except Unread as error:
            gathered.leave(one, f"{error}.")
            continue
        if areas:
            yield one, areas
        elif one.layout.name == "centres" or any(
            prefix[:2] in one.seen.countries for prefix in prefixes(ask.country)
        ):
            gathered.leave(
                one, f"it has no areas of {ask.country} at level {ask.level} with a centre."
            )


def _areas_of(taken: Taken, ask: Ask) -> Iterator[Area]:
    iso3 = ask.country
    if taken.layout.name == "centres" and taken.table is not None:
        # A table that names no level is of the one that is asked for.
        yield from (
            replace(one, level=one.level or ask.level) for one in read_centres(taken.table, iso3)
        )
    elif taken.features is not None:
        names = name_of_columns(taken.features.names)
        rows = ((one.cells, one.geometry) for one in taken.features.features)
        yield from read_areas(names, rows, level_of(names) or 0, iso3)
    elif taken.table is not None:
        level = taken.seen.level or 0
        yield from read_areas(
            taken.table.names, ((cells, None) for _, cells in taken.table.rows()), level, iso3
        )


def _no_areas(ask: Ask) -> None:
    found = f"no file has areas of {ask.country} at level {ask.level} with outlines or centres."
    ways = (
        "add COD-AB as GeoPackage, shapefile or GeoJSON (https://data.humdata.org/dashboards/cod).",
        f"or a table adm{ask.level}_pcode,label,latitude,longitude of your own, as CSV.",
    )
    raise ScenarioError(Problem("", found, "Homes are areas with p-codes and centres.", ways))


def _lengths(taken: Sequence[Taken], iso3: str) -> tuple[tuple[int, ...], ...]:
    for _, table in of_layouts(taken, "pcode_lengths"):
        for _, cells in table.rows():
            if read_iso3(cells[0]) == iso3:
                return tuple(read_lengths(cell) for cell in cells[1:])
    return ()


def _gather_population(taken: Sequence[Taken], ask: Ask, gathered: Gathered) -> None:
    reads: list[tuple[Taken, PopulationRead, dict[str, float]]] = []
    for one, table in of_layouts(taken, "cod_population", "cod_groups", "hapi_population"):
        read = read_population(table, ask.country, one.name, ask.start.year)
        people = _by_known_code(read.at_level(ask.level), gathered.forms)
        gathered.note(one, read.met)
        if people:
            reads.append((one, read, people))
    if not reads:
        found = f"no file has people of areas of {ask.country} at level {ask.level}."
        ways = ("add COD-PS (https://data.humdata.org/dashboards/cod).", "or ask for --level 1.")
        raise ScenarioError(Problem("", found, "Who has no people cannot flee.", ways))
    reads.sort(key=lambda one: (-len(one[2]), years_apart(one[1].year, ask.start.year)))
    chosen, read, gathered.population = reads[0]
    gathered.population_from, gathered.population_year = chosen, read.year
    gathered.use(chosen)
    whole = sum(gathered.population.values())
    for other, _, people in reads[1:]:
        apart = abs(sum(people.values()) - whole) / max(whole, 1.0)
        gathered.leave(
            other, f"people are taken from {chosen.name}; its sum differs by {apart:.1%}."
        )


def _by_known_code(people: dict[str, float], forms: PcodeForms) -> dict[str, float]:
    found: dict[str, float] = {}
    for spelt, number in people.items():
        code = forms.code(spelt)
        if code is not None:  # several spellings may mean one area
            found[code] = found.get(code, 0.0) + number
    return found


def _gather_rounds(taken: Sequence[Taken], ask: Ask, gathered: Gathered) -> None:
    readers: dict[str, Callable[[Table, str, Met], Iterator[DisplacedCount]]] = {
        "dtm_rounds": read_rounds,
        "hapi_idps": read_hapi_idps,
        "dtm_list": lambda table, _, met: read_list(table, gathered.forms.known, met),
    }
    read: list[tuple[Taken, list[DisplacedCount]]] = []
    for one, table in of_layouts(taken, *readers):
        met = Met()
        try:
            counts = list(readers[one.layout.name](table, ask.country, met))
        except Unread as error:
            gathered.leave(one, f"{error}.")
            continue
        gathered.note(one, met)
        read.append((one, counts))
    try:
        kept = operations_kept((count for _, counts in read for count in counts), ask.operations)
    except Unread as error:
        kept = frozenset([""])
        for one, counts in read:
            if any(count.operation for count in counts):
                gathered.leave(one, f"{error}.")
    for one, counts in read:
        among = [count for count in counts if count.operation in kept]
        _add_rounds(one, by_round(among, ask.level), gathered)
    # Files are in no order of their days.
    gathered.rounds = dict(sorted(gathered.rounds.items()))


def _add_rounds(
    one: Taken, rounds: dict[dt.date, list[DisplacedCount]], gathered: Gathered
) -> None:
    new = {day: counts for day, counts in rounds.items() if day not in gathered.rounds}
    known = {
        day: [count for count in counts if gathered.forms.code(count.pcode)]
        for day, counts in new.items()
    }
    for day, counts in known.items():
        if counts:
            gathered.rounds[day], gathered.rounds_from[day] = counts, one
            gathered.use(one)
    if rounds and not new:
        gathered.leave(one, "its rounds are those of another file, and are counted once.")


def _gather_abroad(taken: Sequence[Taken], ask: Ask, gathered: Gathered) -> None:
    readers = {
        "unhcr_situation": read_situation,
        "unhcr_totals": read_totals,
        "unhcr_solutions": read_solutions,
    }
    seen: set[tuple[str, dt.date, str]] = set()
    for one, table in of_layouts(taken, *readers):
        met = Met()
        for count in readers[one.layout.name](table, ask.country, met):
            key = (count.asylum, count.day, count.kind)
            if key not in seen:
                seen.add(key)
                gathered.abroad.append((one, count))
                gathered.use(one)
        gathered.note(one, met)


def _gather_movements(taken: Sequence[Taken], ask: Ask, gathered: Gathered) -> None:
    years: set[int] = set()
    for one, table in of_layouts(taken, "idmc_years"):
        met = Met()
        for count in read_years(table, ask.country, met):
            if count.year not in years:
                years.add(count.year)
                gathered.years.append((one, count))
                gathered.use(one)
        gathered.note(one, met)
    for one, table in of_layouts(taken, "idmc_events"):
        met = Met()
        for count in read_events(table, ask.country, met):
            gathered.movements.append((one, count))
            gathered.use(one)
        gathered.note(one, met)
