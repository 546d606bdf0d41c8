"""Running an ensemble: members over threads, progress, and a stop that really stops (model §5)."""

from __future__ import annotations

import math
import os
import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from datetime import date

import numpy as np
from numpy.typing import NDArray

from homeward.assemble.ensemble import draw_ensemble
from homeward.assemble.world import World, assemble
from homeward.engine.cpu import make_flows, make_record, make_state, params_of
from homeward.engine.simulated import Kept, Simulated, gather, keep
from homeward.errors import HomewardBug, SimulationError
from homeward.model.account import NEGATIVE_STOCK, NOT_A_NUMBER, PEOPLE_LOST, STOPPED, WELL
from homeward.model.arrays import Codes, Ensemble
from homeward.model.step import run_member
from homeward.numerics.kernel import is_compiled
from homeward.scenario.scenario import Scenario
from homeward.variables import FLOWS, PARAMETERS, STOCKS

Progress = Callable[[int, int], None]
"""Called with members done and members asked for."""

WHAT_WENT_WRONG = {
    NEGATIVE_STOCK: "a stock fell below zero",
    PEOPLE_LOST: "people were lost or made",
    NOT_A_NUMBER: "a belief is not a number",
}
WAKE_SECONDS = 0.1
"""How often a waiting run looks whether it has been interrupted."""


def record_days(scenario: Scenario, days: int, until: date | None = None) -> NDArray[np.int64]:
    """List the days on which stocks are kept: every so many days, and the last (time)."""
    n_day = _n_day(scenario, until)
    kept = np.arange(days - 1, n_day, days)
    if kept.size == 0 or kept[-1] != n_day - 1:
        kept = np.append(kept, n_day - 1)
    return kept.astype(np.int64)


def simulate(
    scenario: Scenario,
    *,
    days: Sequence[int] | NDArray[np.int64],
    members: int = 200,
    seed: int = 1,
    until: date | None = None,
    threads: int | None = None,
    by_inversion: bool = False,
    is_deaf: bool = False,
    parameters: Mapping[str, NDArray[np.float64]] | None = None,
    member_numbers: Sequence[int] | None = None,
    progress: Progress | None = None,
) -> Simulated:
    """Run an ensemble of a scenario.

    Parameters
    ----------
    days
        (time), days since the start: when stocks are kept; rising.
    members
        How many; member m is the same whatever their number.
    seed
        Whole number, 0 to 2**63 - 1.
    until
        Last day to run; the scenario's last if None.
    threads
        How many members run at once; all processors if None. Changes no number.
    by_inversion
        Draw every binomial by inversion: slower, but two worlds can then be subtracted with less noise.
    is_deaf
        Leave beliefs at their priors: no news is ever heard.
    parameters
        Values of parameters instead of draws, (member) each, in the register's units.
    member_numbers
        Which of the members to run, each once, in this order; all of them if None.

    Returns
    -------
    Simulated
        Exact counts of every member.

    Raises
    ------
    SimulationError
        If a member left the valid range.
    HomewardBug
        If a day is to be kept that is not run.
    KeyboardInterrupt
        If interrupted; the members under way have then stopped.
    """
    world = assemble(scenario)
    ensemble = draw_ensemble(
        scenario,
        world,
        seed=seed,
        n_member=members,
        by_inversion=by_inversion,
        is_deaf=is_deaf,
        fixed=parameters,
    )
    compile_model(scenario, world, ensemble)
    kept_days = np.asarray(days, dtype=np.int64)
    n_day = int(kept_days[-1]) + 1
    if n_day > _n_day(scenario, until):
        raise HomewardBug(f"day {n_day - 1} is to be kept and is not run.")
    drivers = world.drivers._replace(era_of_day=world.drivers.era_of_day[:n_day])
    world = World(world.labels, world.starts, drivers, world.series)
    numbers = range(members) if member_numbers is None else member_numbers
    n_slot = trip_slots(scenario, world, parameters)
    kept = _run_members(world, ensemble, numbers, kept_days, n_slot, threads, progress)
    labels = world.labels
    shape = (len(labels.homes), len(labels.groups), len(labels.places))
    return Simulated(
        scenario=scenario,
        labels=labels,
        seed=seed,
        members=len(numbers),
        days=kept_days,
        stocks=gather([member.stocks for member in kept], [v.name for v in STOCKS], shape),
        flows=gather([member.flows for member in kept], [v.name for v in FLOWS], shape),
        belief=np.stack([member.belief for member in kept]),
        parameters={
            parameter.name: ensemble.value[list(numbers), index]
            for index, parameter in enumerate(PARAMETERS)
        },
    )


