"""Answers of a question that takes long: each job of it is done once, and the question goes on where it was left."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from typing import Generic, TypeVar

from homeward.engine.communities.ready import Ready, Workspace
from homeward.engine.pool import Cancelled, run_jobs
from homeward.explorer.live.scheduler import PendingRequest, Scheduler

Job = TypeVar("Job", bound=Hashable)
Answer = TypeVar("Answer")
Thing = TypeVar("Thing")

MOST_REMEMBERED = 12
"""Questions whose answers are kept: those asked longest ago are forgotten first."""


class JobCache(Generic[Job, Answer]):
    """Answers of the jobs of one question, as far as anybody has asked.

    Parameters
    ----------
    work
        Does one job.
    done
        Where answers are kept.
    """

    def __init__(
        self,
        ready: Ready,
        work: Callable[[Job, Workspace], Answer],
        threads: int | None = None,
        done: dict[Job, Answer] | None = None,
    ) -> None:
        self.ready = ready
        self.done: dict[Job, Answer] = {} if done is None else done
        self._work = work
        self._threads = threads

    def of(self, jobs: Sequence[Job], asked: PendingRequest, scheduler: Scheduler) -> list[Answer]:
        """Do the jobs that have not been done, and return the answers of all, in their order.

        Raises
        ------
        Cancelled
            Once nobody wants them any more; what is done is kept.
        """
        while missing := [job for job in jobs if job not in self.done]:
            size = len(missing)
            with scheduler.turn(asked, size):
                try:
                    run_jobs(
                        self.ready,
                        # Somebody else may have asked for the same while this question waited.
                        [job for job in missing if job not in self.done],
                        self._work,
                        threads=self._threads,
                        done=self.done.__setitem__,
                        is_wanted=lambda size=size: (
                            asked.is_wanted() and not scheduler.has_smaller_request(size)
                        ),
                    )
                except Cancelled:
                    if not asked.is_wanted():
                        raise
        return [self.done[job] for job in jobs]


class RecentlyUsed(Generic[Thing]):
    """Things that are dear to make, by what they are made of; those used longest ago are forgotten."""

    def __init__(self, most: int = MOST_REMEMBERED) -> None:
        self._most = most
        self._things: OrderedDict[Hashable, Thing] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], Thing]) -> Thing:
        """Find a thing, or make it; whoever asks for the same meanwhile waits for it."""
        with self._lock:
            thing = self._things.pop(key) if key in self._things else make()
            self._things[key] = thing
            while len(self._things) > self._most:
                self._things.popitem(last=False)
            return thing
