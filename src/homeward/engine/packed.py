"""Members kept in little room: all of an ensemble is never dense at once, only a stretch of its days (decision 28)."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, cast

import numpy as np
from numpy.typing import DTypeLike, NDArray

from homeward.assemble.labels import Labels
from homeward.catalogue import FLOWS, STOCKS
from homeward.engine.precision import round_off
from homeward.engine.simulated import (
    CommunitySeries,
    Simulated,
    coordinates_of,
    gather,
    keep_cells,
)
from homeward.scenario.scenario import Scenario

if TYPE_CHECKING:
    import pyarrow as pa

NAMES = tuple(variable.name for variable in (*STOCKS, *FLOWS))
MOST_AT_ONCE = 2_000_000_000
"""Bytes that a stretch of days could take if every community held somebody in every member: few ever do."""

Counts = tuple[NDArray[np.int64], NDArray[np.int32]]
"""The cells of one variable that ever hold people (cell), and persons (time, cell)."""
Read = Callable[[str], CommunitySeries]
"""Gives the series of a stock or flow by its name."""


@cache
def _codec() -> pa.Codec:
    """Zstandard at its fastest: of `palmyra` it takes a third of the time that deflate does, and less room."""
    import pyarrow as pa  # noqa: PLC0415  not there where kernels are compiled into a wheel

    return pa.Codec("zstd", compression_level=1)


@dataclass(frozen=True, slots=True)
class Packed:
    """An array in few bytes."""

    content: bytes
    shape: tuple[int, ...]
    kind: DTypeLike

    @classmethod
    def of(cls, values: NDArray[Any]) -> Packed:
        """Pack an array (time, ...)."""
        # Of one cell all times together: they are alike.
        turned = np.ascontiguousarray(np.moveaxis(values, 0, -1))
        return cls(_codec().compress(turned, asbytes=True), turned.shape, turned.dtype)

    def opened(self) -> NDArray[Any]:
        """Give the array back."""
        size = math.prod(self.shape) * np.dtype(self.kind).itemsize
        values = np.frombuffer(_codec().decompress(self.content, size), dtype=self.kind)
        return np.moveaxis(values.reshape(self.shape), -1, 0)


def in_half(values: NDArray[np.int32]) -> NDArray[np.int32]:
    """Keep counts in half the room where they fit; whoever reads them gives them their room again."""
    fits = values.size > 0 and int(values.max()) <= np.iinfo(np.uint16).max
    return cast("NDArray[np.int32]", values.astype(np.uint16)) if fits else values


@dataclass(frozen=True)
class PackedRows:
    """Some rows of one member's record.

    Parameters
    ----------
    variables
        In the order of `NAMES`: of the cells of each that hold anybody in these rows the steps from one to the next,
        which take a third of their room, and their counts.
    """

    variables: tuple[tuple[Packed, Packed], ...]

    @classmethod
    def of(cls, several: Sequence[Counts]) -> PackedRows:
        """Pack all variables, in the order of `NAMES`."""
        return cls(
            tuple(
                (Packed.of(np.diff(cells, prepend=0).astype(np.int32)), Packed.of(in_half(counts)))
                for cells, counts in several
            )
        )

    def opened(self, index: int) -> Counts:
        """Give one variable back, by its place in `NAMES`."""
        return self.cells_of(index), self.variables[index][1].opened()

    def cells_of(self, index: int) -> NDArray[np.int64]:
        """Give the cells of one variable."""
        return np.cumsum(self.variables[index][0].opened(), dtype=np.int64)


@dataclass(frozen=True)
class PackedRecord:
    """One member: its counts stretch by stretch, and what it believed on some days.

    Parameters
    ----------
    believed
        (time, home, group, actor, exposure), 1/person-year, on the days wanted.
    changes
        (home, group, actor, exposure): whether it was ever another than on the first day kept.
    """

    stretches: tuple[PackedRows, ...]
    believed: Packed
    changes: NDArray[np.bool_]


@dataclass(frozen=True)
class PackedRun:
    """All members of an ensemble, packed; see `Simulated`.

    Parameters
    ----------
    rows
        (stretch): how many of the days kept each has, the last perhaps fewer.
    believed_rows
        Indices of the days kept of which beliefs are.
    """

    scenario: Scenario
    labels: Labels
    seed: int
    members: int
    days: NDArray[np.int64]
    rows: int
    believed_rows: NDArray[np.int64]
    records: tuple[PackedRecord, ...]
    parameters: Mapping[str, NDArray[np.float64]]

    @property
    def shape(self) -> tuple[int, int, int]:
        """Homes, groups and places there are."""
        return len(self.labels.homes), len(self.labels.groups), len(self.labels.places)

    @property
    def stretches(self) -> list[slice]:
        """Which of the days kept each stretch has."""
        starts = range(0, self.days.size, self.rows)
        return [slice(start, min(start + self.rows, self.days.size)) for start in starts]

    def read(self, stretch: int, *, of_all_days: bool = False) -> Read:
        """Give what opens a variable of a stretch.

        Parameters
        ----------
        of_all_days
            Give every community that ever holds people, on any day, and not only those of the stretch.
        """

        def opened(name: str) -> CommunitySeries:
            return gather(
                self._opened(name, stretch), self.shape, self.ever[name] if of_all_days else None
            )

        return opened

    def series(self, name: str) -> CommunitySeries:
        """Open a variable of all days."""
        cells = self.ever[name]
        values = np.empty((cells.size, self.days.size, self.members), dtype=np.int32)
        for stretch, days in enumerate(self.stretches):
            gather(self._opened(name, stretch), self.shape, cells, values[:, days])
        return CommunitySeries(self.cells(name), values.T)

    def cells(self, name: str) -> NDArray[np.int64]:
        """(cell, 3): indices of home, group and place of those who are ever in a variable."""
        return coordinates_of(self.ever[name], self.shape)

    def _opened(self, name: str, stretch: int) -> list[Counts]:
        index = NAMES.index(name)
        return [record.stretches[stretch].opened(index) for record in self.records]

    @cached_property
    def ever(self) -> dict[str, NDArray[np.int64]]:
        """Cells that ever hold people, by name of the variable."""
        return {
            name: np.unique(
                np.concatenate(
                    [rows.cells_of(index) for one in self.records for rows in one.stretches]
                )
            )
            for index, name in enumerate(NAMES)
        }

    def within(self, name: str, ends: Sequence[int]) -> CommunitySeries:
        """Count flows between some of the days kept: from each end, excluded, to the next (time)."""
        index = NAMES.index(name)
        portion = np.searchsorted(ends, np.arange(self.days.size))
        return gather(
            [self._portions(record, index, portion, len(ends)) for record in self.records],
            self.shape,
        )

    def _portions(
        self, record: PackedRecord, index: int, portion: NDArray[np.int64], n_portion: int
    ) -> Counts:
        """Add one member's rows up by portion; those after the last belong to none."""
        parts: list[tuple[NDArray[np.int64], NDArray[np.int64]]] = []
        for rows, packed in zip(self.stretches, record.stretches, strict=True):
            cells, counts = packed.opened(index)
            sums = np.zeros((n_portion + 1, cells.size), dtype=np.int64)
            there, starts = np.unique(portion[rows], return_index=True)
            sums[there] = np.add.reduceat(counts.T, starts, axis=1, dtype=np.int64).T
            parts.append((cells, sums[:-1]))
        cells = np.unique(np.concatenate([own for own, _ in parts]))
        values = np.zeros((n_portion, cells.size), dtype=np.int64)
        for own, sums in parts:
            values[:, np.searchsorted(cells, own)] += sums
        return cells, values.astype(np.int32)

    def believed(self) -> NDArray[np.float32]:
        """(member, time, home, group, actor, exposure), 1/person-year, on `believed_rows`."""
        # In memory cell after cell, as it is packed and as it is written.
        *shape, n_day = self.records[0].believed.shape
        felt = np.empty((*shape, self.members, n_day), dtype=np.float32)
        for member, record in enumerate(self.records):
            felt[..., member, :] = np.moveaxis(record.believed.opened(), 0, -1)
        return np.moveaxis(felt, (-2, -1), (0, 1))

    def changes(self) -> NDArray[np.bool_]:
        """(home, group, actor, exposure): whether any member's belief ever changes."""
        return np.any([record.changes for record in self.records], axis=0)


