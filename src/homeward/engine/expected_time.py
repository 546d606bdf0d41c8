"""How long jobs will take, measured on the first of them."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from typing import TypeVar

from homeward.engine.pool import describe_crew

Expected = Callable[[float], None]
"""Told how long everything will take, seconds, once that is known."""
Job = TypeVar("Job")
SHARE_ELSEWHERE = 20
"""Of workers elsewhere, whose number is not known, one in so many jobs says how long all take."""


def run_timed(
    jobs: Sequence[Job],
    run: Callable[[Sequence[Job], int], object],
    *,
    threads: int | None,
    expected: Expected | None,
) -> None:
    """Run jobs, the first of them by themselves: what they take says what all will take.

    Parameters
    ----------
    run
        Runs some jobs, told how many were run before.
    expected
        Told nothing if there are no jobs beside the first.
    """
    first = _first(len(jobs), threads) if expected else 0
    began = time.monotonic()
    if first:
        run(jobs[:first], 0)
    if expected and first < len(jobs):
        expected((time.monotonic() - began) * len(jobs) / first)
    if first < len(jobs):
        run(jobs[first:], first)


def _first(n_job: int, threads: int | None) -> int:
    """Return how many jobs are run first: one a thread, so that they get in each other's way as all will."""
    if describe_crew() is not None:
        return min(n_job, 1 + n_job // SHARE_ELSEWHERE)
    return min(n_job, threads or os.cpu_count() or 1)
