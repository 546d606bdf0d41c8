"""Running an ensemble of the route walk (model §12.9)."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from homeward.assemble.camps.flee_walk.walk_world import WalkWorld, assemble_walk
from homeward.engine.pool import Progress, run_jobs
from homeward.engine.simulated import CommunitySeries, Simulated, as_counts
from homeward.errors import HomewardBug
from homeward.model.camps.flee_walk.run_walk import run_walk
from homeward.model.camps.flee_walk.walk_arrays import (
    Crowd,
    Odds,
    People,
    Sources,
    WalkDiary,
    Walker,
)
from homeward.model.communities.arrays import N_BELIEF, Codes, Marks
from homeward.scenario.scenario import Scenario
from homeward.variables import FLOWS, STOCKS

NO_DAYS = np.zeros(0, dtype=np.int64)


@dataclass(frozen=True)
class ReadyWalk:
    """A scenario of registered arrivals ready to run.

    Parameters
    ----------
    days
        (time), days since the start: when all places are kept.
    keeps_camps
        Whether the camps are kept every day.
    """

    world: WalkWorld
    seed: int
    days: Codes
    keeps_camps: bool

    def workspace(self, stop: Codes) -> WalkSpace:
        """Make what threads compute in."""
        return WalkSpace(self.world, stop)


class WalkSpace(threading.local):
    """What a thread computes in, made when it first does, and the flag (1) that stops all of them."""

    def __init__(self, world: WalkWorld, stop: Codes) -> None:
        self.walker: Walker = make_walker(world)
        self.stop = stop


@dataclass(frozen=True)
class CampCounts:
    """People in the camps every evening.

    Parameters
    ----------
    camps
        Their names.
    people
        (member, day, camp), persons.
    seconds
        (member): processor time of one thread.
    parameters
        (member) each: as drawn; none in the route walk.
    """

    camps: tuple[str, ...]
    people: NDArray[np.int32]
    seconds: NDArray[np.float64]
    parameters: Mapping[str, NDArray[np.float64]] = field(
        default_factory=dict[str, NDArray[np.float64]]
    )


def simulate_walk(
    scenario: Scenario,
    *,
    days: Sequence[int] | NDArray[np.int64],
    members: int = 200,
    seed: int = 1,
    until: date | None = None,
    threads: int | None = None,
    progress: Progress | None = None,
    with_capacity: bool = True,
    member_numbers: Sequence[int] | None = None,
) -> Simulated:
    """Run an ensemble of the route walk.

    Parameters
    ----------
    days
        (time), days since the start: when people are counted everywhere; rising.
    members
        How many; member m is the same whatever their number.
    until
        Last day to run; the scenario's last if None.
    threads
        How many members run at once; all processors if None. Changes no number.
    with_capacity
        Whether camps fill up.
    member_numbers
        Which of the members to run, each once, in this order; all of them if None.

    Returns
    -------
    Simulated
        Displaced people by place, `idps` or `refugees`; those on roads are `travelling` where the road leads. Of the
        flows only `displacements`, at the origin, and `arrivals`, the net gain of camps since the last record.

    Raises
    ------
    HomewardBug
        If a day is to be kept that is not run.
    """
    world = assemble_walk(scenario, with_capacity=with_capacity)
    kept_days = np.asarray(days, dtype=np.int64)
    n_day = scenario.n_day if until is None else (until - scenario.start).days + 1
    if int(kept_days[-1]) >= n_day:
        raise HomewardBug(f"day {int(kept_days[-1])} is to be kept and is not run.")
    ready = ReadyWalk(shortened_days(world, int(kept_days[-1]) + 1), seed, kept_days, False)
    compile_walk(world)
    numbers = range(members) if member_numbers is None else member_numbers

    def run_one(member: int, space: WalkSpace) -> WalkDiary:
        return run_walker(ready, member, space)

    diaries = run_jobs(ready, numbers, run_one, threads=threads, progress=progress)
    return _simulated(scenario, ready, diaries)


def camp_counts(
    scenario: Scenario,
    *,
    members: int = 200,
    seed: int = 1,
    threads: int | None = None,
    progress: Progress | None = None,
    with_capacity: bool = True,
) -> CampCounts:
    """Run an ensemble of the route walk and keep only the camps, on every day; parameters as for `simulate_walk`."""
    world = assemble_walk(scenario, with_capacity=with_capacity)
    ready = ReadyWalk(world, seed, NO_DAYS, True)
    compile_walk(world)
    people = np.zeros((members, scenario.n_day, len(world.camps)), dtype=np.int32)
    seconds = np.zeros(members)

    def run_one(member: int, space: WalkSpace) -> None:
        began = time.thread_time()
        people[member] = run_walker(ready, member, space).camp
        seconds[member] = time.thread_time() - began

    run_jobs(ready, range(members), run_one, threads=threads, progress=progress)
    return CampCounts(world.camps, people, seconds)


def run_walker(ready: ReadyWalk, member: int, space: WalkSpace) -> WalkDiary:
    """Run one member and return what is kept of it."""
    world = ready.world
    diary = make_walk_diary(world, ready.days, keeps_camps=ready.keeps_camps)
    run_walk(
        ready.seed,
        member,
        world.arrays,
        world.habits,
        space.walker,
        diary,
        space.stop,
    )
    return diary._replace(
        camp=as_counts(diary.camp, member),
        present=as_counts(diary.present, member),
        travelling=as_counts(diary.travelling, member),
        displaced=as_counts(diary.displaced, member),
        gained=as_counts(diary.gained, member),
    )


def compile_walk(world: WalkWorld) -> None:
    """Compile the route walk, or load what was compiled before, by running no days in the calling thread."""
    none = shortened_days(world, 0)
    ready = ReadyWalk(none, 1, NO_DAYS, True)
    run_walker(ready, 0, WalkSpace(none, np.zeros(1, dtype=np.int64)))


def shortened_days(world: WalkWorld, n_day: int) -> WalkWorld:
    """Return the world with only its first days."""
    origins = world.arrays.origins
    origins = origins._replace(newcomers=origins.newcomers[:n_day])
    return replace(world, arrays=world.arrays._replace(origins=origins))


def make_walker(world: WalkWorld) -> Walker:
    """Allocate one member."""
    arrays = world.arrays
    n_place, n_way = arrays.start.size, arrays.ways.end.size

    def whole(*shape: int) -> Codes:
        return np.zeros(shape, dtype=np.int64)

    def marks() -> Marks:
        return np.zeros(n_place, dtype=np.bool_)

    return Walker(
        people=People(
            at=whole(arrays.steps.place.size + arrays.nights.place.size),
            on_road=whole(world.n_slot, arrays.trips.road.size),
            present=whole(n_place),
        ),
        sources=Sources(
            population=np.zeros(n_place),
            chance=np.zeros(arrays.origins.place.size),
            fled=whole(n_place),
        ),
        crowd=Crowd(
            room=np.zeros(n_place),
            is_moved=marks(),
            let_in=np.ones(n_place),
            vacancies=whole(n_place),
            before=whole(n_place),
            due=whole(n_place),
            is_due=marks(),
        ),
        odds=Odds(
            pull=np.zeros(n_way),
            chance=np.zeros(n_way),
            total=np.zeros(n_place),
        ),
    )


def make_walk_diary(world: WalkWorld, days: Codes, *, keeps_camps: bool) -> WalkDiary:
    """Allocate what is kept of one member."""
    arrays = world.arrays
    n_day = arrays.origins.newcomers.size if keeps_camps else 0
    n_place = arrays.start.size

    def whole(*shape: int) -> Codes:
        return np.zeros(shape, dtype=np.int64)

    return WalkDiary(
        camp=whole(n_day, len(world.camps)),
        day=days,
        present=whole(days.size, n_place),
        travelling=whole(days.size, n_place),
        displaced=whole(days.size, n_place),
        gained=whole(days.size, n_place),
        before=np.zeros(n_place, dtype=np.int64),
    )


def _simulated(scenario: Scenario, ready: ReadyWalk, diaries: Sequence[WalkDiary]) -> Simulated:
    world = ready.world
    is_camp = np.array([name in world.camps for name in world.labels.places])

    def gathered(name: str, among: NDArray[np.bool_]) -> CommunitySeries:
        values = np.stack([getattr(diary, name) for diary in diaries])
        places = np.flatnonzero(values.any(axis=(0, 1)) & among)
        cells = np.zeros((places.size, 3), dtype=np.int64)
        cells[:, 2] = places
        return CommunitySeries(cells, np.ascontiguousarray(values[:, :, places]))

    everywhere = np.ones_like(is_camp)
    found = {
        "idps": gathered("present", ~world.is_abroad),
        "refugees": gathered("present", world.is_abroad),
        "travelling": gathered("travelling", everywhere),
        "displacements": gathered("displaced", everywhere),
        "arrivals": gathered("gained", is_camp),
    }
    shape = (len(diaries), ready.days.size)
    nobody = CommunitySeries(
        np.zeros((0, 3), dtype=np.int64), np.zeros((*shape, 0), dtype=np.int32)
    )
    return Simulated(
        scenario=scenario,
        labels=world.labels,
        seed=ready.seed,
        members=len(diaries),
        days=ready.days,
        stocks={variable.name: found.get(variable.name, nobody) for variable in STOCKS},
        flows={variable.name: found.get(variable.name, nobody) for variable in FLOWS},
        belief=np.zeros((*shape, 1, 1, 0, N_BELIEF), dtype=np.float32),
        parameters={},
    )