def must_compile() -> bool:
    """Tell whether the model will be compiled before the next run: once for each version, about a minute."""
    return not is_compiled("run_member")


def compile_model(scenario: Scenario, world: World, ensemble: Ensemble) -> None:
    """Compile the model, or load what was compiled before, by running no days in the calling thread."""
    no_days = world.drivers._replace(era_of_day=world.drivers.era_of_day[:0])
    n_slot = trip_slots(scenario, world)
    state, flows = make_state(no_days, n_slot), make_flows(no_days, n_slot)
    record = make_record(no_days, np.zeros(0, dtype=np.int64))
    run_member(no_days, params_of(ensemble, 0), state, flows, record, np.zeros(1, dtype=np.int64))


def _n_day(scenario: Scenario, until: date | None) -> int:
    return scenario.n_day if until is None else (until - scenario.start).days + 1


def trip_slots(
    scenario: Scenario, world: World, parameters: Mapping[str, NDArray[np.float64]] | None = None
) -> int:
    """Days of the longest trip at the slowest pace the scenario allows, and one: the same for any ensemble."""
    slowest = scenario.parameters["pace"].low
    if parameters and "pace" in parameters:
        slowest = min(slowest, float(parameters["pace"].min()))
    ways = world.drivers.ways
    longest = np.where(ways.km >= 0, ways.free_km / slowest + ways.days, 0.0).max()
    return math.ceil(longest) + 2


def _run_members(
    world: World,
    ensemble: Ensemble,
    numbers: Sequence[int],
    days: Codes,
    n_slot: int,
    threads: int | None,
    progress: Progress | None,
) -> list[Kept]:
    """Run members by number, at most `threads` at once; on any error stop those under way first."""
    members = len(numbers)
    stop = np.zeros(1, dtype=np.int64)
    own = threading.local()

    def run_one(member: int) -> Kept:
        if not hasattr(own, "state"):
            own.state = make_state(world.drivers, n_slot)
            own.flows = make_flows(world.drivers, n_slot)
        record = make_record(world.drivers, days)
        run_member(world.drivers, params_of(ensemble, member), own.state, own.flows, record, stop)
        _check(member, record.status, world)
        return keep(record)

    done: list[Kept | None] = [None] * members
    pool = ThreadPoolExecutor(max_workers=threads or os.cpu_count() or 1)
    futures: dict[Future[Kept], int] = {
        pool.submit(run_one, number): index for index, number in enumerate(numbers)
    }
    waiting = set(futures)
    try:
        while waiting:
            finished, waiting = wait(waiting, WAKE_SECONDS, FIRST_COMPLETED)
            for future in finished:
                done[futures[future]] = future.result()
            if finished and progress is not None:
                progress(members - len(waiting), members)
    finally:
        stop[0] = 1
        pool.shutdown(wait=True, cancel_futures=True)
    return [member for member in done if member is not None]


def _check(member: int, status: Codes, world: World) -> None:
    """Turn a member's status into words."""
    if status[0] in {WELL, STOPPED}:
        return
    what = WHAT_WENT_WRONG.get(int(status[0]))
    if what is None:
        raise HomewardBug(f"member {member} ended with the unknown status {status[0]}.")
    when = world.labels.date(int(status[1]))
    raise SimulationError(
        f"member {member} stopped by {when:%Y-%m-%d}: {what}.\n"
        "  Fix: please report it with the scenario and the seed; the run wrote nothing."
    )
