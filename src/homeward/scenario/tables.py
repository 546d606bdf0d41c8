"""The tables of a scenario folder: their files, rows, and what makes a row unique (model §2)."""

from __future__ import annotations

from dataclasses import dataclass

from homeward.scenario.actors import Actor, Control, Harm, Presence
from homeward.scenario.columns import Column, columns_of
from homeward.scenario.conditions import Condition
from homeward.scenario.evidence import Claim, Document
from homeward.scenario.observations import Observation
from homeward.scenario.people import Arrival, Displaced, Group
from homeward.scenario.permissions import Permission
from homeward.scenario.places import Closure, Place, Route
from homeward.scenario.rows import Row


@dataclass(frozen=True)
class Table:
    """One CSV file of a scenario."""

    name: str
    row: type[Row]
    key: tuple[str, ...] = ()
    needs_rows: bool = False

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


TABLES: tuple[Table, ...] = (
    Table("places", Place, ("place",), needs_rows=True),
    Table("routes", Route, ("route",)),
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
    Table("documents", Document, ("document",)),
    Table("claims", Claim, ("claim",)),
    Table("observations", Observation, ("name", "date")),
)

TABLE: dict[str, Table] = {table.name: table for table in TABLES}

SETTINGS_FILE = "scenario.yaml"
LEVERS_FILE = "levers.yaml"
FILES: tuple[str, ...] = (SETTINGS_FILE, *(table.file for table in TABLES), LEVERS_FILE)
