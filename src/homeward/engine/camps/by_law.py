"""Running a scenario of camp registrations by a law of movement (model §12, §13)."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from homeward.engine.camps.camp_choice import ready_choice
from homeward.engine.camps.camp_results import CampCounts, ReadyCamps, collect_camps
from homeward.engine.camps.flee_walk import ready_walk
from homeward.engine.members import NO_DAYS, days_to_keep, run_ensemble
from homeward.engine.pool import Progress, Workspace, run_jobs
from homeward.engine.simulated import Simulated
from homeward.numerics.array_types import Codes, Reals, Tallies
from homeward.numerics.kernel import is_compiled
from homeward.scenario.scenario import MovementLaw, Scenario


def must_compile(movement: MovementLaw) -> bool:
    """Tell whether a law of movement will be compiled before the next run."""
    return not is_compiled("run_choice" if movement == "camp-choice" else "run_walk")


def simulate_camps(
    scenario: Scenario,
    movement: MovementLaw,
    *,
    days: Sequence[int] | NDArray[np.int64],
    members: int = 200,
    seed: int = 1,
    until: date | None = None,
    with_capacity: bool = True,
    member_numbers: Sequence[int] | None = None,
    threads: int | None = None,
    progress: Progress | None = None,
) -> Simulated:
    """Run an ensemble by a law of movement; for other parameters see `engine.simulate.simulate`.

    Parameters
    ----------
    with_capacity
        Whether the capacities of camps are known.
    """
    kept_days = days_to_keep(scenario, days, until)
    ready = _ready(scenario, movement, kept_days, members, seed, with_capacity)
    numbers = range(members) if member_numbers is None else member_numbers
    found = ready.variables_of(run_ensemble(ready, numbers, threads=threads, progress=progress))
    drawn = {name: values[list(numbers)] for name, values in ready.parameters.items()}
    return collect_camps(scenario, ready.world.labels, seed, kept_days, found, drawn)


def count_camps(
    scenario: Scenario,
    movement: MovementLaw,
    *,
    with_capacity: bool = True,
    members: int = 200,
    seed: int = 1,
    threads: int | None = None,
    progress: Progress | None = None,
    parameters: Mapping[str, Reals] | None = None,
) -> CampCounts:
    """Run an ensemble by a law of movement and keep the camps on every day.

    Parameters
    ----------
    with_capacity
        Whether the capacities of camps are known.
    parameters
        Values of the parameters of camp choice instead of draws, (member) each.
    """
    ready = _ready(scenario, movement, NO_DAYS, members, seed, with_capacity, parameters)
    camps = ready.world.camps
    people = np.zeros((members, scenario.n_day, len(camps)), dtype=np.int32)
    seconds = np.zeros(members)

    def put(member: int, counted: tuple[Tallies, float]) -> None:
        people[member], seconds[member] = counted

    work = partial(_count_member, ready)
    run_jobs(ready, range(members), work, threads=threads, progress=progress, done=put)
    return CampCounts(camps, people, seconds, ready.parameters)


def _count_member(ready: ReadyCamps, member: int, space: Workspace[Any]) -> tuple[Tallies, float]:
    """Run one member, and give people (day, camp) and the processor time that it took, s."""
    began = time.thread_time()
    people = ready.camps_of(ready.run(member, space))
    return people, time.thread_time() - began


def _ready(
    scenario: Scenario,
    movement: MovementLaw,
    days: Codes,
    members: int,
    seed: int,
    with_capacity: bool,
    parameters: Mapping[str, Reals] | None = None,
) -> ReadyCamps:
    if movement == "flee":
        return ready_walk(scenario, days=days, seed=seed, with_capacity=with_capacity)
    return ready_choice(
        scenario,
        members=members,
        days=days,
        seed=seed,
        with_capacity=with_capacity,
        parameters=parameters,
    )
