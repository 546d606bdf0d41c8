"""Whether dated rows lie within the run, fit together, and leave no day of control open (§3.1)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar, cast

from homeward.errors import Problem, nearest_hint
from homeward.scenario.reading.columns import RunDays
from homeward.scenario.reading.draft import Draft
from homeward.scenario.reading.settings import COVERAGE
from homeward.scenario.reading.tables import SETTINGS_FILE
from homeward.scenario.rows.actors import Control, Harm, Presence
from homeward.scenario.rows.conditions import Condition
from homeward.scenario.rows.observations import Observation
from homeward.scenario.rows.people import Arrival
from homeward.scenario.rows.permissions import Permission
from homeward.scenario.rows.places import Closure, Place

ONE_DAY = dt.timedelta(days=1)
Dated = Closure | Control | Presence | Arrival | Harm | Condition | Permission
"""A row that holds from a day to a day."""
Held = TypeVar("Held", bound=Dated)
DATED = ("closures", "control", "presence", "arrivals", "harms", "conditions", "permissions")
"""Tables whose rows hold for some days."""


def check_days(draft: Draft) -> Iterator[Problem]:
    """Find rows that end before they begin, or lie wholly outside the run."""
    if draft.run is None:
        return
    for table in DATED:
        for row in cast("tuple[Dated, ...]", draft.rows.get(table, ())):
            problem = _day_problem(f"{table}.csv", row, draft.run)
            if problem is not None:
                yield problem


def check_control(draft: Draft) -> Iterator[Problem]:
    """Find days on which a place has two holders, or none."""
    if draft.run is None or not draft.are_sound("control", "places"):
        return
    by_place: dict[str, list[Control]] = {place.place: [] for place in draft.of(Place)}
    for row in _within(draft.of(Control), draft.run):
        by_place.setdefault(row.place, []).append(row)
    for place, rows in by_place.items():
        yield from _double_control(place, rows)
        yield from _no_control(place, rows, draft.run)


def check_overlaps(draft: Draft) -> Iterator[Problem]:
    """Find rows of conditions.csv or presence.csv that say two things of the same day."""
    if draft.run is None:
        return
    yield from _overlaps(
        "conditions.csv",
        _within(draft.of(Condition), draft.run),
        lambda row: " of ".join(
            [row.variable, *(f'"{of}"' for of in (row.place, row.home, row.group) if of)]
        ),
    )
    yield from _overlaps(
        "presence.csv",
        _within(draft.of(Presence), draft.run),
        lambda row: f'{row.mode} of "{row.actor}" at "{row.place}"',
    )


def check_observation_days(draft: Draft) -> Iterator[Problem]:
    """Find observations of days outside the run."""
    if draft.run is None:
        return
    for row in draft.of(Observation):
        for column in ("date", "base_date", "since", "base_since"):
            day: dt.date | None = getattr(row, column)
            earliest = draft.run.start - (ONE_DAY if "since" in column else dt.timedelta(0))
            if day is not None and not earliest <= day < draft.run.end:
                where = f'observations.csv, line {row.line}, column "{column}"'
                yield outside(where, f"{day} is", draft.run)


def check_registration_coverage(draft: Draft) -> Iterator[Problem]:
    """Find coverages of series that nobody observed."""
    if not draft.are_sound("observations"):
        return
    series = list(dict.fromkeys(row.name for row in draft.of(Observation)))
    for name in draft.registration_coverage:
        if name not in series:
            line = draft.parameter_lines[f"{COVERAGE} {name}"]
            why = nearest_hint(name, series)
            found = f'no observation is named "{name}".'
            yield Problem(f"{SETTINGS_FILE}, line {line}", found, why, ("correct the name.",))


def _day_problem(file: str, row: Dated, run: RunDays) -> Problem | None:
    backwards = row.end <= row.start
    if backwards and row.start != run.start and row.end != run.end:
        found = f"the row ends on {row.end}, but begins on {row.start}."
        why = '"to" is the first day on which the row no longer holds.'
        where = f'{file}, line {row.line}, column "to"'
        return Problem(where, found, why, ("exchange the dates, or remove the row.",))
    if row.start >= run.end:
        return outside(f'{file}, line {row.line}, column "from"', f"{row.start} is", run)
    if row.end <= run.start:
        return outside(f'{file}, line {row.line}, column "to"', f"{row.end} is", run)
    return None


def outside(where: str, found: str, run: RunDays) -> Problem:
    """Word that a day is none of the run."""
    last = run.end - ONE_DAY
    why = "What lies outside the run cannot act in it."
    ways = ("correct the date, remove the row, or change start or end in scenario.yaml.",)
    return Problem(where, f"{found} outside the run, {run.start} to {last}.", why, ways)


def _within(rows: Iterable[Held], run: RunDays) -> list[Held]:
    return [
        row for row in rows if row.start < row.end and row.start < run.end and row.end > run.start
    ]


def _overlaps(file: str, rows: Iterable[Held], word: Callable[[Held], str]) -> Iterator[Problem]:
    by_word: dict[str, list[Held]] = {}
    for row in rows:
        by_word.setdefault(word(row), []).append(row)
    for words, same in by_word.items():
        for earlier, later in _clashes(same):
            where = f"{file}, line {later.line}"
            found = f"{words} is already given until {earlier.end} on line {earlier.line}."
            why = "Two rows may not say different things of the same day."
            ways = (
                f"end the row of line {earlier.line} on {later.start}, "
                f"or begin this one on {earlier.end}.",
            )
            yield Problem(where, found, why, ways)


def _clashes(rows: Sequence[Held]) -> Iterator[tuple[Held, Held]]:
    longest: Held | None = None
    for row in sorted(rows, key=lambda row: (row.start, row.line)):
        if longest is not None and row.start < longest.end:
            yield longest, row
        if longest is None or row.end > longest.end:
            longest = row


def _double_control(place: str, rows: Sequence[Control]) -> Iterator[Problem]:
    for earlier, later in _clashes(rows):
        where = f"control.csv, line {later.line}"
        found = (
            f'"{place}" is held by "{earlier.actor}" until {earlier.end} (line {earlier.line}) '
            f'and by "{later.actor}" from {later.start}.'
        )
        why = 'A place has one holder at a time; declare an actor "contested" for when nobody has.'
        ways = (
            f"end the row of line {earlier.line} on {later.start}.",
            f"begin this row on {earlier.end}.",
        )
        yield Problem(where, found, why, ways)


def _no_control(place: str, rows: Sequence[Control], run: RunDays) -> Iterator[Problem]:
    if not rows:
        found = f'nobody holds "{place}" on any day.'
        yield Problem("control.csv", found, "Every place has a holder on every day.", _HOLD)
        return
    day, line = run.start, 0
    for row in sorted(rows, key=lambda row: row.start):
        if row.start > day:
            yield _gap(place, day, row.start, line or row.line)
        if row.end > day:
            day, line = row.end, row.line
    if day < run.end:
        yield _gap(place, day, run.end, line)


_HOLD = ('add a row; where nobody does, declare an actor "contested".',)


def _gap(place: str, start: dt.date, end: dt.date, line: int) -> Problem:
    found = f'nobody holds "{place}" from {start} to {end - ONE_DAY}.'
    why = "Every place has a holder on every day."
    return Problem(f"control.csv, line {line}", found, why, _HOLD)
