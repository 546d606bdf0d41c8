"""Trying inputs in other processes, so that one that hangs or eats memory is seen and ended."""

from __future__ import annotations

import multiprocessing
import os
import resource
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

MOST_SECONDS = 10.0
MOST_MEGABYTES = 1000.0
_LIMIT_BYTES = 6 << 30
"""Of addresses, so that an endless file ends before the machine does."""

JudgeOf = Callable[[Path], Judge]


@dataclass
class _Worker:
    process: SpawnProcess
    pipe: Connection
    number: int | None = None
    since: float = 0.0


def watch(
    seed: int, numbers: Iterable[int], workers: int = 1, judge_of: JudgeOf = Judge
) -> Iterator[tuple[int, Outcome]]:
    """Try cases of a seed, and give the outcome of each as it comes.

    Parameters
    ----------
    judge_of
        Makes the judge, in each process.
    """
    left = iter(numbers)
    at_work = [_start(seed, judge_of) for _ in range(workers)]
    try:
        at_work = [one for one in at_work if _give(one, left)]
        while at_work:
            wait([one.pipe for one in at_work], timeout=0.5)
            for one in list(at_work):
                outcome = _heard(one)
                if outcome is None:
                    continue
                yield cast("int", one.number), outcome
                if not one.process.is_alive() or outcome.kind == "hang":
                    _end(one)
                    at_work.remove(one)
                    one = _start(seed, judge_of)  # noqa: PLW2901  its place is taken
                    at_work.append(one)
                if not _give(one, left):
                    _end(one)
                    at_work.remove(one)
    finally:
        for one in at_work:
            _end(one)


def _start(seed: int, judge_of: JudgeOf) -> _Worker:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_work, args=(theirs, seed, judge_of), daemon=True)
    process.start()
    theirs.close()
    ours.recv()  # it has tried everything undamaged
    return _Worker(process, ours)


def _give(worker: _Worker, left: Iterator[int]) -> bool:
    number = next(left, None)
    if number is None:
        return False
    worker.number, worker.since = number, time.monotonic()
    worker.pipe.send(number)
    return True


def _heard(worker: _Worker) -> Outcome | None:
    seconds = time.monotonic() - worker.since
    if worker.pipe.poll():
        try:
            outcome = cast("Outcome", worker.pipe.recv())
        except EOFError:
            worker.process.join()
            return Outcome("died", f"exit {worker.process.exitcode}", seconds=seconds)
        if outcome.megabytes > MOST_MEGABYTES and not outcome.is_fault:
            return replace(outcome, kind="memory", said=f"{outcome.megabytes:.0f} MB")
        if outcome.seconds > MOST_SECONDS and not outcome.is_fault:
            return replace(outcome, kind="slow", said=f"{outcome.seconds:.1f} s")
        return outcome
    if seconds > MOST_SECONDS + 2:  # the process itself words what took long and ended
        return Outcome("hang", f"no answer in {seconds:.0f} s", seconds=seconds)
    return None


def _end(worker: _Worker) -> None:
    worker.process.kill()
    worker.process.join()
    worker.pipe.close()


def _work(pipe: Connection, seed: int, judge_of: JudgeOf) -> None:
    shared = Path("/dev/shm")
    resource.setrlimit(resource.RLIMIT_AS, (_LIMIT_BYTES, _LIMIT_BYTES))
    with tempfile.TemporaryDirectory(
        dir=shared if shared.is_dir() else None, prefix="mutate-"
    ) as place:
        judge = judge_of(Path(place))
        judge.prepare()
        give_up_reading_everything()
        pipe.send(os.getpid())
        while True:
            case = make_case(seed, pipe.recv())
            _forget_peak()
            began = time.monotonic()
            outcome = judge.judge(case)
            seconds = time.monotonic() - began
            pipe.send(replace(outcome, seconds=seconds, megabytes=_peak()))


def _forget_peak() -> None:
    try:
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    except OSError:
        return


def _peak() -> float:
    """Most memory held since it was forgotten, in megabytes; since the start, where it cannot be."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii")
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    peak = next(line for line in status.split("\n") if line.startswith("VmHWM"))
    return int(peak.split()[1]) / 1024
