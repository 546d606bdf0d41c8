"""What a browser may ask, understood strictly or refused in a sentence."""

from __future__ import annotations

import datetime as dt
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, cast

from homeward.errors import Problem, ScenarioError, nearest
from homeward.explorer.contract.messages import FILES, QUESTIONS
from homeward.explorer.live.datasets import Dataset
from homeward.explorer.views.lever_list import read_pulls
from homeward.explorer.views.picture import PICTURED, ChartedLine
from homeward.results.publish.disclosure import LEAST_MEMBERS, WHY_ONE_HOME
from homeward.results.tables.axes import COMMUNITY
from homeward.results.tables.statistics import LEVELS
from homeward.scenario.changes.applied_levers import AppliedLever
from homeward.scenario.text.cells import read_day

MOST_BYTES = 65_536
"""Bytes of a request, at most."""
MOST_SHOWN = 60
"""Lines of the screen asked for at once, at most."""
_MOST_LETTERS = 100
_MEASURES = tuple(one.name for one in PICTURED)
_Outcome = Literal["returned", "displaced"]
_OUTCOMES: tuple[_Outcome, ...] = ("returned", "displaced")

KEYS: dict[str, tuple[str, ...]] = {
    name: tuple(request.__annotations__) for name, (request, _) in (QUESTIONS | FILES).items()
}
"""What each question may say."""


@dataclass(frozen=True)
class Question:
    """What is asked of a dataset; what is not said of it has a default.

    Parameters
    ----------
    members
        Of those of the dataset.
    homes
        Indices of homes; all if none is named.
    """

    dataset: Dataset
    pulls: tuple[AppliedLever, ...]
    members: int
    show: tuple[ChartedLine, ...]
    since: dt.date | None
    outcome: _Outcome
    homes: tuple[int, ...]
    home: int
    group: int
    slot: str | None


def read_question(
    kind: str, body: bytes, datasets: Mapping[str, Dataset], *, exact: bool = False
) -> Question:
    """Read a question.

    Parameters
    ----------
    exact
        Whether disclosure control is off: else several members are asked, and all homes or one (decision 17).

    Raises
    ------
    ScenarioError
        If it is not one of this kind, with everything that is wrong with its levers.
    """
    said = _read_object(body)
    for key in said:
        if key not in KEYS[kind]:
            near = nearest(key, KEYS[kind])
            why = f'Nearest name: "{near}".' if near else ""
            raise _refused(
                "request",
                f"unknown key {_shown(key)}.",
                why,
                f"keys are {', '.join(KEYS[kind])}.",
            )
    dataset = _dataset_named(said.get("exhibit"), datasets)
    scenario = dataset.scenario
    n_home = len(scenario.homes)
    return Question(
        dataset=dataset,
        pulls=tuple(read_pulls(scenario, said.get("levers", []))),
        members=_number(
            said.get("members", dataset.members),
            1 if exact else min(LEAST_MEMBERS, dataset.members),
            dataset.members,
            "members",
        ),
        show=tuple(_where(dataset, one) for one in _list(said.get("show", []), MOST_SHOWN, "show")),
        since=_day(dataset, said.get("since"), "since"),
        outcome=_outcome(said.get("outcome", "returned")),
        homes=_homes(said.get("homes", []), n_home, exact=exact),
        home=_number(said.get("home", 0), 0, max(n_home, 1) - 1, "home"),
        group=_number(said.get("group", 0), 0, max(len(scenario.group_names), 1) - 1, "group"),
        slot=_slot(said.get("slot")),
    )


