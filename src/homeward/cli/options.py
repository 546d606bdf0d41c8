"""Options whose text has to be read: a step of days, a file of parameters."""

from __future__ import annotations

import csv
import re
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from homeward.errors import Problem, ScenarioError, nearest
from homeward.results.disclosure import LEAST_MEMBERS, WHY_ONE_HOME
from homeward.scenario.scenario import Scenario
from homeward.variables import PARAMETER


def read_every(text: str) -> int:
    """Read a step of days such as 7d."""
    found = re.fullmatch(r"([1-9]\d*)d?", text)
    if found is None:
        raise ScenarioError(
            Problem(
                where="--every",
                found=f'"{text}" is not a number of days.',
                ways_out=("write days, e.g. --every 7d.",),
            )
        )
    return int(found.group(1))


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
    if not path.is_file():
        raise ScenarioError(
            Problem(
                where="--parameters",
                found=f'there is no file "{path}".',
                ways_out=("name a CSV file with a column for each parameter.",),
            )
        )
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    if len(rows) < 2:
        raise ScenarioError(
            Problem(
                where=str(path),
                found="the file has no row of values.",
                ways_out=("write a header of parameter names and a row for each member.",),
            )
        )
    names = rows[0]
    problems = [_unknown(path, name) for name in names if name not in PARAMETER]
    values = np.full((len(rows) - 1, len(names)), np.nan)
    for line, row in enumerate(rows[1:], start=2):
        problems.extend(_read_row(path, line, row, names, values[line - 2]))
    if problems:
        raise ScenarioError(problems)
    used = values[np.arange(members) % values.shape[0]]
    return {name: np.ascontiguousarray(used[:, index]) for index, name in enumerate(names)}


def _unknown(path: Path, name: str) -> Problem:
    near = nearest(name, PARAMETER)
    hint = f' Nearest name: "{near}".' if near else ""
    return Problem(
        where=f"{path}, line 1",
        found=f'unknown parameter "{name}".{hint}',
        ways_out=("see `homeward variables` for the names.",),
    )


def _read_row(
    path: Path, line: int, row: list[str], names: list[str], out: NDArray[np.float64]
) -> list[Problem]:
    """Read one row into `out` (parameter), and say what is wrong with it."""
    if len(row) != len(names):
        found = f"the row has {len(row)} cells, the header {len(names)}."
        return [Problem(where=f"{path}, line {line}", found=found)]
    problems: list[Problem] = []
    for index, (name, text) in enumerate(zip(names, row, strict=True)):
        where = f'{path}, line {line}, column "{name}"'
        try:
            out[index] = float(text)
        except ValueError:
            problems.append(Problem(where=where, found=f'"{text}" is not a number.'))
            continue
        known = PARAMETER.get(name)
        if known is not None and not known.least <= out[index] <= known.most:
            found = f"{text} {known.unit} is outside {known.least:g} to {known.most:g}."
            problems.append(Problem(where=where, found=found))
    return problems
