"""A scenario as far as it could be read, for checks across its parts (model §2)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeVar, cast

from homeward.scenario.reading.columns import RunDays
from homeward.scenario.reading.tables import TABLE_OF, TABLES
from homeward.scenario.rows.camps.flee_rules import FleeRules
from homeward.scenario.rows.levers import Lever
from homeward.scenario.rows.row import Model, Row
from homeward.scenario.rows.storylines import PlanningFigure, Storyline
from homeward.scenario.rows.uncertain_numbers import Range
from homeward.scenario.scenario import Scenario
from homeward.scenario.text.cells import as_identifier
from homeward.scenario.text.csv_text import CsvLine

AnyRow = TypeVar("AnyRow", bound=Row)


@dataclass
class Draft:
    """Rows by table, the names that files define, and the tables with faults of their own."""

    run: RunDays | None
    model: Model = "communities"
    home_country: str = ""
    rules: FleeRules = field(default_factory=FleeRules)
    rows: dict[str, tuple[Row, ...]] = field(default_factory=dict[str, tuple[Row, ...]])
    names: dict[str, dict[str, int]] = field(default_factory=dict[str, dict[str, int]])
    faulty: set[str] = field(default_factory=set[str])
    parameters: dict[str, Range] = field(default_factory=dict[str, Range])
    parameter_lines: dict[str, int] = field(default_factory=dict[str, int])
    registration_coverage: dict[str, Range] = field(default_factory=dict[str, Range])
    levers: tuple[Lever, ...] = ()
    storylines: tuple[Storyline, ...] = ()
    planning_figures: tuple[PlanningFigure, ...] = ()
    is_changed: bool = False
    """Whether levers have changed it."""

    def are_sound(self, *tables: str) -> bool:
        """Whether every row of these tables could be read."""
        return not self.faulty.intersection(tables)

    def of(self, kind: type[AnyRow]) -> tuple[AnyRow, ...]:
        """Rows of the table of some kind, as far as it could be read."""
        return cast("tuple[AnyRow, ...]", self.rows.get(TABLE_OF[kind].name, ()))


def draft_of(scenario: Scenario) -> Draft:
    """Make a scenario a draft again, to check it after a change."""
    draft = Draft(
        run=RunDays(scenario.start, scenario.after_end),
        model=scenario.model,
        home_country=scenario.home_country,
        rules=scenario.rules,
        levers=scenario.levers,
        storylines=scenario.storylines,
        planning_figures=scenario.planning_figures,
        is_changed=True,
    )
    for table in TABLES:
        draft.rows[table.name] = getattr(scenario, table.name)
        if table.key:
            draft.names[table.name] = {
                str(getattr(row, table.key[0])): row.line for row in draft.rows[table.name]
            }
    draft.names["homes"] = {home.place: home.line for home in scenario.homes}
    draft.parameters = {name: scenario.parameters[name] for name in scenario.parameters_set}
    return draft


def names_in(lines: Iterable[CsvLine], column: str) -> dict[str, int]:
    """Names a table defines and the line of each, even where the rest of the row is refused."""
    names: dict[str, int] = {}
    for line in lines:
        name = line.cells.get(column, "")
        if name:
            names.setdefault(name, line.number)
            names.setdefault(as_identifier(name), line.number)
    return names
