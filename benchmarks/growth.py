"""Measure how a made-up country's cost grows with its places and its homes, and fit exponents.

    python benchmarks/growth.py            # a few minutes
    python benchmarks/growth.py --write growth.md

Each size is measured in a process of its own: CPU seconds of assembling and of a member's day, and peak memory. An
exponent is the slope of a straight line through the logarithms; that of the two largest sizes stands beside it.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from made_up_country import Country, write_country

from homeward.assemble.communities.world import assemble
from homeward.engine.communities.ready import Workspace, prepare
from homeward.engine.members import record_days
from homeward.scenario.load import load_scenario

PLACES, HOMES = (24, 50, 100, 200), (6, 12, 25, 50)
FIXED_HOMES, FIXED_PLACES = 12, 100
GROUPS, YEARS, MEMBERS = 6, 1, 3
MEASURED = {
    "assembling": "s",
    "a member's day": "ms",
    "memory": "MB",
}
"""What is measured, and its unit. Memory is the peak of the process, less what it takes before it reads a scenario."""
Figures = dict[str, float]


def measure(places: int, homes: int) -> Figures:
    """Measure one size in this process."""
    with tempfile.TemporaryDirectory() as folder:
        chance = np.random.default_rng(1)
        write_country(Path(folder), Country(places, homes, GROUPS, YEARS, chance))
        before = _peak_mb()
        scenario = load_scenario(folder)
    began = time.process_time()
    assemble(scenario)
    assembling = time.process_time() - began
    ready = prepare(scenario, days=record_days(scenario, 7), members=MEMBERS, seed=1)
    space = Workspace(ready, np.zeros(1, dtype=np.int64))
    began = time.process_time()
    for member in range(MEMBERS):
        ready.run(member, space)
    a_day = (time.process_time() - began) / (MEMBERS * scenario.n_day)
    figures = (assembling, 1000 * a_day, _peak_mb() - before)
    return dict(zip(MEASURED, figures, strict=True))


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


def measured_alone(places: int, homes: int) -> Figures:
    """Measure one size in a process of its own."""
    command = [sys.executable, __file__, "--one", str(places), str(homes)]
    answer = subprocess.run(command, capture_output=True, text=True, check=True)
    return json.loads(answer.stdout)


def exponent(sizes: list[int], values: list[float]) -> float:
    """Fit the exponent of a power law."""
    return float(np.polyfit(np.log(sizes), np.log(values), 1)[0])


def table(axis: str, sizes: tuple[int, ...], found: list[Figures], fixed: str) -> str:
    """Word one row of sizes, with exponents below."""
    names = list(MEASURED)
    lines = [
        f"| {axis} ({fixed}) | {' | '.join(f'{name}, {MEASURED[name]}' for name in names)} |",
        f"|---|{'---|' * len(names)}",
    ]
    for size, figures in zip(sizes, found, strict=True):
        lines.append(f"| {size} | {' | '.join(f'{figures[name]:.3g}' for name in names)} |")
    fits = [
        (list(sizes[first:]), [figures[name] for figures in found[first:]])
        for first in (0, len(sizes) - 2)
        for name in names
    ]
    slopes = [f"{exponent(*fit):.2f}" for fit in fits]
    lines += [
        f"| exponent | {' | '.join(slopes[: len(names)])} |",
        f"| of the two largest | {' | '.join(slopes[len(names) :])} |",
    ]
    return "\n".join(lines)


def main() -> None:
    """Measure all sizes and print both tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--one", type=int, nargs=2, metavar=("PLACES", "HOMES"))
    parser.add_argument("--write", type=Path, metavar="FILE")
    asked = parser.parse_args()
    if asked.one:
        print(json.dumps(measure(*asked.one)))
        return
    by_place = [measured_alone(places, FIXED_HOMES) for places in PLACES]
    by_home = [measured_alone(FIXED_PLACES, homes) for homes in HOMES]
    text = "\n\n".join(
        [
            table("places", PLACES, by_place, f"{FIXED_HOMES} homes"),
            table("homes", HOMES, by_home, f"{FIXED_PLACES} places"),
        ]
    )
    print(text)
    if asked.write:
        asked.write.write_text(f"{text}\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
