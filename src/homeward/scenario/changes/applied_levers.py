"""Applied levers: which lever, with which value, from which day, as somebody asks for it (model §2.7)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from homeward.errors import Problem, ScenarioError, nearest
from homeward.scenario.reading.tables import LEVERS_FILE
from homeward.scenario.rows.levers import BELIEVED, VALUE_CELL, Change, Lever
from homeward.scenario.scenario import Scenario
from homeward.scenario.text.cells import read_day, read_number, write_cell

_PULL = re.compile(r"(?P<name>[^=@]+)(=(?P<value>[^=@]*))?(@(?P<start>[^=@]*))?")


@dataclass(frozen=True)
class AppliedLever:
    """A lever asked for; without a value or a day, those of levers.yaml hold."""

    name: str
    value: float | None = None
    start: dt.date | None = None

    def __str__(self) -> str:
        """Write it as it is asked for: NAME[=VALUE][@DATE]."""
        value = "" if self.value is None else f"={write_cell(self.value)}"
        return f"{self.name}{value}" + ("" if self.start is None else f"@{self.start}")


@dataclass(frozen=True)
class ResolvedLever:
    """A lever with the value and the day that hold; without a day it acts on whole rows."""

    lever: Lever
    applied: AppliedLever

    @property
    def start(self) -> dt.date | None:
        """First day of the change, if it has one."""
        return self.applied.start or self.lever.start

    @property
    def value(self) -> float | None:
        """Value of the cells {value}, if the lever has them."""
        if self.applied.value is None and self.lever.value is not None:
            return self.lever.value.default
        return self.applied.value

    @property
    def where(self) -> str:
        """Where the lever stands in its file."""
        return f'{LEVERS_FILE}, line {self.lever.line}, lever "{self.lever.name}"'

    def cells(self, change: Change) -> dict[str, str]:
        """Cells that one of its changes sets, the value put in."""
        value = write_cell(self.value)
        return {
            column: value if cell == VALUE_CELL else cell for column, cell in change.cells.items()
        }

    def __str__(self) -> str:
        """Word it for a reader: title, value and day; what the value means may name a group."""
        parts = [self.lever.title]
        if self.lever.value is not None:
            parts.append(write_cell(self.value))
        if self.start is not None:
            parts.append(f"from {self.start}")
        return ", ".join(parts)


def parse_lever(text: str) -> AppliedLever:
    """Read NAME[=VALUE][@DATE].

    Raises
    ------
    ScenarioError
        If it is not written like that, or VALUE is no number, or DATE no day.
    """
    where = f"--lever {text}"
    parts = _PULL.fullmatch(text.strip())
    if parts is None:
        ways = ("write a name, or houses_rebuilt=0.5, or houses_rebuilt=0.5@2019-06-01.",)
        raise ScenarioError(Problem(where, "this is not NAME, NAME=VALUE or NAME@DATE.", "", ways))
    value = None if parts["value"] is None else read_number(parts["value"].strip())
    start = None if parts["start"] is None else read_day(parts["start"].strip())
    for part in (value, start):
        if isinstance(part, Problem):
            raise ScenarioError(Problem(where, part.found, part.why, part.ways_out))
    return AppliedLever(
        parts["name"].strip(),
        value if isinstance(value, float) else None,
        start if isinstance(start, dt.date) else None,
    )


def word_lever(scenario: Scenario, text: str) -> str:
    """Word for a reader a lever that was applied; as it was asked for, if it is no longer there."""
    applied = parse_lever(text)
    levers = [lever for lever in scenario.levers if lever.name == applied.name]
    return str(ResolvedLever(levers[0], applied)) if levers else text


def find_levers(
    scenario: Scenario, all_applied: Sequence[AppliedLever]
) -> tuple[ResolvedLever, ...]:
    """Find the levers asked for, in the order of levers.yaml.

    Raises
    ------
    ScenarioError
        If one is not there, does not take its value or day, or is asked for twice.
    """
    places = {lever.name: place for place, lever in enumerate(scenario.levers)}
    problems = [
        _unknown(scenario, applied.name) for applied in all_applied if applied.name not in places
    ]
    resolved = [
        ResolvedLever(scenario.levers[places[applied.name]], applied)
        for applied in all_applied
        if applied.name in places
    ]
    before = [parse_lever(text).name for text in scenario.levers_pulled]
    problems.extend(_twice([*before, *(applied.name for applied in all_applied)]))
    for one in resolved:
        problems.extend(refusals(scenario, one))
    if problems:
        raise ScenarioError(problems)
    return tuple(sorted(resolved, key=lambda one: places[one.lever.name]))


def refusals(scenario: Scenario, resolved: ResolvedLever) -> Iterator[Problem]:
    """Find what a lever does not take: the value, or the day."""
    where = f"--lever {resolved.applied}"
    known, value = resolved.lever.value, resolved.applied.value
    if value is not None and known is None:
        found = "the lever takes no value."
        yield Problem(where, found, "Its changes are as levers.yaml says.", ("leave out =VALUE.",))
    elif value is not None and known is not None and not known.low <= value <= known.high:
        bounds = f"{known.low:g} to {known.high:g}"
        found = f"{value:g} is outside {bounds}."
        yield Problem(where, found, f"It is: {known.meaning}.", (f"write a number of {bounds}.",))
    if resolved.start is not None:
        yield from _day_refusals(scenario, resolved, resolved.start)


def _day_refusals(scenario: Scenario, resolved: ResolvedLever, start: dt.date) -> Iterator[Problem]:
    where = resolved.where if resolved.applied.start is None else f"--lever {resolved.applied}"
    changes = resolved.lever.changes
    if not scenario.start <= start <= scenario.end:
        found = f"{start} is outside the run, {scenario.start} to {scenario.end}."
        yield Problem(where, found, "", ("name a day of the run.",))
        return
    if start > scenario.start and any(change.table == "parameters" for change in changes):
        found = f"the lever sets parameters, and begins on {start}."
        why = "Parameters hold for the whole run: they cannot change on a day."
        yield Problem(where, found, why, ("leave out the date.",))
    if any(change.where is not None and "from" in change.cells for change in changes):
        found = f'the lever sets "from" of rows, and begins on {start}.'
        why = "From which day on cells change is the day of the lever."
        yield Problem(where, found, why, ("leave out the date.",))


def _unknown(scenario: Scenario, name: str) -> Problem:
    lines = {lever.name: lever.line for lever in scenario.levers}
    near = nearest(name, lines)
    why = f'Nearest name: "{near}" ({LEVERS_FILE}, line {lines[near]}).' if near else ""
    found = f'lever "{name}" is not in {LEVERS_FILE} of {scenario.name}.'
    known = ", ".join(lines) or "it has none"
    return Problem("", found, why, (f"name one of its levers: {known}.",))


def _twice(names: Sequence[str]) -> Iterator[Problem]:
    for name in dict.fromkeys(names):
        if names.count(name) > 1:
            yield Problem("", f'lever "{name}" is applied twice.', "", ("apply it once.",))
        if f"{name}{BELIEVED}" in names:
            found = f'levers "{name}" and "{name}{BELIEVED}" are applied together.'
            why = "They are one change: in the one people must learn it, in the other they believe it."
            yield Problem("", found, why, ("apply one of them.",))
