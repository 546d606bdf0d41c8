"""What answers name: identifiers, actors, who took what when, and names that are none of those given."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterable, Iterator

from homeward.errors import MISSPELT, Problem, nearest, nearest_hint
from homeward.scenario.blank.answers import Answers, Armed, Capture, Refuge, Spell, Unit
from homeward.scenario.blank.defaults import ASSAULT_DAYS
from homeward.scenario.text.cells import as_identifier

HOSTS = "Host states"
"""Who holds a refuge abroad, where nobody is named."""


def named(name: str) -> str:
    """Turn a name in any letters into an identifier."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    word = as_identifier(plain)
    return word if word[:1].isalpha() else f"x_{word}".rstrip("_")


def holder_of(answers: Answers, refuge: Refuge) -> str:
    """Name who holds a refuge: whoever is named, host states abroad, and inside whoever holds the first unit."""
    is_abroad = (refuge.country or answers.about.country) != answers.about.country
    return refuge.held_by or (HOSTS if is_abroad else answers.units[0].held_by)


def actors_of(answers: Answers) -> list[str]:
    """Name everybody who holds, takes or threatens something, once."""
    names = [unit.held_by for unit in answers.units]
    names += [capture.by for capture in answers.captures]
    names += [one.by for one in answers.present]
    names += [holder_of(answers, refuge) for refuge in answers.refuges]
    names += [name for group in answers.groups for name in (*group.threats, *group.friends)]
    return list({named(name): name for name in reversed(names) if name}.values())[::-1]


def placed(answers: Answers) -> set[str]:
    """Identify everybody who holds, takes or is somewhere."""
    names = [unit.held_by for unit in answers.units]
    names += [capture.by for capture in answers.captures]
    names += [one.by for one in answers.present]
    names += [holder_of(answers, refuge) for refuge in answers.refuges]
    return {named(name) for name in names if name}


def captures_of(answers: Answers, place: Unit | Refuge) -> list[Capture]:
    """List who took a place, in the order of days."""
    taken = [one for one in answers.captures if named(one.unit) == named(place.name)]
    return sorted(taken, key=lambda one: one.on)


def holders_of(answers: Answers, place: Unit | Refuge) -> list[tuple[str, dt.date | None, str]]:
    """List who held a place, from which day (the first: None), and the answer that says so rests on what."""
    holder = holder_of(answers, place) if isinstance(place, Refuge) else place.held_by
    first = (holder, None, answers.ground_of(place))
    taken = captures_of(answers, place)
    return [first, *((one.by, one.on, answers.ground_of(one)) for one in taken)]


def days_of(answers: Answers, one: Spell) -> tuple[dt.date, dt.date]:
    """Give the first day of an answer, and the day after its last."""
    since = one.since or answers.about.start
    after = answers.about.end + dt.timedelta(days=1)
    if isinstance(one, Armed) and one.how == "assault":
        after = min(since + dt.timedelta(days=ASSAULT_DAYS), after)
    return since, one.until or after


def meet(one: tuple[dt.date, dt.date], other: tuple[dt.date, dt.date]) -> bool:
    """Tell whether two spans of days have a day in common; each ends on the day after its last."""
    return one[0] < other[1] and other[0] < one[1]


def none_of(where: str, name: str, known: Iterable[str], what: str) -> Problem:
    """Word a name that is none of those known."""
    names = list(known)
    way = f"name one of {', '.join(names)}." if names else f"list the {what}."
    return Problem(where, f'"{name}" is none of the {what}.', nearest_hint(name, names), (way,))


def misnamed(answers: Answers) -> Iterator[Problem]:
    """Find names that are none of those given, or two in one, and days outside the run."""
    yield from _unknown_places(answers)
    yield from _days_outside(answers)
    yield from _unknown_groups(answers)
    yield from _nobody_known(answers)
    for place in (*answers.units, *answers.refuges):
        days = [one.on for one in captures_of(answers, place)]
        if len(set(days)) < len(days):
            found = f"{place.name} is captured twice on one day."
            yield Problem("captures", found, "", ("name who held it in the evening.",))
        yield from _fought_for_too_soon(answers, place)


