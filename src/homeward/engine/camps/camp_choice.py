"""Running an ensemble of camp choice (model §13)."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from homeward.assemble.camps.camp_choice.choice_parameters import (
    choice_parameters_of,
    draw_parameters,
)
from homeward.assemble.camps.camp_choice.choice_world import ChoiceWorld, assemble_choice
from homeward.engine.camps.flee_walk import CampCounts
from homeward.engine.pool import Progress, run_jobs
from homeward.engine.simulated import CommunitySeries, Simulated, as_counts
from homeward.model.camps.camp_choice.choice_arrays import ChoiceDiary, ChoiceInputs, Chooser
from homeward.model.camps.camp_choice.run_choice import run_choice
from homeward.model.communities.arrays import N_BELIEF, Codes, Reals, Tallies
from homeward.scenario.scenario import Scenario
from homeward.variables import FLOWS, STOCKS


@dataclass(frozen=True)
class ReadyChoice:
    """A scenario of registered arrivals ready to run; `drawn`: parameters, (member) each."""

    world: ChoiceWorld
    drawn: Mapping[str, Reals]
    seed: int

    def workspace(self, stop: Codes) -> ChoiceSpace:
        """Make what threads compute in."""
        return ChoiceSpace(self.world.ground, stop)


class ChoiceSpace(threading.local):
    """What a thread computes in, made when it first does, and the flag (1) that stops all of them."""

    def __init__(self, ground: ChoiceInputs, stop: Codes) -> None:
        self.chooser: Chooser = make_chooser(ground)
        self.stop = stop


def count_by_choice(
    scenario: Scenario,
    *,
    members: int = 200,
    seed: int = 1,
    threads: int | None = None,
    progress: Progress | None = None,
    with_capacity: bool = True,
    parameters: Mapping[str, Reals] | None = None,
) -> CampCounts:
    """Run an ensemble of destination choice and keep the camps, on every day.

    Parameters
    ----------
    with_capacity
        Whether the capacities of camps are known.
    parameters
        Values of parameters instead of draws, (member) each, in the register's units.
    """
    world = assemble_choice(scenario, with_capacity=with_capacity)
    ready = _ready(scenario, world, members=members, seed=seed, parameters=parameters)
    people = np.zeros((members, scenario.n_day, len(world.camps)), dtype=np.int32)
    seconds = np.zeros(members)

    def run_one(member: int, space: ChoiceSpace) -> None:
        began = time.thread_time()
        people[member][:, world.chosen] = run_chooser(ready, member, space).people
        seconds[member] = time.thread_time() - began

    run_jobs(ready, range(members), run_one, threads=threads, progress=progress)
    return CampCounts(world.camps, people, seconds, ready.drawn)


def simulate_choice(
    scenario: Scenario,
    *,
    days: Sequence[int] | NDArray[np.int64],
    members: int = 200,
    seed: int = 1,
    until: date | None = None,
    threads: int | None = None,
    progress: Progress | None = None,
    parameters: Mapping[str, Reals] | None = None,
) -> Simulated:
    """Run an ensemble of destination choice; the parameters are those of `engine.run.simulate`.

    Returns
    -------
    Displaced people by camp, `idps` or `refugees`; of the flows `displacements`, where people came from, and
    `arrivals`, the net gain of camps since the last record.
    """
    world = assemble_choice(scenario)
    n_day = int(np.asarray(days)[-1]) + 1
    ground = world.ground._replace(registered=world.ground.registered[:n_day])
    world = replace(world, ground=ground)
    ready = _ready(scenario, world, members=members, seed=seed, parameters=parameters)

    def run_one(member: int, space: ChoiceSpace) -> ChoiceDiary:
        return run_chooser(ready, member, space)

    diaries = run_jobs(ready, range(members), run_one, threads=threads, progress=progress)
    return _simulated(scenario, ready, np.asarray(days, dtype=np.int64), diaries)


def run_chooser(ready: ReadyChoice, member: int, space: ChoiceSpace) -> ChoiceDiary:
    """Run one member and return what is kept of it."""
    ground = ready.world.ground
    diary = make_choice_diary(ground)
    tastes = choice_parameters_of(ready.drawn, member)
    run_choice(ready.seed, member, ground, tastes, space.chooser, diary, space.stop)
    return diary._replace(
        people=as_counts(diary.people, member), displaced=as_counts(diary.displaced, member)
    )


def _ready(
    scenario: Scenario,
    world: ChoiceWorld,
    *,
    members: int,
    seed: int,
    parameters: Mapping[str, Reals] | None,
) -> ReadyChoice:
    drawn = draw_parameters(scenario, seed=seed, n_member=members, fixed=parameters)
    none = world.ground._replace(registered=world.ground.registered[:0])
    nobody = ReadyChoice(replace(world, ground=none), drawn, seed)
    # Compiled, or loaded from what was compiled before, in the calling thread.
    run_chooser(nobody, 0, ChoiceSpace(none, np.zeros(1, dtype=np.int64)))
    return ReadyChoice(world, drawn, seed)


def make_chooser(ground: ChoiceInputs) -> Chooser:
    """Allocate one member."""
    n_era, n_origin, n_camp = ground.km_open.shape
    return Chooser(
        people=np.zeros(n_camp, dtype=np.int64),
        appeal=np.zeros((n_era, n_origin, n_camp)),
        size=np.zeros(n_origin),
        pull=np.zeros(n_camp),
        nest=np.zeros(ground.n_country),
        share=np.zeros(n_camp),
        sent=np.zeros(n_origin),
    )


def make_choice_diary(ground: ChoiceInputs) -> ChoiceDiary:
    """Allocate what is kept of one member."""
    n_day = ground.registered.size
    return ChoiceDiary(
        people=np.zeros((n_day, ground.start.size), dtype=np.int64),
        displaced=np.zeros((n_day, ground.population.size), dtype=np.int64),
    )


def _simulated(
    scenario: Scenario, ready: ReadyChoice, days: Codes, diaries: Sequence[ChoiceDiary]
) -> Simulated:
    world = ready.world
    names = world.labels.places
    at = np.array([names.index(world.camps[index]) for index in world.chosen], dtype=np.int64)
    people = np.stack([diary.people[days] for diary in diaries]).astype(np.int32, copy=False)
    begin = np.broadcast_to(world.ground.start, (len(diaries), 1, at.size))
    gained = np.maximum(np.diff(people, axis=1, prepend=begin), 0).astype(np.int32)
    fled = np.stack([_since(diary.displaced, days, member) for member, diary in enumerate(diaries)])
    is_abroad = world.is_abroad[at]
    shape = (len(diaries), days.size)
    nobody = CommunitySeries(
        np.zeros((0, 3), dtype=np.int64), np.zeros((*shape, 0), dtype=np.int32)
    )
    found = {
        "idps": _series(people, at, ~is_abroad),
        "refugees": _series(people, at, is_abroad),
        "displacements": _series(fled, world.origins, np.ones(world.origins.size, dtype=np.bool_)),
        "arrivals": _series(gained, at, np.ones(at.size, dtype=np.bool_)),
    }
    return Simulated(
        scenario=scenario,
        labels=world.labels,
        seed=ready.seed,
        members=len(diaries),
        days=days,
        stocks={variable.name: found.get(variable.name, nobody) for variable in STOCKS},
        flows={variable.name: found.get(variable.name, nobody) for variable in FLOWS},
        belief=np.zeros((*shape, 1, 1, 0, N_BELIEF), dtype=np.float32),
        parameters=dict(ready.drawn),
    )


def _since(flow: Tallies, days: Codes, member: int) -> NDArray[np.int32]:
    """Add a daily flow up between the days kept (time, …)."""
    running = np.concatenate([np.zeros((1, flow.shape[1]), dtype=np.int64), flow.cumsum(axis=0)])
    return as_counts(np.diff(running[days + 1], axis=0, prepend=0), member)


def _series(values: NDArray[np.int32], places: Codes, among: NDArray[np.bool_]) -> CommunitySeries:
    """Keep the places that ever hold anybody (member, time, place), in the order of places."""
    kept = np.flatnonzero(values.any(axis=(0, 1)) & among)
    kept = kept[np.argsort(places[kept])]
    cells = np.zeros((kept.size, 3), dtype=np.int64)
    cells[:, 2] = places[kept]
    return CommunitySeries(cells, np.ascontiguousarray(values[:, :, kept]))
