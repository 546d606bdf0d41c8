"""What the parts share: CPU seconds of jobs taken in turn, progress, and a way to say why a part is left out."""

from __future__ import annotations

import statistics
import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

DEAR, CHEAP, SLIGHT = 100.0, 10.0, 0.1


class LeftOut(Exception):  # noqa: N818  nothing went wrong
    """A part, or a row of it, cannot be measured here; says why."""


def say(text: str) -> None:
    """Tell whoever waits."""
    print(f"  {text}", file=sys.stderr, flush=True)


def seconds(job: Callable[[], object]) -> float:
    """CPU seconds of this thread that a job takes."""
    began = time.thread_time()
    job()
    return time.thread_time() - began


def in_turn(jobs: Sequence[Callable[[], float]], rounds: int) -> list[list[float]]:
    """Let every job measure itself once a round, backwards every second time; what each found, (job, round)."""
    found: list[list[float]] = [[] for _ in jobs]
    for number in range(rounds):
        order = range(len(jobs)) if number % 2 == 0 else reversed(range(len(jobs)))
        for job in order:
            found[job].append(jobs[job]())
    return found


def ratio(these: Sequence[float], those: Sequence[float]) -> float:
    """Median over rounds of one over the other: what slows a whole round slows both."""
    return statistics.median(one / other for one, other in zip(these, those, strict=True))


def number(value: float) -> str:
    """Three digits of a figure, or all of its whole part."""
    if abs(value) >= DEAR:
        return f"{value:,.0f}"
    if abs(value) < SLIGHT:
        return f"{value:.2g}"
    return f"{value:.1f}" if abs(value) >= CHEAP else f"{value:.2f}"


def table(heading: str, rows: Sequence[Sequence[str]]) -> str:
    """Lay rows out below a heading, its columns divided by bars."""
    columns = heading.split("|")
    lines = [columns, ["---"] * len(columns), *rows]
    return "\n".join(f"| {' | '.join(cell.strip() for cell in line)} |" for line in lines)
