"""Members that have been run, kept whole in little room: what the screen draws at hand, everything else packed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from homeward.catalogue import FLOWS, STOCKS
from homeward.engine.communities.resume import Checkpoint
from homeward.engine.packed import Counts, Packed, in_half
from homeward.engine.precision import round_off
from homeward.engine.simulated import KeptRun
from homeward.results.tables.totals import MEASURES

MOVEMENTS = ("arrivals", "return_departures")
HARM = ("dead", "detained", "recruited")
DRAWN = frozenset({name for one in MEASURES for name in one.variables} | {*MOVEMENTS, *HARM})
"""Variables that the screen draws or compares."""


@dataclass(frozen=True)
class PackedMember:
    """One member of a run.

    Parameters
    ----------
    counts
        By name of the variable: its cells, and persons (time, cell), packed unless the screen draws them.
    felt
        Felt danger (time, home, group, actor, exposure), 1/person-year.
    checkpoints
        Where it can be taken up.
    """

    counts: dict[str, tuple[NDArray[np.int64], NDArray[np.int32] | Packed]]
    felt: Packed
    checkpoints: tuple[Checkpoint, ...] = ()

    @classmethod
    def of(cls, kept: KeptRun, checkpoints: tuple[Checkpoint, ...] = ()) -> PackedMember:
        """Pack what is kept of a member."""
        names = (variable.name for variable in (*STOCKS, *FLOWS))
        several = zip(names, (*kept.stocks, *kept.flows), strict=True)
        return cls(dict(_packed(several)), Packed.of(round_off(kept.belief)), checkpoints)

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
        halved = in_half(values)
        yield name, (cells, halved if name in DRAWN else Packed.of(halved))
