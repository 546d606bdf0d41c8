"""The flee walk ready to run, and its members (model §12.9)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from homeward.assemble.camps.flee_walk.walk_world import WalkWorld, assemble_walk
from homeward.engine.camps.camp_results import series_by_place
from homeward.engine.members import NO_DAYS, compile_kernel
from homeward.engine.pool import Workspace
from homeward.engine.simulated import CommunitySeries, as_counts
from homeward.model.camps.flee_walk.run_walk import run_walk
from homeward.model.camps.flee_walk.walk_arrays import WalkDiary, Walker
from homeward.numerics.allocate import allocate
from homeward.numerics.array_types import Codes, Reals, Tallies
from homeward.scenario.scenario import Scenario


@dataclass(frozen=True)
class ReadyWalk:
    """A scenario of camp registrations ready to run by the flee walk.

    Parameters
    ----------
    days
        (time), days since the start: when all places are kept; none: camps are kept every day.
    """

    world: WalkWorld
    seed: int
    days: Codes

    @property
    def parameters(self) -> Mapping[str, Reals]:
        """The walk draws none."""
        return {}

    @property
    def sizes(self) -> dict[str, int]:
        """Lengths of the axes of arrays."""
        arrays = self.world.arrays
        return {
            "place": arrays.start.size,
            "goal": arrays.steps.place.size + arrays.nights.place.size,
            "slot": self.world.n_slot,
            "trip": arrays.trips.road.size,
            "origin": arrays.origins.place.size,
            "way": arrays.ways.end.size,
            "camp": len(self.world.camps),
            "day": 0 if self.days.size else arrays.origins.newcomers.size,
            "record": self.days.size,
        }

    def allocate(self) -> Walker:
        """Allocate what one thread computes in."""
        return allocate(Walker, self.sizes)

    def diary(self) -> WalkDiary:
        """Allocate what is kept of one member."""
        return allocate(WalkDiary, self.sizes)._replace(day=self.days)

    def run(self, member: int, space: Workspace[Walker]) -> WalkDiary:
        """Run one member and return what is kept of it."""
        world, diary = self.world, self.diary()
        run_walk(self.seed, member, world.arrays, world.habits, space.memory, diary, space.stop)
        return diary._replace(
            camp=as_counts(diary.camp, member),
            present=as_counts(diary.present, member),
            travelling=as_counts(diary.travelling, member),
            displaced=as_counts(diary.displaced, member),
            gained=as_counts(diary.gained, member),
        )

    def shortened(self, n_day: int) -> ReadyWalk:
        """Return the same with only its first days."""
        origins = self.world.arrays.origins
        origins = origins._replace(newcomers=origins.newcomers[:n_day])
        return replace(
            self, world=replace(self.world, arrays=self.world.arrays._replace(origins=origins))
        )

    def camps_of(self, diary: WalkDiary) -> Tallies:
        """Return the people in all camps (day, camp)."""
        return diary.camp

    def variables_of(self, diaries: Sequence[WalkDiary]) -> dict[str, CommunitySeries]:
        """Return what was found, by variable.

        Displaced people by place are `idps` or `refugees`; those on roads are `travelling` where the road leads. Of
        the flows only `displacements`, at the origin, and `arrivals`, the net gain of camps since the last record.
        """
        world = self.world
        places = np.arange(len(world.labels.places))
        is_camp = np.array([name in world.camps for name in world.labels.places])
        everywhere = np.ones_like(is_camp)

        def gathered(name: str, among: NDArray[np.bool_]) -> CommunitySeries:
            values = np.stack([getattr(diary, name) for diary in diaries])
            return series_by_place(values, places, among)

        return {
            "idps": gathered("present", ~world.is_abroad),
            "refugees": gathered("present", world.is_abroad),
            "travelling": gathered("travelling", everywhere),
            "displacements": gathered("displaced", everywhere),
            "arrivals": gathered("gained", is_camp),
        }


def ready_walk(
    scenario: Scenario, *, days: Codes = NO_DAYS, seed: int = 1, with_capacity: bool = True
) -> ReadyWalk:
    """Assemble a scenario and compile the flee walk."""
    ready = ReadyWalk(assemble_walk(scenario, with_capacity=with_capacity), seed, days)
    compile_kernel(replace(ready, days=NO_DAYS).shortened(0))
    return ready.shortened(int(days[-1]) + 1) if days.size else ready
