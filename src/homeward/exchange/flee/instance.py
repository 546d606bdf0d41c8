"""An instance of Flee, read whole: everything that its files say, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from homeward.errors import Problem
from homeward.exchange.flee.closures import CLOSURES_FILE, Closures, read_closures
from homeward.exchange.flee.conflicts import CONFLICTS_FILE, ConflictDays, fights, read_conflicts
from homeward.exchange.flee.coordinates import doubt_coordinates
from homeward.exchange.flee.corrections import CORRECTIONS_FILE, NewCount, read_corrections
from homeward.exchange.flee.dialect import FleeRow
from homeward.exchange.flee.findings import Findings
from homeward.exchange.flee.instance_files import Files
from homeward.exchange.flee.location_changes import CHANGES_FILE, TypeChange, read_changes
from homeward.exchange.flee.locations import LOCATIONS_FILE, InstancePlaces, read_places
from homeward.exchange.flee.period import OLDER_PERIOD_FILES, PERIOD_FILE, Period, read_period
from homeward.exchange.flee.routes import ROUTES_FILE, FleeRoute, read_routes
from homeward.exchange.flee.simsettings import read_rules
from homeward.exchange.flee.validation import (
    LAYOUT_FILE,
    TOTAL,
    RegistrationSeries,
    doubt_days,
    read_validation,
)
from homeward.scenario.rows.camps.flee_rules import FleeRules
from homeward.scenario.text.source_files import is_there, names_in_folder
from homeward.scenario.text.stand_ins import ways_to_have

Made = TypeVar("Made")

MISSING = {
    CLOSURES_FILE: "add it; where nothing is closed it holds a comment alone.",
    CONFLICTS_FILE: "add it: the line #Day and the names of places, then a row for each day.",
    PERIOD_FILE: "add it, with the rows StartDate,YYYY-MM-DD and Length,DAYS.",
}
"""What to write into a file that is not there."""

OLDER = {PERIOD_FILE: OLDER_PERIOD_FILES}
"""What files were called in earlier versions of Flee."""
IDLE_FILES = {
    "major_routes.csv": "Only fixed_routes would use it.",
    "region_attributes_IPC.csv": "Hunger is not simulated.",
    "demographics_*.csv": "People have no attributes.",
    "agents.csv": "People come as registered, not one by one from a list.",
    "flood_level.csv": "Floods are not simulated.",
}
"""Files of Flee's that are not read, and why."""


@dataclass
class Instance:
    """What the files of an instance say, as far as they could be read."""

    input_dir: Path
    validation_dir: Path | None
    files: Files
    period: Period = field(default_factory=Period)
    rules: FleeRules = field(default_factory=FleeRules)
    places: InstancePlaces = field(default_factory=InstancePlaces)
    routes: list[FleeRoute] = field(default_factory=list[FleeRoute])
    closures: Closures = field(default_factory=Closures)
    changes: list[TypeChange] = field(default_factory=list[TypeChange])
    fights: list[ConflictDays] = field(default_factory=list[ConflictDays])
    series: list[RegistrationSeries] = field(default_factory=list[RegistrationSeries])
    corrections: list[NewCount] = field(default_factory=list[NewCount])

    @property
    def home_country(self) -> str:
        """Country of the first place: Flee takes it for that of all who flee."""
        return next(iter(self.places.by_name.values())).country


def read_instance(
    input_dir: Path, validation_dir: Path | None, settings: Path | None, findings: Findings
) -> Instance:
    """Read every file of an instance; what is wrong is in `findings`."""
    instance = Instance(input_dir, validation_dir, Files(findings))
    _read_settings(instance, settings)
    _read_input(instance)
    if validation_dir is not None:
        instance.series = read_validation(validation_dir, instance.places, instance.files, findings)
        doubt_days(instance.series, instance.period, findings)
    _read_corrections(instance)
    _check_arrivals(instance)
    _doubt_home(instance)
    warn_of_idle_files(input_dir, findings)
    return instance


