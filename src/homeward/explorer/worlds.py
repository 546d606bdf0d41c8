"""Worlds: a scenario with some levers pulled, run member by member as far as anybody has asked.

Two worlds are the same up to the day on which their levers differ. Every member of the world without levers leaves
checkpoints, and other worlds take its members up there instead of from the first day; the counts are the same.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import cast

import numpy as np
from numpy.typing import NDArray

from homeward.engine.communities.ready import Ready, Workspace, prepare
from homeward.engine.communities.resume import Checkpoint, resume_member
from homeward.engine.members import record_days
from homeward.engine.pool import Cancelled, run_jobs
from homeward.engine.simulated import CommunitySeries, KeptRun, gather_one, keep
from homeward.explorer.turns import Asked, Turns
from homeward.results.result import Result
from homeward.results.tables.axes import name_axes
from homeward.results.tables.dataset import beliefs_array, parameters_dataset
from homeward.results.tables.precision import round_off
from homeward.scenario.changes.applied_levers import AppliedLever, find_levers
from homeward.scenario.changes.apply_levers import apply_levers
from homeward.scenario.scenario import Scenario
from homeward.variables import FLOWS, PARAMETERS, STOCKS

SHOWN: tuple[str, ...] = (
    "residents",
    "idps",
    "refugees",
    "returnees",
    "displacements",
    "arrivals",
    "return_departures",
    "killed",
    "taken",
    "enlisted",
)
"""Variables that the screen needs; a world keeps no others of its members."""
MEMBERS_BELIEVING = 25
"""Members whose beliefs are kept, the first ones: beliefs take as much room as all people together."""
MOST_KEPT = 700
"""Members kept in all worlds together: the worlds looked at longest ago are forgotten first."""
ROWS_BETWEEN = 52
"""Records between two checkpoints."""
_NOTHING = np.zeros(0, dtype=np.int64)
_NO_BELIEF = np.zeros(0, dtype=np.float32)

Parameters = Mapping[str, NDArray[np.float64]]


@dataclass(frozen=True)
class Terms:
    """What all worlds of one scenario share.

    Parameters
    ----------
    members
        Members that are run in the end.
    every
        Days between records.
    fixed
        Values of parameters instead of draws, (member) each.
    """

    scenario: Scenario
    members: int
    seed: int
    every: int = 7
    fixed: Parameters | None = None
    threads: int | None = None

    @cached_property
    def days(self) -> NDArray[np.int64]:
        """(time): days since the start that are kept."""
        return record_days(self.scenario, self.every)

    @cached_property
    def rows(self) -> tuple[int, ...]:
        """After how many records members leave checkpoints: every year, and before the days of levers."""
        starts = [lever.start for lever in self.scenario.levers if lever.start is not None]
        before = {self.rows_before((start - self.scenario.start).days) for start in starts}
        return tuple(sorted({*range(ROWS_BETWEEN, len(self.days), ROWS_BETWEEN), *before} - {0}))

    def rows_before(self, day: int) -> int:
        """Count the records that are complete before a day."""
        return int(np.searchsorted(self.days, day))


@dataclass
class World:
    """One world, and its members as far as they have been run.

    Parameters
    ----------
    first_day
        Day from which it may differ from the world without levers; 0 where it may differ from the first day.
    base
        The world without levers, or None for itself.
    """

    terms: Terms
    scenario: Scenario
    first_day: int
    base: World | None
    kept: dict[int, KeptRun] = field(default_factory=dict[int, KeptRun])
    checkpoints: dict[int, tuple[Checkpoint, ...]] = field(
        default_factory=dict[int, tuple[Checkpoint, ...]]
    )
    _result: Result | None = None

    @cached_property
    def ready(self) -> Ready:
        """The scenario assembled, and what is drawn beforehand for all members."""
        terms = self.terms
        return prepare(
            self.scenario,
            days=terms.days,
            members=terms.members,
            seed=terms.seed,
            parameters=terms.fixed,
        )

    def extend(self, members: int, asked: Asked, turns: Turns) -> None:
        """Run the first so many members, those that have not been run.

        Raises
        ------
        NotWanted
            Once nobody wants them any more; what is done is kept.
        """
        while any(member not in self.kept for member in range(members)):
            with turns.turn(asked, members):
                missing = [member for member in range(members) if member not in self.kept]
                try:
                    run_jobs(
                        self.ready,
                        missing,
                        self._live,
                        threads=self.terms.threads,
                        done=self._keep,
                        is_wanted=lambda: asked.is_wanted() and not turns.is_pressed(members),
                    )
                except Cancelled:
                    if not asked.is_wanted():
                        raise

    def _live(self, member: int, workspace: Workspace) -> tuple[KeptRun, tuple[Checkpoint, ...]]:
        since, before = self._before(member)
        rows = self.terms.rows if self.base is None else ()
        record, left = resume_member(
            self.ready, member, workspace, rows, since=since, before=before
        )
        return _trimmed(keep(record), is_believing=member < MEMBERS_BELIEVING), left

    def _before(self, member: int) -> tuple[Checkpoint | None, KeptRun | None]:
        """Find where a member can be taken up: the last checkpoint before the worlds part."""
        if self.base is None or member not in self.base.kept:
            return None, None
        most = self.terms.rows_before(self.first_day)
        usable = [one for one in self.base.checkpoints[member] if one.row <= most]
        return (usable[-1], self.base.kept[member]) if usable else (None, None)

    def _keep(self, member: int, lived: tuple[KeptRun, tuple[Checkpoint, ...]]) -> None:
        # Checkpoints first: whoever finds the member kept may take it up.
        kept, self.checkpoints[member] = lived
        self.kept[member] = kept

    def result(self, members: int) -> Result:
        """Label the first so many members; only what is shown can be read of it."""
        # Held by its own name: another tab may ask for other members at the same time.
        result = self._result
        if result is None or result.axes.members != members:
            result = self._result = _label(self, members)
        return result


class Worlds:
    """The worlds of one scenario, those looked at last; the one without levers is never forgotten."""

    def __init__(self, terms: Terms) -> None:
        self.terms = terms
        self.base = World(terms, terms.scenario, 0, None)
        self._others: OrderedDict[tuple[str, ...], World] = OrderedDict()
        self._lock = threading.Lock()

    def world(self, pulls: Sequence[AppliedLever]) -> World:
        """Find the world with some levers pulled, or make it.

        Raises
        ------
        ScenarioError
            If a lever does not take what is asked of it, or some do not go together.
        """
        if not pulls:
            return self.base
        key = tuple(sorted(map(str, pulls)))
        with self._lock:
            world = self._others.pop(key, None) or self._made(pulls)
            self._others[key] = world
            self._forget()
        return world

    def _made(self, pulls: Sequence[AppliedLever]) -> World:
        terms = self.terms
        days = [
            0 if one.start is None else (one.start - terms.scenario.start).days
            for one in find_levers(terms.scenario, pulls)
        ]
        return World(terms, apply_levers(terms.scenario, pulls), min(days), self.base)

    def _forget(self) -> None:
        kept = [len(world.kept) for world in self._others.values()]
        while len(self._others) > 1 and len(self.base.kept) + sum(kept) > MOST_KEPT:
            self._others.popitem(last=False)
            kept.pop(0)


def _trimmed(kept: KeptRun, *, is_believing: bool) -> KeptRun:
    """Leave out what is not shown."""

    def only(
        variables: Sequence[tuple[NDArray[np.int64], NDArray[np.int32]]], names: Sequence[str]
    ) -> tuple[tuple[NDArray[np.int64], NDArray[np.int32]], ...]:
        return tuple(
            (cells, _in_half(values)) if name in SHOWN else (_NOTHING, values[:, :0].copy())
            for name, (cells, values) in zip(names, variables, strict=True)
        )

    return replace(
        kept,
        stocks=only(kept.stocks, [variable.name for variable in STOCKS]),
        flows=only(kept.flows, [variable.name for variable in FLOWS]),
        belief=kept.belief if is_believing else _NO_BELIEF,
    )


def _in_half(values: NDArray[np.int32]) -> NDArray[np.int32]:
    """Keep counts in half the room where they fit; whoever reads them gives them their room again."""
    fits = values.size > 0 and int(values.max()) <= np.iinfo(np.uint16).max
    return cast("NDArray[np.int32]", values.astype(np.uint16)) if fits else values


def _label(world: World, members: int) -> Result:
    kept = [world.kept[member] for member in range(members)]
    labels, days = world.ready.world.labels, world.terms.days
    believing = kept[:MEMBERS_BELIEVING]
    axes = name_axes(labels, days, members)
    values = world.ready.ensemble.value[:members]
    return Result(
        axes=axes,
        read=_reader(kept, (len(labels.homes), len(labels.groups), len(labels.places))),
        beliefs=beliefs_array(
            round_off(np.stack([one.belief for one in believing])),
            replace(axes, members=len(believing)),
        ),
        parameters=parameters_dataset(
            {one.name: values[:, index] for index, one in enumerate(PARAMETERS)}, members
        ),
        info={},
        scenario=world.scenario,
    )


def _reader(
    kept: Sequence[KeptRun], shape: tuple[int, int, int]
) -> Callable[[str], CommunitySeries]:
    """Give what reads one variable of some members."""
    stocks = [variable.name for variable in STOCKS]
    flows = [variable.name for variable in FLOWS]

    def read(name: str) -> CommunitySeries:
        parts = [
            one.stocks[stocks.index(name)] if name in stocks else one.flows[flows.index(name)]
            for one in kept
        ]
        return gather_one(parts, shape)

    return read
