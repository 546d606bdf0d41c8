"""How time and memory grow with members, and what a second thread gains."""

from __future__ import annotations

import os
import subprocess
import sys

from timing import LeftOut, number, say, table

MEMBERS = (1, 20, 80)
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
`homeward.run("palmyra")` with weekly records, nothing saved, each once, in a process of its own. The last rows are the
most members on more threads, where wall time counts: it means something only if nothing else ran."""
HEADING = (
    "members | threads | wall, s | CPU, s | CPU a member, ms | peak memory, MiB "
    "| times faster than one thread"
)


def measure(is_quick: bool) -> str:
    """Measure numbers of members, then numbers of threads."""
    if sys.platform == "win32":
        raise LeftOut("memory is not measured on Windows.")
    members = (1, 4) if is_quick else MEMBERS
    cores = os.cpu_count() or 1
    more = [threads for threads in sorted({2, cores}) if 1 < threads <= cores]
    rows: list[list[str]] = []
    alone = 0.0
    for number_of, threads in [*((one, 1) for one in members), *((members[-1], n) for n in more)]:
        wall, cpu, peak = once(number_of, threads)
        gained = number(alone / wall) if threads > 1 else ""
        alone = wall if threads == 1 else alone
        costs = [number(wall), number(cpu), number(1e3 * cpu / number_of)]
        rows.append([str(number_of), str(threads), *costs, f"{peak:,.0f}", gained])
    return f"{ABOUT}\n\n{table(HEADING, rows)}"


def once(members: int, threads: int) -> tuple[float, float, float]:
    """Run some members in a process of their own: wall and CPU seconds, and mebibytes at the most."""
    say(f"{members} members, {threads} threads")
    command = [sys.executable, "-c", CHILD, str(members), str(threads)]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    wall, cpu, peak = map(float, said.split())
    return wall, cpu, peak / IN_A_MEBIBYTE
