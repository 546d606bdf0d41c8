"""Members taken up on an evening, with their people where they are or where they have been counted (model §14.1)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from homeward.engine.communities.ready import (
    Ready,
    Workspace,
    check_status,
    collect_members,
)
from homeward.engine.communities.resume import (
    Checkpoint,
    checkpoint,
    restore,
    run_stretch,
    sparse,
)
from homeward.engine.members import run_ensemble
from homeward.engine.pool import Progress
from homeward.engine.simulated import KeptRun, Simulated, keep
from homeward.model.communities.member import State, Stocks
from homeward.model.communities.record import keep_record
from homeward.model.communities.step import run_member
from homeward.scenario.scenario import Scenario

Counts = NDArray[np.int64]


@dataclass(frozen=True)
class People:
    """Where those of one member are who are neither on the way nor harmed.

    Parameters
    ----------
    residents
        (home, group)
    returnees
        (permit, home, group)
    displaced
        (standing, home, group, place)
    """

    residents: Counts
    returnees: Counts
    displaced: Counts


@dataclass(frozen=True)
class Evening:
    """One member on the evening of a day."""

    checkpoint: Checkpoint
    people: People

    def with_people(self, people: People) -> Evening:
        """Return the same evening with its people somewhere else, as many of each home and group."""
        arrays = list(self.checkpoint.arrays)
        for name in ("residents", "returnees", "displaced"):
            arrays[Stocks._fields.index(name)] = sparse(getattr(people, name))
        return Evening(replace(self.checkpoint, arrays=tuple(arrays)), people)


@dataclass(frozen=True)
class _Until:
    """Members run to the evening of a day, from the first day or from an earlier evening."""

    ready: Ready
    day: int
    since: Mapping[int, Evening]

    def allocate(self) -> State:
        """Allocate what one thread computes in."""
        return self.ready.allocate()

    def run(self, member: int, space: Workspace) -> Evening:
        """Run one member."""
        earlier = self.since.get(member)
        run_stretch(self.ready, member, space, self.day, earlier and earlier.checkpoint)
        stocks = space.memory.stocks
        people = People(stocks.residents.copy(), stocks.returnees.copy(), stocks.displaced.copy())
        return Evening(checkpoint(space.memory, self.day), people)


@dataclass(frozen=True)
class _From:
    """Members run on from an evening, which is the first day that is kept."""

    ready: Ready
    evenings: Mapping[int, Evening]

    def allocate(self) -> State:
        """Allocate what one thread computes in."""
        return self.ready.allocate()

    def run(self, member: int, space: Workspace) -> KeptRun:
        """Run one member."""
        ready, state = self.ready, space.memory
        restore(state, self.evenings[member].checkpoint)
        record = ready.record()
        keep_record(0, ready.world.drivers.places, state.stocks, state.beliefs, record)
        params = ready.params(member)
        run_member(ready.world.drivers, params, state, record, space.stop, 1, record.day.size)
        check_status(member, record.status, ready.world)
        return keep(record)


def run_until(
    ready: Ready,
    day: int,
    numbers: Sequence[int],
    *,
    since: Mapping[int, Evening] | None = None,
    threads: int | None = None,
    progress: Progress | None = None,
) -> dict[int, Evening]:
    """Run members to the evening of a day, by number; from the first day, or from an earlier evening of theirs."""
    found = run_ensemble(
        _Until(ready, day, since or {}), numbers, threads=threads, progress=progress
    )
    return dict(zip(numbers, found, strict=True))


def run_from(
    scenario: Scenario,
    ready: Ready,
    evenings: Mapping[int, Evening],
    *,
    threads: int | None = None,
    progress: Progress | None = None,
) -> Simulated:
    """Run members on from an evening, in its world or in one that is the same up to it.

    Parameters
    ----------
    ready
        The first of its days is that of the evening.
    """
    numbers = list(evenings)
    kept = run_ensemble(_From(ready, evenings), numbers, threads=threads, progress=progress)
    return collect_members(scenario, ready, kept, numbers, ready.ensemble.seed)


def with_slots(ready: Ready, n_slot: int) -> Ready:
    """Return the same with room for longer trips: members go on only between worlds that have as much."""
    return replace(ready, n_slot=n_slot)