def _read_object(body: bytes) -> Mapping[str, object]:
    way = 'send an object such as {"exhibit": "palmyra", "levers": []}.'
    try:
        said: object = json.loads(body, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise _refused("request", "it is not JSON.", str(error)[:_MOST_LETTERS], way) from error
    if not isinstance(said, dict):
        raise _refused("request", f"{_shown(said)} is not an object.", "", way)
    return cast("Mapping[str, object]", said)


def _no_constant(name: str) -> float:
    raise ValueError(f"{name} is no number of JSON")


def _dataset_named(name: object, datasets: Mapping[str, Dataset]) -> Dataset:
    if isinstance(name, str) and name in datasets:
        return datasets[name]
    found = f"{_shown(name)} is not on show." if name is not None else "no dataset is named."
    raise _refused("exhibit", found, "", f"name one of: {', '.join(datasets)}.")


def _homes(value: object, n_home: int, *, exact: bool) -> tuple[int, ...]:
    homes = tuple(
        dict.fromkeys(_number(one, 0, n_home - 1, "homes") for one in _list(value, n_home, "homes"))
    )
    if len(homes) > 1 and not exact:
        raise _refused(
            "homes", f"{len(homes)} homes are named.", WHY_ONE_HOME, "name one, or [] for all."
        )
    return homes


def _number(value: object, least: int, most: int, key: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        way = f"write a whole number of {least} to {most}."
        raise _refused(key, f"{_shown(value)} is not a whole number.", "", way)
    if not least <= value <= most:
        way = f"write a whole number of {least} to {most}."
        raise _refused(key, f"{_shown(value)} is outside {least} to {most}.", "", way)
    return value


def _list(value: object, most: int, key: str) -> Sequence[object]:
    if not isinstance(value, list):
        raise _refused(key, f"{_shown(value)} is not a list.", "", "write a list, or [].")
    several = cast("list[object]", value)
    if len(several) > most:
        raise _refused(key, f"{len(several)} are listed.", "", f"list {most} at most.")
    return several


def _day(dataset: Dataset, value: object, key: str) -> dt.date | None:
    if value is None:
        return None
    scenario = dataset.scenario
    first, last = scenario.start, scenario.end
    way = f"name a day from {first} to {last}."
    day = read_day(value) if isinstance(value, str) else None
    if not isinstance(day, dt.date):
        raise _refused(key, f"{_shown(value)} is not a day.", "", way)
    if not first <= day <= last:
        raise _refused(key, f"{day} is outside {first} to {last}.", "", way)
    return day


def _outcome(value: object) -> _Outcome:
    for one in _OUTCOMES:
        if value == one:
            return one
    raise _refused(
        "outcome", f"{_shown(value)} is no outcome.", "", f"name one of: {', '.join(_OUTCOMES)}."
    )


def _slot(value: object) -> str | None:
    if value is None or (isinstance(value, str) and 0 < len(value) <= _MOST_LETTERS):
        return value
    raise _refused(
        "slot", f"{_shown(value)} is not a short text.", "", f"write 1 to {_MOST_LETTERS} letters."
    )


def _where(dataset: Dataset, value: object) -> ChartedLine:
    if not isinstance(value, dict):
        way = 'write an object such as {"measure": "displaced", "home": 0}.'
        raise _refused("show", f"{_shown(value)} is not an object.", "", way)
    said = cast("Mapping[str, object]", value)
    for key in said:
        if key not in {"measure", *COMMUNITY}:
            way = f"keys are measure, {', '.join(COMMUNITY)}."
            raise _refused("show", f"unknown key {_shown(key)}.", "", way)
    measure = said.get("measure")
    if not isinstance(measure, str) or measure not in _MEASURES:
        way = f"name one of: {', '.join(_MEASURES)}."
        raise _refused("show", f"{_shown(measure)} is no measure.", "", way)
    sizes = axis_sizes(dataset)
    at = {
        axis: _number(said[axis], 0, sizes[axis] - 1, f"show, {axis}")
        for axis in COMMUNITY
        if said.get(axis) is not None
    }
    if tuple(at) not in LEVELS:
        ways = "; ".join(" and ".join(level) for level in LEVELS if level)
        found = f"nothing is summed by {' and '.join(at)} together."
        raise _refused("show", found, "", f"name one of: {ways}; or none.")
    return ChartedLine(measure, at.get("home"), at.get("group"), at.get("place"))


def axis_sizes(dataset: Dataset) -> dict[str, int]:
    """Homes, groups and places there are in the results of a dataset."""
    scenario = dataset.scenario
    is_registered = scenario.is_camp_model
    return {
        "home": 1 if is_registered else len(scenario.homes),
        "group": max(len(scenario.group_names), 1),
        "place": len(scenario.places),
    }


def _shown(value: object) -> str:
    """Show what was found, not all of it if it is long."""
    if isinstance(value, float) and not math.isfinite(value):
        return "a number that is not finite"
    try:
        text = json.dumps(value, ensure_ascii=False)
        # Half a character or a turn of direction is said by its number: an answer must be able to hold it.
        text = text if text.isprintable() else json.dumps(value)
    except (ValueError, RecursionError):
        text = str(type(value).__name__)
    return text if len(text) <= _MOST_LETTERS else f"{text[:_MOST_LETTERS]}…"


def _refused(where: str, found: str, why: str, way: str) -> ScenarioError:
    return ScenarioError(Problem(where, found, why, (way,)))


def as_asked(pulls: Sequence[AppliedLever]) -> list[dict[str, Any]]:
    """Say levers as a browser asks for them."""
    return [
        {
            "name": pull.name,
            **({} if pull.value is None else {"value": pull.value}),
            **({} if pull.start is None else {"date": str(pull.start)}),
        }
        for pull in pulls
    ]
