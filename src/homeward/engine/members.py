"""Running an ensemble of any model: its members over threads, and the days that are kept (model §5)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from homeward.engine.pool import Progress, Workplace, Workspace, run_jobs
from homeward.errors import HomewardBug
from homeward.scenario.scenario import Scenario

Memory = TypeVar("Memory")
Kept_co = TypeVar("Kept_co", covariant=True)
NO_DAYS = np.zeros(0, dtype=np.int64)


class ReadyModel(Workplace[Memory], Protocol[Memory, Kept_co]):
    """A scenario ready to run by one of the models."""

    def run(self, member: int, space: Workspace[Memory]) -> Kept_co:
        """Run one member and return what is kept of it."""
        ...


def run_ensemble(
    ready: ReadyModel[Memory, Kept_co],
    members: Sequence[int],
    *,
    threads: int | None = None,
    progress: Progress | None = None,
) -> list[Kept_co]:
    """Run members by number, in whatever order, and return what is kept of them in that of their numbers."""
    return run_jobs(ready, members, ready.run, threads=threads, progress=progress)


def compile_kernel(no_days: ReadyModel[Memory, object]) -> None:
    """Compile a model, or load what was compiled before, by running no days in the calling thread."""
    no_days.run(0, Workspace(no_days, np.zeros(1, dtype=np.int64)))


def days_to_keep(
    scenario: Scenario, days: Sequence[int] | NDArray[np.int64], until: date | None
) -> NDArray[np.int64]:
    """Return the days to be kept (time), counted from the start.

    Raises
    ------
    HomewardBug
        If one is not run.
    """
    kept = np.asarray(days, dtype=np.int64)
    if int(kept[-1]) >= days_run(scenario, until):
        raise HomewardBug(f"day {int(kept[-1])} is to be kept and is not run.")
    return kept


def days_run(scenario: Scenario, until: date | None) -> int:
    """Count the days of a run: to the scenario's last if `until` is None."""
    return scenario.n_day if until is None else (until - scenario.start).days + 1


def record_days(scenario: Scenario, days: int, until: date | None = None) -> NDArray[np.int64]:
    """List the days on which stocks are kept: every so many days, and the last (time)."""
    n_day = days_run(scenario, until)
    kept = np.arange(days - 1, n_day, days)
    if kept.size == 0 or kept[-1] != n_day - 1:
        kept = np.append(kept, n_day - 1)
    return kept.astype(np.int64)
