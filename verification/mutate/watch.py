"""Trying inputs in other processes, so that one that hangs or eats memory is seen and ended."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from pathlib import Path
from typing import cast

from mutate.cases import make_case
from mutate.judge import Judge, Outcome
from mutate.rights import give_up_reading_everything

_LIMIT_BYTES = 6 << 30
"""Of addresses, so that an endless file ends before the machine does."""
_GRACE = 2.0
"""Seconds in which a process that took too long may still word what it did."""
_ASLEEP = 3
"""How many times as long it may take without the processor: other work may have it."""

JudgeOf = Callable[[Path], Judge]
"""Makes the judge that works in a folder."""


@dataclass(frozen=True)
class Limits:
    """What trying one input may take: processor seconds, or asleep several times as long; megabytes in all."""

    seconds: float = 10.0
    megabytes: float = 1000.0

    def held_against(self, outcome: Outcome) -> Outcome:
        """Make a fault of what took too much."""
        if outcome.is_fault:
            return outcome
        if outcome.megabytes > self.megabytes:
            return replace(outcome, kind="memory", said=f"{outcome.megabytes:.0f} MB")
        if outcome.seconds > self.seconds:
            return replace(outcome, kind="hang", said=f"an answer after {outcome.seconds:.1f} s")
        return outcome


LIMITS = Limits()


class Worker:
    """A process that tries inputs of a seed, one at a time, in a folder of its own."""

    def __init__(self, seed: int, judge_of: JudgeOf) -> None:
        shared = Path("/dev/shm")
        kept = shared if shared.is_dir() else None  # where there is one, files are in memory
        self.place = Path(tempfile.mkdtemp(dir=kept, prefix="mutate-"))
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process: SpawnProcess = context.Process(
            target=_work, args=(theirs, seed, judge_of, self.place), daemon=True
        )
        self.process.start()
        theirs.close()
        self.number, self.since, self.before = -1, 0.0, 0.0
        self.pipe.recv()  # it has tried everything undamaged

    def give(self, number: int) -> None:
        """Let it try a case."""
        self.number, self.since, self.before = number, time.monotonic(), 0.0
        self.before = self.spent()
        self.pipe.send(number)

    def spent(self) -> float:
        """Processor seconds since it was given a case, on Linux: on a busy machine others count as well."""
        try:
            said = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="ascii")
        except OSError:
            return 0.0
        user, system = said.rpartition(")")[2].split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK") - self.before

    def heard(self, limits: Limits) -> Outcome | None:
        """Return the outcome, if there is one; also when there will never be."""
        seconds = time.monotonic() - self.since
        if self.pipe.poll():
            try:
                return limits.held_against(cast("Outcome", self.pipe.recv()))
            except EOFError:
                self.process.join()
                return Outcome("died", f"exit {self.process.exitcode}", seconds=seconds)
        if seconds > limits.seconds * _ASLEEP or self.spent() > limits.seconds + _GRACE:
            self.process.kill()
            self.process.join()
            return Outcome("hang", f"no answer in {seconds:.0f} s", seconds=seconds)
        return None

    def end(self) -> None:
        """End it, and leave nothing of it."""
        self.process.kill()
        self.process.join()
        self.pipe.close()
        shutil.rmtree(self.place, ignore_errors=True)


def watch(
    seed: int,
    numbers: Iterable[int],
    workers: int = 1,
    *,
    judge_of: JudgeOf = Judge,
    limits: Limits = LIMITS,
) -> Iterator[tuple[int, Outcome]]:
    """Try cases of a seed, and give the outcome of each as it comes."""
    left = iter(numbers)
    at_work: list[Worker] = []
    try:
        for number in _some(left, workers):
            at_work.append(Worker(seed, judge_of))
            at_work[-1].give(number)
        while at_work:
            wait([one.pipe for one in at_work], timeout=0.2)
            for one in list(at_work):
                outcome = one.heard(limits)
                if outcome is None:
                    continue
                yield one.number, outcome
                number = next(left, None)
                if number is None:
                    one.end()
                    at_work.remove(one)
                else:
                    at_work[at_work.index(one)] = again = _alive(one, seed, judge_of)
                    again.give(number)
    finally:
        for one in at_work:
            one.end()


def _some(numbers: Iterator[int], most: int) -> list[int]:
    return [number for _, number in zip(range(most), numbers, strict=False)]


def _alive(worker: Worker, seed: int, judge_of: JudgeOf) -> Worker:
    if worker.process.is_alive():
        return worker
    worker.end()
    return Worker(seed, judge_of)


def _work(pipe: Connection, seed: int, judge_of: JudgeOf, place: Path) -> None:
    with contextlib.suppress(ValueError, OSError):  # where addresses cannot be counted
        resource.setrlimit(resource.RLIMIT_AS, (_LIMIT_BYTES, _LIMIT_BYTES))
    judge = judge_of(place)
    judge.prepare()
    give_up_reading_everything()
    pipe.send("ready")
    while True:
        case = make_case(seed, pipe.recv())
        forget_peak()
        began = time.process_time()
        outcome = judge.judge(case)
        seconds = time.process_time() - began
        pipe.send(replace(outcome, seconds=seconds, megabytes=peak()))


def forget_peak() -> None:
    """Begin anew with the most memory held, on Linux."""
    with contextlib.suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def peak() -> float:
    """Most memory held since it was forgotten, in megabytes; since the start, where it cannot be."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii")
    except OSError:
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return most / (1 << 20 if sys.platform == "darwin" else 1 << 10)
    line = next(line for line in status.split("\n") if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024
