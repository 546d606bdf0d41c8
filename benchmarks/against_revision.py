"""Measure a day of a member beside an earlier revision, turn by turn on one thread.

`python benchmarks/against_revision.py 93a79ba` compares with version 0.1.0. Each revision compiles its kernels in a
folder of its own, kept from one run to the next.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
SCENARIOS = ("tiny", "palmyra", "syria")
MEASURE = """
import sys, time
from homeward.scenario.load import load_scenario
try:
    from homeward.engine.simulate import simulate
except ImportError:  # 0.1.0
    from homeward.engine.run import simulate
scenario, more = load_scenario(sys.argv[1]), int(sys.argv[2])
def seconds(members):
    began = time.process_time()
    simulate(scenario, days=[scenario.n_day - 1], members=members, seed=1, threads=1)
    return time.process_time() - began
seconds(1)
found = min(seconds(1 + more) for _ in range(2)) - min(seconds(1) for _ in range(2))
print(found / more / scenario.n_day * 1e6)
"""


def microseconds(source: Path, cache: Path, scenario: str, members: int) -> float:
    """Processor time of a member's day in one revision: what more members cost, without preparing them."""
    env = os.environ | {"PYTHONPATH": str(source / "src"), "XDG_CACHE_HOME": str(cache)}
    command = [sys.executable, "-c", MEASURE, scenario, str(members)]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=True)
    return float(done.stdout)


def main() -> None:
    """Print a table: microseconds of both, and how many times faster this revision is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("revision")
    parser.add_argument("scenarios", nargs="*", default=SCENARIOS)
    parser.add_argument("--members", type=int, default=3)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    caches = Path(tempfile.gettempdir()) / "homeward-benchmarks"
    with tempfile.TemporaryDirectory() as folder:
        earlier = Path(folder) / "earlier"
        git = ["git", "-C", str(ROOT), "worktree"]
        subprocess.run(
            [*git, "add", "--detach", str(earlier), asked.revision], check=True, capture_output=True
        )
        try:
            print(f"| scenario | {asked.revision}, µs | now, µs | times faster |")
            print("|---|---|---|---|")
            for scenario in asked.scenarios:
                pairs = [
                    tuple(
                        microseconds(source, caches / name, scenario, asked.members)
                        for source, name in ((earlier, asked.revision), (ROOT, "now"))
                    )
                    for _ in range(asked.rounds)
                ]
                then, now = (statistics.median(side) for side in zip(*pairs, strict=True))
                ratio = statistics.median(one / other for one, other in pairs)
                print(f"| {scenario} | {then:.1f} | {now:.1f} | {ratio:.2f} |", flush=True)
        finally:
            subprocess.run([*git, "remove", "--force", str(earlier)], check=True)


if __name__ == "__main__":
    main()
