"""Taking a member up: two worlds that are the same up to a day share the days before (model §5.5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from homeward.assemble.communities.ensemble import params_of
from homeward.engine.communities.ready import Ready, Workspace, check_status
from homeward.engine.simulated import KeptRun
from homeward.model.communities.member import Record, State
from homeward.model.communities.step import run_member
from homeward.model.communities.trips import LAST, forget_trips

Sparse = tuple[NDArray[np.int32], NDArray[Any]]
"""Where an array is not zero, and what is there."""

_OF_ONE_WORLD = ("rule_hazard",)
"""Arrays of a state whose axes differ between worlds; they are worked out again."""


@dataclass(frozen=True)
class Checkpoint:
    """One member on the evening of a day that is kept.

    Parameters
    ----------
    row
        Rows of the record that are complete.
    trips
        Rows of trips that it has used.
    arrays
        Of its state, in the order of the state; mostly empty, and kept without what is empty.
    """

    row: int
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
        first = since.row
        _restore(space.memory, since)
        _fill_in(record, before, first)
    left: list[Checkpoint] = []
    params = params_of(ready.ensemble, member)
    for after in (*(row for row in rows if first < row < record.day.size), record.day.size):
        run_member(ready.world.drivers, params, space.memory, record, space.stop, first, after)
        check_status(member, record.status, ready.world)
        if space.stop[0]:
            break
        if after < record.day.size:
            left.append(_checkpoint(space.memory, after))
        first = after
    return record, tuple(left)


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


def _checkpoint(state: State, row: int) -> Checkpoint:
    trips = int(state.trips.n[LAST])
    kept: list[Sparse] = []
    for array in _arrays(state, trips):
        flat = array.reshape(-1)
        where = np.flatnonzero(flat)
        kept.append((where.astype(np.int32), flat[where]))
    return Checkpoint(row, trips, tuple(kept))


def _restore(state: State, checkpoint: Checkpoint) -> None:
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
