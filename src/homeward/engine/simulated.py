"""What came out of the engine, before anyone labels it (model §9)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from typing import cast

import numpy as np
from numpy.typing import NDArray

from homeward.assemble.labels import Labels
from homeward.catalogue import MOST_PEOPLE
from homeward.engine.ranked import ranked
from homeward.errors import SimulationError
from homeward.model.communities.member import Record
from homeward.numerics.array_types import Tallies
from homeward.scenario.scenario import Scenario

COUNTS_AT_ONCE = 2**17
"""Counts that are turned or added at once: half a megabyte, which stays in a processor's second cache."""


@dataclass(frozen=True)
class CommunitySeries:
    """One variable over time, for the communities that ever hold people.

    Parameters
    ----------
    cells
        (cell, 3): indices of home, group and place, sorted.
    values
        (member, time, cell), persons. Faster where memory holds them the other way round: what is asked is asked of
        all members of a community.
    """

    cells: NDArray[np.int64]
    values: NDArray[np.int32]


@dataclass(frozen=True)
class Simulated:
    """All members of an ensemble on the days that were kept.

    Parameters
    ----------
    days
        (time): days since the start of the scenario.
    stocks, flows
        By name of the register. Flows are summed over the days since the last record.
    belief
        (member, time, home, group, actor, exposure), 1/person-year: danger felt of each actor.
    parameters
        (member) each: the parameters of the laws, as drawn.
    """

    scenario: Scenario
    labels: Labels
    seed: int
    members: int
    days: NDArray[np.int64]
    stocks: dict[str, CommunitySeries]
    flows: dict[str, CommunitySeries]
    belief: NDArray[np.float32]
    parameters: dict[str, NDArray[np.float64]]


@dataclass(frozen=True)
class KeptRun:
    """One member's record without its empty cells: what an ensemble keeps in memory.

    Each variable is its cells (cell) and their counts (time, cell), in memory cell after cell: so they are gathered.
    """

    stocks: tuple[tuple[NDArray[np.int64], NDArray[np.int32]], ...]
    flows: tuple[tuple[NDArray[np.int64], NDArray[np.int32]], ...]
    belief: NDArray[np.float32]


def keep(record: Record) -> KeptRun:
    """Drop the cells of a record that never hold anybody."""
    return KeptRun(
        stocks=_without_empty(record.stocks),
        flows=_without_empty(record.flows),
        belief=record.belief,
    )


def join(pieces: Sequence[KeptRun]) -> KeptRun:
    """Put what is kept of the rows of one member together, in their order: the same as keeping all rows at once."""
    if len(pieces) == 1:
        return pieces[0]
    return KeptRun(
        stocks=tuple(map(_joined, zip(*(piece.stocks for piece in pieces), strict=True))),
        flows=tuple(map(_joined, zip(*(piece.flows for piece in pieces), strict=True))),
        belief=np.concatenate([piece.belief for piece in pieces]),
    )


def _joined(
    pieces: Sequence[tuple[NDArray[np.int64], NDArray[np.int32]]],
) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    cells = np.unique(np.concatenate([own for own, _ in pieces]))
    values = np.zeros((cells.size, sum(len(counts) for _, counts in pieces)), dtype=np.int32)
    first = 0
    for own, counts in pieces:
        values[np.searchsorted(cells, own), first : first + len(counts)] = counts.T
        first += len(counts)
    return cells, values.T


def _without_empty(
    values: NDArray[np.int32],
) -> tuple[tuple[NDArray[np.int64], NDArray[np.int32]], ...]:
    """Drop the cells of every variable (time, variable, home, group, place) that never hold anybody."""
    n_time, n_variable = values.shape[:2]
    n_cell = math.prod(values.shape[2:])
    flat = values.reshape(n_time, n_variable * n_cell)
    used = np.flatnonzero(np.any(flat, axis=0))
    counts = np.ascontiguousarray(flat.take(used, axis=1).T)
    ends = np.searchsorted(used, np.arange(n_variable + 1) * n_cell)
    return tuple(
        (used[start:end] - index * n_cell, counts[start:end].T)
        for index, (start, end) in enumerate(pairwise(ends))
    )


