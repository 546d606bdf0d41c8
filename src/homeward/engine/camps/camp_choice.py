"""Camp choice ready to run, and its members (model §13)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from homeward.assemble.camps.camp_choice.choice_parameters import (
    choice_parameters_of,
    draw_parameters,
)
from homeward.assemble.camps.camp_choice.choice_world import ChoiceWorld, assemble_choice
from homeward.engine.camps.camp_results import series_by_place
from homeward.engine.members import NO_DAYS, compile_kernel
from homeward.engine.pool import Workspace
from homeward.engine.simulated import CommunitySeries, as_counts
from homeward.model.camps.camp_choice.choice_arrays import ChoiceDiary, ChoiceInputs, Chooser
from homeward.model.camps.camp_choice.run_choice import run_choice
from homeward.numerics.allocate import allocate
from homeward.numerics.array_types import Codes, Reals, Tallies
from homeward.scenario.scenario import Scenario


@dataclass(frozen=True)
class ReadyChoice:
    """A scenario of camp registrations ready to run by camp choice.

    Parameters
    ----------
    parameters
        (member) each, as drawn.
    days
        (time), days since the start: when all places are kept.
    """

    world: ChoiceWorld
    parameters: Mapping[str, Reals]
    seed: int
    days: Codes

    def allocate(self) -> Chooser:
        """Allocate what one thread computes in."""
        return allocate(Chooser, choice_sizes(self.world.ground))

    def run(self, member: int, space: Workspace[Chooser]) -> ChoiceDiary:
        """Run one member and return what is kept of it."""
        diary = self.choose(member, self.world.ground, space)
        return diary._replace(
            people=as_counts(diary.people, member), displaced=as_counts(diary.displaced, member)
        )

    def choose(self, member: int, ground: ChoiceInputs, space: Workspace[Chooser]) -> ChoiceDiary:
        """Run one member on ground of its own."""
        diary = allocate(ChoiceDiary, choice_sizes(ground))
        tastes = choice_parameters_of(self.parameters, member)
        run_choice(self.seed, member, ground, tastes, space.memory, diary, space.stop)
        return diary

    def shortened(self, n_day: int) -> ReadyChoice:
        """Return the same with only its first days."""
        ground = self.world.ground
        ground = ground._replace(registered=ground.registered[:n_day])
        return replace(self, world=replace(self.world, ground=ground))

    def camps_of(self, diary: ChoiceDiary) -> Tallies:
        """Return the people in all camps (day, camp)."""
        people = np.zeros((diary.people.shape[0], len(self.world.camps)), dtype=np.int32)
        people[:, self.world.chosen] = diary.people
        return people

    def variables_of(self, diaries: Sequence[ChoiceDiary]) -> dict[str, CommunitySeries]:
        """Return what was found, by variable.

        Displaced people by camp are `idps` or `refugees`; of the flows `displacements`, where people came from, and
        `arrivals`, the net gain of camps since the last record.
        """
        world, days = self.world, self.days
        names = world.labels.places
        at = np.array([names.index(world.camps[index]) for index in world.chosen], dtype=np.int64)
        people = np.stack([diary.people[days] for diary in diaries]).astype(np.int32, copy=False)
        begin = np.broadcast_to(world.ground.start, (len(diaries), 1, at.size))
        gained = np.maximum(np.diff(people, axis=1, prepend=begin), 0).astype(np.int32)
        fled = [_since(diary.displaced, days, member) for member, diary in enumerate(diaries)]
        is_abroad = world.is_abroad[at]
        everywhere = np.ones_like(is_abroad)
        from_all = np.ones(world.origins.size, dtype=np.bool_)
        return {
            "idps": series_by_place(people, at, ~is_abroad),
            "refugees": series_by_place(people, at, is_abroad),
            "displacements": series_by_place(np.stack(fled), world.origins, from_all),
            "arrivals": series_by_place(gained, at, everywhere),
        }


def ready_choice(
    scenario: Scenario,
    *,
    members: int,
    days: Codes = NO_DAYS,
    seed: int = 1,
    with_capacity: bool = True,
    parameters: Mapping[str, Reals] | None = None,
) -> ReadyChoice:
    """Assemble a scenario, draw its parameters and compile camp choice.

    Parameters
    ----------
    parameters
        Values of parameters instead of draws, (member) each, in the catalogue's units.
    """
    world = assemble_choice(scenario, with_capacity=with_capacity)
    drawn = draw_parameters(scenario, seed=seed, n_member=members, fixed=parameters)
    ready = ReadyChoice(world, drawn, seed, days)
    compile_kernel(ready.shortened(0))
    return ready.shortened(int(days[-1]) + 1) if days.size else ready


def choice_sizes(ground: ChoiceInputs) -> dict[str, int]:
    """Return the lengths of the axes of arrays."""
    n_era, n_origin, n_camp = ground.km_open.shape
    return {
        "era": n_era,
        "origin": n_origin,
        "camp": n_camp,
        "country": ground.n_country,
        "day": ground.registered.size,
    }


def _since(flow: Tallies, days: Codes, member: int) -> NDArray[np.int32]:
    """Add a daily flow up between the days kept (time, …)."""
    running = np.concatenate([np.zeros((1, flow.shape[1]), dtype=np.int64), flow.cumsum(axis=0)])
    return as_counts(np.diff(running[days + 1], axis=0, prepend=0), member)
