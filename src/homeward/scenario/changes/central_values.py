"""A scenario without the ranges that nobody has measured: every judgement at its central value (model §5.3)."""

from __future__ import annotations

from typing import Any

from homeward.catalogue import JUDGEMENT
from homeward.scenario.reading.tables import TABLES
from homeward.scenario.rows.row import Row
from homeward.scenario.rows.uncertain_numbers import Range
from homeward.scenario.scenario import Scenario


def without_judged_ranges(scenario: Scenario) -> Scenario:
    """Set every range that rests on judgement alone to its central value."""
    parameters = {
        name: _centre(known) if _is_judged(scenario, name) else known
        for name, known in scenario.parameters.items()
    }
    rows = {
        table.name: tuple(_settle(row) for row in getattr(scenario, table.name)) for table in TABLES
    }
    return scenario.model_copy(update={"parameters": parameters, **rows})


def _is_judged(scenario: Scenario, name: str) -> bool:
    """Tell whether nothing published is behind a parameter; a default without claims has the catalogue's source."""
    claims = scenario.parameters[name].claims
    return set(claims) == {JUDGEMENT} or (not claims and name in scenario.parameters_set)


def _settle(row: Row) -> Row:
    # A row that names no claim has nothing published behind it either.
    if not set(getattr(row, "claims", ())) <= {JUDGEMENT}:
        return row
    settled: dict[str, Any] = {
        field: _centre(value) for field, value in row if isinstance(value, Range)
    }
    return row.model_copy(update=settled)


def _centre(known: Range) -> Range:
    return known.model_copy(update={"low": known.value, "high": known.value})
