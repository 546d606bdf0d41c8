"""Options whose text has to be read: a step of days, a file of parameters."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import cast, get_args

import numpy as np
from numpy.typing import NDArray

from homeward.errors import Problem, ScenarioError, nearest
from homeward.results.publish.disclosure import LEAST_MEMBERS, WHY_ONE_HOME
from homeward.scenario.renamed import instead_of_movement
from homeward.scenario.scenario import MovementLaw, Scenario
from homeward.scenario.text.cells import read_number, shortened
from homeward.scenario.text.csv_text import CsvRecord, read_records, separator, word_separator
from homeward.scenario.text.decoding import unseen_problem
from homeward.scenario.text.source_files import read_file
from homeward.variables import PARAMETER

_MOST_DIGITS = 6
"""Digits of a number of days; more are longer than any run."""

_MOST_NAMED = 20
"""Unknown columns that are named one by one."""

LAWS: tuple[str, ...] = get_args(MovementLaw)
_WAYS = ("name a CSV file with a column for each parameter.",)


def read_every(text: str) -> int:
    """Read a step of days such as 7d."""
    found = re.fullmatch(rf"([1-9][0-9]{{0,{_MOST_DIGITS - 1}}})d?", text)
    if found is None:
        raise ScenarioError(
            Problem(
                where="--every",
                found=f'"{shortened(text)}" is not a number of days.',
                ways_out=("write days, e.g. --every 7d.",),
            )
        )
    return int(found.group(1))


def read_movement(text: str | None) -> MovementLaw | None:
    """Read the name of a law of the camp models; one of version 0.1.0 is answered with that of today."""
    if text is None or text in LAWS:
        return cast("MovementLaw | None", text)
    found = instead_of_movement(text) or f'"{shortened(text)}" is no law of movement.'
    ways = (f"write one of {', '.join(LAWS)}.",)
    raise ScenarioError(Problem("--movement", found, "", ways))


def check_day(
    scenario: Scenario, day: date | None, option: str, until: date | None = None
) -> date | None:
    """Refuse a day outside the run, or after `until`."""
    last = until or scenario.end
    if day is None or scenario.start <= day <= last:
        return day
    found = f"{day} is outside the run, {scenario.start} to {scenario.end}."
    if scenario.start <= day <= scenario.end:
        found = f"{day} is after {last}, the day on which people are counted."
    raise ScenarioError(
        Problem(option, found, "", (f"name a day from {scenario.start} to {last}.",))
    )


def check_members(members: int, *, exact: bool) -> None:
    """Refuse a single member, unless exact counts are asked for: what is published of one history is that history."""
    if members >= LEAST_MEMBERS or exact:
        return
    found = "one member is one history, not an ensemble."
    why = "Withholding and rounding hide small counts among several members, not in one."
    ways = (
        f"ask for at least {LEAST_MEMBERS} members.",
        "--exact, for yourself: not for publication.",
    )
    raise ScenarioError(Problem("--members", found, why, ways))


def homes_named(scenario: Scenario, names: list[str], *, exact: bool) -> list[int]:
    """Return the index of a home that is named, or of all if none is; of several only if exact counts are asked for.

    Raises
    ------
    ScenarioError
        If a name is not that of a home, or several are named: of many sums that overlap small counts could be worked
        out, however they are rounded (decision 17).
    """
    homes = [place.place for place in scenario.homes]
    for name in names:
        if name not in homes:
            near = nearest(name, homes)
            hint = f' Nearest name: "{near}".' if near else ""
            found = f'"{name}" is not a home of {scenario.name}.{hint}'
            ways_out = (f"name one of its homes: {', '.join(homes)}.",)
            raise ScenarioError(Problem("--home", found, "", ways_out))
    several = [homes.index(name) for name in dict.fromkeys(names)]
    if len(several) > 1 and not exact:
        found = f"{len(several)} homes are named."
        ways = (
            "name one home, or none for all of them.",
            "--exact, for yourself: not for publication.",
        )
        raise ScenarioError(Problem("--home", found, WHY_ONE_HOME, ways))
    return several or list(range(len(homes)))


def check_until(scenario: Scenario, until: date | None) -> None:
    """Refuse a last day outside the run."""
    if until is None or scenario.start <= until <= scenario.end:
        return
    raise ScenarioError(
        Problem(
            where="--until",
            found=f"{until} is outside the run, {scenario.start} to {scenario.end}.",
            ways_out=("name a day of the run.",),
        )
    )


def read_parameters(path: Path, members: int) -> dict[str, NDArray[np.float64]]:
    """Read values of parameters, a row a member; fewer rows than members are used again in turn.

    Returns
    -------
    dict
        (member) each, in the register's units.
    """
    content = read_file(path, str(path))
    records = content if isinstance(content, Problem) else read_records(str(path), content)
    if isinstance(records, Problem):
        raise ScenarioError(replace(records, ways_out=records.ways_out or _WAYS))
    records = [record for record in records if any(cell.strip() for cell in record.cells)]
    rows = _rows(records)
    if len(rows) < 2:
        raise ScenarioError(
            Problem(
                where=str(path),
                found="the file has no row of values.",
                ways_out=("write a header of parameter names and a row for each member.",),
            )
        )
    names = rows[0][1]
    where = f"{path}, line {records[0].number}"
    other = separator(records[0].cells, records[0].otherwise, 2)
    if other:
        raise ScenarioError(word_separator(where, other))
    problems = _header_problems(where, names)
    values = np.full((len(rows) - 1, len(names)), np.nan)
    for index, (line, row) in enumerate(rows[1:]):
        problems.extend(_read_row(path, line, row, names, values[index]))
    if problems:
        raise ScenarioError(problems)
    used = values[np.arange(members) % values.shape[0]]
    return {name: np.ascontiguousarray(used[:, index]) for index, name in enumerate(names)}


def _rows(records: list[CsvRecord]) -> list[tuple[int, list[str]]]:
    """List rows with their lines; the empty cells that a spreadsheet adds to every row are left out."""
    rows = [(record.number, [cell.strip() for cell in record.cells]) for record in records]
    while rows and all(row and not row[-1] for _, row in rows):
        rows = [(line, row[:-1]) for line, row in rows]
    return rows


def _header_problems(where: str, names: list[str]) -> list[Problem]:
    strangers = [name for name in dict.fromkeys(names) if name not in PARAMETER]
    if len(strangers) > _MOST_NAMED:
        found = f"{len(strangers):,} of its columns are no parameters."
        return [Problem(where, found, "", _WAYS)]
    problems = [
        Problem(where, f'parameter "{shortened(name)}" has {count} columns.', "", ("keep one.",))
        for name, count in Counter(names).items()
        if count > 1
    ]
    return problems + [_unknown(where, name) for name in strangers]


def _unknown(where: str, name: str) -> Problem:
    unseen = unseen_problem(name)
    if unseen is not None:
        return replace(unseen, where=where)
    near = nearest(name, PARAMETER)
    hint = f' Nearest name: "{near}".' if near else ""
    return Problem(
        where=where,
        found=f'unknown parameter "{shortened(name)}".{hint}',
        ways_out=("see `homeward variables` for the names.",),
    )


def _read_row(
    path: Path, line: int, row: list[str], names: list[str], out: NDArray[np.float64]
) -> list[Problem]:
    """Read one row into `out` (parameter), and say what is wrong with it."""
    if len(row) != len(names):
        found = f"the row has {len(row)} cells, the header {len(names)}."
        way = "give each parameter of the header one cell."
        return [Problem(f"{path}, line {line}", found, "", (way,))]
    problems: list[Problem] = []
    for index, (name, text) in enumerate(zip(names, row, strict=True)):
        where = f'{path}, line {line}, column "{name}"'
        number = read_number(text)
        if isinstance(number, Problem):
            problems.append(replace(number, where=where))
            continue
        out[index] = number
        known = PARAMETER.get(name)
        if known is not None and not known.least <= out[index] <= known.most:
            found = f"{number:g} {known.unit} is outside {known.least:g} to {known.most:g}."
            way = f"write a number from {known.least:g} to {known.most:g}."
            problems.append(Problem(where, found, "", (way,)))
    return problems