def _unknown_places(answers: Answers) -> Iterator[Problem]:
    units = {named(unit.name): unit.name for unit in answers.units}
    known = units | {named(refuge.name): refuge.name for refuge in answers.refuges}
    if len(known) < len(answers.units) + len(answers.refuges):
        yield Problem("units, refuges", "two have the same name.", "", ("name each once.",))
    if len({named(group.name) for group in answers.groups}) < len(answers.groups):
        yield Problem("groups", "two have the same name.", "", ("name each once.",))
    asked = [("captures", one.line, one.unit, known) for one in answers.captures]
    asked += [("present", one.line, name, known) for one in answers.present for name in one.places]
    asked += [
        ("permissions", one.line, name, known) for one in answers.permissions for name in one.places
    ]
    asked += [("cut_off", one.line, name, known) for one in answers.cut_off for name in one.places]
    asked += [("counted", one.line, name, units) for one in answers.counted for name in one.homes]
    asked += [("counted", one.line, name, known) for one in answers.counted for name in one.places]
    for key, line, name, places in asked:
        if named(name) not in places:
            yield none_of(f"{key}, line {line}", name, places.values(), "places that are named")


def _unknown_groups(answers: Answers) -> Iterator[Problem]:
    groups = {named(group.name): group.name for group in answers.groups}
    for one in answers.permissions:
        for name in one.groups:
            if named(name) not in groups:
                yield none_of(f"permissions, line {one.line}", name, groups.values(), "groups")


def _fought_for_too_soon(answers: Answers, place: Unit | Refuge) -> Iterator[Problem]:
    before = answers.about.start
    for capture in captures_of(answers, place):
        if capture.fought_since is not None and capture.fought_since < before:
            found = f"{capture.by} fights for {place.name} from {capture.fought_since}, before {before}."
            why = "An attack belongs to one capture: it begins after the one before, and within the run."
            way = "give fought_since a later day; an attack that failed stands under present."
            yield Problem(f"captures, line {capture.line}", found, why, (way,))
        before = capture.on


def _days_outside(answers: Answers) -> Iterator[Problem]:
    about, way = answers.about, "correct the day, or start and end."
    dated = [("present", one) for one in answers.present]
    dated += [("permissions", one) for one in answers.permissions]
    dated += [("cut_off", one) for one in answers.cut_off]
    for key, one in dated:
        for day in filter(None, (one.since, one.until)):
            if not about.start <= day <= about.end:
                found = f"{day} is outside the days from {about.start} to {about.end}."
                yield Problem(f"{key}, line {one.line}", found, "", (way,))
    for capture in answers.captures:
        if not about.start < capture.on <= about.end:
            found = f"{capture.on} is not after the first day, {about.start}, and up to the last, {about.end}."
            yield Problem(f"captures, line {capture.line}", found, "", (way,))
    for one in answers.counted:
        if not about.start <= one.on <= about.end:
            found = f"{one.on} is outside the days from {about.start} to {about.end}."
            yield Problem(f"counted, line {one.line}", found, "", (way,))


def _nobody_known(answers: Answers) -> Iterator[Problem]:
    """Find names of nobody who is anywhere that are two in one, or nearly that of somebody: one actor too many."""
    known = placed(answers)
    spelt = [name for name in actors_of(answers) if named(name) in known]
    for group in answers.groups:
        for key, names in (("in_danger_from", group.threats), ("close_to", group.friends)):
            for name in names:
                if "," in name and named(name) not in known:
                    found = f'{key}: nobody called "{name}" holds, takes or is at a place.'
                    way = f"write several as a list, {key}: [{name}]; or say where it is under present."
                    yield Problem(f"groups, line {group.line}", found, "", (way,))
                elif named(name) not in known and (meant := nearest(name, spelt, MISSPELT)):
                    found = f'{key}: nobody called "{name}" holds, takes or is at a place.'
                    way = f'write "{meant}", if that is meant; or say where "{name}" is under present.'
                    yield Problem(f"groups, line {group.line}", found, "", (way,))
        both = {named(name) for name in group.threats} & {named(name) for name in group.friends}
        if both:
            found = f"{group.name} is in danger from whom it is close to."
            way = "name each in one of in_danger_from and close_to."
            yield Problem(f"groups, line {group.line}", found, "", (way,))
