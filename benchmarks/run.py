"""Measure what a run of Palmyra costs: by population size, by thread, lifted, explained, in memory, to compile."""

from __future__ import annotations

import argparse
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

import numpy as np

from homeward.assemble.communities.ensemble import draw_ensemble, params_of
from homeward.assemble.communities.world import assemble
from homeward.engine.communities.ready import Workspace, prepare, run_whole_member, trip_slots
from homeward.engine.members import record_days
from homeward.engine.simulate import simulate
from homeward.evaluation.explanation.explain import explain
from homeward.model.communities.member import Record, State, axis_sizes
from homeward.model.communities.step import run_member
from homeward.numerics.allocate import allocate
from homeward.scenario.load import load_scenario

POPULATIONS = (1, 10, 100, 1000)
EXPLAINED_ON = date(2019, 12, 31)
EXPLAINED_MEMBERS, MEMBERS_WANTED = 8, 200
COMPILE = """
from homeward.engine.simulate import simulate
from homeward.scenario.load import load_scenario
simulate(load_scenario("tiny"), days=[5], members=1)
"""


def cost_by_population(repeats: int) -> dict[int, float]:
    """CPU seconds of one member at 1, 10, 100 and 1000 times the people, interleaved, medians."""
    scenario = load_scenario("palmyra")
    world = assemble(scenario)
    ensemble = draw_ensemble(scenario, world, seed=1, n_member=repeats)
    drivers, n_slot = world.drivers, trip_slots(scenario, world)
    sizes = axis_sizes(drivers, n_slot) | {"record": 1}
    state = allocate(State, sizes)
    days, stop = np.array([scenario.n_day - 1]), np.zeros(1, dtype=np.int64)
    seconds: dict[int, list[float]] = {times: [] for times in POPULATIONS}
    for member in range(repeats):
        for times in POPULATIONS:
            larger = ensemble._replace(
                residents=ensemble.residents * times,
                start=ensemble.start * times,
                arrivals=ensemble.arrivals * times,
                approvals=ensemble.approvals * times,
            )
            places = drivers.places._replace(capacity=drivers.places.capacity * times)
            record = allocate(Record, sizes)._replace(day=days)
            began = time.thread_time()
            run_member(
                drivers._replace(places=places),
                params_of(larger, member),
                state,
                record,
                stop,
                0,
                record.day.size,
            )
            seconds[times].append(time.thread_time() - began)
    return {times: statistics.median(taken) for times, taken in seconds.items()}


def wall_by_threads(members: int) -> dict[int, float]:
    """Wall seconds of a whole ensemble with weekly records, by number of threads."""
    scenario = load_scenario("palmyra")
    days = record_days(scenario, 7)
    taken: dict[int, float] = {}
    for threads in (1, os.cpu_count() or 1):
        began = time.perf_counter()
        simulate(scenario, days=days, members=members, threads=threads)
        taken[threads] = time.perf_counter() - began
    return taken


def cost_of_lifting(repeats: int) -> float:
    """CPU seconds of a member with every obstacle lifted, as a ratio to the same member as it is; the median."""
    scenario = load_scenario("palmyra")
    days = [scenario.n_day - 1]
    ready = prepare(scenario, days=days, members=repeats, seed=1)
    workspace = Workspace(ready, np.zeros(1, dtype=np.int64))
    nothing = ready.world.drivers.lifted
    ratios: list[float] = []
    for member in range(repeats):
        seconds: list[float] = []
        for lifted in (nothing, np.zeros_like(nothing)):
            began = time.thread_time()
            run_whole_member(ready, member, workspace, lifted)
            seconds.append(time.thread_time() - began)
        ratios.append(seconds[1] / seconds[0])
    return statistics.median(ratios)


def cost_of_explaining(members: int) -> tuple[float, float, int]:
    """Wall and CPU seconds of explaining a member up to a day, and the runs it takes."""
    scenario = load_scenario("palmyra")
    wall, cpu = time.perf_counter(), time.process_time()
    explanation = explain(scenario, on=EXPLAINED_ON, members=members)
    return (
        (time.perf_counter() - wall) / members,
        (time.process_time() - cpu) / members,
        explanation.runs,
    )


def compile_seconds() -> float:
    """Wall seconds of a first run in an empty cache, less those of a second."""
    with tempfile.TemporaryDirectory() as cache:
        environment = {**os.environ, "NUMBA_CACHE_DIR": cache}
        taken: list[float] = []
        for _ in range(2):
            began = time.perf_counter()
            subprocess.run([sys.executable, "-c", COMPILE], check=True, env=environment)
            taken.append(time.perf_counter() - began)
    return taken[0] - taken[1]


def help_seconds() -> float:
    """Median wall seconds of `homeward --help`."""
    taken: list[float] = []
    for _ in range(5):
        began = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "homeward.cli.wall", "--help"], check=True, capture_output=True
        )
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)


def main() -> None:
    """Print the table, as Markdown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--write", type=Path, help="also write the table to a file")
    quick = parser.parse_args()
    cost = cost_by_population(3 if quick.quick else 9)
    walls = wall_by_threads(4 if quick.quick else 200)
    lifted = cost_of_lifting(3 if quick.quick else 9)
    wall, cpu, runs = cost_of_explaining(2 if quick.quick else EXPLAINED_MEMBERS)
    n_day = load_scenario("palmyra").n_day
    members = 4 if quick.quick else 200
    lines = [
        f"{platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}.",
        "",
        "| what | figure |",
        "|---|---|",
        f"| member-days per CPU second | {n_day / cost[1]:,.0f} |",
        *(
            f"| one member, {times}x the people | {cost[times]:.3f} s CPU, {cost[times] / cost[1]:.2f} of 1x |"
            for times in POPULATIONS
        ),
        *(
            f"| {members} members, weekly records, {threads} threads | {wall:.1f} s |"
            for threads, wall in walls.items()
        ),
        f"| one member with every obstacle lifted | {lifted:.2f} of as it is |",
        f"| explaining one member to {EXPLAINED_ON} | {runs} runs, {cpu:.1f} s CPU, {wall:.1f} s |",
        f"| explaining {MEMBERS_WANTED} members, at that rate | {wall * MEMBERS_WANTED / 60:.0f} min |",
        f"| compiling, once | {compile_seconds():.0f} s |",
        f"| `homeward --help` | {help_seconds():.2f} s |",
        f"| peak memory of this benchmark | {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MiB |",
    ]
    text = "\n".join(lines)
    print(text)
    if quick.write:
        quick.write.write_text(
            f"# Last figures\n\n{Path(__file__).name}: {text}\n", encoding="utf-8"
        )


if __name__ == "__main__":
    main()
