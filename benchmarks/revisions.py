"""A member's day in version 0.1.0 and today: each in a process that stays, asked in turn."""

from __future__ import annotations

import io
import os
import shutil
import statistics
import subprocess
import sys
import tarfile
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from page import ROOT
from platformdirs import user_cache_path
from timing import LeftOut, in_turn, ratio, say

EARLIER = "93a79ba"
"""Version 0.1.0."""
CHILD = """
import datetime as dt, sys, time
from pathlib import Path
from homeward.scenario.load import load_scenario
try:
    from homeward.engine.simulate import simulate
except ImportError:  # 0.1.0
    from homeward.engine.run import simulate
name, members = sys.argv[1], int(sys.argv[2])
scenario = load_scenario(Path(name) if Path(name).is_dir() else name)
def seconds(members, days):
    began, until = time.process_time(), scenario.start + dt.timedelta(days - 1)
    simulate(scenario, days=[days - 1], members=members, seed=1, threads=1, until=until)
    return time.process_time() - began
seconds(1, 1)
print("ready", flush=True)
for line in sys.stdin:
    taken = seconds(members, scenario.n_day) - seconds(1, 1)
    print(taken / members / scenario.n_day * 1e6, flush=True)
"""


def earlier_source() -> Path:
    """Return the folder of version 0.1.0, unpacked once from the history and kept."""
    kept = user_cache_path("homeward", appauthor=False) / "benchmarks" / EARLIER
    if not (kept / "src").is_dir():
        command = ["git", "-C", str(ROOT), "archive", "--format=tar", EARLIER, "src"]
        try:
            packed = subprocess.run(command, check=True, capture_output=True).stdout
        except (OSError, subprocess.CalledProcessError) as error:
            raise LeftOut(
                f"version 0.1.0 (commit {EARLIER}) is not in the history of this copy."
            ) from error
        say("version 0.1.0 is unpacked, and compiled at its first run")
        unfinished = kept.with_name(f"{EARLIER}.unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
            archive.extractall(unfinished, filter="data")
        shutil.rmtree(kept, ignore_errors=True)
        unfinished.rename(kept)
    return kept


class Revision:
    """One revision in a process of its own, with a scenario.

    Parameters
    ----------
    source
        Folder that holds `src`; None is the Homeward that runs this.
    scenario
        Its name or folder.
    members
        Members that are timed, with all that is done for each of them, and without what is done once.
    """

    def __init__(self, source: Path | None, scenario: str | Path, members: int) -> None:
        env = dict(os.environ)
        if source is not None:
            env |= {"PYTHONPATH": str(source / "src"), "NUMBA_CACHE_DIR": str(source / "kernels")}
        self.process = subprocess.Popen(
            [sys.executable, "-c", CHILD, str(scenario), str(members)],
            env=env,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> Revision:
        """Wait until it has compiled and run once."""
        self._read()
        return self

    def __exit__(self, *_: object) -> None:
        """Let it end."""
        self.process.communicate()

    def microseconds(self) -> float:
        """CPU time of a member's day."""
        print(file=self.process.stdin, flush=True)
        return float(self._read())

    def _read(self) -> str:
        line = self.process.stdout.readline() if self.process.stdout else ""
        if not line:
            raise LeftOut(f"a process ended with exit status {self.process.wait()}.")
        return line


@dataclass(frozen=True)
class Compared:
    """Microseconds of a member's day in 0.1.0 and today, medians, and how many times faster today is."""

    then: float
    now: float
    times: float


def compare(scenario: str | Path, members: int, rounds: int) -> Compared:
    """Measure a scenario in both revisions, in turn."""
    say(f"{Path(scenario).name}, {rounds} rounds")
    with ExitStack() as stack:
        source = earlier_source()
        then, now = (
            stack.enter_context(Revision(which, scenario, members)) for which in (source, None)
        )
        before, after = in_turn([then.microseconds, now.microseconds], rounds)
    return Compared(statistics.median(before), statistics.median(after), ratio(before, after))
