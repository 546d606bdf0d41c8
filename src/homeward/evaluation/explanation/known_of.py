"""What is known of the obstacles of a home: nothing, defaults alone, or more (model §7.3)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator

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


def fought_over(
    scenario: Scenario, homes: Collection[str], since: dt.date, on: dt.date
) -> Iterator[str]:
    """Name the homes, of these or of all if none, that are fought over on most days on which obstacles are lifted.

    Whoever comes to one is turned back at the door (§7.4), whatever is lifted: there nothing seems to keep people away.
    """
    n_day = (on - since).days + 1
    for home in scenario.homes:
        if homes and home.place not in homes:
            continue
        days: set[int] = set()
        for row in scenario.presence:
            if row.mode == "assault" and row.place == home.place:
                first, after = max(row.start, since), min(row.end, on + dt.timedelta(days=1))
                days.update(range((first - since).days, (after - since).days))
        if len(days) > n_day / 2:
            yield home.place


def _rows(scenario: Scenario, variables: tuple[str, ...]) -> list[Condition]:
    return [row for row in scenario.conditions if row.variable in variables]
