"""The tables of a scenario folder: their files, rows, and what makes a row unique (model §2)."""

from __future__ import annotations

from dataclasses import dataclass

from homeward.scenario.reading.columns import Column, columns_of
from homeward.scenario.rows.actors import Actor, Control, Harm, Presence
from homeward.scenario.rows.camps.barriers import Barrier, KindChange
from homeward.scenario.rows.camps.fighting import Fighting
from homeward.scenario.rows.camps.registrations import Correction, Registration
from homeward.scenario.rows.conditions import Condition
from homeward.scenario.rows.evidence import Claim, Document
from homeward.scenario.rows.observations import Observation
from homeward.scenario.rows.people import Arrival, Displaced, Group
from homeward.scenario.rows.permissions import Permission
from homeward.scenario.rows.places import Closure, Place, Route
from homeward.scenario.rows.row import Model, Row
from homeward.scenario.rows.surveys import Survey
from homeward.scenario.text.file_limits import MOST_PLACES, MOST_ROWS


@dataclass(frozen=True)
class Alike:
    """Fields that rows share which are about the same thing, and what then becomes of it.

    Parameters
    ----------
    in_any_order
        Whether it is the same the other way round.
    """

    fields: tuple[str, ...]
    meaning: str
    in_any_order: bool = False


@dataclass(frozen=True)
class Table:
    """One CSV file of a scenario.

    Parameters
    ----------
    key
        What no two rows may share.
    daily
        What no two rows may share on one day.
    alike
        When two rows, on some of the same days if they hold for days, are about the same thing. It is legal, and
        often a slip.
    models
        The models whose scenarios have it.
    """

    name: str
    row: type[Row]
    key: tuple[str, ...] = ()
    daily: tuple[str, ...] = ()
    alike: Alike | None = None
    needs_rows: bool = False
    most_rows: int = MOST_ROWS
    models: tuple[Model, ...] = ("communities",)

    @property
    def once(self) -> tuple[str, ...]:
        """Fields that no two rows may share: the key, or all that a row says."""
        return self.key or tuple(
            name for name in self.row.model_fields if name not in {"line", "claims", "note"}
        )

    @property
    def file(self) -> str:
        """Name of its file."""
        return f"{self.name}.csv"

    @property
    def columns(self) -> tuple[Column, ...]:
        """Its columns, in the order of the header."""
        return columns_of(self.row)

    @property
    def header(self) -> str:
        """Its first line."""
        return ",".join(column.name for column in self.columns)


BOTH: tuple[Model, ...] = ("communities", "camps")

TABLES: tuple[Table, ...] = (
    Table("places", Place, ("place",), needs_rows=True, most_rows=MOST_PLACES, models=BOTH),
    Table(
        "routes",
        Route,
        ("route",),
        alike=Alike(("origin", "destination"), "They join the same two places.", in_any_order=True),
        models=BOTH,
    ),
    Table("closures", Closure, alike=Alike(("route", "direction"), "Once is enough to close it.")),
    Table("actors", Actor, ("actor",), needs_rows=True),
    Table("control", Control, daily=("place",)),
    Table("presence", Presence, daily=("place", "actor", "mode")),
    Table("groups", Group, ("group", "home"), needs_rows=True),
    Table("displaced", Displaced, ("home", "group", "place")),
    Table("arrivals", Arrival, alike=Alike(("home", "group", "place"), "Their people add up.")),
    Table(
        "harms",
        Harm,
        alike=Alike(
            (
                "actor",
                "kind",
                "groups",
                "exposure",
                "mode",
                "places",
                "months",
                "after_capture_days",
            ),
            "Their rates add up.",
        ),
    ),
    Table("conditions", Condition, daily=("place", "variable", "home", "group")),
    Table(
        "permissions",
        Permission,
        alike=Alike(
            ("actor", "place", "movement", "groups", "coming_from"),
            "The stricter rule counts, and lists add up.",
        ),
    ),
    Table("fighting", Fighting, daily=("place",), models=("camps",)),
    Table(
        "barriers",
        Barrier,
        alike=Alike(("kind", "places", "countries"), "Once is enough to close it."),
        models=("camps",),
    ),
    Table(
        "kind_changes",
        KindChange,
        alike=Alike(("place", "start"), "The last in the file counts."),
        models=("camps",),
    ),
    Table(
        "registrations",
        Registration,
        alike=Alike(("series", "part", "date"), "They are two counts of one day."),
        models=("camps",),
    ),
    Table("corrections", Correction, models=("camps",)),
    Table("documents", Document, ("document",), models=BOTH),
    Table("claims", Claim, ("claim",), models=BOTH),
    Table(
        "observations",
        Observation,
        ("name", "date"),
        alike=Alike(
            (
                "measure",
                "date",
                "since",
                "homes",
                "groups",
                "places",
                "base_date",
                "base_since",
                "levers",
            ),
            "A fit would count what was observed twice.",
        ),
    ),
    Table("surveys", Survey, ("survey", "answer")),
)

TABLE: dict[str, Table] = {table.name: table for table in TABLES}
TABLE_OF: dict[type[Row], Table] = {table.row: table for table in TABLES}

SETTINGS_FILE = "scenario.yaml"
LEVERS_FILE = "levers.yaml"
READING_FILE = "reading.csv"
"""What was decided of candidates for claims (decision 35); no part of a run."""

NEEDED: dict[Model, tuple[str, ...]] = {
    "communities": ("places", "routes", "control", "groups", "actors"),
    "camps": ("places", "routes", "registrations"),
}
"""Tables that a scenario must have; any other that is not there holds no rows."""

FILES: tuple[str, ...] = (SETTINGS_FILE, *(table.file for table in TABLES), LEVERS_FILE)
"""Every file that a scenario of any kind may have."""


def tables_of(model: Model) -> tuple[Table, ...]:
    """List the tables of a scenario."""
    return tuple(table for table in TABLES if model in table.models)


def files_of(model: Model) -> tuple[str, ...]:
    """List the files that a scenario has."""
    tables = [table.file for table in tables_of(model)]
    levers = [LEVERS_FILE] if model == "communities" else []
    return (SETTINGS_FILE, *tables, *levers)


def needed_files(model: Model) -> tuple[str, ...]:
    """List the files that a scenario must have."""
    return (SETTINGS_FILE, *(f"{name}.csv" for name in NEEDED[model]))
