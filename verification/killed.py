"""Signal 9 at random moments of five commands: nothing half-written, the same bytes again, nothing left (decision 20).

usage: python verification/killed.py [--kills 100] [--seed 1]

Each command runs once undisturbed, on `tiny` with few members. Then it is begun and killed at a moment drawn from its
own duration, looked at, and asked again as its messages say; what stands there in the end must be what the undisturbed
one wrote.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

COMMAND = [sys.executable, "-m", "homeward.cli.main"]
ASKED = {
    "run": ("run", "tiny", "--members", "3", "--out", "out"),
    "calibrate": ("calibrate", "tiny", "--budget", "240", "--seed", "3", "--out", "out"),
    "forecast": ("forecast", "tiny", "--from", "2031-02-15", "--lead", "14", "--members", "10", "--out", "out"),
    "explain": ("explain", "tiny", "--members", "2", "--json"),
    "report": ("report", "kept", "--out", "out.html"),
}  # fmt: skip
TIMED = ("started", "seconds")


@dataclass
class Told:
    """What became of the kills of one command."""

    kills: int = 0
    under_way: int = 0
    with_leftovers: int = 0
    swept: int = 0
    faults: list[str] = field(default_factory=list)


def content(path: Path) -> dict[str, object]:
    """What stands under a name, but for what tells one moment from another."""
    if not path.is_dir():
        return {path.name: path.read_bytes()} if path.exists() else {}
    found: dict[str, object] = {}
    for one in sorted(path.rglob("*")):
        if one.is_file():
            said = one.read_bytes()
            about = json.loads(said) if one.name == "run.json" else None
            is_timed = isinstance(about, dict)
            found[one.relative_to(path).as_posix()] = (
                {key: value for key, value in about.items() if key not in TIMED}
                if is_timed
                else said
            )
    return found


class Kills:
    """One command, killed again and again."""

    def __init__(self, name: str, work: Path, kept: Path) -> None:
        self.name, self.kept = name, kept
        self.work = work / name
        self.work.mkdir()
        self.told = Told()
        self.out = "out.html" if name == "report" else "out"
        began = time.monotonic()
        done = self.call(self.fresh("whole"), ASKED[name])
        self.seconds = time.monotonic() - began
        if done.returncode:
            sys.exit(done.stderr)
        self.whole = content(self.work / "whole" / self.out)
        self.said = done.stdout

    def fresh(self, name: str) -> Path:
        """Make a folder to work in."""
        folder = self.work / name
        folder.mkdir()
        (folder / "kept").symlink_to(self.kept)
        return folder

    def environment(self, folder: Path) -> dict[str, str]:
        """Keep work on the way beside, not in the reader's own cache."""
        return os.environ | {"HOMEWARD_CACHE_DIR": str(folder / "cache")}

    def call(self, folder: Path, asked: tuple[str, ...]) -> subprocess.CompletedProcess[str]:
        """Run a command to its end."""
        return subprocess.run(
            [*COMMAND, *asked],
            cwd=folder,
            env=self.environment(folder),
            capture_output=True,
            text=True,
            check=False,
        )

    def kill(self, number: int, moment: float) -> None:
        """Begin, kill, look, and ask again."""
        folder = self.fresh(f"{number:03}")
        running = subprocess.Popen(
            [*COMMAND, *ASKED[self.name]],
            cwd=folder,
            env=self.environment(folder),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(moment * self.seconds)
        running.kill()
        told = self.told
        told.kills += 1
        told.under_way += running.wait() != 0
        told.with_leftovers += len(self.left(folder)) > 0
        there = content(folder / self.out)
        if there and there != self.whole and any(there.values()):
            told.faults.append(f"{number}: half a result")
        asked = ASKED[self.name]
        if (folder / "out.partial" / "asked.json").exists():
            asked = (*asked, "--resume")
        done = self.call(folder, asked)
        told.swept += "Swept what" in done.stderr
        if done.returncode and not (done.returncode == 2 and there == self.whole):
            said = done.stderr[-300:]
            told.faults.append(f"{number}: asked again, it ended with {done.returncode}: {said}")
        if content(folder / self.out) != self.whole:
            told.faults.append(f"{number}: other bytes")
        if self.name == "explain" and done.stdout != self.said:
            told.faults.append(f"{number}: other words")
        if self.left(folder):
            told.faults.append(f"{number}: left {', '.join(self.left(folder))}")

    def left(self, folder: Path) -> list[str]:
        """List what is there and was not asked for."""
        ours = {"kept", "cache", self.out}
        beside = [one.name for one in folder.iterdir() if one.name not in ours]
        cache = folder / "cache" / "unfinished"
        return beside + ([one.name for one in cache.iterdir()] if cache.exists() else [])


def main() -> None:
    """Kill, and print a table."""
    options = argparse.ArgumentParser()
    options.add_argument("--kills", type=int, default=100)
    options.add_argument("--seed", type=int, default=1)
    asked = options.parse_args()
    if hasattr(os, "nice"):
        os.nice(10)
    chance = random.Random(asked.seed)
    with tempfile.TemporaryDirectory() as work:
        kept = Path(work) / "kept-run"
        subprocess.run(
            [*COMMAND, "run", "tiny", "--members", "3", "--out", str(kept)],
            check=True,
            capture_output=True,
        )
        commands = {name: Kills(name, Path(work), kept) for name in ASKED}
        turns = Counter(chance.choice(list(commands)) for _ in range(asked.kills))
        print("| command | kills | under way | something left | swept and said | faults |")
        print("|---|---|---|---|---|---|")
        for name, one in commands.items():
            for number in range(turns[name]):
                # Most moments that matter are late: half of them are drawn from the last fifth.
                one.kill(number, chance.uniform(*chance.choice([(0.1, 1.0), (0.8, 1.05)])))
            told = one.told
            print(
                f"| {name} | {told.kills} | {told.under_way} | {told.with_leftovers} | {told.swept} | "
                f"{len(told.faults)} |",
                flush=True,
            )
            for fault in told.faults:
                print(f"  {name} {fault}")
    sys.exit(any(one.told.faults for one in commands.values()))


if __name__ == "__main__":
    main()