def keep_cells(
    cells: NDArray[np.int64], values: NDArray[np.int32]
) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """Keep the cells (cell) that hold anybody at any time (time, cell)."""
    used = np.flatnonzero(values.any(axis=0))
    return cells[used], np.ascontiguousarray(values[:, used])


def gather_all(
    members: Sequence[Sequence[tuple[NDArray[np.int64], NDArray[np.int32]]]],
    names: Sequence[str],
    shape: tuple[int, int, int],
) -> dict[str, CommunitySeries]:
    """Bring all variables of the members together; see `gather`."""

    def one(index: int) -> CommunitySeries:
        return gather([member[index] for member in members], shape)

    with ThreadPoolExecutor(max_workers=2) as pool:
        return dict(zip(names, pool.map(one, range(len(names))), strict=True))


def gather(
    members: Sequence[tuple[NDArray[np.int64], NDArray[np.int32]]],
    shape: tuple[int, int, int],
    among: NDArray[np.int64] | None = None,
    into: NDArray[np.int32] | None = None,
) -> CommunitySeries:
    """Bring the members' cells of one variable together over the communities that any of them uses.

    Parameters
    ----------
    shape
        Homes, groups and places there are.
    among
        Cells of the series, rising, should some be wanted that no member uses.
    into
        (cell, time, member): where the counts are put; anew if None.
    """
    used = np.concatenate([own for own, _ in members])
    if among is None:
        cells, at = ranked(used, math.prod(shape))
    else:
        cells, at = among, np.searchsorted(among, used)
    n_time = members[0][1].shape[0]
    nobody = np.zeros((1, n_time), dtype=np.uint8)  # no wider than what it is put to
    rows = np.concatenate([*(counts.T for _, counts in members), nobody])
    # (cell, member): the row of each cell in each member, the last if it is empty there.
    row_of = np.full((cells.size, len(members)), used.size)
    member_of = np.repeat(np.arange(len(members)), [own.size for own, _ in members])
    row_of[at, member_of] = np.arange(used.size)
    values = np.empty((cells.size, n_time, len(members)), np.int32) if into is None else into
    step = max(1, COUNTS_AT_ONCE // max(1, n_time * len(members)))
    for start in range(0, cells.size, step):
        values[start : start + step] = rows[row_of[start : start + step]].swapaxes(1, 2)
    return CommunitySeries(coordinates_of(cells, shape), values.T)


def coordinates_of(cells: NDArray[np.int64], shape: tuple[int, int, int]) -> NDArray[np.int64]:
    """(cell, 3): indices of home, group and place of cells by number."""
    return np.stack(np.unravel_index(cells, shape), axis=1).astype(np.int64)


def width_of_sums(values: NDArray[np.int32], axis: int) -> type[np.int32]:
    """Return the whole numbers that sums of counts along an axis fit: of 32 bits if they do, else of 64.

    The type says 32 either way, as it nearly always is.
    """
    if int(values.max(initial=0)) * values.shape[axis] <= MOST_PEOPLE:
        return np.int32
    most = values.sum(axis=axis, dtype=np.int64).max(initial=0)
    return np.int32 if most <= MOST_PEOPLE else cast("type[np.int32]", np.int64)


def as_counts(values: Tallies, member: int) -> NDArray[np.int32]:
    """Keep the counts of one member in the 32 bits of a record.

    Raises
    ------
    SimulationError
        If one is below nobody, or more than that can count.
    """
    if values.size and not (values.min() >= 0 and values.max() <= MOST_PEOPLE):
        raise SimulationError(
            f"member {member} stopped: a count of {int(values.min()):,} to {int(values.max()):,} people "
            f"is outside 0 to {MOST_PEOPLE:,}.\n"
            "  Fix: please report it with the scenario and the seed; the run wrote nothing."
        )
    return values.astype(np.int32)
