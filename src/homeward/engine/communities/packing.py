"""Members of the community model packed as they are run: what an ensemble of a country keeps in memory."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from homeward.assemble.communities.ensemble import values_of
from homeward.engine.communities.ready import Ready, Workspace, prepare, stretches_of
from homeward.engine.members import run_ensemble
from homeward.engine.packed import Packed, PackedRecord, PackedRows, PackedRun, rows_at_once
from homeward.engine.pool import Progress
from homeward.engine.precision import round_off
from homeward.model.communities.member import State
from homeward.numerics.array_types import Codes
from homeward.scenario.scenario import Scenario


@dataclass(frozen=True)
class Packing:
    """A scenario ready to run, each member of which is packed.

    Parameters
    ----------
    rows
        Of how many days a member is dense at once.
    believed_rows
        Of which of the days kept beliefs are; rising.
    """

    ready: Ready
    rows: int
    believed_rows: Codes

    def allocate(self) -> State:
        """Allocate what one thread computes in."""
        return self.ready.allocate()

    def run(self, member: int, space: Workspace) -> PackedRecord:
        """Run one member and pack its record, stretch by stretch."""
        stretches: list[PackedRows] = []
        believed: list[NDArray[np.float32]] = []
        first, changes, row = None, np.zeros(0, dtype=np.bool_), 0
        for kept in stretches_of(self.ready, member, space, self.rows):
            stretches.append(PackedRows.of((*kept.stocks, *kept.flows)))
            felt = round_off(kept.belief)
            if first is None:
                first, changes = felt[0], np.zeros(felt.shape[1:], dtype=np.bool_)
            changes |= (felt != first).any(axis=0)
            own = self.believed_rows - row
            believed.append(felt[own[(own >= 0) & (own < len(felt))]])
            row += len(felt)
        return PackedRecord(tuple(stretches), Packed.of(np.concatenate(believed)), changes)


def pack_communities(
    scenario: Scenario,
    *,
    days: NDArray[np.int64],
    members: int,
    seed: int,
    believed_rows: Codes,
    until: date | None = None,
    threads: int | None = None,
    parameters: Mapping[str, NDArray[np.float64]] | None = None,
    progress: Progress | None = None,
) -> PackedRun:
    """Run an ensemble of the community model and pack its members; see `engine.simulate.simulate`."""
    ready = prepare(
        scenario, days=days, members=members, seed=seed, until=until, parameters=parameters
    )
    rows = min(rows_at_once(ready.row_bytes, members), ready.stretch_rows)
    packing = Packing(ready, rows, believed_rows)
    records = run_ensemble(packing, range(members), threads=threads, progress=progress)
    return PackedRun(
        scenario=scenario,
        labels=ready.world.labels,
        seed=seed,
        members=members,
        days=ready.days,
        rows=rows,
        believed_rows=believed_rows,
        records=tuple(records),
        parameters=values_of(ready.ensemble),
    )
