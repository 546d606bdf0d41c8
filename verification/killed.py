"""Signal 9 at random moments of five commands: nothing half-written, the same bytes again, nothing left (decision 20).

usage: python verification/killed.py [--kills 100] [--seed 1]

Each command runs once undisturbed, on `tiny` with few members. Then it is begun and killed, what stands there is looked
at, and it is asked again as its messages say; what is there in the end must be what the undisturbed one wrote.
A third of the moments are drawn from the time a command takes, the others from what it does to files, right before the
n-th of its openings for writing, its making, moving and removing of names; half of these are of the last, which take
no time. Commands are forked from a process that has read the program and its kernels: no moment is lost on starting up.

Of 100 kills with seed 1 none left half a result, other bytes or, once asked again, anything behind; 8 came before a
name was held, 9 while something was computed, 30 while it was written, 28 while it was moved there, 25 after that.
Something was left by 74, of which 70 were told about by the next command; the other four were whole unfinished work.
"""

from __future__ import annotations

import argparse
import importlib
import json
import mmap
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import homeward
from homeward.atomic.leftovers import LOCK, NEW
from homeward.cli import wall
from homeward.evaluation.explanation import saved_work as kept_work

ASKED = {
    "run": ("run", "tiny", "--members", "3", "--out", "out"),
    "calibrate": ("calibrate", "tiny", "--budget", "240", "--seed", "3", "--out", "out"),
    "forecast": ("forecast", "tiny", "--from", "2031-02-15", "--lead", "14", "--members", "10", "--out", "out"),
    "explain": ("explain", "tiny", "--members", "2", "--json"),
    "report": ("report", "kept", "--out", "out.html"),
}  # fmt: skip
TIMED = ("started", "seconds")
CHANGES = frozenset({"os.mkdir", "os.rename", "os.remove", "os.rmdir"})
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT
PHASES = ("before", "computing", "writing", "moving", "after")
"""No name is held; it is; something is made for it; it is moved there; nothing is held any more."""
LATE = 5
"""Changes to files with which results are moved to their place, and their name is let go."""
WAY = "what a command that was stopped had left"


@dataclass
class Told:
    """What became of the kills of one command."""

    phases: Counter[str] = field(default_factory=Counter[str])
    with_leftovers: int = 0
    swept: int = 0
    faults: list[str] = field(default_factory=list[str])


@dataclass
class Done:
    """How a command ended, and what it said."""

    status: int
    output: str
    error: str


def content(path: Path) -> dict[str, object]:
    """Read what stands under a name, but for what tells one moment from another."""
    if not path.is_dir():
        return {path.name: path.read_bytes()} if path.exists() else {}
    return {
        one.relative_to(path).as_posix(): _untimed(one)
        for one in sorted(path.rglob("*"))
        if one.is_file()
    }


def _untimed(path: Path) -> object:
    said = path.read_bytes()
    if path.name != "run.json":
        return said
    return {key: value for key, value in json.loads(said).items() if key not in TIMED}


class Changes:
    """Counts what a process does to files, and ends it right before the one it is to die of.

    Parameters
    ----------
    seen
        Memory that outlives the process: its phase, and the count.
    """

    def __init__(self, seen: mmap.mmap, last: int | None) -> None:
        self.n, self.last, self.seen = 0, last, seen
        sys.addaudithook(self.heed)

    def heed(self, event: str, said: tuple[Any, ...]) -> None:
        """Count."""
        is_open = event == "open" and isinstance(said[2], int) and said[2] & WRITES
        path = str(said[0]) if said else ""
        if (event not in CHANGES and not is_open) or path == os.devnull or path.startswith("said."):
            return
        if self.n == self.last:
            os.kill(os.getpid(), signal.SIGKILL)
        self.n += 1
        self.seen[:3] = bytes((self.phase(event, path), *divmod(self.n, 256)))

    def phase(self, event: str, path: str) -> int:
        """Tell what comes with a change, by the names that `homeward.whole` gives."""
        before = self.seen[0]
        if path.endswith(LOCK):
            return PHASES.index("after" if event == "os.remove" else "computing")
        if event in {"os.mkdir", "open"} and NEW in path:
            return PHASES.index("writing")
        return PHASES.index("moving") if before == PHASES.index("writing") else before


def begin(folder: Path, asked: tuple[str, ...], seen: mmap.mmap, last: int | None = None) -> int:
    """Begin a command in a process of its own, and return its number."""
    sys.stdout.flush()
    sys.stderr.flush()
    seen[:] = bytes(len(seen))
    process = os.fork()
    if process:
        return process
    status = 1
    try:
        os.chdir(folder)
        os.environ["HOMEWARD_CACHE_DIR"] = str(folder / "cache")
        for number, name in ((1, "said.out"), (2, "said.err")):
            os.dup2(os.open(name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), number)
        sys.argv = ["homeward", *asked]
        Changes(seen, last)
        try:
            wall.main()
        except SystemExit as error:
            status = error.code if isinstance(error.code, int) else 1
        sys.stdout.flush()
    finally:
        os._exit(status)


def call(folder: Path, asked: tuple[str, ...], seen: mmap.mmap) -> Done:
    """Run a command to its end."""
    _, status = os.waitpid(begin(folder, asked, seen), 0)
    said = ((folder / f"said.{name}").read_text() for name in ("out", "err"))
    return Done(os.waitstatus_to_exitcode(status), *said)


