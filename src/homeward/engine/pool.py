"""Jobs over a crew: threads of this process, none of which holds a lock, or workers elsewhere (decision 2).

All stop when one fails or the user says so.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from queue import Empty, SimpleQueue
from typing import Any, Generic, Protocol, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

Progress = Callable[[int, int], None]
"""Called with jobs done and jobs asked for."""


def count_on(progress: Progress | None, before: int, of: int) -> Progress | None:
    """Count jobs on from those done before, of all there are."""
    return progress and (lambda done, _: progress(before + done, of))


IsWanted = Callable[[], bool]
"""Tells whether the answers are still wanted."""


class Cancelled(Exception):  # noqa: N818  nothing went wrong
    """The answers were no longer wanted: the jobs under way have stopped."""


WAKE_SECONDS = 0.1
"""How often a waiting pool looks whether it has been interrupted."""
LOOK_SECONDS = 0.02
"""How often it looks whether its answers are still wanted, where somebody may change their mind."""

Job = TypeVar("Job")
Answer = TypeVar("Answer")
Finished = SimpleQueue[tuple[int, Answer | None, BaseException | None]]
"""Jobs done, by number: the answer, or what went wrong."""
Memory = TypeVar("Memory")
Memory_co = TypeVar("Memory_co", covariant=True)
StopFlag = NDArray[np.int64]
"""(1): jobs under way give up once it is not 0."""


class Workplace(Protocol[Memory_co]):
    """Something that jobs can be done on: it allocates what a thread computes in."""

    def allocate(self) -> Memory_co:
        """Allocate what one thread computes in."""
        ...


class Workspace(threading.local, Generic[Memory]):
    """What a thread computes in, allocated when it first does, and the flag that stops all threads."""

    def __init__(self, ready: Workplace[Memory], stop: StopFlag) -> None:
        self.memory = ready.allocate()
        self.stop = stop


Work = Callable[[Job, Workspace[Memory]], Answer]
"""Does one job in a workspace. To be sent elsewhere it can be pickled: no function that is made inside another."""


class Crew(Protocol):
    """Whoever does jobs."""

    def at_work(
        self,
        ready: Workplace[Memory],
        jobs: Sequence[Job],
        work: Work[Job, Memory, Answer],
        threads: int | None,
    ) -> AbstractContextManager[Finished[Answer]]:
        """Do jobs and put each into a queue as it is finished; on leaving, those under way are told to stop."""
        ...

    def describe(self) -> dict[str, Any] | None:
        """Say who they are, and how many jobs each has done; None for threads of this process."""
        ...


class Threads:
    """Threads of this process, as many as are asked for: all processors by default."""

    @contextmanager
    def at_work(
        self,
        ready: Workplace[Memory],
        jobs: Sequence[Job],
        work: Work[Job, Memory, Answer],
        threads: int | None,
    ) -> Generator[Finished[Answer]]:
        """Let threads work; whatever happens, tell them to stop and wait until they have."""
        stop = np.zeros(1, dtype=np.int64)
        workspace = Workspace(ready, stop)
        finished: Finished[Answer] = SimpleQueue()
        numbers = iter(range(len(jobs)))  # shared: every thread takes the next

        def work_on() -> None:
            for number in numbers:
                if stop[0] or not _has_done(
                    number, lambda job: work(job, workspace), jobs, finished
                ):
                    return

        # Futures are not waited for: an interrupt while all their locks are held would leave them locked for ever.
        workers = [threading.Thread(target=work_on) for _ in range(threads or os.cpu_count() or 1)]
        try:
            for worker in workers:
                worker.start()
            yield finished
        finally:
            stop[0] = 1
            for worker in workers:
                if worker.ident is not None:  # it was started
                    worker.join()

    def describe(self) -> None:
        """Nobody from elsewhere."""


THREADS: Crew = Threads()
_crew: ContextVar[Crew] = ContextVar("crew")


@contextmanager
def employ(crew: Crew) -> Generator[None]:
    """Let a crew do all jobs that are asked for in this thread meanwhile."""
    before = _crew.set(crew)
    try:
        yield
    finally:
        _crew.reset(before)


def describe_crew() -> dict[str, Any] | None:
    """Say who does the jobs; None for threads of this process."""
    return _crew.get(THREADS).describe()


def run_jobs(
    ready: Workplace[Memory],
    jobs: Sequence[Job],
    work: Work[Job, Memory, Answer],
    *,
    threads: int | None = None,
    progress: Progress | None = None,
    done: Callable[[Job, Answer], None] | None = None,
    is_wanted: IsWanted | None = None,
) -> list[Answer]:
    """Do every job by the crew employed; on any error stop those under way first.

    Parameters
    ----------
    threads
        Most jobs at once in this process; workers elsewhere bring their own.
    done
        Called in the calling thread with every job finished, as they finish.
    is_wanted
        Asked in the calling thread, many times a second.

    Returns
    -------
    Answers in the order of the jobs

    Raises
    ------
    Cancelled
        Once `is_wanted` says no, and the jobs under way have been told to stop.
    """
    answers: dict[int, Answer] = {}
    with _crew.get(THREADS).at_work(ready, jobs, work, threads) as finished:
        for number, answer in _gathered(finished, len(jobs), is_wanted):
            answers[number] = answer
            if done is not None:
                done(jobs[number], answer)
            if progress is not None:
                progress(len(answers), len(jobs))
    return [answers[number] for number in range(len(jobs))]


def _has_done(
    number: int, work: Callable[[Job], Answer], jobs: Sequence[Job], finished: Finished[Answer]
) -> bool:
    """Do one job, and tell whether it went well."""
    try:
        finished.put((number, work(jobs[number]), None))
    except BaseException as error:  # noqa: BLE001  raised again where answers are gathered
        finished.put((number, None, error))
        return False
    return True


def _gathered(
    finished: Finished[Answer], n_job: int, is_wanted: IsWanted | None
) -> Iterator[tuple[int, Answer]]:
    """Give every answer as it comes; raise what a job raised."""
    left = n_job
    wake = WAKE_SECONDS if is_wanted is None else LOOK_SECONDS
    while left:
        if is_wanted is not None and not is_wanted():
            raise Cancelled
        try:
            number, answer, error = finished.get(timeout=wake)
        except Empty:
            continue
        if error is not None:
            raise error
        left -= 1
        yield number, cast("Answer", answer)
