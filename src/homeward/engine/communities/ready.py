"""The community model ready to run, and its members (model §5)."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from homeward.assemble.communities.ensemble import draw_ensemble, params_of, values_of
from homeward.assemble.communities.world import World, assemble
from homeward.catalogue import FLOWS, STOCKS
from homeward.engine import pool
from homeward.engine.members import compile_kernel, days_to_keep, run_ensemble
from homeward.engine.pool import Progress
from homeward.engine.simulated import KeptRun, Simulated, gather_all, join, keep
from homeward.errors import HomewardBug, SimulationError
from homeward.model.communities.account import (
    NEGATIVE_STOCK,
    NOT_A_NUMBER,
    OUTGROWN,
    PEOPLE_LOST,
    STOPPED,
    WELL,
)
from homeward.model.communities.drivers import Ensemble, Params
from homeward.model.communities.member import Record, State, axis_sizes
from homeward.model.communities.step import run_member
from homeward.numerics.allocate import allocate
from homeward.numerics.array_types import Codes
from homeward.numerics.kernel import is_compiled
from homeward.scenario.checks.camp_checks import check_modelled
from homeward.scenario.scenario import Scenario

WHAT_WENT_WRONG = {
    NEGATIVE_STOCK: "a stock fell below zero",
    PEOPLE_LOST: "people were lost or made",
    NOT_A_NUMBER: "a belief is not a number",
    OUTGROWN: "there are more people than a record can count",
}


STRETCH_BYTES = 32_000_000
"""What a member's record may take while it is dense: it is kept without what is empty, stretch after stretch."""
Workspace = pool.Workspace[State]
"""What a member is computed in."""


