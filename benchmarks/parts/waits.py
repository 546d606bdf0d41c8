"""What a user waits for: the first run, a run with all its files, an explanation, a calibration, a lever."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from typing import TYPE_CHECKING, Any

from revisions import earlier_source
from timing import LeftOut, number, say, table

import homeward
from homeward.explorer.live.datasets import LiveScenario
from homeward.explorer.live.scenario_runs import LiveSettings, ScenarioRuns
from homeward.explorer.live.scheduler import PendingRequest, Scheduler
from homeward.explorer.views.answering import Answers
from homeward.explorer.views.questions import read_question
from homeward.scenario.load import load_scenario

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

HOMEWARD = [sys.executable, "-m", "homeward.cli.wall"]
MEMBERS, EXPLAINED, ASKED_AGAIN = 200, 1, 3
CALIBRATED = (240, 1_000)
EXPLORED, PICTURED, OBSTRUCTED = 16, 2, 4
"""Members of an explorer, of its first picture and of its first obstacles."""
LEVER, ON = "permission_open_to_all", "2020-07-01"
EXPLAIN = """
import datetime as dt, sys, time
from homeward.evaluation.explanation.explain import explain
from homeward.scenario.load import load_scenario
scenario, on = load_scenario("palmyra"), dt.date(2019, 12, 31)
members, since = int(sys.argv[1]), dt.date.fromisoformat(sys.argv[2]) if sys.argv[2:] else None
explain(scenario, on=dt.date(2013, 12, 31), members=1, threads=1)
began = time.process_time()
found = explain(scenario, on=on, since=since, members=members, threads=1)
print((time.process_time() - began) / members)
"""
ABOUT = """\
Each once. Wall times mean something only if nothing else ran. The first run is of `tiny`, ten members, in an empty
cache of kernels: it compiles the model, unless the package was installed compiled. {explained} members are
explained, on one thread; `calibrate` is run with two budgets, as some of what it runs is the same whatever the budget.
The explorer is asked by what reads a browser's questions, on one thread, median of {asked}: first pictures are of
{pictured} members, a lever acts from January 2020 on, and obstacles are of a day of that year, of members that have
been run."""


def measure(is_quick: bool) -> str:
    """Wait for everything."""
    members = 4 if is_quick else MEMBERS
    asked: list[Callable[[], list[list[str]]]] = [
        lambda: [waited("`homeward --help`", ["--help"])],
        lambda: whole_run(members),
        lambda: explorer(1 if is_quick else ASKED_AGAIN),
        *([] if is_quick else [first_run, explanations, calibration]),
    ]
    rows = [row for rows in asked for row in unless_it_fails(rows)]
    about = ABOUT.format(explained=EXPLAINED, pictured=PICTURED, asked=ASKED_AGAIN)
    return f"{about}\n\n{table('what | wall, s | CPU, s | beside', rows)}"


def unless_it_fails(rows: Callable[[], list[list[str]]]) -> list[list[str]]:
    """Return rows, or one that says what went wrong: the others are worth having."""
    try:
        return rows()
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode(errors="replace").strip().splitlines()
        return [["a command failed", "", "", said[-1] if said else str(error)]]


def cost(command: Sequence[str], env: dict[str, str] | None = None) -> tuple[float, float]:
    """Wall and CPU seconds of a command with all it starts."""
    before, began = os.times(), time.perf_counter()
    subprocess.run(command, check=True, env=env, capture_output=True)
    after = os.times()
    cpu = after.children_user + after.children_system
    return time.perf_counter() - began, cpu - before.children_user - before.children_system


def waited(title: str, arguments: Sequence[str], env: dict[str, str] | None = None) -> list[str]:
    """Time a command of Homeward."""
    say(title)
    return [title, *map(number, cost([*HOMEWARD, *arguments], env)), ""]


def first_run() -> list[list[str]]:
    """Time a first run and the one after it."""
    run = ["run", "tiny", "--members", "10", "--out"]
    with tempfile.TemporaryDirectory() as work:
        env = {**os.environ, "NUMBA_CACHE_DIR": work}
        first = waited("first run", [*run, f"{work}/first"], env)
        return [first, waited("the same again", [*run, f"{work}/second"], env)]


def whole_run(members: int) -> list[list[str]]:
    """Time the main job, with all its files."""
    with tempfile.TemporaryDirectory() as work:
        run = ["run", "palmyra", "--members", str(members), "--out", f"{work}/run"]
        return [waited(f"`homeward run palmyra`, {members} members, all files", run)]


def explanations() -> list[list[str]]:
    """Time an explanation of the whole period and of its last year, and version 0.1.0 beside it."""
    rows: list[list[str]] = []
    for period, since in (("seven years", ()), ("the last year", ("2019-01-01",))):
        title = f"`homeward explain palmyra --on 2019-12-31`, lifted for {period}, a member"
        say(title)
        command = [sys.executable, "-c", EXPLAIN, str(EXPLAINED), *since]
        today = float(subprocess.run(command, check=True, capture_output=True).stdout)
        try:
            source = earlier_source()
            env = {
                **os.environ,
                "PYTHONPATH": str(source / "src"),
                "NUMBA_CACHE_DIR": str(source / "kernels"),
            }
            then = float(subprocess.run(command, check=True, env=env, capture_output=True).stdout)
            beside = f"0.1.0: {number(then)} s CPU, {number(then / today)} times"
        except LeftOut as why:
            beside = str(why)
        rows.append([title, "", number(today), beside])
    return rows


def calibration() -> list[list[str]]:
    """Time two small calibrations: what is run whatever the budget, and what a further member takes."""
    costs: list[tuple[float, float]] = []
    for budget in CALIBRATED:
        say(f"`homeward calibrate palmyra`, {budget} members")
        wall, cpu = time.perf_counter(), time.process_time()
        homeward.calibrate("palmyra", budget=budget)
        costs.append((time.perf_counter() - wall, time.process_time() - cpu))
    (few, _), (many, cpu) = costs
    fewer, more = CALIBRATED
    large = (many + (many - few) * (20_000 - more) / (more - fewer)) / 60
    beside = f"{fewer} members: {few:.0f} s; so 20,000 would take {large:.0f} min"
    return [[f"`homeward calibrate palmyra`, {more:,} members", number(many), number(cpu), beside]]


def explorer(repeats: int) -> list[list[str]]:
    """Time what the explorer's server answers, one thread: with all days in the first pictures, and with few."""
    say("the explorer's first answers")
    settings = LiveSettings(load_scenario("palmyra"), members=EXPLORED, seed=1, threads=1)
    dates = [f"2020-01-{day:02}" for day in range(2, 2 + repeats)]
    found: dict[str, list[tuple[float, float]]] = {}
    for soon in [{}, {"on": ON}] * repeats:
        ask = asking(settings, found)
        which = "" if soon else ", of all days"
        ask(f"first picture{which}", "run", members=PICTURED, **soon)
        for date in dates:
            levers = [{"name": LEVER, "date": date}]
            asked: dict[str, Any] = {"members": PICTURED, "levers": levers}
            ask(f"a lever's first picture{which}", "run", **asked, **soon)
            ask("what changes with it", "compare", **asked, on=ON)
        ask("two members more", "run", members=OBSTRUCTED, **soon)
        ask(f"obstacles of {OBSTRUCTED} members on a day", "obstacles", members=OBSTRUCTED, on=ON)
    return [
        [
            f"the explorer: {title}",
            *(number(statistics.median(of)) for of in zip(*spent, strict=True)),
            "",
        ]
        for title, spent in found.items()
    ]


def asking(
    settings: LiveSettings, found: dict[str, list[tuple[float, float]]]
) -> Callable[..., None]:
    """Put a server on show that has run nothing, and return what asks it and notes wall and CPU seconds."""
    dataset = LiveScenario("palmyra", ScenarioRuns(settings), Scheduler())
    answers = Answers([dataset], exact=False)
    works = {"run": answers.run, "compare": answers.compare, "obstacles": answers.obstacles}

    def ask(title: str, kind: str, **said: object) -> None:
        body = json.dumps({"exhibit": "palmyra", **said}).encode()
        wall, cpu = time.perf_counter(), time.process_time()
        question = read_question(kind, body, {"palmyra": dataset})
        works[kind](question, PendingRequest())
        spent = time.perf_counter() - wall, time.process_time() - cpu
        found.setdefault(title, []).append(spent)

    return ask
