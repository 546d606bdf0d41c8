"""How time and memory grow with members, and what a second thread gains."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys

from timing import in_turn, number, say, table

MEMBERS = (1, 20, 80)
ROUNDS = 2
CHILD = """
import resource, sys, time
import homeward
members, threads = map(int, sys.argv[1:])
homeward.run("palmyra", members=1, every=5000)
wall, cpu = time.perf_counter(), time.process_time()
homeward.run("palmyra", members=members, threads=threads)
wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
print(wall, cpu, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""
IN_A_MEBIBYTE = 2**20 if sys.platform == "darwin" else 2**10  # units of ru_maxrss
ABOUT = """\
`homeward.run("palmyra")` with weekly records, nothing saved, each number of members in a process of its own;
medians of {rounds} rounds. Members on one thread; the last rows are the most members on more threads, where wall
time counts: it means something only if nothing else ran."""


def measure(is_quick: bool) -> str:
    """Measure numbers of members, then numbers of threads."""
    if sys.platform == "win32":  # no module resource
        return "Left out: memory is not measured on Windows."
    members, rounds = ((1, 4), 1) if is_quick else (MEMBERS, ROUNDS)
    cores = os.cpu_count() or 1
    cases = [(number_of, 1) for number_of in members]
    cases += [(members[-1], threads) for threads in sorted({2, cores}) if 1 < threads <= cores]
    found: dict[tuple[int, int], list[list[float]]] = {case: [] for case in cases}

    def once(case: tuple[int, int]) -> float:
        say(f"{case[0]} members, {case[1]} threads")
        command = [sys.executable, "-c", CHILD, *map(str, case)]
        said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        found[case].append([float(value) for value in said.split()])
        return 0.0

    in_turn([lambda case=case: once(case) for case in cases], rounds)
    rows, alone = [], 0.0
    for (number_of, threads), measured in found.items():
        wall, cpu, peak = (statistics.median(of) for of in zip(*measured, strict=True))
        if (number_of, threads) == (members[-1], 1):
            alone = wall
        gained = number(alone / wall) if threads > 1 else ""
        cells = [number(wall), number(cpu), number(1e3 * cpu / number_of)]
        rows.append([str(number_of), str(threads), *cells, f"{peak / IN_A_MEBIBYTE:,.0f}", gained])
    heading = (
        "members | threads | wall, s | CPU, s | CPU a member, ms | peak memory, MiB "
        "| times faster than one thread"
    )
    return f"{ABOUT.format(rounds=rounds)}\n\n{table(heading, rows)}"
