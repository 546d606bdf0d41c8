"""The tables of a scenario, of what an instance says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from homeward.exchange.flee.claims import Cells, Evidence
from homeward.exchange.flee.closures import CLOSURES_FILE, openings_in
from homeward.exchange.flee.conflicts import CONFLICTS_FILE
from homeward.exchange.flee.corrections import CORRECTIONS_FILE
from homeward.exchange.flee.findings import one_line
from homeward.exchange.flee.instance import Instance
from homeward.exchange.flee.location_changes import CHANGES_FILE
from homeward.exchange.flee.locations import LOCATIONS_FILE, FleePlace
from homeward.exchange.flee.routes import ROUTES_FILE

Tables = dict[str, list[Cells]]
"""The rows of each table, by its name."""


def tables_of_instance(instance: Instance, evidence: Evidence) -> Tables:
    """Make the rows of every table."""
    tables: Tables = {
        "places": list(_places(instance, evidence)),
        "routes": list(_routes(instance, evidence)),
        "fighting": list(_fighting(instance, evidence)),
        "barriers": list(_barriers(instance, evidence)),
        "kind_changes": list(_kind_changes(instance, evidence)),
        "registrations": list(_registrations(instance, evidence)),
        "corrections": list(_corrections(instance, evidence)),
    }
    tables["documents"] = list(evidence.documents())
    tables["claims"] = list(evidence.claims(_labels(instance)))
    return tables


def _places(instance: Instance, evidence: Evidence) -> Iterator[Cells]:
    for place in instance.places.by_name.values():
        yield {
            "place": place.identifier,
            "label": one_line(place.name),
            "kind": place.kind,
            "country": place.country,
            "latitude": place.latitude,
            "longitude": place.longitude,
            "population": None if place.is_camp else place.people,
            "capacity": _capacity(place),
            "capacity_per_day": place.capacity_per_day or None,
            "already_here": place.already_here or None,
            "claims": evidence.claim(instance.input_dir / LOCATIONS_FILE),
        }


def _capacity(place: FleePlace) -> int | None:
    """Return the capacity of a camp; Flee takes 0 for no limit, but lets it grow from there."""
    is_limited = place.is_camp and (place.people > 0 or place.capacity_per_day != 0)
    return max(place.people, 0) if is_limited else None


def _routes(instance: Instance, evidence: Evidence) -> Iterator[Cells]:
    for route in instance.routes:
        yield {
            "route": route.identifier,
            "from": route.origin.identifier,
            "to": route.destination.identifier,
            "km": route.km,
            "pace": route.pace,
            "claims": evidence.claim(instance.input_dir / ROUTES_FILE),
        }


def _fighting(instance: Instance, evidence: Evidence) -> Iterator[Cells]:
    period = instance.period
    for fight in instance.fights:
        file = LOCATIONS_FILE if fight.is_from_before else CONFLICTS_FILE
        yield {
            "place": fight.place.identifier,
            "intensity": fight.intensity,
            # Flee counts the days of such a fight from the day before the first.
            "from": period.date(-1 if fight.is_from_before else fight.start),
            "to": period.date(fight.end) if fight.end < period.length else None,
            "claims": evidence.claim(instance.input_dir / file),
        }


def _barriers(instance: Instance, evidence: Evidence) -> Iterator[Cells]:
    for barrier in instance.closures.barriers:
        yield {
            "kind": barrier.kind,
            "places": barrier.places,
            "countries": barrier.countries,
            "from": barrier.start,
            "to": barrier.end,
            "claims": evidence.claim(instance.input_dir / CLOSURES_FILE),
        }


def _kind_changes(instance: Instance, evidence: Evidence) -> Iterator[Cells]:
    for change in instance.changes:
        yield {
            "place": change.place.identifier,
            "kind": change.type.kind,
            "from": change.date,
            "claims": evidence.claim(instance.input_dir / CHANGES_FILE),
        }
    for opening in openings_in(instance.closures, instance.period):
        yield {
            "place": opening.place.identifier,
            "kind": opening.kind,
            "from": opening.date,
            "claims": evidence.claim(instance.input_dir / CLOSURES_FILE),
        }


def _registrations(instance: Instance, evidence: Evidence) -> Iterator[Cells]:
    if instance.validation_dir is None:
        return
    for series in instance.series:
        for number, part in enumerate(series.parts, start=1):
            for count in part.counts:
                yield {
                    "series": series.identifier,
                    "part": number,
                    "place": series.camp.identifier if series.camp else None,
                    "total": True if series.is_total else None,
                    "date": count.date,
                    "people": count.people,
                    "claims": evidence.claim(instance.validation_dir / part.file),
                }


def _corrections(instance: Instance, evidence: Evidence) -> Iterator[Cells]:
    for correction in instance.corrections:
        yield {
            "series": correction.series.identifier,
            "date": correction.date,
            "claims": evidence.claim(instance.input_dir / CORRECTIONS_FILE),
        }


def _labels(instance: Instance) -> dict[Path, str]:
    """Return the labels of the series that each file is of."""
    labels: dict[Path, str] = {}
    folder = instance.validation_dir or instance.input_dir
    for series in instance.series:
        for part in series.parts:
            path = folder / part.file
            labels[path] = f'{labels[path]}", "{series.label}' if path in labels else series.label
    return {path: one_line(label) for path, label in labels.items()}
