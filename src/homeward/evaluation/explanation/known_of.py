"""What is known of the obstacles of a home: nothing, defaults alone, or more (model §7.3)."""

from __future__ import annotations

from collections.abc import Iterator

from homeward.catalogue import OBSTACLES
from homeward.scenario.blank.defaults import is_default
from homeward.scenario.rows.conditions import Condition
from homeward.scenario.scenario import Scenario

BY_ROWS = tuple(one for one in OBSTACLES if one.is_made_by_conditions)
"""Obstacles that conditions of the home make."""


def unsaid(scenario: Scenario) -> Iterator[str]:
    """Name the obstacles of which no row says anything; ruins are also made by fighting, where that destroys houses.

    Where no rule speaks of permission, that everybody may come home is assumed and not found.
    """
    if not scenario.permissions:
        yield "permission"
    destroys = scenario.parameters["destruction_hazard"].high > 0 and any(
        row.mode == "assault" for row in scenario.presence
    )
    for one in BY_ROWS:
        is_made = destroys and "destruction_hazard" in one.parameters
        if not is_made and not _rows(scenario, one.conditions):
            yield one.name


def by_default(scenario: Scenario) -> Iterator[str]:
    """Name the obstacles that rest on defaults of a blank scenario alone."""
    for one in BY_ROWS:
        rows = _rows(scenario, one.conditions)
        if rows and all(is_default(row.claims) for row in rows):
            yield one.name


def _rows(scenario: Scenario, variables: tuple[str, ...]) -> list[Condition]:
    return [row for row in scenario.conditions if row.variable in variables]