@dataclass(frozen=True)
class Ready:
    """A scenario of the community model ready to run.

    Parameters
    ----------
    days
        (time), days since the start: when stocks are kept.
    n_slot
        Days of the longest trip, and one.
    first_member
        Number of the first member of the ensemble.
    """

    world: World
    ensemble: Ensemble
    days: Codes
    n_slot: int
    first_member: int = 0

    def params(self, member: int) -> Params:
        """Return what is drawn for a member, and the address of its chance."""
        params = params_of(self.ensemble, member - self.first_member)
        return params._replace(chance=params.chance._replace(member=member))

    @cached_property
    def sizes(self) -> dict[str, int]:
        """Lengths of all axes but that of records."""
        return axis_sizes(self.world.drivers, self.n_slot)

    def allocate(self) -> State:
        """Allocate what one thread computes in."""
        return allocate(State, self.sizes)

    def record(self, days: Codes | None = None) -> Record:
        """Allocate what is recorded of one member, on all days that are kept or on some."""
        days = self.days if days is None else days
        return allocate(Record, self.sizes | {"record": days.size})._replace(day=days)

    def run(self, member: int, space: Workspace) -> KeptRun:
        """Run one member and keep its record."""
        return run_in_stretches(self, member, space, self.stretch_rows)

    @property
    def row_bytes(self) -> int:
        """What a row of a member's record takes while it is dense."""
        return (self.sizes["stock"] + self.sizes["flow"]) * self.sizes["community"] * 4

    @property
    def stretch_rows(self) -> int:
        """Rows of a record that are dense at once."""
        return max(1, STRETCH_BYTES // self.row_bytes)

    def lifting(self, lifted: Codes) -> Ready:
        """Return the same with other first days on which each obstacle no longer counts (obstacle, group)."""
        drivers = self.world.drivers._replace(lifted=lifted)
        return replace(self, world=replace(self.world, drivers=drivers))

    def shortened(self, n_day: int) -> Ready:
        """Return the same with only its first days, of which no record is kept."""
        world = shortened_days(self.world, n_day)
        return replace(self, world=world, days=self.days[:0])


def simulate_communities(
    scenario: Scenario,
    *,
    days: Sequence[int] | NDArray[np.int64],
    members: int = 200,
    seed: int = 1,
    until: date | None = None,
    threads: int | None = None,
    without_news: bool = False,
    parameters: Mapping[str, NDArray[np.float64]] | None = None,
    member_numbers: Sequence[int] | None = None,
    chance_seed: int | None = None,
    progress: Progress | None = None,
) -> Simulated:
    """Run an ensemble of the community model; see `engine.simulate.simulate`."""
    numbers = range(members) if member_numbers is None else member_numbers
    ready = prepare_members(
        scenario,
        numbers,
        days=days,
        seed=seed,
        until=until,
        without_news=without_news,
        parameters=parameters,
        chance_seed=chance_seed,
    )
    kept = run_ensemble(ready, numbers, threads=threads, progress=progress)
    return collect_members(scenario, ready, kept, numbers, seed)


def prepare_members(
    scenario: Scenario,
    numbers: Sequence[int],
    *,
    days: Sequence[int] | NDArray[np.int64],
    seed: int,
    until: date | None = None,
    without_news: bool = False,
    parameters: Mapping[str, NDArray[np.float64]] | None = None,
    chance_seed: int | None = None,
) -> Ready:
    """Make a scenario ready for some members of an ensemble, by number; see `prepare`.

    Parameters
    ----------
    parameters
        Values of parameters instead of draws, of all members.
    """
    first, after = min(numbers), max(numbers) + 1
    return prepare(
        scenario,
        days=days,
        members=after - first,
        seed=seed,
        first_member=first,
        until=until,
        without_news=without_news,
        parameters=parameters and {name: of[first:after] for name, of in parameters.items()},
        chance_seed=chance_seed,
    )


def collect_members(
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
        stocks=gather_all([member.stocks for member in kept], [v.name for v in STOCKS], shape),
        flows=gather_all([member.flows for member in kept], [v.name for v in FLOWS], shape),
        belief=np.stack([member.belief for member in kept]),
        parameters={
            name: values[np.array(numbers) - ready.first_member]
            for name, values in values_of(ready.ensemble).items()
        },
    )


def prepare(
    scenario: Scenario,
    *,
    days: Sequence[int] | NDArray[np.int64],
    members: int,
    seed: int,
    first_member: int = 0,
    until: date | None = None,
    without_news: bool = False,
    parameters: Mapping[str, NDArray[np.float64]] | None = None,
    chance_seed: int | None = None,
) -> Ready:
    """Assemble a scenario, draw its ensemble and compile the model; see `engine.simulate.simulate`.

    Parameters
    ----------
    members, first_member
        How many are drawn, and the number of the first.
    parameters
        Values of parameters instead of draws, of each of those.

    Raises
    ------
    HomewardBug
        If a day is to be kept that is not run.
    ScenarioError
        If nothing but where people go is modelled.
    """
    check_modelled(scenario)
    kept_days = days_to_keep(scenario, days, until)
    world = assemble(scenario)
    ensemble = draw_ensemble(
        scenario,
        world,
        seed=seed,
        n_member=members,
        first=first_member,
        without_news=without_news,
        fixed=parameters,
    )
    if chance_seed is not None:
        ensemble = ensemble._replace(seed=chance_seed)
    n_slot = trip_slots(scenario, world, parameters)
    ready = Ready(shortened_days(world, int(kept_days[-1]) + 1), ensemble, kept_days, n_slot)
    compile_kernel(ready.shortened(0))
    return replace(ready, first_member=first_member)


def must_compile() -> bool:
    """Tell whether the model will be compiled before the next run: once for each version, about a minute."""
    return not is_compiled("run_member")


def shortened_days(world: World, n_day: int) -> World:
    """Return the world with only its first days."""
    drivers = world.drivers._replace(era_of_day=world.drivers.era_of_day[:n_day])
    return replace(world, drivers=drivers)


def trip_slots(
    scenario: Scenario, world: World, parameters: Mapping[str, NDArray[np.float64]] | None = None
) -> int:
    """Days of the longest trip at the slowest pace the scenario allows, and one: the same for any ensemble."""
    slowest = scenario.parameters["pace"].low
    if parameters and "pace" in parameters:
        slowest = min(slowest, float(parameters["pace"].min()))
    ways = world.drivers.ways
    # One set at a time: all of them can be most of what a scenario takes.
    longest = max(
        float(np.where(km >= 0, free_km / slowest + days, 0.0).max())
        for km, free_km, days in zip(ways.km, ways.free_km, ways.days, strict=True)
    )
    return math.ceil(longest) + 2


def run_whole_member(
    ready: Ready,
    member: int,
    space: Workspace,
    chance_member: int | None = None,
) -> Record:
    """Run one member and return its record.

    Parameters
    ----------
    chance_member
        Whose chance it lives through, if not its own: what happens is then addressed by that number.

    Raises
    ------
    SimulationError
        If the member left the valid range.
    """
    record = ready.record()
    params = ready.params(member)
    if chance_member is not None:
        params = params._replace(chance=params.chance._replace(member=chance_member))
    run_member(ready.world.drivers, params, space.memory, record, space.stop, 0, record.day.size)
    check_status(member, record.status, ready.world)
    return record


def run_in_stretches(ready: Ready, member: int, space: Workspace, rows: int) -> KeptRun:
    """Run one member and keep its record, of which only so many rows are dense at once; see `run_whole_member`."""
    return join(list(stretches_of(ready, member, space, rows)))


def stretches_of(ready: Ready, member: int, space: Workspace, rows: int) -> Iterator[KeptRun]:
    """Run one member and keep its record so many rows at a time; it ends early if the workspace was told to stop."""
    params = ready.params(member)
    for first in range(0, max(1, ready.days.size), rows):
        # The row before says on which day the stretch begins, the row after that it is not the last: both stay empty.
        before = min(first, 1)
        record = ready.record(ready.days[first - before : first + rows + 1])
        own = slice(before, before + min(rows, ready.days.size - first))
        run_member(
            ready.world.drivers, params, space.memory, record, space.stop, own.start, own.stop
        )
        check_status(member, record.status, ready.world)
        of_rows = {
            name: getattr(record, name)[own] for name in ("day", "stocks", "flows", "belief")
        }
        yield keep(record._replace(**of_rows))
        if space.stop[0]:
            return


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
