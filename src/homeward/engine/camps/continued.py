"""Running camp choice on from a day, each member with newcomers of its own (model §15)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from homeward.assemble.camps.camp_choice.choice_parameters import choice_parameters_of
from homeward.assemble.camps.camp_choice.choice_world import ChoiceWorld
from homeward.engine.camps.camp_choice import ChoiceSpace, make_choice_diary, make_chooser
from homeward.engine.pool import Progress, run_jobs
from homeward.model.camps.camp_choice.expected import expect
from homeward.model.camps.camp_choice.run_choice import run_choice
from homeward.model.communities.arrays import Codes, Reals

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

    def workspace(self, stop: Codes) -> ChoiceSpace:
        """Make what threads compute in."""
        return ChoiceSpace(self.world.ground, stop)


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
    members, n_day = totals.shape
    kept = np.zeros((members, n_day, onward.start.size))

    def run_one(member: int, space: ChoiceSpace) -> None:
        before = np.full(onward.first, totals[member, 0])
        ground = onward.world.ground._replace(
            registered=np.concatenate([before, totals[member]]),
            start=onward.start,
            favour=np.ascontiguousarray(favour[member]),
        )
        diary = make_choice_diary(ground)
        tastes = choice_parameters_of(onward.drawn, member)
        run_choice(onward.seed, member, ground, tastes, space.chooser, diary, space.stop)
        kept[member] = diary.people[onward.first :]

    run_jobs(onward, range(members), run_one, threads=threads, progress=progress)
    return kept


def expected(onward: Continued, counted: Codes, newcomers: Codes, weight: Reals) -> Counts:
    """Share those who came out as each member's law would have (member, camp); see `model.choice.expected`."""
    ground = onward.world.ground
    chooser = make_chooser(ground)
    members = next(iter(onward.drawn.values())).size
    found = np.zeros((members, onward.start.size))
    for member in range(members):
        tastes = choice_parameters_of(onward.drawn, member)
        expect(ground, tastes, chooser, counted, newcomers, weight, found[member])
    return found