def rows_at_once(row_bytes: int, members: int) -> int:
    """Return of how many days all members may be dense at once.

    Parameters
    ----------
    row_bytes
        What a day of one member takes if every community holds somebody.
    """
    return max(1, MOST_AT_ONCE // (row_bytes * members))


def pack_simulated(simulated: Simulated, believed_rows: NDArray[np.int64]) -> PackedRun:
    """Pack an ensemble that is there whole, its beliefs on some of the days kept."""
    labels, n_day = simulated.labels, simulated.days.size
    shape = (len(labels.homes), len(labels.groups), len(labels.places))
    rows = rows_at_once(int(np.prod(shape)) * len(NAMES) * 4, simulated.members)
    several = {**simulated.stocks, **simulated.flows}
    flat = {
        name: np.asarray(np.ravel_multi_index(tuple(one.cells.T), shape), dtype=np.int64)
        for name, one in several.items()
    }
    records = [
        PackedRecord(
            tuple(
                PackedRows.of(
                    [
                        keep_cells(flat[name], several[name].values[member, first : first + rows])
                        for name in NAMES
                    ]
                )
                for first in range(0, n_day, rows)
            ),
            Packed.of(belief[believed_rows]),
            np.asarray((belief != belief[:1]).any(axis=0)),
        )
        for member, belief in enumerate(map(round_off, simulated.belief))
    ]
    return PackedRun(
        simulated.scenario,
        labels,
        simulated.seed,
        simulated.members,
        simulated.days,
        rows,
        believed_rows,
        tuple(records),
        simulated.parameters,
    )
