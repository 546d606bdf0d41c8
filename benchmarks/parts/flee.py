"""What a member of the flee walk costs beside Flee, on published conflicts; and how it grows."""

from __future__ import annotations

import math
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import measuring
import numpy as np
from environment import NoEnvironmentError, environment
from made_up_camps import write_conflict
from timing import LeftOut, in_turn, number, ratio, say, seconds, table

from homeward.engine.camps.flee_walk import ready_walk
from homeward.engine.pool import Workspace
from homeward.exchange.flee import import_flee
from homeward.scenario.load import load_scenario

if TYPE_CHECKING:
    from collections.abc import Callable

    from homeward.scenario.scenario import Scenario

CONTEST = Path(__file__).parents[1] / "against_flee"
WHOLE = "mali_flee"
"""The conflict on which Flee moves everybody."""
THINNED = ("burundi2015", "car2013", "ssudan2013", "syria2013", "tigray2020")
AGENTS = 1000
"""Agents that Flee is to have, about, in the others."""
POPULATIONS = (1, 10, 100, 1000)
PLACES, DAYS = 300, 731
ROUNDS, MADE_UP_ROUNDS = 7, 3
GROWTH = """\
**How a member grows.** CPU seconds of one thread, medians of {rounds} rounds. Flee has one agent for as many people
as leave it about {agents:,}, and what it takes is net of a run of one day."""


def measure(is_quick: bool) -> str:
    """Run the contest on one conflict; then every conflict by itself."""
    parts: list[str] = []
    folder = os.environ.get("HOMEWARD_CONFLICTS")
    conflicts = Path(folder) if folder else None
    if conflicts is None or not (conflicts / WHOLE / "input").is_dir():
        parts.append(f"Left out: beside Flee; HOMEWARD_CONFLICTS names no folder with {WHOLE}.")
    elif not is_quick:
        parts += [contest(conflicts / WHOLE), by_conflict(conflicts)]
    parts.append(made_up(*((60, 60, 1) if is_quick else (PLACES, DAYS, MADE_UP_ROUNDS))))
    return "\n\n".join(parts)


def contest(conflict: Path) -> str:
    """Run Flee, Homeward, and the rule in Mesa (an agent for ten people) and NumPy, once each."""
    with tempfile.TemporaryDirectory() as work:
        out = Path(work) / "contest.md"
        command = [
            sys.executable,
            str(CONTEST),
            "--conflict",
            str(conflict),
            "--runs",
            "1",
            "--thin",
        ]
        done = subprocess.run([*command, "--write", str(out)], check=False, stdout=sys.stderr)
        if done.returncode != 0:
            raise LeftOut(f"the contest failed with exit status {done.returncode}.")
        return out.read_text(encoding="utf-8").strip()


def by_conflict(conflicts: Path) -> str:
    """Measure a member of every conflict, with up to a thousand times the people, and Flee beside it."""
    try:
        python: Path | None = environment()
    except NoEnvironmentError:
        python = None
    rows: list[list[str]] = []
    for name in (WHOLE, *THINNED):
        if not (conflicts / name / "input").is_dir():
            continue
        say(name)
        with tempfile.TemporaryDirectory() as work:
            scenario = imported(conflicts / name, Path(work))
        sizes = [member_of(larger(scenario, times)) for times in POPULATIONS]
        found = in_turn([lambda job=job: seconds(job) for job in sizes], ROUNDS)
        member = statistics.median(found[0])
        growth = [number(ratio(taken, found[0])) for taken in found]
        beside = [""] * 4
        if name in THINNED:
            beside = thinned(python, conflicts / name, scenario, member)
        rows.append([name, f"{scenario.n_day}", number(1e3 * member), " / ".join(growth), *beside])
    heading = (
        "conflict | days | a member, ms | with 1 / 10 / 100 / 1,000 times the people | people an agent "
        "| Flee 3.1, s | Flee over a member | in proportion, an agent for everybody"
    )
    return f"{GROWTH.format(rounds=ROUNDS, agents=AGENTS)}\n\n{table(heading, rows)}"


def imported(conflict: Path, work: Path) -> Scenario:
    """Read a conflict in Flee's format."""
    import_flee(conflict / "input", conflict / "validation", to=work / "imported")
    return load_scenario(work / "imported")


def member_of(scenario: Scenario) -> Callable[[], object]:
    """Make ready, and return what runs one member after the other."""
    ready = ready_walk(scenario)
    space, numbers = Workspace(ready, np.zeros(1, dtype=np.int64)), iter(range(10**9))

    def run() -> object:
        return ready.run(next(numbers), space)

    run()
    return run


def larger(scenario: Scenario, times: int) -> Scenario:
    """Multiply everybody and every capacity."""
    registrations = tuple(
        row.model_copy(update={"people": row.people * times}) for row in scenario.registrations
    )
    places = tuple(
        place.model_copy(update={"capacity": place.capacity and place.capacity * times})
        for place in scenario.places
    )
    return scenario.model_copy(update={"registrations": registrations, "places": places})


def thinned(python: Path | None, conflict: Path, scenario: Scenario, member: float) -> list[str]:
    """Run Flee with few agents: people for each, CPU seconds, and how many members those are."""
    if python is None:
        return ["", "left out: not installed", "", ""]
    most = max((row.people for row in scenario.registrations), default=AGENTS)
    people = max(1, math.ceil(most / AGENTS))
    with tempfile.TemporaryDirectory() as work:
        out = str(Path(work) / "outcome.json")
        command = [str(python), str(CONTEST / "leg_flee.py"), str(conflict), "--out", out]
        command += ["--thin", str(people)]
        try:
            day, _ = measuring.measure([*command, "--days", "1"])
            whole, _ = measuring.measure(command)
        except measuring.FailedError as why:
            return [str(people), f"failed: {why}", "", ""]
    cpu = whole.cpu - day.cpu
    return [str(people), number(cpu), number(cpu / member), number(people * cpu / member)]


def made_up(places: int, days: int, rounds: int) -> str:
    """Say what a member costs in a large conflict."""
    say(f"{places} places, {days} days")
    with tempfile.TemporaryDirectory() as work:
        write_conflict(Path(work) / "conflict", places, days)
        scenario = imported(Path(work) / "conflict", Path(work))
    member = member_of(scenario)
    taken = statistics.median(seconds(member) for _ in range(rounds))
    people = max(row.people for row in scenario.registrations)
    return (
        f"**A large conflict**, made up by `benchmarks/made_up_camps.py`: {places} places, {days} days, "
        f"{people:,} people registered in the end: a member takes {number(taken)} s CPU."
    )
