"""Taking a member up: two worlds that are the same up to a day share the days before (model §5.5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from homeward.engine.communities.ready import Ready, Workspace, check_status, shortened_days
from homeward.engine.simulated import KeptRun
from homeward.model.communities.member import Record, State
from homeward.model.communities.step import run_member
from homeward.model.communities.trips import LAST, forget_trips

Sparse = tuple[NDArray[np.int32], NDArray[Any]]
"""Where an array is not zero, and what is there."""

_OF_ONE_WORLD = ("rule_hazard", "seats", "in_line")
"""Arrays of a state whose axes differ between worlds; they are worked out again."""


@dataclass(frozen=True)
class Checkpoint:
    """One member on the evening of a day.

    Parameters
    ----------
    day
        Days since the start.
    trips
        Rows of trips that it has used.
    arrays
        Of its state, in the order of the state; mostly empty, and kept without what is empty.
    """

    day: int
    trips: int
    arrays: tuple[Sparse, ...]


def resume_member(
    ready: Ready,
    member: int,
    space: Workspace,
    rows: Sequence[int] = (),
    *,
    since: Checkpoint | None = None,
    before: KeptRun | None = None,
) -> tuple[Record, tuple[Checkpoint, ...]]:
    """Run one member, from the first day or from a checkpoint, and leave checkpoints on the way.

    Parameters
    ----------
    rows
        After how many rows of the record a checkpoint is left; rising.
    since, before
        Where the member is taken up, and what was kept of it up to there in a world that is the same so far.

    Returns
    -------
    The record, of all days, and the checkpoints; both incomplete if the workspace was told to stop

    Raises
    ------
    SimulationError
        If the member left the valid range.
    """
    record = ready.record()
    first = 0
    if since is not None and before is not None:
        first = int(np.searchsorted(record.day, since.day, side="right"))
        restore(space.memory, since)
        _fill_in(record, before, first)
    left: list[Checkpoint] = []
    params = ready.params(member)
    for after in (*(row for row in rows if first < row < record.day.size), record.day.size):
        run_member(ready.world.drivers, params, space.memory, record, space.stop, first, after)
        check_status(member, record.status, ready.world)
        if space.stop[0]:
            break
        if after < record.day.size:
            left.append(checkpoint(space.memory, int(record.day[after - 1])))
        first = after
    return record, tuple(left)


def run_stretch(
    ready: Ready, member: int, space: Workspace, until: int, since: Checkpoint | None = None
) -> Record:
    """Run one member to the evening of a day, from the first day or from a checkpoint of any world the same so far.

    Returns
    -------
    The record of that evening alone, the last; its flows are summed since the checkpoint

    Raises
    ------
    SimulationError
        If the member left the valid range.
    """
    days = np.array([until] if since is None else [since.day, until], dtype=np.int64)
    shortened = replace(ready, world=shortened_days(ready.world, until + 1), days=days)
    record = shortened.record()
    if since is not None:
        restore(space.memory, since)
    params = ready.params(member)
    first, after = days.size - 1, days.size
    run_member(shortened.world.drivers, params, space.memory, record, space.stop, first, after)
    check_status(member, record.status, ready.world)
    return record


def _arrays(state: State, trips: int) -> list[NDArray[Any]]:
    """List the arrays that are the same in every world, of a member some of whose rows of trips have been used."""
    parts: tuple[Any, ...] = (state.stocks, state.beliefs, state.scene)
    return [
        *(
            array
            for part in parts
            for name, array in zip(part._fields, part, strict=True)
            if name not in _OF_ONE_WORLD
        ),
        state.trips.n,
        state.trips.row,
        state.trips.people[: trips + 1],
        state.trips.free[: trips + 1],
    ]


def checkpoint(state: State, day: int) -> Checkpoint:
    """Keep a member as it is on the evening of a day."""
    trips = int(state.trips.n[LAST])
    return Checkpoint(day, trips, tuple(map(sparse, _arrays(state, trips))))


def sparse(array: NDArray[Any]) -> Sparse:
    """Keep of an array what is not zero, and where."""
    flat = array.reshape(-1)
    where = np.flatnonzero(flat)
    return where.astype(np.int32), flat[where]


def restore(state: State, checkpoint: Checkpoint) -> None:
    """Make a member what it was on an evening."""
    forget_trips(state.trips)
    arrays = _arrays(state, checkpoint.trips)
    for array, (where, values) in zip(arrays, checkpoint.arrays, strict=True):
        flat = array.reshape(-1)
        flat[:] = 0
        flat[where] = values


def _fill_in(record: Record, before: KeptRun, rows: int) -> None:
    """Fill in the rows that were kept in the other world."""
    for array, kept in ((record.stocks, before.stocks), (record.flows, before.flows)):
        for index, (cells, values) in enumerate(kept):
            array[:rows, index].reshape(rows, -1)[:, cells] = values[:rows]
    if before.belief.size:  # they may not have been kept
        record.belief[:rows] = before.belief[:rows]
