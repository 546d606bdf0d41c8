"""What a member of the flee walk costs: beside its own draws replayed, and by size of population.

usage: python benchmarks/route_walk.py [--repeats 40] [--write FILE] FOLDER...

FOLDER holds input/ and validation/ of an instance of Flee.
"""

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
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numba
import numpy as np

from homeward.assemble.camps.flee_walk.walk_world import assemble_walk
from homeward.engine.camps.flee_walk import ReadyWalk
from homeward.engine.members import NO_DAYS
from homeward.engine.pool import Workspace
from homeward.exchange.flee import import_flee
from homeward.model.camps.flee_walk import newcomers, road
from homeward.numerics.draws import binomial, uniforms
from homeward.numerics.tabulated import Tables, looked_up
from homeward.scenario.load import load_scenario
from homeward.scenario.scenario import Scenario

POPULATIONS = (1, 10, 100, 1000)
BINOMIAL, LOOKED_UP = 0, 1


class Walks:
    """A scenario ready to run member by member."""

    def __init__(self, scenario: Scenario) -> None:
        self.ready = ReadyWalk(assemble_walk(scenario), 1, NO_DAYS)
        self.space = Workspace(self.ready, np.zeros(1, dtype=np.int64))
        self.run(0)

    def run(self, member: int) -> None:
        """Run one member."""
        self.ready.run(member, self.space)


def interleaved(jobs: Sequence[Callable[[int], None]], repeats: int) -> list[list[float]]:
    """CPU seconds of one thread of every job (job, repeat), taken in turn."""
    taken: list[list[float]] = [[] for _ in jobs]
    for repeat in range(repeats):
        for job, seconds in zip(jobs, taken, strict=True):
            began = time.thread_time()
            job(repeat)
            seconds.append(time.thread_time() - began)
    return taken


def record_draws(folder: Path, out: Path) -> None:
    """Run member 0 as plain Python and write every draw it makes; called in a process that does not compile."""
    draws: list[tuple[int, int, float]] = []

    def binomial_noted(n: int, p: float, *address: Any) -> int:
        if n > 0 and 0.0 < p < 1.0:
            draws.append((BINOMIAL, int(n), float(p)))
        return binomial(n, p, *address)

    def looked_up_noted(row: int, u: float, *tables: Any) -> int:
        draws.append((LOOKED_UP, int(row), 0.0))
        return looked_up(row, u, *tables)

    for module in (road, newcomers):
        module.binomial = binomial_noted
    road.looked_up = looked_up_noted
    Walks(load_scenario(folder))
    kind, n, p = zip(*draws, strict=True)
    np.savez(out, kind=np.array(kind), n=np.array(n), p=np.array(p))


@numba.njit(error_model="numpy")
def replay(member: int, kind: Any, n: Any, p: Any, first: Any, begin: Any, cumulative: Any) -> int:
    """Make all the draws of a member again, and nothing else."""
    total = 0
    for draw in range(kind.size):
        if kind[draw] == BINOMIAL:
            total += binomial(n[draw], p[draw], 1, 42, member, 0, draw, 0)
        else:
            u, _ = uniforms(1, 42, member, 0, draw, 0)
            total += looked_up(n[draw], u, first, begin, cumulative)
    return total


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


def measure(folder: Path, repeats: int) -> list[str]:
    """Write the lines of one conflict."""
    scenario = load_scenario(folder)
    with tempfile.TemporaryDirectory() as work:
        out = Path(work) / "draws.npz"
        command = [sys.executable, __file__, "--record", str(folder), str(out)]
        subprocess.run(command, check=True, env={**os.environ, "NUMBA_DISABLE_JIT": "1"})
        noted = np.load(out)
        kind, n, p = noted["kind"], noted["n"], noted["p"]
    walks = Walks(scenario)
    tables: Tables = walks.ready.world.arrays.tables

    def draws(repeat: int) -> None:
        replay(repeat, kind, n, p, tables.first, tables.begin, tables.cumulative)

    draws(0)
    engine, floor = interleaved([lambda _: walks.run(0), draws], repeats)
    ratios = [one / other for one, other in zip(engine, floor, strict=True)]
    sizes = [Walks(larger(scenario, times)) for times in POPULATIONS]
    by_size = interleaved([sized.run for sized in sizes], repeats)
    growth = [
        statistics.median(one / first for one, first in zip(taken, by_size[0], strict=True))
        for taken in by_size
    ]
    return [
        f"| {folder.name} | {1e3 * statistics.median(engine):.2f} | {kind.size:,} "
        f"| {1e3 * statistics.median(floor):.2f} | {statistics.median(ratios):.2f} "
        f"| {' / '.join(f'{one:.2f}' for one in growth)} |"
    ]


def main() -> None:
    """Measure every conflict."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--repeats", type=int, default=40)
    parser.add_argument("--record", nargs=2, type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--write", type=Path)
    asked = parser.parse_args()
    if asked.record:
        record_draws(*asked.record)
        return
    lines = [
        f"{platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}, one thread, "
        f"medians of {asked.repeats} interleaved repeats.\n",
        "| conflict | member, ms | draws | draws replayed, ms | member over its draws "
        f"| {' / '.join(f'{times}x' for times in POPULATIONS)} the people |",
        "|---|---|---|---|---|---|",
    ]
    with tempfile.TemporaryDirectory() as work:
        for folder in asked.folders:
            target = Path(work) / folder.name
            import_flee(folder / "input", folder / "validation", to=target)
            lines += measure(target, asked.repeats)
            print(lines[-1], flush=True)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    lines.append(f"\nPeak memory of this benchmark, all conflicts: {peak:,.0f} MiB.")
    text = "\n".join(lines) + "\n"
    print(text)
    if asked.write:
        asked.write.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
