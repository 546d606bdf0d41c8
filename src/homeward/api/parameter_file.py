"""Values of parameters instead of draws: a file of them, a row a member; the same given in Python."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from homeward.assemble.communities.ensemble import BETWEEN
from homeward.assemble.communities.ranged_inputs import ranged_inputs
from homeward.catalogue import PARAMETER
from homeward.errors import Problem, ScenarioError, nearest
from homeward.scenario.rows.pooling import parameter_named
from homeward.scenario.scenario import Scenario
from homeward.scenario.text.cells import read_number, shortened
from homeward.scenario.text.csv_text import CsvRecord, read_records, separator, word_separator
from homeward.scenario.text.decoding import unseen_problem
from homeward.scenario.text.source_files import read_file

_MOST_NAMED = 20
"""Unknown columns that are named one by one."""

_WAYS = ("name a CSV file with a column for each parameter.",)


def read_parameters(
    path: Path, members: int, scenario: Scenario | None = None
) -> dict[str, NDArray[np.float64]]:
    """Read values of parameters, a row a member; fewer rows than members are used again in turn.

    Parameters
    ----------
    scenario
        Whose parameters and inputs they are; None: parameters of the variable catalogue.

    Returns
    -------
    dict
        (member) each, in the units of the variable catalogue; of inputs quantiles (0-1) of their ranges.
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
    problems = _header_problems(where, names, _known(scenario))
    values = np.full((len(rows) - 1, len(names)), np.nan)
    for index, (line, row) in enumerate(rows[1:]):
        problems.extend(_read_row(path, line, row, names, values[index]))
    if problems:
        raise ScenarioError(problems)
    used = values[np.arange(members) % values.shape[0]]
    return {name: np.ascontiguousarray(used[:, index]) for index, name in enumerate(names)}


def _known(scenario: Scenario | None) -> Collection[str]:
    """Names that a column may have."""
    if scenario is None:
        return tuple(PARAMETER)
    return (*scenario.parameters, *(one.name for one in ranged_inputs(scenario)))


def _rows(records: list[CsvRecord]) -> list[tuple[int, list[str]]]:
    """List rows with their lines; the empty cells that a spreadsheet adds to every row are left out."""
    rows = [(record.number, [cell.strip() for cell in record.cells]) for record in records]
    while rows and all(row and not row[-1] for _, row in rows):
        rows = [(line, row[:-1]) for line, row in rows]
    return rows


def _header_problems(where: str, names: list[str], known: Collection[str]) -> list[Problem]:
    strangers = [name for name in dict.fromkeys(names) if name not in known]
    if len(strangers) > _MOST_NAMED:
        found = f"{len(strangers):,} of its columns are no parameters."
        return [Problem(where, found, "", _WAYS)]
    problems = [
        Problem(where, f'parameter "{shortened(name)}" has {count} columns.', "", ("keep one.",))
        for name, count in Counter(names).items()
        if count > 1
    ]
    return problems + [_unknown(where, name, known) for name in strangers]


def _unknown(where: str, name: str, known: Collection[str]) -> Problem:
    unseen = unseen_problem(name)
    if unseen is not None:
        return replace(unseen, where=where)
    near = nearest(name, known)
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
        problems.extend(_out_of_bounds(where, name, number))
    return problems


def _out_of_bounds(where: str, name: str, number: float) -> Iterator[Problem]:
    known = parameter_named(name)
    if BETWEEN in name and not 0.0 <= number <= 1.0:
        found = f"{number:g} is no quantile of a range."
        yield Problem(where, found, "", ("write a number from 0 to 1.",))
    if known is not None and not known.least <= number <= known.most:
        found = f"{number:g} {known.unit} is outside {known.least:g} to {known.most:g}."
        yield Problem(
            where, found, "", (f"write a number from {known.least:g} to {known.most:g}.",)
        )


def check_values(values: Mapping[str, NDArray[np.float64]], scenario: Scenario | None) -> None:
    """Refuse values given in Python (member) by what is refused in a file.

    Raises
    ------
    ScenarioError
        If a name is not known, or has no values, or one that is out of bounds.
    """
    problems = _header_problems("parameters", list(values), _known(scenario))
    for name, several in values.items():
        where = f'parameters, "{name}"'
        if several.ndim != 1 or not several.size:
            problems.append(Problem(where, "it is no row of numbers.", "", ("give one a member.",)))
            continue
        wrong = (one for number in several for one in _out_of_bounds(where, name, float(number)))
        problems.extend(islice(wrong, 1))
    if problems:
        raise ScenarioError(problems)
