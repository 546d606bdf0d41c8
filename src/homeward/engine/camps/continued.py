"""Running camp choice on from a day, each member with newcomers of its own (model §15)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from homeward.assemble.camps.camp_choice.choice_world import ChoiceWorld
from homeward.engine.camps.camp_choice import ReadyChoice
from homeward.engine.members import NO_DAYS
from homeward.engine.pool import Progress, Workspace, run_jobs
from homeward.model.camps.camp_choice.choice_arrays import Chooser
from homeward.numerics.array_types import Codes, Reals, Tallies

Counts = NDArray[np.float64]
"""Persons."""


@dataclass(frozen=True)
class Continued:
    """Camp choice as it goes on from a day.

    Parameters
    ----------
    drawn
        Parameters, (member) each.
    first
        Day from which it goes on; `totals` and what is returned begin there.
    start
        (camp): people there on that day.
    """

    world: ChoiceWorld
    drawn: Mapping[str, Reals]
    seed: int
    first: int
    start: Codes

    @property
    def ready(self) -> ReadyChoice:
        """Camp choice from the first day."""
        return ReadyChoice(self.world, self.drawn, self.seed, NO_DAYS)


def continue_from(
    onward: Continued,
    totals: Codes,
    *,
    threads: int | None = None,
    progress: Progress | None = None,
) -> Counts:
    """Run every member on (member, day, camp).

    Parameters
    ----------
    totals
        (member, day): people in all camps together; the first is the sum of `start`.
    """
    jobs = list(enumerate(totals))
    work = partial(_continue_member, onward)
    found = run_jobs(onward.ready, jobs, work, threads=threads, progress=progress)
    return np.stack(found).astype(np.float64)


def _continue_member(
    onward: Continued, job: tuple[int, Codes], space: Workspace[Chooser]
) -> Tallies:
    """Run one member, with its totals (day), on (day, camp)."""
    member, totals = job
    ground = onward.world.ground._replace(
        registered=np.concatenate([np.full(onward.first, totals[0]), totals]),
        start=onward.start,
    )
    return onward.ready.choose(member, ground, space).people[onward.first :]