class Kills:
    """One command, killed again and again."""

    def __init__(self, name: str, work: Path, kept: Path) -> None:
        self.asked, self.kept = ASKED[name], kept
        self.seen = mmap.mmap(-1, 3)
        self.says = name == "explain"
        self.work = work / name
        self.work.mkdir()
        self.told = Told()
        self.out = "out.html" if name == "report" else "out"
        folder = self.fresh("whole")
        began = time.monotonic()
        done = call(folder, self.asked, self.seen)
        self.seconds = time.monotonic() - began
        if done.status:
            sys.exit(done.error)
        self.n_change = self.seen[1] * 256 + self.seen[2]
        self.whole = content(folder / self.out)
        self.said = done.output

    def fresh(self, name: str) -> Path:
        """Make a folder to work in."""
        folder = self.work / name
        folder.mkdir()
        (folder / "kept").symlink_to(self.kept)
        return folder

    def kill(self, number: int, chance: random.Random) -> None:
        """Begin, kill, look, and ask again."""
        folder = self.fresh(f"{number:03}")
        last = None
        if number % 3:
            last = chance.randrange(self.n_change - LATE if number % 3 == 2 else 0, self.n_change)
        process = begin(folder, self.asked, self.seen, last)
        if last is None:
            time.sleep(chance.random() * self.seconds)
            os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        phase = PHASES[self.seen[0]]
        told, left, there = self.told, self.left(folder), content(folder / self.out)
        told.phases[phase] += 1
        told.with_leftovers += len(left) > 0
        if any(there.values()) and there != self.whole:
            told.faults.append(f"{number}: half a result ({phase})")
        asked = self.asked
        if (folder / "out.partial" / "asked.json").exists():
            asked = (*asked, "--resume")
        done = call(folder, asked, self.seen)
        told.swept += WAY in done.error
        self.judge(number, phase, folder, done, left, is_there=there == self.whole)

    def judge(
        self, number: int, phase: str, folder: Path, done: Done, left: list[str], *, is_there: bool
    ) -> None:
        """Look at what stands there once it was asked again."""

        def fault(what: str) -> None:
            self.told.faults.append(f"{number} ({phase}): {what}")

        if done.status and not (done.status == 2 and self.whole and is_there):
            fault(f"asked again, it ended with {done.status}: {done.error[-2000:]}")
        if content(folder / self.out) != self.whole:
            fault("other bytes")
        if self.says and done.output != self.said:
            fault("other words")
        for one in self.left(folder):
            fault(f"left {one}")
        for one in left:
            if "homeward-" in one and one not in done.error:
                fault(f"{one} was not named")

    def left(self, folder: Path) -> list[str]:
        """List what is there and was not asked for."""
        ours = {"kept", "cache", "said.out", "said.err", self.out}
        beside = [one.name for one in folder.iterdir() if one.name not in ours]
        cache = folder / "cache"
        found = [one for one in cache.rglob("*") if one.is_file()] if cache.exists() else []
        return beside + [one.name for one in found]


def main() -> None:
    """Kill, and print a table."""
    options = argparse.ArgumentParser()
    options.add_argument("--kills", type=int, default=100)
    options.add_argument("--seed", type=int, default=1)
    asked = options.parse_args()
    kept_work.SECONDS_BETWEEN_WRITES = 0.0  # else `explain` of `tiny` ends before it keeps anything
    read_everything()
    chance = random.Random(asked.seed)
    with tempfile.TemporaryDirectory() as place:
        work = Path(place)
        done = call(work, ("run", "tiny", "--members", "3", "--out", "kept-run"), mmap.mmap(-1, 3))
        if done.status:
            sys.exit(done.error)
        commands = {name: Kills(name, work, work / "kept-run") for name in ASKED}
        print(
            "| command | kills | "
            + " | ".join(PHASES)
            + " | something left | swept and said | faults |"
        )
        print("|---|" + "---|" * (len(PHASES) + 4))
        for at, (name, one) in enumerate(commands.items()):
            for number in range(len(range(at, asked.kills, len(commands)))):
                one.kill(number, chance)
            show(name, one.told)
        show("all", sum_of([one.told for one in commands.values()]))
    sys.exit(any(one.told.faults for one in commands.values()))


def read_everything() -> None:
    """Read the program and its kernels, which the commands read where they need them."""
    package = Path(wall.__file__).parents[1]
    for path in sorted(package.rglob("*.py")):
        name = ".".join(("homeward", *path.relative_to(package).with_suffix("").parts))
        if "explorer" not in name and not name.endswith(("__init__", "__main__")):
            importlib.import_module(name)
    homeward.run(homeward.load("tiny"), members=2, seed=1, threads=1)


def sum_of(told: list[Told]) -> Told:
    """Add up what became of all commands."""
    total = Told()
    for one in told:
        total.phases += one.phases
        total.with_leftovers += one.with_leftovers
        total.swept += one.swept
        total.faults += one.faults
    return total


def show(name: str, told: Told) -> None:
    """Print one row of the table."""
    phases = " | ".join(str(told.phases[phase]) for phase in PHASES)
    row = f"| {name} | {told.phases.total()} | {phases} | {told.with_leftovers} | {told.swept} | {len(told.faults)} |"
    print(row, flush=True)
    if name != "all":
        for fault in told.faults:
            print(f"  {fault}", flush=True)


if __name__ == "__main__":
    main()
