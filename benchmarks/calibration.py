"""What a calibration costs, and how much of it is simulating.

usage: python benchmarks/calibration.py [--budget 600] [--threads N] [--write FILE] SCENARIO...
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import platform
import resource
import time
from pathlib import Path
from typing import Any

import homeward
from homeward.engine.simulate import simulate
from homeward.evaluation.calibration import calibrate as calibration
from homeward.evaluation.calibration.assimilate import plan

HEAD = """| scenario | members | wall, s | simulating, s | share | CPU, s | a member, CPU s | 20,000 members, min |
|---|---|---|---|---|---|---|---|
"""


class Watch:
    """Adds up how long simulating takes, as the calibration calls it."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self, *arguments: Any, **options: Any) -> Any:
        """Simulate."""
        began = time.perf_counter()
        try:
            return simulate(*arguments, **options)
        finally:
            self.seconds += time.perf_counter() - began


def measure(name: str, before: dt.date | None, budget: int, threads: int) -> str:
    """Calibrate once and write a line of the table."""
    scenario = homeward.load(name)
    planned = plan(budget)
    asked = calibration.CalibrationSettings(before or scenario.after_end, planned, 1, threads)
    homeward.run(scenario, members=1, every=5000)  # compiled before anything is timed
    watch = Watch()
    calibration.simulate = watch
    wall, cpu = time.perf_counter(), time.process_time()
    calibration.calibrate(scenario, asked)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    share, each = watch.seconds / wall, cpu / planned.budget
    return (
        f"| {name} | {planned.budget:,} | {wall:.1f} | {watch.seconds:.1f} | {share:.1%} | {cpu:.1f} "
        f"| {each:.4f} | {20_000 * wall / planned.budget / 60:.0f} |"
    )


def main() -> None:
    """Measure every scenario."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("scenarios", nargs="+")
    parser.add_argument("--budget", type=int, default=600)
    parser.add_argument("--threads", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--before", type=dt.date.fromisoformat)
    parser.add_argument("--write", type=Path)
    asked = parser.parse_args()
    lines = [measure(name, asked.before, asked.budget, asked.threads) for name in asked.scenarios]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    text = (
        f"{dt.datetime.now(tz=dt.UTC):%Y-%m-%d}, {platform.machine()}, {os.cpu_count()} processors, "
        f"{asked.threads} threads, Python {platform.python_version()}. The last column is wall time in proportion.\n\n"
        + HEAD
        + "\n".join(lines)
        + f"\n\nPeak memory {peak:.0f} MiB.\n"
    )
    print(text)
    if asked.write:
        asked.write.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
