"""The levers of a dataset, with the days and numbers that each takes (model §2.7)."""

from __future__ import annotations

import datetime as dt
from typing import cast

from homeward.explorer.contract.on_show import LeverDateJson, LeverJson, LeverValueJson
from homeward.explorer.views.inputs_and_claims import named
from homeward.scenario.changes.edits import matching_rows
from homeward.scenario.checks.coverage import ONE_DAY, Dated
from homeward.scenario.rows.levers import BELIEVED, Lever
from homeward.scenario.rows.row import said_in_languages
from homeward.scenario.scenario import Scenario


def levers(scenario: Scenario) -> list[LeverJson]:
    """List the levers; one that people believe at once stands with the one that they must learn."""
    names = {lever.name for lever in scenario.levers}
    return [
        {
            "name": lever.name,
            "title": lever.title,
            "titles": said_in_languages(lever, "title"),
            "what": lever.what,
            "what_words": said_in_languages(lever, "what"),
            "claims": named(lever.claims),
            "date": days_of(scenario, lever),
            "value": _value(lever),
            "believed": twin if (twin := f"{lever.name}{BELIEVED}") in names else None,
        }
        for lever in scenario.levers
        if not lever.believed
    ]


def takes_a_day(lever: Lever) -> bool:
    """Tell whether it is said from when a lever acts; others act on whole rows."""
    return lever.start is not None and not any(
        change.table == "parameters" or (change.where is not None and "from" in change.cells)
        for change in lever.changes
    )


def days_of(scenario: Scenario, lever: Lever) -> LeverDateJson | None:
    """Days from which a lever may be applied; None if it acts on whole rows."""
    if lever.start is None or not takes_a_day(lever):
        return None
    most = max(_last_day(scenario, lever), lever.start)
    return {"default": str(lever.start), "least": str(scenario.start), "most": str(most)}


def _last_day(scenario: Scenario, lever: Lever) -> dt.date:
    """Last day on which the rows that a lever changes and adds can begin."""
    lasts: list[dt.date] = []
    for change in lever.changes:
        if change.where is not None:
            ends = [cast("Dated", row).end for row in matching_rows(scenario, change)]
            lasts.append(max(ends, default=scenario.after_end) - ONE_DAY)
    changed = min(max(lasts, default=scenario.end), scenario.end)
    added = [
        dt.date.fromisoformat(change.cells["to"]) - ONE_DAY
        for change in lever.changes
        if change.where is None and change.cells.get("to")
    ]
    return min([changed, *added])


def _value(lever: Lever) -> LeverValueJson | None:
    value = lever.value
    return value and {
        "default": value.default,
        "low": value.low,
        "high": value.high,
        "meaning": value.meaning,
        "meanings": said_in_languages(value, "meaning"),
    }