def _read_settings(instance: Instance, settings: Path | None) -> None:
    findings = instance.files.findings
    if settings is not None and settings.suffix.lower() == ".csv":
        found = "these are settings of an earlier version of Flee."
        why = "They stand in rows there; homeward reads them as YAML, in sections."
        way = "write what differs from Flee's own into simsetting.yml, and name that."
        findings.refuse(settings.name, found, why, way)
        return
    content = instance.files.content(settings) if settings else None
    if settings is not None and content is not None:
        instance.rules = read_rules(settings.name, content, findings) or instance.rules


def _read_input(instance: Instance) -> None:
    findings = instance.files.findings

    def read(name: str, make: Callable[[Sequence[FleeRow]], Made]) -> Made | None:
        rows = instance.files.rows(
            instance.input_dir, name, MISSING.get(name, ""), OLDER.get(name, ())
        )
        return None if rows is None else make(rows)

    instance.period = read(PERIOD_FILE, lambda rows: read_period(rows, findings)) or Period()
    period = instance.period
    instance.places = (
        read(LOCATIONS_FILE, lambda rows: read_places(rows, findings)) or InstancePlaces()
    )
    places = instance.places
    instance.routes = read(ROUTES_FILE, lambda rows: read_routes(rows, places, findings)) or []
    routes = instance.routes
    instance.closures = (
        read(CLOSURES_FILE, lambda rows: read_closures(rows, places, routes, period, findings))
        or Closures()
    )
    if _is_given(instance, CHANGES_FILE):
        instance.changes = (
            read(CHANGES_FILE, lambda rows: read_changes(rows, places, period, findings)) or []
        )
    intensities = read(CONFLICTS_FILE, lambda rows: read_conflicts(rows, places, period, findings))
    if intensities is not None:
        instance.fights = fights(places, intensities, instance.changes, period, findings)
    roads = [(one.origin, one.destination, one.km, one.row.where) for one in routes]
    doubt_coordinates(places, roads, findings)


def _is_given(instance: Instance, name: str) -> bool:
    """Whether a file is there that need not be; one in its place that is not read is worth knowing."""
    if is_there(instance.input_dir / name):
        return True
    present = names_in_folder(instance.input_dir)
    for way in () if isinstance(present, Problem) else ways_to_have(name, present):
        what = f"there is no {name}, and what stands in its place is not read."
        instance.files.findings.warn(name, what, f"To have it read, {way}")
    return False


def _read_corrections(instance: Instance) -> None:
    if not _is_given(instance, CORRECTIONS_FILE):
        return
    findings = instance.files.findings
    rows = instance.files.rows(instance.input_dir, CORRECTIONS_FILE)
    if rows is None:
        return
    if instance.series:
        instance.corrections = read_corrections(rows, instance.series, instance.period, findings)
    elif instance.validation_dir is None and any(not row.is_comment for row in rows):
        findings.warn(
            CORRECTIONS_FILE, "it has no effect.", "There are no registrations to correct."
        )


def _check_arrivals(instance: Instance) -> None:
    findings = instance.files.findings
    if instance.rules.arrivals != "registered":
        return
    if instance.validation_dir is None:
        found = f"there is no validation directory with {LAYOUT_FILE}."
        why = "As many people arrive as were registered; without numbers nobody would."
        ways = (
            "name the validation directory after the input directory.",
            "give --settings with conflict_driven_spawning.",
        )
        findings.refuse(str(instance.input_dir), found, why, *ways)
    elif instance.rules.from_total and instance.series and instance.series[0].label != TOTAL:
        row = instance.series[0].row
        found = f'the total is called "{row.cell(0)}".'
        why = f'With sum_from_camps False, Flee takes newcomers from the row called "{TOTAL}".'
        findings.refuse(row.where, found, why, f"call it {TOTAL}.")


def _doubt_home(instance: Instance) -> None:
    first = next(iter(instance.places.by_name.values()), None)
    if first is not None and first.is_camp:
        findings = instance.files.findings
        what = f"the home country is {first.country}, that of the first place, which is a camp."
        why = "So it is in Flee; if that is not meant, correct home_country in scenario.yaml."
        findings.warn(first.row.where, what, why)


def warn_of_idle_files(folder: Path, findings: Findings) -> None:
    """Name every file that is there and changes nothing."""
    for pattern, why in IDLE_FILES.items():
        for path in sorted(folder.glob(pattern)):
            findings.warn(path.name, "the file has no effect.", why)
