"""Running an ensemble: members over threads, progress, and a stop that really stops (model §5)."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from homeward.assemble.communities.ensemble import draw_ensemble
from homeward.assemble.communities.world import World, assemble
from homeward.engine.camps.by_law import simulate_registered
from homeward.engine.communities.cpu import make_flows, make_record, make_state, params_of
from homeward.engine.pool import Progress, Ready, Workspace, run_jobs
from homeward.engine.simulated import KeptRun, Simulated, gather, keep
from homeward.errors import HomewardBug, Problem, ScenarioError, SimulationError
from homeward.model.communities.account import (
    NEGATIVE_STOCK,
    NOT_A_NUMBER,
    OUTGROWN,
    PEOPLE_LOST,
    STOPPED,
    WELL,
)
from homeward.model.communities.arrays import Codes, Ensemble, Record
from homeward.model.communities.step import run_member
from homeward.numerics.kernel import is_compiled
from homeward.scenario.checks.camp_checks import check_modelled
from homeward.scenario.scenario import Scenario
from homeward.variables import FLOWS, PARAMETERS, STOCKS

WHAT_WENT_WRONG = {
    NEGATIVE_STOCK: "a stock fell below zero",
    PEOPLE_LOST: "people were lost or made",
    NOT_A_NUMBER: "a belief is not a number",
    OUTGROWN: "there are more people than a record can count",
}


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
    is_deaf: bool = False,
    parameters: Mapping[str, NDArray[np.float64]] | None = None,
    member_numbers: Sequence[int] | None = None,
    chance_seed: int | None = None,
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
    is_deaf
        Leave beliefs at their priors: no news is ever heard.
    parameters
        Values of parameters instead of draws, (member) each, in the register's units.
    member_numbers
        Which of the members to run, each once, in this order; all of them if None.
    chance_seed
        Seed of what happens, where it is to differ from that of what is drawn beforehand (ranges).

    Returns
    -------
    Simulated
        Exact counts of every member.

    Raises
    ------
    SimulationError
        If a member left the valid range.
    ScenarioError
        If parameters are given in the camp models.
    HomewardBug
        If a day is to be kept that is not run.
    KeyboardInterrupt
        If interrupted; the members under way have then stopped.
    """
    if scenario.is_camp_model:
        if parameters:
            found = "values are given, and the model of this scenario is camps."
            raise ScenarioError(Problem("parameters", found, "", ("leave them out.",)))
        return simulate_registered(
            scenario,
            days=days,
            members=members,
            seed=seed,
            until=until,
            threads=threads,
            progress=progress,
        )
    ready = prepare(
        scenario,
        days=days,
        members=members,
        seed=seed,
        until=until,
        is_deaf=is_deaf,
        parameters=parameters,
        chance_seed=chance_seed,
    )

    def run_one(member: int, workspace: Workspace) -> KeptRun:
        return keep(run_whole_member(ready, member, workspace))

    numbers = range(members) if member_numbers is None else member_numbers
    kept = run_jobs(ready, numbers, run_one, threads=threads, progress=progress)
    return bring_together(scenario, ready, kept, numbers, seed)


def bring_together(
    scenario: Scenario, ready: Ready, kept: Sequence[KeptRun], numbers: Sequence[int], seed: int
) -> Simulated:
    """Make an ensemble of what is kept of some members, in the order of their numbers."""
    labels = ready.world.labels
    shape = (len(labels.homes), len(labels.groups), len(labels.places))
    return Simulated(
        scenario=scenario,
        labels=labels,
        seed=seed,
        members=len(numbers),
        days=ready.days,
        stocks=gather([member.stocks for member in kept], [v.name for v in STOCKS], shape),
        flows=gather([member.flows for member in kept], [v.name for v in FLOWS], shape),
        belief=np.stack([member.belief for member in kept]),
        parameters={
            parameter.name: ready.ensemble.value[list(numbers), index]
            for index, parameter in enumerate(PARAMETERS)
        },
    )


def prepare(
    scenario: Scenario,
    *,
    days: Sequence[int] | NDArray[np.int64],
    members: int,
    seed: int,
    until: date | None = None,
    is_deaf: bool = False,
    parameters: Mapping[str, NDArray[np.float64]] | None = None,
    chance_seed: int | None = None,
) -> Ready:
    """Assemble a scenario, draw its ensemble and compile the model; the other parameters are those of `simulate`.

    Parameters
    ----------
    chance_seed
        Seed of what happens, where it is to differ from that of what is drawn beforehand (ranges).

    Raises
    ------
    HomewardBug
        If a day is to be kept that is not run.
    ScenarioError
        If nothing but where people go is modelled.
    """
    check_modelled(scenario)
    world = assemble(scenario)
    ensemble = draw_ensemble(
        scenario,
        world,
        seed=seed,
        n_member=members,
        is_deaf=is_deaf,
        fixed=parameters,
    )
    if chance_seed is not None:
        ensemble = ensemble._replace(seed=chance_seed)
    compile_model(scenario, world, ensemble)
    kept_days = np.asarray(days, dtype=np.int64)
    n_day = int(kept_days[-1]) + 1
    if n_day > _n_day(scenario, until):
        raise HomewardBug(f"day {n_day - 1} is to be kept and is not run.")
    drivers = world.drivers._replace(era_of_day=world.drivers.era_of_day[:n_day])
    world = World(world.labels, world.starts, drivers, world.series)
    return Ready(world, ensemble, kept_days, trip_slots(scenario, world, parameters))


def must_compile() -> bool:
    """Tell whether the model will be compiled before the next run: once for each version, about a minute."""
    return not is_compiled("run_member")


def compile_model(scenario: Scenario, world: World, ensemble: Ensemble) -> None:
    """Compile the model, or load what was compiled before, by running no days in the calling thread."""
    no_days = world.drivers._replace(era_of_day=world.drivers.era_of_day[:0])
    n_slot = trip_slots(scenario, world)
    state, flows = make_state(no_days, n_slot), make_flows(no_days, n_slot)
    record = make_record(no_days, np.zeros(0, dtype=np.int64))
    stop = np.zeros(1, dtype=np.int64)
    run_member(no_days, params_of(ensemble, 0), state, flows, record, stop, 0, 0)


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


def run_whole_member(
    ready: Ready,
    member: int,
    workspace: Workspace,
    lifted: Codes | None = None,
    chance_member: int | None = None,
) -> Record:
    """Run one member and return its record.

    Parameters
    ----------
    lifted
        First day on which each obstacle no longer counts (obstacle, group), instead of what the scenario says.
    chance_member
        Whose chance it lives through, if not its own: what happens is then addressed by that number.

    Raises
    ------
    SimulationError
        If the member left the valid range.
    """
    drivers = ready.world.drivers
    if lifted is not None:
        drivers = drivers._replace(lifted=lifted)
    record = make_record(drivers, ready.days)
    state, flows, stop = workspace.state, workspace.flows, workspace.stop
    params = params_of(ready.ensemble, member)
    if chance_member is not None:
        params = params._replace(chance=params.chance._replace(member=chance_member))
    run_member(drivers, params, state, flows, record, stop, 0, record.day.size)
    check_status(member, record.status, ready.world)
    return record


def check_status(member: int, status: Codes, world: World) -> None:
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
