"""Lifting: which obstacle, for whom, from which day, as somebody asks for it (model §7.5)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence

from homeward.catalogue import obstacles
from homeward.errors import Problem, ScenarioError, nearest_hint
from homeward.scenario.rows.lifts import Lift
from homeward.scenario.scenario import Scenario
from homeward.scenario.text.cells import read_day

_LIFT = re.compile(r"(?P<obstacle>[^:@]+)(:(?P<group>[^:@]*))?(@(?P<start>[^:@]*))?")


def parse_lift(text: str) -> Lift:
    """Read OBSTACLE[:GROUP][@DATE].

    Raises
    ------
    ScenarioError
        If it is not written like that, or DATE is no day.
    """
    where = f"--lift {text}"
    parts = _LIFT.fullmatch(text.strip())
    if parts is None:
        ways = ("write an obstacle, or permission:herders, or permission:herders@2019-06-01.",)
        found = "this is not OBSTACLE, OBSTACLE:GROUP or OBSTACLE@DATE."
        raise ScenarioError(Problem(where, found, "", ways))
    start = None if parts["start"] is None else read_day(parts["start"].strip())
    if isinstance(start, Problem):
        raise ScenarioError(Problem(where, start.found, start.why, start.ways_out))
    groups = () if parts["group"] is None else (parts["group"].strip(),)
    return Lift(obstacle=parts["obstacle"].strip(), groups=groups, start=start)


def word_lift(lift: Lift) -> str:
    """Write a lift as it is asked for: OBSTACLE[:GROUP][@DATE]."""
    groups = "".join(f":{group}" for group in lift.groups)
    return f"{lift.obstacle}{groups}" + ("" if lift.start is None else f"@{lift.start}")


def lift_obstacles(scenario: Scenario, lifts: Sequence[Lift]) -> Scenario:
    """Change a scenario so that some obstacles no longer count in the decision to go home.

    Raises
    ------
    ScenarioError
        If there is no such obstacle or group, or the day is outside the run.
    """
    problems = [problem for lift in lifts for problem in _refusals(scenario, lift)]
    if problems:
        raise ScenarioError(problems)
    if not lifts:
        return scenario
    said = " ".join(map(word_lift, lifts))
    digest = hashlib.sha256(f"{scenario.digest} lifted {said}".encode()).hexdigest()
    return scenario.model_copy(update={"lifted": (*scenario.lifted, *lifts), "digest": digest})


def _refusals(scenario: Scenario, lift: Lift) -> Iterator[Problem]:
    where = f"--lift {word_lift(lift)}"
    known = [obstacle.name for obstacle in obstacles(scenario.actor_names)]
    if lift.obstacle not in known:
        yield _unknown(where, "obstacle", lift.obstacle, known)
    for group in lift.groups:
        if group not in scenario.group_names:
            yield _unknown(where, "group", group, scenario.group_names)
    if lift.start is not None and not scenario.start <= lift.start <= scenario.end:
        found = f"{lift.start} is outside the run, {scenario.start} to {scenario.end}."
        yield Problem(where, found, "", ("name a day of the run.",))


def _unknown(where: str, noun: str, name: str, known: Sequence[str]) -> Problem:
    why = nearest_hint(name, known)
    return Problem(where, f'unknown {noun} "{name}".', why, (f"name one of: {', '.join(known)}.",))
