"""Running camp choice on from a day, each member with newcomers of its own (model §15)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from homeward.assemble.camps.camp_choice.choice_parameters import choice_parameters_of
from homeward.assemble.camps.camp_choice.choice_world import ChoiceWorld
from homeward.engine.camps.camp_choice import ReadyChoice
from homeward.engine.members import NO_DAYS
from homeward.engine.pool import Progress, Workspace, run_jobs
from homeward.model.camps.camp_choice.choice_arrays import Chooser
from homeward.model.camps.camp_choice.expected import expect
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
    favour: Reals,
    *,
    threads: int | None = None,
    progress: Progress | None = None,
) -> Counts:
    """Run every member on (member, day, camp).

    Parameters
    ----------
    totals
        (member, day): people in all camps together; the first is the sum of `start`.
    favour
        (member, camp): factor on the share of those who come.
    """
    jobs = list(enumerate(zip(totals, favour, strict=True)))
    work = partial(_continue_member, onward)
    found = run_jobs(onward.ready, jobs, work, threads=threads, progress=progress)
    return np.stack(found).astype(np.float64)


def _continue_member(
    onward: Continued, job: tuple[int, tuple[Codes, Reals]], space: Workspace[Chooser]
) -> Tallies:
    """Run one member, with its totals (day) and favours (camp), on (day, camp)."""
    member, (totals, favour) = job
    ground = onward.world.ground._replace(
        registered=np.concatenate([np.full(onward.first, totals[0]), totals]),
        start=onward.start,
        favour=np.ascontiguousarray(favour),
    )
    return onward.ready.choose(member, ground, space).people[onward.first :]


def expected(onward: Continued, counted: Codes, newcomers: Codes, weight: Reals) -> Counts:
    """Share those who came out as each member's law would have (member, camp); see `model.choice.expected`."""
    ground = onward.world.ground
    chooser = onward.ready.allocate()
    members = next(iter(onward.drawn.values())).size
    found = np.zeros((members, onward.start.size))
    for member in range(members):
        tastes = choice_parameters_of(onward.drawn, member)
        expect(ground, tastes, chooser, counted, newcomers, weight, found[member])
    return found
