"""Which inputs stand behind an obstacle to going home, and the claims they rest on (model §7.3)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from homeward.catalogue import Obstacle, obstacles
from homeward.explorer.views.inputs_and_claims import named
from homeward.results.tables.names import FEAR
from homeward.scenario.checks.coverage import Dated
from homeward.scenario.rows.actors import Presence
from homeward.scenario.rows.permissions import Permission
from homeward.scenario.rows.row import Row
from homeward.scenario.scenario import Scenario

MOST_CLAIMS = 30
OUTLYING_MODES = ("raiding", "informers")
"""How an actor is present who may take a home again."""


@dataclass(frozen=True)
class ExplainedPeriod:
    """Whose obstacles, and when.

    Parameters
    ----------
    homes
        Names of the homes.
    since, on
        First and last day of what is explained.
    """

    homes: frozenset[str]
    since: dt.date
    on: dt.date


def claims_behind(
    scenario: Scenario, names: Mapping[str, str], asked: ExplainedPeriod
) -> dict[str, list[str]]:
    """List the claims behind every obstacle, the most relevant first.

    Inputs about the homes come before others, and those that hold on the last day before those that are over.

    Parameters
    ----------
    names
        Under what name each obstacle is shown.
    """
    found: dict[str, list[str]] = {}
    for obstacle in obstacles(scenario.actor_names):
        rows = sorted(_rows(scenario, obstacle), key=lambda row: _distance(row, asked))
        claims = [claim for row in rows for claim in getattr(row, "claims", ())]
        claims += [one for name in obstacle.parameters for one in scenario.parameters[name].claims]
        found[names.get(obstacle.name, obstacle.name)] = named(claims)[:MOST_CLAIMS]
    return found


def _rows(scenario: Scenario, obstacle: Obstacle) -> Iterable[Row]:
    if obstacle.name in _OWN:
        yield from _OWN[obstacle.name](scenario)
    elif obstacle.name.startswith(FEAR):
        yield from _of_actor(scenario, obstacle.name.removeprefix(FEAR))
    for row in scenario.conditions:
        if row.variable in obstacle.conditions:
            yield row


def _of_actor(scenario: Scenario, actor: str) -> Iterable[Row]:
    """Rows that say what an actor does, where it is, and what it promises."""
    several: Sequence[Row] = (
        *scenario.harms,
        *scenario.presence,
        *scenario.control,
        *scenario.actors,
    )
    yield from (row for row in several if getattr(row, "actor", "") == actor)
    yield from (row for row in scenario.permissions if row.promise and row.actor == actor)


def _raids(scenario: Scenario) -> Iterable[Row]:
    """Rows of actors who may take a home again, and of who held it when."""
    outlying = [row for row in scenario.presence if row.mode in OUTLYING_MODES]
    actors = {row.actor for row in outlying}
    homes = {home.place for home in scenario.homes}
    yield from outlying
    yield from (row for row in scenario.control if row.actor in actors and row.place in homes)


def _rules(scenario: Scenario, *movements: str) -> list[Permission]:
    return [row for row in scenario.permissions if row.movement in movements]


def _assaults(scenario: Scenario) -> list[Presence]:
    return [row for row in scenario.presence if row.mode == "assault"]


_OWN: dict[str, Callable[[Scenario], Iterable[Row]]] = {
    "fear_of_recapture": _raids,
    "permission": lambda scenario: _rules(scenario, "home"),
    "exit": lambda scenario: _rules(scenario, "leave"),
    "fighting": _assaults,
    "way_home": lambda scenario: (*scenario.closures, *scenario.routes),
    "dwelling_destroyed": _assaults,
}
"""Rows of other tables than that of conditions."""


def _distance(row: Row, asked: ExplainedPeriod) -> tuple[int, int, int]:
    """Rank a row: of a home or of no place first, then of the days asked for, then the tables as they are listed."""
    place = getattr(row, "place", None)
    elsewhere = 0 if place is None or place in asked.homes else 1
    if not hasattr(row, "start"):
        return elsewhere, 0, 0
    dated = cast("Dated", row)
    if dated.start <= asked.on < dated.end:
        return elsewhere, 0, 0
    is_within = dated.start <= asked.on and dated.end > asked.since
    return elsewhere, 1 if is_within else 2, abs((asked.on - dated.start).days)
