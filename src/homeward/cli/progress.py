"""Progress on standard error: a bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Generator
from contextlib import AbstractContextManager, contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from homeward.api.phases import Phases

PLAIN_SECONDS = 5.0
"""Least time between two plain lines."""

console = Console(stderr=True, highlight=False)


@contextmanager
def progress(what: str) -> Generator[Callable[[int, int], None]]:
    """Show the progress of something counted in members; yields what to call with done and all."""
    if console.is_terminal:
        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
        )
        with Progress(*columns, console=console, transient=True) as bar:
            task = bar.add_task(what, total=None)
            yield lambda done, members: bar.update(task, completed=done, total=members)
        return
    last = [time.monotonic()]
    first: list[tuple[float, int]] = []

    def line(done: int, members: int) -> None:
        now = time.monotonic()
        # What is there from an earlier run counts at once, and says nothing of the time left.
        first[:] = first or [(now, done)]
        if done == members or now - last[0] >= PLAIN_SECONDS:
            last[0] = now
            began, before = first[0]
            left = ""
            if before < done < members:
                left = f", {time_left((now - began) * (members - done) / (done - before))} left"
            sys.stderr.write(f"{what}: {done} of {members}{left}\n")

    yield line


def time_left(seconds: float) -> str:
    """Word a time that is not known to the second."""
    if seconds < 90:
        return f"about {max(round(seconds / 5) * 5, 5)} s"
    return f"about {round(seconds / 60)} min" if seconds < 5400 else f"about {seconds / 3600:.1f} h"


@contextmanager
def working(what: str) -> Generator[None]:
    """Show that something without a count is under way."""
    if console.is_terminal:
        with console.status(f"{what} ..."):
            yield
        return
    sys.stderr.write(f"{what} ...\n")
    yield


LEAST_SECONDS = 10.0
"""What takes less is not announced."""
MINUTE, LONG = 60.0, 1.5
"""What is offered where something takes so many minutes; what takes hardly more than one is let be."""


def word_cost(what: str, seconds: float, option: str, asked: int) -> str:
    """Say how long something will take, and how much of it fits a minute where it takes longer.

    Parameters
    ----------
    option, asked
        What was asked for, in proportion to which it takes that long.
    """
    said = f"{what} will take {time_left(seconds)}."
    fitting = int(asked * MINUTE / seconds) if seconds > LONG * MINUTE else asked
    if option == "--base":  # which is a power of 2
        fitting = 1 << max(fitting.bit_length() - 1, 4)
    return f"{said} {option} {fitting} would fit a minute." if 1 < fitting < asked else said


def say_seconds(what: str, seconds: float, option: str = "", asked: int = 0) -> None:
    """Say how long something will take, where that is long enough to say."""
    if seconds > LEAST_SECONDS:
        console.print(word_cost(what, seconds, option, asked))


class ScreenPhases(Phases):
    """Shows every phase of a verb by its name.

    Parameters
    ----------
    option, asked
        What of it was asked for that decides how long it takes; nothing if 0.
    """

    def __init__(self, option: str = "--members", asked: int = 0) -> None:
        super().__init__()
        self._option, self._asked = option, asked
        self._has_said_compiling = False
        self.before_first: Callable[[], None] | None = None
        """Called once, when the first phase begins: whatever was asked has been checked by then."""

    def phase(self, name: str) -> AbstractContextManager[Callable[[int, int], None]]:
        """Show the progress of a phase."""
        before, self.before_first = self.before_first, None
        if before is not None:
            before()
        return progress(name)

    def compiling(self, is_needed: bool) -> None:
        """Say that the model is being compiled, which happens once for each version."""
        if is_needed and not self._has_said_compiling:
            self._has_said_compiling = True
            console.print("Compiling the model: once for this version, under a minute ...")

    def expecting(self, what: str) -> Callable[[float], None]:
        """Say how long something will take, before it begins."""
        return lambda seconds: say_seconds(what, seconds, self._option, self._asked)

    def working(self, what: str) -> AbstractContextManager[None]:
        """Show that something without a count is under way."""
        return working(what)
