"""The tables of a scenario folder: their files, rows, and what makes a row unique (model §2)."""

from __future__ import annotations

from dataclasses import dataclass

from homeward.scenario.actors import Actor, Control, Harm, Presence
from homeward.scenario.barriers import Barrier, KindChange
from homeward.scenario.columns import Column, columns_of
from homeward.scenario.conditions import Condition
from homeward.scenario.evidence import Claim, Document
from homeward.scenario.fighting import Fighting
from homeward.scenario.observations import Observation
from homeward.scenario.people import Arrival, Displaced, Group
from homeward.scenario.permissions import Permission
from homeward.scenario.places import Closure, Place, Route
from homeward.scenario.registrations import Correction, Registration
from homeward.scenario.rows import Displacement, Row


@dataclass(frozen=True)
class Table:
    """One CSV file of a scenario; `parts` are the scenarios it belongs to, by how displacement arises."""

    name: str
    row: type[Row]
    key: tuple[str, ...] = ()
    needs_rows: bool = False
    parts: tuple[Displacement, ...] = ("modelled",)

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


BOTH: tuple[Displacement, ...] = ("modelled", "registered")

TABLES: tuple[Table, ...] = (
    Table("places", Place, ("place",), needs_rows=True, parts=BOTH),
    Table("routes", Route, ("route",), parts=BOTH),
    Table("closures", Closure),
    Table("actors", Actor, ("actor",), needs_rows=True),
    Table("control", Control),
    Table("presence", Presence),
    Table("groups", Group, ("group", "home"), needs_rows=True),
    Table("displaced", Displaced, ("home", "group", "place")),
    Table("arrivals", Arrival),
    Table("harms", Harm),
    Table("conditions", Condition),
    Table("permissions", Permission),
    Table("fighting", Fighting, parts=("registered",)),
    Table("barriers", Barrier, parts=("registered",)),
    Table("kind_changes", KindChange, parts=("registered",)),
    Table("registrations", Registration, parts=("registered",)),
    Table("corrections", Correction, parts=("registered",)),
    Table("documents", Document, ("document",), parts=BOTH),
    Table("claims", Claim, ("claim",), parts=BOTH),
    Table("observations", Observation, ("name", "date")),
)

TABLE: dict[str, Table] = {table.name: table for table in TABLES}

SETTINGS_FILE = "scenario.yaml"
LEVERS_FILE = "levers.yaml"
FILES: tuple[str, ...] = (SETTINGS_FILE, *(table.file for table in TABLES), LEVERS_FILE)
"""Every file that a scenario of any kind may have."""


def tables_of(displacement: Displacement) -> tuple[Table, ...]:
    """List the tables of a scenario, by how displacement arises in it."""
    return tuple(table for table in TABLES if displacement in table.parts)


def files_of(displacement: Displacement) -> tuple[str, ...]:
    """List the files of a scenario, by how displacement arises in it."""
    tables = [table.file for table in tables_of(displacement)]
    levers = [LEVERS_FILE] if displacement == "modelled" else []
    return (SETTINGS_FILE, *tables, *levers)
