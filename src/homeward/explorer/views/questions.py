"""What a browser asks of a dataset, understood strictly or refused in a sentence."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from homeward.errors import Problem, ScenarioError, nearest_hint
from homeward.evaluation.outcomes import Outcome
from homeward.explorer.contract.on_show import AppliedLeverJson
from homeward.explorer.contract.openapi import REQUESTS
from homeward.explorer.contract.requests import LeverRequest, LineRequest, Message, Request
from homeward.explorer.live.datasets import Dataset
from homeward.explorer.views.lever_effects import EVERYBODY, Scope
from homeward.explorer.views.lever_list import takes_a_day
from homeward.explorer.views.picture import PICTURED, ChartedLine
from homeward.results.publish.small_counts import LEAST_MEMBERS
from homeward.results.tables.axes import COMMUNITY
from homeward.results.tables.statistics import LEVELS
from homeward.scenario.changes.applied_levers import AppliedLever, find_levers
from homeward.scenario.scenario import Scenario

MOST_BYTES = 65_536
"""Bytes of a request, at most."""
_MOST_LETTERS = 100
_MEASURES = tuple(one.name for one in PICTURED)
_OTHERS = ("{shown}: {said}.", "GET /api/openapi.json says what is understood.")
_WORDS = {
    "missing": ("it is not said.", "say it."),
    "null": ("null is no value.", "leave it out."),
    "model_type": ("{shown} is not an object.", "write an object, in braces."),
    "tuple_type": ("{shown} is not a list.", "write a list, or []."),
    "string_type": ("{shown} is not a text.", "write a text."),
    "int_type": ("{shown} is not a whole number.", "write a whole number."),
    "float_type": ("{shown} is not a number.", "write a number."),
    "finite_number": ("it is not a finite number.", "write a finite number."),
    "no_day": ("{shown} is not a day.", "write a day such as 2019-06-01."),
    "greater_than_equal": ("{shown} is below {ge}.", "write {ge} or more."),
    "literal_error": ("{shown} is none of those known.", "write {expected}."),
    "too_long": ("more are listed than are answered.", "list {max_length} at most."),
    "string_too_short": ("{shown} is not a short text.", "write 1 to 100 letters."),
    "string_pattern_mismatch": (
        "{shown} is no name of a lever.",
        "write a name such as houses_rebuilt.",
    ),
    "string_too_long": ("{shown} is not a short text.", "write 1 to 100 letters."),
}
"""What is found and a way out, by the name pydantic gives an error."""


@dataclass(frozen=True)
class Question:
    """What is asked of a dataset; what is not said of it has a default.

    Parameters
    ----------
    members
        Of those of the dataset.
    on
        Day on which people are counted; the last if None.
    at
        Whom it is about.
    """

    dataset: Dataset
    levers: tuple[AppliedLever, ...]
    members: int
    slot: str | None
    show: tuple[ChartedLine, ...] = ()
    on: dt.date | None = None
    since: dt.date | None = None
    outcome: Outcome = "returned"
    at: Scope = EVERYBODY
    measure: str | None = None


def read_question(
    kind: str, body: bytes, datasets: Mapping[str, Dataset], *, exact: bool = False
) -> Question:
    """Read a question.

    Parameters
    ----------
    exact
        Whether disclosure control is off: else several members are asked (decision 17).

    Raises
    ------
    ScenarioError
        If it is not one of this kind, with everything that is wrong with it.
    """
    try:
        asked = REQUESTS[kind].model_validate_json(body)
    except ValidationError as error:
        several = error.errors(include_url=False)
        raise ScenarioError([_problem(one, REQUESTS[kind]) for one in several]) from error
    dataset = _dataset_named(asked.exhibit, datasets)
    scenario, sizes = dataset.scenario, axis_sizes(dataset)
    members = dataset.members if asked.members is None else asked.members
    least = 1 if exact else min(LEAST_MEMBERS, dataset.members)
    return Question(
        dataset=dataset,
        levers=tuple(levers_asked_for(scenario, asked.levers, dataset.apply)),
        members=_within(members, least, dataset.members, "members"),
        slot=asked.slot,
        show=tuple(_line(sizes, one) for one in getattr(asked, "show", ())),
        on=_day(scenario, getattr(asked, "on", None), "on"),
        since=_day(scenario, getattr(asked, "since", None), "since"),
        outcome=getattr(asked, "outcome", "returned"),
        at=_scope(sizes, asked),
        measure=_measure(getattr(asked, "measure", None), "measure"),
    )


def levers_asked_for(
    scenario: Scenario,
    asked: Sequence[LeverRequest],
    apply: Callable[[Sequence[AppliedLever]], object],
) -> list[AppliedLever]:
    """Read the levers that a request applies, in the order of the scenario; `apply` refuses what cannot be applied.

    Raises
    ------
    ScenarioError
        If the scenario has no such lever, or a lever does not take its value or day, or changes nothing from it on, or
        two of them contradict each other.
    """
    dated = {one.name for one in asked if one.date is not None}
    timeless = [one for one in scenario.levers if one.name in dated and not takes_a_day(one)]
    if timeless:
        raise _refused(
            f'lever "{timeless[0].name}"',
            "a date is given, and the lever takes none.",
            "leave out the date.",
            "It acts on whole rows, over all their days.",
        )
    levers = [AppliedLever(one.name, one.value, one.date) for one in asked]
    apply(levers)
    return [one.applied for one in find_levers(scenario, levers)]


def levers_json(levers: Sequence[AppliedLever]) -> list[AppliedLeverJson]:
    """Say levers as a browser asks for them."""
    several: list[AppliedLeverJson] = []
    for lever in levers:
        said = AppliedLeverJson(name=lever.name)
        if lever.value is not None:
            said["value"] = lever.value
        if lever.start is not None:
            said["date"] = str(lever.start)
        several.append(said)
    return several


def axis_sizes(dataset: Dataset) -> dict[str, int]:
    """Homes, groups and places there are in the results of a dataset."""
    scenario = dataset.scenario
    is_registered = scenario.is_camp_model
    return {
        "home": 1 if is_registered else len(scenario.homes),
        "group": max(len(scenario.group_names), 1),
        "place": len(scenario.places),
    }


def _problem(details: ErrorDetails, request: type[Request]) -> Problem:
    """Word one error of pydantic: where, what, why and a way out."""
    context: dict[str, Any] = details.get("ctx", {})
    keys = [one if isinstance(one, str) else str(one + 1) for one in details["loc"]]
    if details["type"] == "json_invalid":
        way = 'send an object such as {"exhibit": "palmyra", "levers": []}.'
        return Problem("request", "it is not JSON.", str(context["error"])[:_MOST_LETTERS], (way,))
    if details["type"] == "extra_forbidden":
        return _unknown_key(keys, request)
    where = ", ".join(keys) or "request"
    words = _WORDS.get(details["type"], _OTHERS)
    said = {**context, "shown": _shown(details["input"]), "said": details["msg"]}
    found, way = (one.format(**said) for one in words)
    return Problem(where, found, "", (way,))


def _unknown_key(keys: Sequence[str], request: type[Request]) -> Problem:
    *above, key = keys
    inner: dict[str, type[Message]] = {"levers": LeverRequest, "show": LineRequest}
    known = tuple((inner[above[0]] if above else request).model_fields)
    why = nearest_hint(key, known)
    way = f"keys are {', '.join(known)}."
    return Problem(", ".join(above) or "request", f"unknown key {_shown(key)}.", why, (way,))


def _dataset_named(name: str, datasets: Mapping[str, Dataset]) -> Dataset:
    if name in datasets:
        return datasets[name]
    raise _refused(
        "exhibit", f"{_shown(name)} is not on show.", f"name one of: {', '.join(datasets)}."
    )


def _scope(sizes: Mapping[str, int], asked: Request) -> Scope:
    """Read whom a question is about: a home, and of it a group, those in one refuge, or that group there."""
    home, group, place = (getattr(asked, axis, None) for axis in COMMUNITY)
    for axis, index in zip(COMMUNITY, (home, group, place), strict=True):
        if index is not None:
            _within(index, 0, sizes[axis] - 1, axis)
    if home is None and group is not None and place is not None:
        found = "a group and a place are named without a home."
        raise _refused("place", found, "name a home too, or one of the two.")
    return Scope(home, group, place)


def _within(value: int, least: int, most: int, key: str) -> int:
    if least <= value <= most:
        return value
    found = f"{_shown(value)} is outside {least} to {most}."
    raise _refused(key, found, f"write a whole number of {least} to {most}.")


def _day(scenario: Scenario, day: dt.date | None, key: str) -> dt.date | None:
    first, last = scenario.start, scenario.end
    if day is None or first <= day <= last:
        return day
    found = f"{day} is outside {first} to {last}."
    raise _refused(key, found, f"name a day from {first} to {last}.")


def _measure(measure: str | None, key: str) -> str | None:
    if measure is None or measure in _MEASURES:
        return measure
    way = f"name one of: {', '.join(_MEASURES)}."
    raise _refused(key, f"{_shown(measure)} is no measure.", way)


def _line(sizes: Mapping[str, int], line: LineRequest) -> ChartedLine:
    _measure(line.measure, "show")
    charted = ChartedLine(line.measure, line.home, line.group, line.place)
    for axis, index in charted.at:
        _within(index, 0, sizes[axis] - 1, f"show, {axis}")
    level = tuple(axis for axis in COMMUNITY if axis in dict(charted.at))
    if level not in (known := (*LEVELS, COMMUNITY)):
        ways = "; ".join(" and ".join(level) for level in known if level)
        found = f"nothing is summed by {' and '.join(level)} together."
        raise _refused("show", found, f"name one of: {ways}; or none.")
    return charted


def _shown(value: object) -> str:
    """Show what was found, not all of it if it is long."""
    try:
        text = json.dumps(value, ensure_ascii=False)
        # Half a character or a turn of direction is said by its number: an answer must be able to hold it.
        text = text if text.isprintable() else json.dumps(value)
    except (TypeError, ValueError, RecursionError):
        text = str(type(value).__name__)
    return text if len(text) <= _MOST_LETTERS else f"{text[:_MOST_LETTERS]}…"


def _refused(where: str, found: str, way: str, why: str = "") -> ScenarioError:
    return ScenarioError(Problem(where, found, why, (way,)))
