"""Rows of the tables in words: what one input says, with its numbers, range, unit and days (model §2)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from homeward.catalogue import CONDITIONS
from homeward.explorer.words.row_describer import (
    RowDescriber,
    country,
    listed,
    ranged,
    short_date,
    short_number,
)
from homeward.results.figures.scales import MONTHS
from homeward.scenario.rows.actors import Actor, Control, Harm, Presence
from homeward.scenario.rows.camps.barriers import Barrier, KindChange
from homeward.scenario.rows.camps.fighting import Fighting
from homeward.scenario.rows.camps.registrations import Correction
from homeward.scenario.rows.conditions import Condition
from homeward.scenario.rows.people import Arrival, Displaced, Group
from homeward.scenario.rows.permissions import Permission
from homeward.scenario.rows.places import Closure, Place, Route
from homeward.scenario.rows.row import Row

KINDS = {
    "idp_camp": "camp of displaced people",
    "transit": "transit point",
    "marker": "point on the way",
}
CONDITION_MEANINGS = {one.name: one.meaning for one in CONDITIONS}
MODES = {
    "garrison": "a garrison",
    "raiding": "raids",
    "informers": "informers",
    "assault": "an assault",
}
HARMED_BY = {
    "control": "where it holds the place",
    "garrison": "where it has a garrison",
    "raiding": "where it raids",
    "informers": "where it has informers",
    "assault": "where it attacks",
}
EXPOSED = {
    "living": "who live there",
    "crossing": "who crossed into its territory",
    "returned_unpermitted": "who came back without permission",
    "returned_permitted": "who came back with permission",
    "travelling": "who are on the way",
}
MOVEMENTS = {"enter": "entering", "leave": "leaving", "home": "going home", "stay": "staying"}
DIRECTIONS = {"out": "on the way out", "back": "on the way back"}


def _place(row: Place, say: RowDescriber) -> str:
    parts = [f"{KINDS.get(row.kind, row.kind)} in {country(row.country)}"]
    if row.population is not None:
        parts.append(f"home of {ranged(row.population, 'people')}")
    if row.dwellings is not None:
        parts.append(f"{short_number(row.dwellings)} dwellings")
    if row.capacity is not None:
        parts.append(f"room for {short_number(row.capacity)} people")
    if row.capacity_per_day:
        parts.append(f"and for {short_number(row.capacity_per_day)} more a day")
    if row.already_here:
        parts.append(f"{short_number(row.already_here)} displaced people on the first day")
    if row.hosting.high > 0:
        parts.append(f"takes newcomers, {ranged(row.hosting)} beside a provincial city's 1")
    if row.hub is not None:
        parts.append(f"commanded from {say.place(row.hub)}")
    return f"{row.label}: {', '.join(parts)}"


def _route(row: Route, say: RowDescriber) -> str:
    pace = f", {short_number(row.pace)} km a day" if row.pace is not None else ""
    one_way = "" if row.both_ways else ", one way only"
    between = f"{say.place(row.origin)} to {say.place(row.destination)}"
    return f"Way from {between}: {short_number(row.km)} km{pace}{one_way}"


def _closure(row: Closure, say: RowDescriber) -> str:
    origin, destination = (say.place(name) for name in say.ends(row.route))
    way = f" {DIRECTIONS[row.direction]}" if row.direction in DIRECTIONS else ""
    return f"Way from {origin} to {destination}: closed{way}{say.days(row.start, row.end)}"


def _actor(row: Actor, say: RowDescriber) -> str:
    expected = [
        (row.believed_friendly, "by those it is close to"),
        (row.believed_neither, "by those it is neither close nor hostile to"),
        (row.believed_hostile, "by those it is hostile to"),
    ]
    parts = [f"{short_number(rate)} {whom}" for rate, whom in expected if rate is not None]
    if not parts:
        return (
            f"{say.actors([row.actor])}: what is expected of it at first is left to the parameters"
        )
    years = f", as after {short_number(row.believed_years)} years" if row.believed_years else ""
    said = f"harmful events a person and year expected at first, {listed(parts)}{years}"
    return f"{say.actors([row.actor])}: {said}"


def _control(row: Control, say: RowDescriber) -> str:
    return (
        f"{say.place(row.place)}: held by {say.actors([row.actor])}{say.days(row.start, row.end)}"
    )


def _presence(row: Presence, say: RowDescriber) -> str:
    fades = f", fading over {short_number(row.radius_km)} km" if row.radius_km is not None else ""
    what = f"{MODES[row.mode]} of {say.actors([row.actor])}, strength {ranged(row.strength)}"
    return f"{say.place(row.place)}: {what}{fades}{say.days(row.start, row.end)}"


def _group(row: Group, say: RowDescriber) -> str:
    whose = say.place(row.home) if row.home else "every home without shares of its own"
    parts = [f"{ranged(row.share)} of the people of {whose}"]
    # What people live from would tell who they are.
    if row.livelihood and say.is_open:
        parts.append(f"living from {row.livelihood}")
    if row.friendly:
        parts.append(f"close to {say.actors(row.friendly)}")
    if row.hostile:
        parts.append(f"hostile to {say.actors(row.hostile)}")
    return f"{say.groups([row.group])}: {'; '.join(parts)}"


def _displaced(row: Displaced, say: RowDescriber) -> str:
    who = f"{say.groups([row.group])} of {say.place(row.home)}"
    return f"{say.place(row.place)}: {who} on the first day, {ranged(row.people, 'people')}"


def _arrival(row: Arrival, say: RowDescriber) -> str:
    who = f"{say.groups([row.group])} of {say.place(row.home)}"
    days = say.days(row.start, row.end)
    return (
        f"{say.place(row.place)}: {who} coming from outside, {ranged(row.people, 'people')}{days}"
    )


def _harm(row: Harm, say: RowDescriber) -> str:
    parts = [f"{row.kind.capitalize()} by {say.actors([row.actor])}"]
    if row.groups:
        parts.append(f"of {say.groups(row.groups)}")
    elif row.exposure:
        parts.append("of people")
    if row.exposure:
        parts.append(" or ".join(EXPOSED[one] for one in row.exposure))
    parts.append(f"at {say.places(row.places)}" if row.places else HARMED_BY[row.mode])
    when = f", in {listed([MONTHS[month - 1] for month in row.months])}" if row.months else ""
    if row.after_capture_days is not None:
        when += f", in the first {row.after_capture_days} days after taking it"
    rate = ranged(row.rate, "cases a person and year")
    return f"{' '.join(parts)}: {rate}{when}{say.days(row.start, row.end)}"


def _condition(row: Condition, say: RowDescriber) -> str:
    what = CONDITION_MEANINGS[row.variable]
    days = say.days(row.start, row.end)
    return f"{say.place(row.place)}: {what}, {ranged(row.value)}{days}"


def _permission(row: Permission, say: RowDescriber) -> str:
    where = say.place(row.place) if row.place else f"Wherever {say.actors([row.actor])} holds"
    rule = {"refused": "refused", "open": "open to all", "listed": "only for those on a list"}
    parts = [f"{MOVEMENTS[row.movement]} is {rule[row.rule]}"]
    if row.approvals is not None:
        parts.append(ranged(row.approvals, "people approved"))
    if row.groups:
        parts.append(f"for {say.groups(row.groups)}")
    if row.coming_from:
        parts.append(f"for those who come from territory of {say.actors(row.coming_from)}")
    if row.place:
        parts.append(f"while {say.actors([row.actor])} holds it")
    if row.promise:
        parts.append(f"with a public guarantee of weight {short_number(row.promise)}")
    return f"{where}: {', '.join(parts)}{say.days(row.start, row.end)}"


def _fighting(row: Fighting, say: RowDescriber) -> str:
    days = say.days(row.start, row.end)
    return f"{say.place(row.place)}: fighting of intensity {short_number(row.intensity)}{days}"


def _barrier(row: Barrier, say: RowDescriber) -> str:
    ends = [say.place(name) for name in row.places]
    what = {
        "border": f"Border of {listed([country(one) for one in row.countries])}",
        "road": f"Road from {' to '.join(ends)}",
        "place": f"Every road of {listed(ends)}",
    }.get(row.kind, listed(ends))
    return f"{what}: closed{say.days(row.start, row.end)}"


def _kind_change(row: KindChange, say: RowDescriber) -> str:
    return f"{say.place(row.place)}: {KINDS.get(row.kind, row.kind)} from {short_date(row.start)}"


def _correction(row: Correction, say: RowDescriber) -> str:
    return f"{say.place(row.series)}: counted anew on {short_date(row.date)}; earlier numbers are scaled"


WORDS: dict[type[Row], Callable[[Any, RowDescriber], str]] = {
    Place: _place,
    Route: _route,
    Closure: _closure,
    Actor: _actor,
    Control: _control,
    Presence: _presence,
    Group: _group,
    Displaced: _displaced,
    Arrival: _arrival,
    Harm: _harm,
    Condition: _condition,
    Permission: _permission,
    Fighting: _fighting,
    Barrier: _barrier,
    KindChange: _kind_change,
    Correction: _correction,
}
"""How the rows of each table are worded."""


def word_row(row: Row, say: RowDescriber) -> str:
    """Word one row."""
    return WORDS[type(row)](row, say)


def places_of(row: Row, say: RowDescriber) -> list[str]:
    """List the places a row concerns, each once."""
    found: list[str] = []
    for column in ("place", "home", "origin", "destination"):
        name = getattr(row, column, None)
        found += [name] if name else []
    if isinstance(row, Closure):
        found += say.ends(row.route)
    if isinstance(row, Correction) and say.is_place(row.series):
        found.append(row.series)
    found += getattr(row, "places", ())
    return list(dict.fromkeys(found))
