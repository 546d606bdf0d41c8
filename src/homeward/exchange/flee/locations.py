"""locations.csv: places, their kinds, countries, people and capacities."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from homeward.exchange.flee.countries import Countries
from homeward.exchange.flee.dialect import FleeRow, FleeTable, attributes_of, table_of
from homeward.exchange.flee.findings import Findings, hint, twin_of
from homeward.exchange.flee.identifiers import identifiers, warn_of_renamed
from homeward.exchange.flee.instance_cells import number_cell, whole_cell
from homeward.exchange.flee.place_types import PlaceType, type_of
from homeward.scenario.rows.camps.fighting import LEAST_INTENSITY, MOST_INTENSITY
from homeward.scenario.rows.places import CAMPS, PlaceKind
from homeward.scenario.text.decoding import unseen_in

LOCATIONS_FILE = "locations.csv"
N_COLUMN = 8
COUNTRY, LATITUDE, LONGITUDE, TYPE, CONFLICT_DAY, PEOPLE = range(2, N_COLUMN)
UNKNOWN_TYPE = PlaceType("transit")

ALREADY_HERE, INTENSITY, GROWTH = "initial_idps", "conflict_intensity", "capacity_per_day"
SIMULATED = (ALREADY_HERE, INTENSITY, GROWTH)
"""Attributes of a place that mean something here."""


@dataclass(frozen=True)
class FleePlace:
    """One place, as far as it could be read."""

    name: str
    identifier: str
    row: FleeRow
    kind: PlaceKind
    country: str
    latitude: float
    longitude: float
    people: int = 0
    capacity_per_day: int = 0
    already_here: int = 0
    intensity: float = 1.0
    conflict_day: int | None = None

    @property
    def is_camp(self) -> bool:
        """Whether it is a camp at the start."""
        return self.kind in CAMPS

    @property
    def fights_from_before(self) -> bool:
        """Whether it is fought over from before the first day, whatever conflicts.csv says."""
        return self.conflict_day is not None and self.conflict_day <= 0


@dataclass
class InstancePlaces:
    """Places by name, as Flee compares names: letter by letter.

    Parameters
    ----------
    names
        Names of all rows, of those that could not be read as well; none if a row has no name, as
        nobody can then say which names are unknown.
    header
        Names of the columns.
    """

    by_name: dict[str, FleePlace] = field(default_factory=dict[str, FleePlace])
    names: tuple[str, ...] = ()
    header: tuple[str, ...] = ()

    @property
    def are_whole(self) -> bool:
        """Whether every row could be read."""
        return bool(self.names) and len(self.by_name) == len(self.names)

    def find(self, name: str, where: str, findings: Findings) -> FleePlace | None:
        """Return a place, or refuse a name that no place has; silent where that cannot be known."""
        if self.names and name not in self.names:
            way = f"correct the name, or add the place to {LOCATIONS_FILE}."
            found = f'"{name}" is not in {LOCATIONS_FILE}.'
            findings.refuse(where, found, hint("name", name, list(self.names)), way)
        return self.by_name.get(name)


def read_places(rows: Sequence[FleeRow], findings: Findings) -> InstancePlaces:
    """Read every place, or say what is wrong with it."""
    table = table_of(rows, N_COLUMN, N_COLUMN, findings)
    _warn_of_attributes(table, findings)
    names = [row.cell(0) for row in rows if not row.is_comment]
    given = identifiers(names, "place")
    countries = Countries(findings)
    are_named = bool(table.rows) and all(name.strip() for name in names)
    places = InstancePlaces(names=tuple(given) if are_named else (), header=table.header)
    for row in table.rows:
        name = row.cell(0)
        if name in places.by_name:
            found = f'"{name}" was already given on line {places.by_name[name].row.line}.'
            why = "Flee would keep both, and lead every road to the last."
            findings.refuse(row.where, found, why, "remove one of the two, or rename it.")
        else:
            places.by_name[name] = _PlaceReader(row, table, findings).read(given[name], countries)
            warn_of_renamed(name, given[name], row.where, findings)
    _warn_of_twins(places, findings)
    if not table.rows and not findings.has_problem_in(LOCATIONS_FILE):
        found = "there are no places."
        findings.refuse(LOCATIONS_FILE, found, "", "add a row for each place.")
    return places


def _warn_of_twins(places: InstancePlaces, findings: Findings) -> None:
    """Warn of places whose names differ by letters alone that nobody can see."""
    for name, place in places.by_name.items():
        twin = twin_of(name, places.by_name) if unseen_in(name) else None
        if twin is not None:
            what = f'"{name}" is another place than "{twin}".'
            findings.warn(place.row.where, what, hint("name", name, [twin]))


def _warn_of_attributes(table: FleeTable, findings: Findings) -> None:
    for name in table.extra:
        if name and name not in SIMULATED:
            findings.warn(LOCATIONS_FILE, f'column "{name}" has no effect.', "It is not simulated.")


class _PlaceReader:
    """Reads the cells of one place."""

    def __init__(self, row: FleeRow, table: FleeTable, findings: Findings) -> None:
        self.row = row
        self.attributes = attributes_of(row, N_COLUMN, table.extra)
        self.findings = findings

    def read(self, identifier: str, countries: Countries) -> FleePlace:
        """Make a place of the row."""
        place_type = self._type()
        is_camp = place_type.kind in CAMPS
        latitude, longitude = self._coordinates()
        return FleePlace(
            name=self.row.cell(0),
            identifier=identifier,
            row=self.row,
            kind=place_type.kind,
            country=countries.code(self.row.cell(COUNTRY), self.row.where),
            latitude=latitude,
            longitude=longitude,
            people=self._people(is_camp=is_camp),
            capacity_per_day=self._of_camps(GROWTH, is_camp=is_camp),
            already_here=max(0, self._of_camps(ALREADY_HERE, is_camp=is_camp)),
            intensity=self._intensity() if place_type.is_conflict else 1.0,
            conflict_day=self._conflict_day() if place_type.is_conflict else None,
        )

    def _refuse(self, found: str, why: str, *ways_out: str) -> None:
        self.findings.refuse(self.row.where, found, why, *ways_out)

    def _type(self) -> PlaceType:
        text = self.row.cell(TYPE)
        place_type = type_of(text)
        if place_type is None:
            why = "homeward simulates no floods."
            self._refuse(f'the type "{text}" is refused.', why, "write town.")
        elif not place_type.is_known:
            why = "Everybody there leaves every day, as in Flee."
            self.findings.warn(self.row.where, f'the type "{text}" is not known.', why)
        return place_type or UNKNOWN_TYPE

    def _coordinates(self) -> tuple[float, float]:
        cells = (self.row.cell(LATITUDE), self.row.cell(LONGITUDE))
        if not any(cell.strip() for cell in cells):
            why = "It is taken to be at 0 north, 0 east, as in Flee."
            self.findings.warn(self.row.where, f'"{self.row.cell(0)}" has no coordinates.', why)
        latitude, longitude = (self._number(cell) for cell in cells)
        if abs(latitude) <= 90 and abs(longitude) <= 180:
            return latitude, longitude
        found = f"{latitude:g} north, {longitude:g} east is not on the globe."
        why = "The fourth column is the latitude, the fifth the longitude."
        exchanged = abs(longitude) <= 90 and abs(latitude) <= 180
        way = "exchange the two." if exchanged else "correct the coordinates, in degrees."
        self._refuse(found, why, way)
        return 0.0, 0.0

    def _number(self, cell: str) -> float:
        number = self.findings.sound(self.row.where, number_cell(cell) if cell.strip() else 0.0)
        return 0.0 if number is None else number

    def _whole(self, cell: str) -> int:
        number = self.findings.sound(self.row.where, whole_cell(cell) if cell.strip() else 0)
        return number or 0

    def _people(self, *, is_camp: bool) -> int:
        people = self._whole(self.row.cell(PEOPLE))
        if people < 0 and not is_camp:
            found = f"the population, {people}, is below 0."
            self._refuse(found, "", "write how many people live there.")
            return 0
        if people < 0:
            what = f'the capacity of "{self.row.cell(0)}", {people}, is below 0:'
            self.findings.warn(self.row.where, what, "there is no limit, as in Flee.")
        return people

    def _of_camps(self, name: str, *, is_camp: bool) -> int:
        number = self._whole(self.attributes.get(name, ""))
        if name == ALREADY_HERE and number < 0:
            self._refuse(f"{name}, {number}, is below 0.", "", "write how many people are there.")
        if number and not is_camp:
            what = f'{name} has no effect: "{self.row.cell(0)}" is no camp.'
            self.findings.warn(self.row.where, what)
            return 0
        return number

    def _intensity(self) -> float:
        text = self.attributes.get(INTENSITY, "")
        intensity = self._number(text) if text else 1.0
        if intensity <= 0:
            found = f"the intensity of the conflict, {text}, is not above 0."
            self._refuse(found, "", "write 1 for open fighting, or make the place a town.")
        elif not LEAST_INTENSITY <= intensity <= MOST_INTENSITY:
            bounds = f"{LEAST_INTENSITY:g} to {MOST_INTENSITY:g}"
            found = f"the intensity of the conflict, {intensity:g}, is outside {bounds}."
            self._refuse(found, "", "write 1 for open fighting.")
        return intensity

    def _conflict_day(self) -> int | None:
        text = self.row.cell(CONFLICT_DAY)
        if text.strip():
            return self._whole(text)
        found = "a place of conflict has no conflict date."
        why = "Flee stops there."
        self._refuse(found, why, "write the day from which it is fought over, 0 from the start.")
        return None
