"""The legs in turn: each in a process of its own, in alternating order, whole and for one day."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import homeward_commands
from measuring import Cost, FailedError, measure
from observed import averaged_relative_difference

if TYPE_CHECKING:
    from collections.abc import Callable

    from conflict import Conflict

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Contest:
    """What is run, and how often."""

    folder: Path
    scratch: Path
    python: str | None  # of the environment with Flee and Mesa; None where there is none
    runs: int
    members: int
    thin_mesa: int


@dataclass
class Leg:
    """One contender, what its runs cost and what came of them."""

    title: str
    run: Callable[[Leg, int], None]
    unavailable: str = ""
    whole: list[Cost] = field(default_factory=list)
    start_up: list[float] = field(default_factory=list)  # CPU seconds
    net: list[float] = field(default_factory=list)  # CPU seconds of the whole less its start-up
    ensemble: list[Cost] = field(default_factory=list)  # of many members at once
    ard: list[float] = field(default_factory=list)


def run_contest(contest: Contest, conflict: Conflict) -> list[Leg]:
    """Run every leg as often as asked, backwards every second time."""
    legs = [
        script("Flee", "leg_flee.py", contest.python, contest, conflict),
        homeward(contest),
        script("Mesa", "leg_mesa.py", contest.python, contest, conflict, contest.thin_mesa),
        script("NumPy", "leg_numpy.py", sys.executable, contest, conflict),
    ]
    for seed in range(1, contest.runs + 1):
        for leg in legs if seed % 2 else reversed(legs):
            if not leg.unavailable:
                attempt(leg, seed)
    return legs


def attempt(leg: Leg, seed: int) -> None:
    """Run a leg once; one that fails is not tried again."""
    print(f"{leg.title}, run {seed}", end=": ", flush=True)
    try:
        leg.run(leg, seed)
    except FailedError as why:
        leg.unavailable = f"failed: {why}"
        print(leg.unavailable)
    else:
        print(f"{leg.whole[-1].cpu:.1f} s CPU")


def script(
    title: str, file: str, python: str | None, contest: Contest, conflict: Conflict, thin: int = 1
) -> Leg:
    """Return a leg that is a script of this folder; its start-up is the cost of a single day."""
    if python is None:
        return Leg(title, lambda _leg, _seed: None, "not available")
    out = contest.scratch / "outcome.json"
    command = [python, str(HERE / file), str(contest.folder), "--out", str(out)]

    def run(leg: Leg, seed: int) -> None:
        fixed = [*command, "--thin", str(thin), "--seed", str(seed)]
        if not leg.whole:
            measure([*fixed, "--days", "1"])  # so that nothing is read from a cold disk or compiled
        one_day, _ = measure([*fixed, "--days", "1"])
        whole, _ = measure(fixed)
        leg.whole.append(whole)
        leg.start_up.append(one_day.cpu)
        leg.net.append(whole.cpu - one_day.cpu)
        outcome = json.loads(out.read_text(encoding="utf-8"))
        leg.title = outcome["version"] + (f", one agent for {thin} people" if thin > 1 else "")
        leg.ard.append(averaged_relative_difference(outcome["people"], conflict.observed))

    return Leg(title, run)


def homeward(contest: Contest) -> Leg:
    """Return Homeward's leg: what a further member of an ensemble costs is net of start-up."""
    if not homeward_commands.is_available():
        return Leg("Homeward", lambda _leg, _seed: None, "not available")
    imported = contest.scratch / "imported"

    def run(leg: Leg, seed: int) -> None:
        if not leg.whole:
            measure(homeward_commands.import_command(contest.folder, imported))
            measure(homeward_commands.score_command(imported, 1, seed))  # compiles, once
        one, printed = measure(homeward_commands.score_command(imported, 1, seed))
        many, _ = measure(homeward_commands.score_command(imported, contest.members, seed))
        a_member = (many.cpu - one.cpu) / (contest.members - 1)
        leg.whole.append(one)
        leg.ensemble.append(many)
        leg.start_up.append(one.cpu - a_member)
        leg.net.append(a_member)
        ard = homeward_commands.scored(printed)
        leg.ard += [] if ard is None else [ard]

    return Leg("Homeward, one member", run)
