"""What the verbs are asked with: scenarios, days, homes, members and parameters, read and refused in one way."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias, cast, get_args

import numpy as np
from numpy.typing import NDArray

from homeward.api.parameter_file import check_values, read_parameters
from homeward.errors import Problem, ScenarioError, nearest
from homeward.results.publish.small_counts import LEAST_MEMBERS, WHY_ONE_HOME
from homeward.results.tables.names import names_of_scenario
from homeward.scenario.changes.applied_levers import parse_lever
from homeward.scenario.changes.apply_levers import apply_levers
from homeward.scenario.load import load_scenario
from homeward.scenario.renamed import instead_of_movement
from homeward.scenario.rows.row import Model
from homeward.scenario.scenario import MovementLaw, Scenario
from homeward.scenario.text.cells import read_day, shortened

if TYPE_CHECKING:
    import pandas as pd

ScenarioLike = Scenario | str | Path
"""A scenario, its folder, or the name of one that comes with homeward."""
Day = dt.date | str
"""A day, or its text YYYY-MM-DD."""
Texts = str | Sequence[str]
"""One text of the command line, or several."""
Values = Mapping[str, NDArray[np.float64]]
"""Values of parameters, (member) each, in the units of the variable catalogue."""
Parameters: TypeAlias = "str | Path | Values | pd.DataFrame"
"""Values, a table of them with a row a member, or the name of a CSV file of such a table."""

LAWS: tuple[str, ...] = get_args(MovementLaw)
BOUNDS = {"seed": (0, 2**63 - 1)}
"""Least and greatest of numbers that are asked for; of all others 1 and any."""
_MOST_DIGITS = 6
"""Digits of a number of days; more are longer than any run."""


def as_scenario(given: ScenarioLike, lever: Texts = ()) -> Scenario:
    """Load a scenario unless it is one, and apply levers to it (``NAME[=VALUE][@DATE]``)."""
    scenario = given if isinstance(given, Scenario) else load_scenario(given)
    return apply_levers(scenario, [parse_lever(text) for text in as_texts(lever)])


def as_texts(given: Texts) -> list[str]:
    """List one text or several."""
    return [given] if isinstance(given, str) else list(given)


def as_day(day: Day | None, option: str) -> dt.date | None:
    """Read a day given as a date, a moment or text."""
    if isinstance(day, dt.datetime):
        return day.date()
    if day is None or isinstance(day, dt.date):
        return day
    read = read_day(day)
    if isinstance(read, dt.date):
        return read
    found = f'"{shortened(day)}" is not a day.'
    raise ScenarioError(Problem(option, found, "", ("write a day such as 2025-06-30.",)))


def day_of_run(
    scenario: Scenario, day: Day | None, option: str, until: dt.date | None = None
) -> dt.date | None:
    """Read a day, and refuse one outside the run, or after `until`."""
    read, last = as_day(day, option), until or scenario.end
    if read is None or scenario.start <= read <= last:
        return read
    found = f"{read} is outside the run, {scenario.start} to {scenario.end}."
    if scenario.start <= read <= scenario.end:
        found = f"{read} is after {last}, the day on which people are counted."
    raise ScenarioError(
        Problem(option, found, "", (f"name a day from {scenario.start} to {last}.",))
    )


def as_step(every: int | str) -> int:
    """Read a step of days such as 7 or 7d."""
    found = re.fullmatch(rf"([1-9][0-9]{{0,{_MOST_DIGITS - 1}}})d?", str(every))
    if found is None:
        said = f'"{shortened(str(every))}" is not a number of days.'
        raise ScenarioError(Problem("--every", said, "", ("write days, e.g. --every 7d.",)))
    return int(found.group(1))


def as_values(
    given: Parameters | None, members: int, scenario: Scenario | None = None
) -> dict[str, NDArray[np.float64]] | None:
    """Give each member its values: those of a file, or of a table, are used again in turn.

    Parameters
    ----------
    scenario
        Whose parameters and inputs they are; None: parameters of the variable catalogue.

    Returns
    -------
    dict
        (member) each, in the units of the variable catalogue, of inputs quantiles; None where nothing is given.
    """
    if given is None:
        return None
    if isinstance(given, str | Path):
        return read_parameters(Path(given), members, scenario)
    rows = {str(name): np.asarray(given[name], dtype=np.float64) for name in given}
    check_values(rows, scenario)
    return {name: values[np.arange(members) % values.size] for name, values in rows.items()}


def check_numbers(**asked: int | None) -> None:
    """Refuse numbers of an option that the command line would refuse; None is not asked for."""
    problems: list[Problem] = []
    for name, number in asked.items():
        least, most = BOUNDS.get(name, (1, math.inf))
        if number is not None and not least <= number <= most:
            found = (
                f"{number} is {'less than' if number < least else 'more than'} can be asked for."
            )
            way = f"ask for {least} at least." if number < least else f"ask for {most} at most."
            problems.append(Problem(f"--{name}", found, "", (way,)))
    if problems:
        raise ScenarioError(problems)


def check_word(option: str, given: str | None, words: Sequence[str]) -> None:
    """Refuse a word that an option does not know; None is not asked for."""
    if given is not None and given not in words:
        found = f'"{shortened(given)}" is none of its words.'
        raise ScenarioError(Problem(option, found, "", (f"write one of {', '.join(words)}.",)))


def check_members(members: int | None, *, exact: bool) -> None:
    """Refuse to publish a single member: what is published of one history is that history."""
    if members is None or members >= LEAST_MEMBERS or exact:
        return
    found = "one member is one history, not an ensemble."
    why = "Withholding and rounding hide small counts among several members, not in one."
    ways = (
        f"ask for at least {LEAST_MEMBERS} members.",
        "--exact, for yourself: not for publication.",
    )
    raise ScenarioError(Problem("--members", found, why, ways))


def check_homes(homes: Texts, *, exact: bool, noun: str = "home") -> None:
    """Refuse to publish several homes: of many sums that overlap small counts could be worked out (decision 17).

    Parameters
    ----------
    noun
        What they are: homes, or groups or refuges.
    """
    several = len(set(as_texts(homes)))
    if several < 2 or exact:
        return
    found = f"{several} {noun}s are named."
    ways = (
        f"name one {noun}, or none for all of them.",
        "--exact, for yourself: not for publication.",
    )
    raise ScenarioError(Problem(f"--{noun}", found, WHY_ONE_HOME, ways))


def homes_named(scenario: Scenario, names: Texts) -> list[int]:
    """Return the indices of the homes that are named, or of all if none is.

    Raises
    ------
    ScenarioError
        If a name is not that of a home.
    """
    homes = [place.place for place in scenario.homes]
    return _indices_named(scenario, names, homes, "home") or list(range(len(homes)))


def groups_named(scenario: Scenario, names: Texts) -> list[int]:
    """Return the indices of the groups that are named, as the scenario or as tables name them; none if none is.

    Raises
    ------
    ScenarioError
        If a name is not that of a group.
    """
    shown = names_of_scenario(scenario).identifiers["group"]
    known = dict(zip(shown, scenario.group_names, strict=True))
    own = [known.get(name, name) for name in as_texts(names)]
    return _indices_named(scenario, own, scenario.group_names, "group")


def refuges_named(scenario: Scenario, names: Texts) -> list[int]:
    """Return the indices of the places that are named as refuges; none if none is.

    Raises
    ------
    ScenarioError
        If a name is not that of a place.
    """
    return _indices_named(scenario, names, scenario.place_names, "refuge", "place")


def _indices_named(
    scenario: Scenario, names: Texts, known: Sequence[str], option: str, noun: str = ""
) -> list[int]:
    noun = noun or option
    for name in as_texts(names):
        if name not in known:
            near = nearest(name, known)
            hint = f' Nearest name: "{near}".' if near else ""
            found = f'"{shortened(name)}" is not a {noun} of {scenario.name}.{hint}'
            ways_out = (f"name one of its {noun}s: {', '.join(known)}.",)
            raise ScenarioError(Problem(f"--{option}", found, "", ways_out))
    return [known.index(name) for name in dict.fromkeys(as_texts(names))]


def as_movement(text: str | None) -> MovementLaw | None:
    """Read the name of a law of the camp models; one of version 0.1.0 is answered with that of today."""
    if text is None or text in LAWS:
        return cast("MovementLaw | None", text)
    found = instead_of_movement(text) or f'"{shortened(text)}" is no law of movement.'
    ways = (f"write one of {', '.join(LAWS)}.",)
    raise ScenarioError(Problem("--movement", found, "", ways))


def refuse_given(option: str, value: object, model: Model) -> None:
    """Refuse an option that a scenario of this model cannot take.

    Raises
    ------
    ScenarioError
        If it is given.
    """
    if value is not None and value is not False:
        found = f"{option} is given, and the model of this scenario is {model}."
        raise ScenarioError(Problem(option, found, "", ("leave it out.",)))


def refuse_together(option: str, other: str, why: str, *, given: bool) -> None:
    """Refuse two options that exclude each other, if both are given."""
    if given:
        found = f"{option} and {other} are given together."
        raise ScenarioError(Problem(other, found, why, ("leave one of them out.",)))
