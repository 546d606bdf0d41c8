"""Who is armed where, and whom they harm: presence and harms of a blank scenario."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from homeward.errors import Problem
from homeward.scenario.blank import defaults
from homeward.scenario.blank.answers import Answers, Armed, Capture, Refuge, Unit
from homeward.scenario.blank.defaults import Cells, Default, ranged
from homeward.scenario.blank.named import captures_of, days_of, meet, named, placed
from homeward.scenario.blank.shares import lives_in

PRESENT = {
    "garrison": defaults.PART_HELD,
    "raiding": defaults.RAIDED,
    "informers": defaults.WATCHED,
    "assault": defaults.ASSAULT,
}
"""How strong somebody is, by how they are present."""
HARMED = {"garrison": defaults.HARMED_BY_HOLDER, "raiding": defaults.HARMED_IN_RAIDS}
"""What somebody does to whom they are a danger to, by how they are present without holding the place."""


def presence_rows(answers: Answers) -> Iterator[Cells]:
    """Give the rows of presence.csv: attacks, those that failed too, who is there, and who is only feared."""
    for place in (*answers.units, *answers.refuges):
        yield from _assaults(answers, place)
    for one in answers.present:
        yield from _said(answers, one)
    for name, homes in _only_feared(answers).items():
        for home in homes:
            yield _row(home, name, "raiding", defaults.FEARED)


def harm_rows(answers: Answers) -> Iterator[Cells]:
    """Give the rows of harms.csv: of whoever attacks, and of each who is a danger to a group, as they are there."""
    takers = dict.fromkeys(named(one.by) for one in answers.captures)
    attackers = dict.fromkeys(named(one.by) for one in answers.present if one.how == "assault")
    fought = defaults.KILLED_IN_FIGHTING
    for actor in {**takers, **attackers}:
        killed: Cells = {"actor": actor, "kind": "killing", "mode": "assault"}
        yield killed | ranged("rate", fought) | {"claims": fought.claims}
    holders = {named(unit.held_by) for unit in answers.units} | set(takers)
    holders |= {named(one.held_by) for one in answers.refuges}
    modes = {(named(one.by), one.how) for one in answers.present}
    modes |= {(actor, "raiding") for actor in _only_feared(answers)}
    threats = {(named(actor), named(one.name)) for one in answers.groups for actor in one.threats}
    for actor, group in sorted(threats):
        if actor in holders:
            yield from _harmed(actor, group, "control", defaults.HARMED_BY_HOLDER)
        if actor in takers:
            for row in _harmed(actor, group, "control", defaults.HARMED_AFTER_CAPTURE):
                yield row | {"after_capture_days": defaults.AFTER_CAPTURE_DAYS}
        for how, default in HARMED.items():
            if (actor, how) in modes:
                yield from _harmed(actor, group, how, default)


def present_twice(answers: Answers) -> Iterator[Problem]:
    """Find two answers about one who is at one place in one way on the same days."""
    for number, one in enumerate(answers.present):
        for other in answers.present[:number]:
            both = set(map(named, one.places)) & set(map(named, other.places))
            is_one = one.how == other.how and named(one.by) == named(other.by)
            if both and is_one and meet(days_of(answers, one), days_of(answers, other)):
                found = f"{one.how} of {one.by} is already given for some of these days, on line {other.line}."
                way = "give since and until of both, one after the other."
                yield Problem(f"present, line {one.line}", found, "", (way,))


def attacked_twice(answers: Answers) -> Iterator[Problem]:
    """Find captures of which the attack is given a second time, under present."""
    for place in (*answers.units, *answers.refuges):
        for capture in captures_of(answers, place):
            start = capture.fought_since
            said = _said_attack(answers, place, capture, start) if start else None
            if said is not None:
                found = f"{capture.by} fights for {place.name} from {start}, and under present, line {said.line}, too."
                way = f"leave out fought_since, or line {said.line}."
                yield Problem(f"captures, line {capture.line}", found, "", (way,))


def first_fighting(answers: Answers, unit: Unit) -> dt.date | None:
    """Find the day on which a unit was first captured or attacked."""
    days = [one.fought_since or one.on for one in captures_of(answers, unit)]
    days += [
        one.since or answers.about.start
        for one in answers.present
        if one.how == "assault" and named(unit.name) in map(named, one.places)
    ]
    return min(days, default=None)


def _assaults(answers: Answers, place: Unit | Refuge) -> Iterator[Cells]:
    before = answers.about.start
    for capture in captures_of(answers, place):
        ten_days = max(capture.on - dt.timedelta(days=defaults.ASSAULT_DAYS), before)
        start = capture.fought_since or ten_days
        # Who said under present when the attack began knows better than ten days.
        if not _said_attack(answers, place, capture, start):
            row = _row(place.name, capture.by, "assault", defaults.ASSAULT, start, capture.on)
            yield row | {"claims": f"{answers.ground_of(capture)} {defaults.ASSAULT.claim}"}
        before = capture.on


def _said_attack(
    answers: Answers, place: Unit | Refuge, capture: Capture, start: dt.date
) -> Armed | None:
    """Find what is said under present of the attack with which a place was captured, by the days from its start on."""
    for one in answers.present:
        is_theirs = one.how == "assault" and named(one.by) == named(capture.by)
        is_there = named(place.name) in map(named, one.places)
        if is_theirs and is_there and meet((start, capture.on), days_of(answers, one)):
            return one
    return None


def _said(answers: Answers, one: Armed) -> Iterator[Cells]:
    since, until = days_of(answers, one)
    end = until if until <= answers.about.end else None
    for place in one.places:
        strength, ground = PRESENT[one.how], answers.ground_of(one)
        cells = _row(place, one.by, one.how, strength, since, end)
        cells["claims"] = f"{ground} {strength.claim}"
        if one.share is not None:
            held = ranged("strength", defaults.SHARE_HELD, one.share)
            held["strength_high"] = min(1.0, one.share * defaults.SHARE_HELD.high)
            cells |= {**held, "claims": f"{ground} {defaults.SHARE_HELD.claim}"}
        yield cells


def _only_feared(answers: Answers) -> dict[str, list[str]]:
    """List where those live who are in danger from somebody who is nowhere, by whom they fear."""
    known = placed(answers)
    found: dict[str, list[str]] = {}
    for group in answers.groups:
        for actor in map(named, group.threats):
            if actor not in known:
                found.setdefault(actor, []).extend(unit.name for unit in lives_in(answers, group))
    return {actor: list(dict.fromkeys(homes)) for actor, homes in found.items()}


def _row(
    place: str,
    by: str,
    mode: str,
    default: Default,
    start: dt.date | None = None,
    end: dt.date | None = None,
) -> Cells:
    return {
        "place": named(place),
        "actor": named(by),
        "mode": mode,
        **ranged("strength", default),
        "from": start.isoformat() if start else "",
        "to": end.isoformat() if end else "",
        "claims": default.claims,
    }


def _harmed(actor: str, group: str, mode: str, default: Default) -> Iterator[Cells]:
    """Give the rows of one who is a danger to a group: whom it kills, and whom it takes away."""
    row: Cells = {"actor": actor, "groups": group, "mode": mode}
    yield row | {"kind": "killing", **ranged("rate", default), "claims": default.claims}
    taken = ranged("rate", default, defaults.ABDUCTED.value)
    claims = f"{default.claims} {defaults.PREFIX}{defaults.ABDUCTED.name}"
    yield row | {"kind": "abduction", **taken, "claims": claims}
