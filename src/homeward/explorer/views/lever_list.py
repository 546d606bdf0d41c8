"""The levers of a dataset, and the pulls a browser asks for: understood, or refused in a sentence (model §2.7)."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar, cast

from homeward.errors import Problem, ScenarioError, nearest
from homeward.explorer.views.inputs_and_claims import named
from homeward.scenario.changes.applied_levers import AppliedLever, find_levers
from homeward.scenario.changes.apply_levers import apply_levers
from homeward.scenario.changes.edits import matching_rows
from homeward.scenario.checks.coverage import ONE_DAY, Dated
from homeward.scenario.rows.levers import BELIEVED, Lever
from homeward.scenario.scenario import Scenario
from homeward.scenario.text.cells import read_day

Json = dict[str, Any]
Part = TypeVar("Part")

KEYS = ("name", "value", "date")
"""What a pull may say."""
_MOST_SHOWN = 60
"""Letters shown of what was found."""
_OF_COMMAND_LINE = "--lever "
_FILES = (".csv", ".yaml")


def levers(scenario: Scenario) -> list[Json]:
    """List the levers; one that people believe at once stands with the one that they must learn."""
    names = {lever.name for lever in scenario.levers}
    return [
        {
            "name": lever.name,
            "title": lever.title,
            "what": lever.what,
            "claims": named(lever.claims),
            "date": _dates(scenario, lever),
            "value": _value(lever),
            "believed": twin if (twin := f"{lever.name}{BELIEVED}") in names else None,
        }
        for lever in scenario.levers
        if not lever.believed
    ]


def read_pulls(scenario: Scenario, given: object) -> list[AppliedLever]:
    """Read the levers that a request pulls: objects with a name, and perhaps a value and a date.

    Raises
    ------
    ScenarioError
        If they are not written like that, or the scenario has no such lever, or a lever does not take its value or
        day, or changes nothing from it on, or two of them contradict each other.
    """
    if not isinstance(given, list):
        way = 'write a list such as [{"name": "NAME"}], or [] for none.'
        raise ScenarioError(Problem("levers", f"{_shown(given)} is not a list.", "", (way,)))
    asked = cast("list[object]", given)
    if len(asked) > len(scenario.levers):
        found = f"{len(asked)} levers are pulled, and {scenario.name} has {len(scenario.levers)}."
        raise ScenarioError(Problem("levers", found, "", ("pull each at most once.",)))
    pulls: list[AppliedLever] = []
    problems: list[Problem] = []
    for number, one in enumerate(asked, start=1):
        result = _read_pull(scenario, one, f"lever {number}")
        if isinstance(result, AppliedLever):
            pulls.append(result)
        else:
            problems.extend(result)
    if problems:
        raise ScenarioError(problems)
    apply_levers(scenario, pulls)
    return [one.pull for one in find_levers(scenario, pulls)]


def _dates(scenario: Scenario, lever: Lever) -> Json | None:
    """Days from which a lever may be pulled; None if it acts on whole rows."""
    if lever.start is None or any(change.table == "parameters" for change in lever.changes):
        return None
    if any(change.where is not None and "from" in change.cells for change in lever.changes):
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


def _value(lever: Lever) -> Json | None:
    if lever.value is None:
        return None
    known = lever.value
    return {
        "default": known.default,
        "low": known.low,
        "high": known.high,
        "meaning": known.meaning,
    }


def _read_pull(scenario: Scenario, given: object, where: str) -> AppliedLever | list[Problem]:
    if not isinstance(given, dict):
        way = 'write an object such as {"name": "NAME", "value": 0.5, "date": "2019-06-01"}.'
        return [Problem(where, f"{_shown(given)} is not an object.", "", (way,))]
    parts = cast("Mapping[str, object]", given)
    problems = [_unknown_key(where, key) for key in parts if key not in KEYS]
    lever = _find(scenario, parts, where)
    if isinstance(lever, Problem):
        return [*problems, lever]
    where = f'lever "{lever.name}"'
    value = _part(parts, "value", lambda found: _read_value(lever, found, where))
    start = _part(parts, "date", lambda found: _read_date(scenario, lever, found, where))
    problems += [part for part in (value, start) if isinstance(part, Problem)]
    if problems or isinstance(value, Problem) or isinstance(start, Problem):
        return problems
    return AppliedLever(lever.name, value, start)


def _part(
    parts: Mapping[str, object], key: str, read: Callable[[object], Part | Problem]
) -> Part | Problem | None:
    return read(parts[key]) if key in parts else None


def _find(scenario: Scenario, parts: Mapping[str, object], where: str) -> Lever | Problem:
    known = {lever.name: lever for lever in scenario.levers}
    way = f"name one of its levers: {', '.join(known)}."
    if "name" not in parts:
        return Problem(where, "it has no name.", "", (way,))
    name = parts["name"]
    if not isinstance(name, str):
        return Problem(where, f"the name {_shown(name)} is not a text.", "", (way,))
    if name in known:
        return known[name]
    near = nearest(name[:_MOST_SHOWN], known)
    why = f'Nearest name: "{near}".' if near else ""
    return Problem(where, f"{_shown(name)} is no lever of {scenario.name}.", why, (way,))


def _read_value(lever: Lever, given: object, where: str) -> float | Problem:
    known = lever.value
    if known is None:
        found = f"the value {_shown(given)} is given, and the lever takes none."
        return Problem(where, found, "", ("leave out the value.",))
    bounds = f"{known.low:g} to {known.high:g}"
    ways = (f"write a number from {bounds}, or leave out the value for {known.default:g}.",)
    meant = f"It is: {known.meaning}."
    if isinstance(given, bool) or not isinstance(given, (int, float)):
        return Problem(where, f"the value {_shown(given)} is not a number.", meant, ways)
    if isinstance(given, float) and not math.isfinite(given):
        return Problem(where, f"the value {given} is not a finite number.", meant, ways)
    # Compared before it becomes a float: a whole number may be too large for one.
    if not known.low <= given <= known.high:
        found = f"the value {_shown(given)} is outside {bounds}."
        return Problem(where, found, meant, ways)
    return float(given)


def _read_date(scenario: Scenario, lever: Lever, given: object, where: str) -> dt.date | Problem:
    if _dates(scenario, lever) is None:
        found = f"the date {_shown(given)} is given, and the lever takes none."
        why = "It acts on whole rows, over all their days."
        return Problem(where, found, why, ("leave out the date.",))
    way = f"write a day such as {lever.start}, or leave out the date for it."
    if not isinstance(given, str):
        return Problem(where, f"the date {_shown(given)} is not a text.", "", (way,))
    is_short = len(given) <= _MOST_SHOWN and given.isprintable()
    day = read_day(given) if is_short else Problem("", f"{_shown(given)} is not a date.")
    if isinstance(day, Problem):
        return Problem(where, f"the date {day.found}", day.why, day.ways_out or (way,))
    if not scenario.start <= day <= scenario.end:
        found = f"the date {day} is outside the run, {scenario.start} to {scenario.end}."
        return Problem(where, found, "", ("name a day of the run.",))
    return day


def _unknown_key(where: str, key: str) -> Problem:
    near = nearest(key[:_MOST_SHOWN], KEYS)
    why = f'Nearest key: "{near}".' if near else ""
    found = f"{_shown(key)} is no key of a lever."
    return Problem(where, found, why, (f"use only {', '.join(KEYS)}.",))


def _shown(found: object) -> str:
    """Show what was found, cut to what can be read."""
    if isinstance(found, int) and not isinstance(found, bool) and abs(found) >= 10**_MOST_SHOWN:
        return "a number of more than 60 digits"
    words = {None: "null", True: "true", False: "false"}
    if found is None or isinstance(found, bool):
        return words[found]
    if isinstance(found, dict):
        return "an object"
    if isinstance(found, list):
        return "a list"
    text = f'"{_plain(found)}"' if isinstance(found, str) else str(found)
    return text if len(text) <= _MOST_SHOWN else f"{text[:_MOST_SHOWN]}…"


def sentences(error: ScenarioError | Sequence[Problem]) -> str:
    """Word what is wrong in sentences, as an answer to a browser: what was found, why, and a way out."""
    problems = error.problems if isinstance(error, ScenarioError) else error
    return " ".join(_sentence(problem) for problem in problems[:3])


def _sentence(problem: Problem) -> str:
    where = problem.where
    if where.startswith(_OF_COMMAND_LINE):
        where = f'lever "{where.removeprefix(_OF_COMMAND_LINE)}"'
    head = f"{where}: {problem.found}" if where else problem.found
    if not where.partition(",")[0].endswith(_FILES):
        head = head[:1].upper() + head[1:]
    ways = [f"Way out: {way}" for way in problem.ways_out[:1]]
    return _plain(" ".join([head, *([problem.why] if problem.why else []), *ways]))


def _plain(said: str) -> str:
    """Keep to one line what a request may have brought along: line breaks, half characters, scheduler of direction."""
    return " ".join("".join(one if one.isprintable() else " " for one in said).split())
