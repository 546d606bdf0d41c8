"""Members that have been run, kept whole in little room: what the screen draws at hand, everything else packed."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, cast

import numpy as np
from numpy.typing import DTypeLike, NDArray

from homeward.catalogue import FLOWS, STOCKS
from homeward.engine.communities.resume import Checkpoint
from homeward.engine.simulated import KeptRun
from homeward.evaluation.comparison.compare import ComparedMember
from homeward.results.tables.precision import round_off
from homeward.results.tables.totals import MEASURES

MOVEMENTS = ("arrivals", "return_departures")
DRAWN = frozenset({name for one in MEASURES for name in one.variables} | set(MOVEMENTS))
"""Variables that the screen draws."""
_FASTEST = 1
"""Level of compression: others take much longer and save little."""

Counts = tuple[NDArray[np.int64], NDArray[np.int32]]
"""The cells of one variable that ever hold people (cell), and persons (time, cell)."""


@dataclass(frozen=True)
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
        return cls(zlib.compress(turned.tobytes(), _FASTEST), turned.shape, turned.dtype)

    def opened(self) -> NDArray[Any]:
        """Give the array back."""
        values = np.frombuffer(zlib.decompress(self.content), dtype=self.kind)
        return np.moveaxis(values.reshape(self.shape), -1, 0)


@dataclass(frozen=True)
class PackedMember:
    """One member of a run.

    Parameters
    ----------
    counts
        By name of the variable: its cells, and persons (time, cell), packed unless the screen draws them.
    felt
        Felt danger (time, home, group, actor, exposure), 1/person-year.
    compared
        What comparing needs of it.
    checkpoints
        Where it can be taken up.
    """

    counts: dict[str, tuple[NDArray[np.int64], NDArray[np.int32] | Packed]]
    felt: Packed
    compared: ComparedMember
    checkpoints: tuple[Checkpoint, ...] = ()

    @classmethod
    def of(
        cls, kept: KeptRun, compared: ComparedMember, checkpoints: tuple[Checkpoint, ...] = ()
    ) -> PackedMember:
        """Pack what is kept of a member."""
        names = (variable.name for variable in (*STOCKS, *FLOWS))
        several = zip(names, (*kept.stocks, *kept.flows), strict=True)
        return cls(dict(_packed(several)), Packed.of(round_off(kept.belief)), compared, checkpoints)

    def variable(self, name: str) -> Counts:
        """Give one variable."""
        cells, values = self.counts[name]
        return cells, values.opened() if isinstance(values, Packed) else values

    def belief(self) -> NDArray[np.float32]:
        """Give felt danger."""
        return self.felt.opened()

    def as_kept(self) -> KeptRun:
        """Give everything as it was kept."""
        return KeptRun(
            stocks=tuple(self.variable(one.name) for one in STOCKS),
            flows=tuple(self.variable(one.name) for one in FLOWS),
            belief=self.belief(),
        )


def _packed(
    several: Iterable[tuple[str, Counts]],
) -> Iterable[tuple[str, tuple[NDArray[np.int64], NDArray[np.int32] | Packed]]]:
    for name, (cells, values) in several:
        halved = _in_half(values)
        yield name, (cells, halved if name in DRAWN else Packed.of(halved))


def _in_half(values: NDArray[np.int32]) -> NDArray[np.int32]:
    """Keep counts in half the room where they fit; whoever reads them gives them their room again."""
    fits = values.size > 0 and int(values.max()) <= np.iinfo(np.uint16).max
    return cast("NDArray[np.int32]", values.astype(np.uint16)) if fits else values
