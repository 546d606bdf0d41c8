"""routes.csv: roads between places, their length, and what Flee makes of redirections."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from homeward.exchange.flee.dialect import FleeRow, attributes_of, table_of
from homeward.exchange.flee.findings import Findings
from homeward.exchange.flee.identifiers import distinct
from homeward.exchange.flee.instance_cells import number_cell
from homeward.exchange.flee.locations import FleePlace, InstancePlaces
from homeward.scenario.rows.places import LEAST_PACE, MOST_PACE
from homeward.scenario.rows.row import LEAST_KM, MOST_KM

ROUTES_FILE = "routes.csv"
N_COLUMN, NEEDED = 4, 3
LENGTH, REDIRECTION = 2, 3
PACE, ON_FOOT = "max_move_speed", "walk_probability"
_KM, _PACE = (LEAST_KM, MOST_KM), (LEAST_PACE, MOST_PACE)


@dataclass(frozen=True)
class FleeRoute:
    """A road, both ways; `is_doubled` where Flee makes two of it."""

    identifier: str
    row: FleeRow
    origin: FleePlace
    destination: FleePlace
    km: float
    pace: float | None
    is_doubled: bool


def read_routes(
    rows: Sequence[FleeRow], places: InstancePlaces, findings: Findings
) -> list[FleeRoute]:
    """Read every road, or say what is wrong with it; a road given twice is two roads."""
    table = table_of(rows, N_COLUMN, NEEDED, findings)
    for name in table.extra:
        if name and name not in {PACE, ON_FOOT}:
            findings.warn(ROUTES_FILE, f'column "{name}" has no effect.', "It is not simulated.")
    read = [
        _read_route(row, attributes_of(row, N_COLUMN, table.extra), places, findings)
        for row in table.rows
    ]
    routes = [route for route in read if route is not None]
    _doubt_repeated(routes, findings)
    words = [f"{route.origin.identifier}_to_{route.destination.identifier}" for route in routes]
    named = zip(routes, distinct(words), strict=True)
    return [replace(route, identifier=name) for route, name in named]


def _doubt_repeated(routes: Sequence[FleeRoute], findings: Findings) -> None:
    """Warn of roads between places that an earlier one joins, whichever way round."""
    first: dict[frozenset[str], FleeRoute] = {}
    for route in routes:
        one, other = route.origin.name, route.destination.name
        earlier = first.setdefault(frozenset((one, other)), route)
        if earlier is not route:
            what = (
                f'a road between "{one}" and "{other}" was already given on line {earlier.row.line}'
            )
            km = (
                ""
                if route.km == earlier.km
                else f", {earlier.km:g} km long and here {route.km:g} km"
            )
            why = "They are two roads, as in Flee, and draw people twice."
            findings.warn(route.row.where, f"{what}{km}.", why)


def _read_route(
    row: FleeRow, attributes: dict[str, str], places: InstancePlaces, findings: Findings
) -> FleeRoute | None:
    ends = [places.find(row.cell(index), row.where, findings) for index in (0, 1)]
    km = _within(row, "the length", row.cell(LENGTH), _KM, "write it in km.", findings)
    is_doubled = _is_doubled(row, findings)
    pace = None
    if PACE in attributes:
        way = "write km a day in every row, or remove the column."
        pace = _within(row, PACE, attributes[PACE], _PACE, way, findings)
    _refuse_walking(row, attributes.get(ON_FOOT, ""), findings)
    origin, destination = ends
    if origin is None or destination is None or km is None:
        return None
    if origin is destination:
        found = f'the road ends where it begins, at "{origin.name}".'
        findings.refuse(row.where, found, "", "name the place it leads to, or remove the row.")
        return None
    return FleeRoute("", row, origin, destination, km, pace, is_doubled)


def _within(
    row: FleeRow,
    what: str,
    text: str,
    bounds: tuple[float, float],
    way: str,
    findings: Findings,
) -> float | None:
    if not text.strip():
        findings.refuse(row.where, f"{what} is not given.", "Flee stops there.", way)
        return None
    number = findings.sound(row.where, number_cell(text))
    if number is None:
        return None
    if number <= 0:
        findings.refuse(row.where, f"{what}, {number:g}, is not above 0.", "", way)
        return None
    least, most = bounds
    if not least <= number <= most:
        found = f"{what}, {number:g}, is outside {least:g} to {most:g}."
        findings.refuse(row.where, found, "", way)
        return None
    return number


def _is_doubled(row: FleeRow, findings: Findings) -> bool:
    redirection = row.cell(REDIRECTION).strip()
    one, other = row.cell(0), row.cell(1)
    if redirection == "1":
        what = f'forced_redirection 1 of "{one}" and "{other}" forces nobody.'
        why = "Flee counts the road twice; so does movement: flee."
        findings.warn(row.where, what, why)
    elif redirection == "2":
        what = f'forced_redirection 2 of "{one}" and "{other}" has no effect.'
        findings.warn(row.where, what, "Flee notes it and never asks.")
    elif redirection not in {"", "0"}:
        found = f'forced_redirection "{redirection}" is not known.'
        findings.refuse(row.where, found, "", "write 0, 1 or 2, or leave it empty.")
    return redirection == "1"


def _refuse_walking(row: FleeRow, text: str, findings: Findings) -> None:
    if findings.sound(row.where, number_cell(text) if text else 0.0):
        found = f"{ON_FOOT} {text}: a road that some people walk is not simulated."
        way = f"write 0, or give the road a {PACE} between the two."
        findings.refuse(row.where, found, "", way)
