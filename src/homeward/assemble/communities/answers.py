"""Permissions: what every holder answers, era by era, to those who enter, leave, come home or stay (model §7.2)."""

from __future__ import annotations

import numpy as np

from homeward.assemble.communities.eras import eras_within
from homeward.assemble.labels import Labels, codes, keys, marks
from homeward.model.communities.codes import LISTED, NOWHERE, OPEN, REFUSED
from homeward.model.communities.drivers import Lists, Permissions, Promises
from homeward.numerics.array_types import Codes
from homeward.scenario.rows.permissions import Permission
from homeward.scenario.rows.uncertain_numbers import Amount
from homeward.scenario.scenario import Scenario

RULES = {"open": OPEN, "listed": LISTED, "refused": REFUSED}


def find_answers(
    scenario: Scenario, labels: Labels, starts: list[int], holder: Codes
) -> Permissions:
    """Work out every answer; where several rows apply, refused beats listed beats open."""
    n_era, n_place = holder.shape
    n_group, n_actor, n_home = len(labels.groups), len(labels.actors), len(labels.homes)
    enter = np.full((n_era, n_group, n_actor, n_place), OPEN, dtype=np.int64)
    leave = np.full((n_era, n_group, n_place), OPEN, dtype=np.int64)
    stay = leave.copy()
    home = np.full((n_era, n_home, n_group, n_actor), OPEN, dtype=np.int64)
    for row in scenario.permissions:
        rule = RULES[row.rule]
        groups = labels.members_of(row.groups, labels.groups)
        origins = labels.members_of(row.coming_from, labels.actors)
        for place, eras in _eras_by_place(row, labels, starts, holder).items():
            name = labels.places[place]
            if row.movement == "enter":
                cell = np.ix_(eras, groups, origins, [place])
                enter[cell] = np.maximum(enter[cell], rule)
            elif row.movement == "home" and name in labels.homes:
                cell = np.ix_(eras, [labels.homes.index(name)], groups, origins)
                home[cell] = np.maximum(home[cell], rule)
            elif row.movement in {"leave", "stay"}:
                answers = leave if row.movement == "leave" else stay
                cell = np.ix_(eras, groups, [place])
                answers[cell] = np.maximum(answers[cell], rule)
    return Permissions(enter=enter, leave=leave, stay=stay, home=home)


def listed_homes(scenario: Scenario) -> list[tuple[Permission, Amount, str]]:
    """List every row that approves people by name, how many, and the home they may come back to."""
    homes = [home.place for home in scenario.homes]
    return [
        (row, row.approvals, home)
        for row in scenario.permissions
        if row.approvals is not None
        for home in homes
        if row.place in {None, home}
    ]


def find_lists(scenario: Scenario, labels: Labels, starts: list[int], holder: Codes) -> Lists:
    """Find when each list of approvals opens, and for whom."""
    rows = listed_homes(scenario)
    return Lists(
        era=codes(_first_era(row, home, labels, starts, holder) for row, _, home in rows),
        home=codes(labels.homes.index(home) for _, _, home in rows),
        group=marks([row.groups for row, _, _ in rows], labels.groups),
        origin=marks([row.coming_from for row, _, _ in rows], labels.actors),
        key=keys(f"{home}|{row.actor}|{' '.join(row.groups)}|{row.start}" for row, _, home in rows),
    )


def find_promises(scenario: Scenario, labels: Labels, starts: list[int], holder: Codes) -> Promises:
    """Find when each promise is made, by whom, and to whom."""
    rows = [row for row in scenario.permissions if row.promise > 0.0]
    return Promises(
        era=codes(_first_era(row, row.place, labels, starts, holder) for row in rows),
        actor=codes(labels.actors.index(row.actor) for row in rows),
        group=marks([row.groups for row in rows], labels.groups),
        strength=np.array([row.promise for row in rows], dtype=np.float64),
    )


def _eras_by_place(
    row: Permission, labels: Labels, starts: list[int], holder: Codes
) -> dict[int, list[int]]:
    """List the eras in which a row holds, by place: only while its actor holds the place."""
    actor = labels.actors.index(row.actor)
    eras = eras_within((labels.day(row.start), labels.day(row.end)), starts)
    places = labels.members_of((row.place,) if row.place else (), labels.places)
    found = {
        place: (eras.start + np.flatnonzero(holder[eras, place] == actor)).tolist()
        for place in places
    }
    return {place: held for place, held in found.items() if held}


def _first_era(
    row: Permission, place: str | None, labels: Labels, starts: list[int], holder: Codes
) -> int:
    """Return the first era in which a row holds at a place, or at any; NOWHERE if it never does."""
    eras = [
        held[0]
        for where, held in _eras_by_place(row, labels, starts, holder).items()
        if place is None or labels.places[where] == place
    ]
    return min(eras, default=NOWHERE)
