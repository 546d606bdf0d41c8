"""Jobs over threads, none of which holds a lock; all stop when one fails or the user says so (decision 2)."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from typing import Protocol, TypeVar

import numpy as np

from homeward.assemble.world import World
from homeward.engine.cpu import make_flows, make_state
from homeward.model.arrays import Codes, Ensemble, Flows, State

Progress = Callable[[int, int], None]
"""Called with jobs done and jobs asked for."""


def count_on(progress: Progress | None, before: int, of: int) -> Progress | None:
    """Count jobs on from those done before, of all there are."""
    return progress and (lambda done, _: progress(before + done, of))


WAKE_SECONDS = 0.1
"""How often a waiting pool looks whether it has been interrupted."""

Job = TypeVar("Job")
Answer = TypeVar("Answer")
Space = TypeVar("Space")
Made_co = TypeVar("Made_co", covariant=True)


class Workplace(Protocol[Made_co]):
    """Something that jobs can be done on: it makes what a thread computes in."""

    def workspace(self, stop: Codes) -> Made_co:
        """Make what threads compute in, each its own, with the flag (1) that stops all of them."""
        ...


@dataclass(frozen=True)
class Ready:
    """A scenario ready to run.

    Parameters
    ----------
    days
        (time), days since the start: when stocks are kept.
    n_slot
        Days of the longest trip, and one.
    """

    world: World
    ensemble: Ensemble
    days: Codes
    n_slot: int

    def workspace(self, stop: Codes) -> Workspace:
        """Make what threads compute in."""
        return Workspace(self, stop)


class Workspace(threading.local):
    """What a thread computes in, made when it first does, and the flag (1) that stops all of them."""

    def __init__(self, ready: Ready, stop: Codes) -> None:
        self.state: State = make_state(ready.world.drivers, ready.n_slot)
        self.flows: Flows = make_flows(ready.world.drivers, ready.n_slot)
        self.stop = stop


def do_all(
    ready: Workplace[Space],
    jobs: Sequence[Job],
    work: Callable[[Job, Space], Answer],
    *,
    threads: int | None = None,
    progress: Progress | None = None,
    done: Callable[[Job, Answer], None] | None = None,
) -> list[Answer]:
    """Do every job, at most `threads` at once; on any error stop those under way first.

    Parameters
    ----------
    work
        Does one job in a workspace.
    done
        Called in the calling thread with every job finished, as they finish.

    Returns
    -------
    Answers in the order of the jobs
    """
    stop = np.zeros(1, dtype=np.int64)
    workspace = ready.workspace(stop)
    answers: dict[int, Answer] = {}
    pool = ThreadPoolExecutor(max_workers=threads or os.cpu_count() or 1)
    futures: dict[Future[Answer], int] = {
        pool.submit(work, job, workspace): number for number, job in enumerate(jobs)
    }
    waiting = set(futures)
    try:
        while waiting:
            finished, waiting = wait(waiting, WAKE_SECONDS, FIRST_COMPLETED)
            for future in finished:
                number = futures[future]
                answers[number] = future.result()
                if done is not None:
                    done(jobs[number], answers[number])
            if finished and progress is not None:
                progress(len(jobs) - len(waiting), len(jobs))
    finally:
        stop[0] = 1
        pool.shutdown(wait=True, cancel_futures=True)
    return [answers[number] for number in range(len(jobs))]
