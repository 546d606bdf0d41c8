"""Inputs that cannot affect the result: rules, places and levers that never act (model §2)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from homeward.catalogue import PARAMETER
from homeward.errors import Problem
from homeward.scenario.changes.edits import matching_rows
from homeward.scenario.checks.coverage import Dated
from homeward.scenario.reading.tables import LEVERS_FILE, SETTINGS_FILE
from homeward.scenario.rows.actors import Control, Harm, Presence
from homeward.scenario.rows.permissions import Permission
from homeward.scenario.rows.pooling import pooled_units
from homeward.scenario.scenario import Scenario

Asks = Callable[[Scenario], Iterator[Problem]]
_HOME_CONDITIONS = ("dwellings_occupied", "mines", "confinement")


_Held = Control | Presence


def idle_harms(scenario: Scenario) -> Iterator[Problem]:
    """Find harms of actors never present in that mode where and when the row holds."""
    for harm in scenario.harms:
        where = f"harms.csv, line {harm.line}"
        if not any(_meets(harm, row) for row in _present(scenario, harm)):
            places = f" at {', '.join(harm.places)}" if harm.places else ""
            found = (
                f'"{harm.actor}" is never there in mode {harm.mode}{places} while the row holds.'
            )
            yield Problem(where, found, "The row cannot act.")
        elif harm.after_capture_days is not None and not _takes(scenario, harm):
            found = f'"{harm.actor}" takes no place from another.'
            yield Problem(where, found, "A row with after_capture_days cannot act.")


def idle_permissions(scenario: Scenario) -> Iterator[Problem]:
    """Find rules of actors that never hold the place while the row holds."""
    holders = {row.actor for row in scenario.control}
    for permission in scenario.permissions:
        where = f"permissions.csv, line {permission.line}"
        if not any(_rules(permission, row) for row in scenario.control):
            place = f'"{permission.place}"' if permission.place else "any place"
            found = f'"{permission.actor}" never holds {place} while the row holds.'
            yield Problem(where, found, "A rule counts only while its actor holds the place.")
        for actor in permission.coming_from:
            if actor not in holders:
                found = f'"{actor}" in coming_from never holds a place.'
                yield Problem(where, found, "Nobody can come from it.")


def idle_presence(scenario: Scenario) -> Iterator[Problem]:
    """Find presence that says nothing: of the holder itself, or with a radius that is not used."""
    for row in scenario.presence:
        where = f"presence.csv, line {row.line}"
        if row.radius_km is not None and row.mode != "raiding":
            found = f"radius_km is given with mode {row.mode}."
            yield Problem(where, found, "Only raiding reaches other places.")
        if any(
            held.place == row.place and held.actor == row.actor and _meet(held, row)
            for held in scenario.control
        ):
            found = f'"{row.actor}" holds "{row.place}" on some of these days.'
            yield Problem(where, found, "Its presence adds nothing while it holds the place.")


def idle_places(scenario: Scenario) -> Iterator[Problem]:
    """Find places no route reaches, and conditions that matter only at a home."""
    reached = {route.destination for route in scenario.routes}
    reached |= {route.origin for route in scenario.routes if route.both_ways}
    for place in scenario.places:
        if place.place not in reached:
            found = f'no route reaches "{place.place}".'
            yield Problem(f"places.csv, line {place.line}", found, "Nobody can go there.")
    homes = {home.place for home in scenario.homes}
    for row in scenario.conditions:
        if row.variable in _HOME_CONDITIONS and row.place not in homes:
            found = f'{row.variable} of "{row.place}" is given, which is nobody\'s home.'
            why = f"{row.variable} acts only at a home."
            yield Problem(f"conditions.csv, line {row.line}", found, why)


def idle_people(scenario: Scenario) -> Iterator[Problem]:
    """Find actors who are nowhere and groups without people."""
    here = {row.actor for row in (*scenario.control, *scenario.presence)}
    for actor in scenario.actors:
        if actor.actor not in here:
            found = f'"{actor.actor}" holds no place and is present at none.'
            yield Problem(f"actors.csv, line {actor.line}", found)
    with_people = {row.group for row in (*scenario.displaced, *scenario.arrivals)}
    with_people |= {
        row.group
        for home in scenario.homes
        for row in scenario.groups_of(home.place)
        if row.share.high > 0 and home.population is not None and home.population.high > 0
    }
    for group in scenario.groups:
        if group.group not in with_people:
            yield Problem(f"groups.csv, line {group.line}", f'"{group.group}" has no people.')


def idle_dates(scenario: Scenario) -> Iterator[Problem]:
    """Find days given for measures of one day."""
    for row in scenario.observations:
        if row.since is not None and not row.is_flow:
            where = f"observations.csv, line {row.line}"
            found = f'since is given, but "{row.measure}" is measured on one day.'
            yield Problem(where, found, "since is not used.")


def idle_parameters(scenario: Scenario) -> Iterator[Problem]:
    """Find parameters set for laws that never act in this scenario."""
    for name in scenario.parameters_set:
        needs = _NEEDS.get(name)
        if needs is not None and not needs[0](scenario):
            found = f"{name} is set, but {needs[1]}."
            yield Problem(SETTINGS_FILE, found, PARAMETER[name].meaning)


def idle_pooling(scenario: Scenario) -> Iterator[Problem]:
    """Find parameters said to differ that cannot: there is one home or group, or nothing to differ from."""
    for pooling in scenario.pooling:
        homes = [place.place for place in scenario.homes]
        alone = len(pooled_units(pooling.by, homes, scenario.group_names)) < 2
        why = f"there is one {pooling.by}" if alone else f"{pooling.parameter} is 0"
        if alone or scenario.parameters[pooling.parameter].high == 0.0:
            found = f"{pooling.parameter} is said to differ by {pooling.by}, but {why}."
            yield Problem(SETTINGS_FILE, found, "The pooling has no effect.")


def idle_surveys(scenario: Scenario) -> Iterator[Problem]:
    """Find ranges that are to be taken from surveys where no survey may set any."""
    intended = any(row.use == "fit" and row.is_intention for row in scenario.surveys)
    if scenario.willing_from_surveys and not intended:
        found = (
            "willing_from_surveys is set, but no row of surveys.csv to fit says who intends what."
        )
        yield Problem(SETTINGS_FILE, found, "The ranges of the variable catalogue hold.")


def idle_levers(scenario: Scenario) -> Iterator[Problem]:
    """Find changes of levers that concern no row, or none from the day of the lever on."""
    for lever in scenario.levers:
        # A lever that is believed at once changes what the one to be learned does.
        for change in () if lever.believed else lever.changes:
            if change.table == "parameters" or change.where is None:
                continue
            if not matching_rows(scenario, change, lever.start):
                where = f'{LEVERS_FILE}, line {change.line}, lever "{lever.name}"'
                cells = ", ".join(f"{column} {cell}" for column, cell in change.where.items())
                days = f" from {lever.start} on" if lever.start else ""
                found = f"no row of {change.table}.csv has {cells}{days}."
                yield Problem(where, found, "The change does nothing.")


IDLE: tuple[Asks, ...] = (
    idle_harms,
    idle_permissions,
    idle_presence,
    idle_places,
    idle_people,
    idle_dates,
    idle_parameters,
    idle_pooling,
    idle_levers,
    idle_surveys,
)


def _meet(one: Dated, other: Dated) -> bool:
    return one.start < other.end and other.start < one.end


def _present(scenario: Scenario, harm: Harm) -> Iterator[_Held]:
    if harm.mode == "control":
        yield from scenario.control
    else:
        yield from (row for row in scenario.presence if row.mode == harm.mode)


def _meets(harm: Harm, row: _Held) -> bool:
    # Raiders reach other places than the one they raid from.
    is_there = not harm.places or row.place in harm.places or harm.mode == "raiding"
    return row.actor == harm.actor and is_there and _meet(harm, row)


def _takes(scenario: Scenario, harm: Harm) -> bool:
    return any(
        _meets(harm, row) and row.start == before.end and row.place == before.place
        for row in scenario.control
        for before in scenario.control
        if before.actor != harm.actor
    )


def _rules(permission: Permission, row: _Held) -> bool:
    is_there = permission.place is None or row.place == permission.place
    return row.actor == permission.actor and is_there and _meet(permission, row)


def _has_mode(mode: str) -> Callable[[Scenario], bool]:
    return lambda scenario: any(row.mode == mode for row in scenario.presence)


def _has_condition(variable: str) -> Callable[[Scenario], bool]:
    return lambda scenario: any(row.variable == variable for row in scenario.conditions)


def _has_rule(movement: str, *rules: str) -> Callable[[Scenario], bool]:
    return lambda scenario: any(
        row.movement == movement and row.rule in rules for row in scenario.permissions
    )


_NO_RAIDS = "nobody raids"
_NO_OCCUPIERS = "no dwellings are occupied"

_NEEDS: dict[str, tuple[Callable[[Scenario], bool], str]] = {
    "hub_protection": (
        lambda scenario: (
            _has_mode("raiding")(scenario) and any(place.hub for place in scenario.places)
        ),
        "nobody raids a place with a hub",
    ),
    "recapture_prior": (_has_mode("raiding"), _NO_RAIDS),
    "recapture_memory": (_has_mode("raiding"), _NO_RAIDS),
    "recapture_horizon": (_has_mode("raiding"), _NO_RAIDS),
    "destruction_hazard": (_has_mode("assault"), "nobody assaults a place"),
    "exit_refused_ease": (_has_rule("leave", "refused"), "nobody refuses leaving"),
    "expulsion_hazard": (_has_rule("stay", "refused"), "nobody is ordered out"),
    "entry_refused_ease": (_has_rule("enter", "refused"), "nobody refuses entry"),
    "approved_speed": (_has_rule("home", "listed"), "nobody is approved by name"),
    "unpermitted_ease": (
        _has_rule("home", "refused", "listed"),
        "nobody needs permission to go home",
    ),
    "promise_credence": (
        lambda scenario: any(row.promise > 0 for row in scenario.permissions),
        "nothing is promised",
    ),
    "recent_return_speed": (
        lambda scenario: scenario.parameters["recent_days"].high > 0,
        "recent_days is 0: nobody counts as come of late",
    ),
    "weight_mines": (_has_condition("mines"), "no place is mined"),
    "weight_occupied": (_has_condition("dwellings_occupied"), _NO_OCCUPIERS),
    "avoid_occupiers": (_has_condition("dwellings_occupied"), _NO_OCCUPIERS),
    "garrison_relief": (_has_condition("dwellings_occupied"), _NO_OCCUPIERS),
    "pace": (
        lambda scenario: any(route.pace is None for route in scenario.routes),
        "every route states its pace",
    ),
    "willing_camp": (
        lambda scenario: any(place.kind == "camp" for place in scenario.places),
        "there is no camp",
    ),
}
"""What must be in a scenario for a parameter to act, and what to say where it is not."""
