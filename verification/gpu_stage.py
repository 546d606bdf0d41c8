"""A stage of the day as a GPU would run it: a thread a member, the same source, the same integers (decision 26).

Needs no GPU: run with NUMBA_ENABLE_CUDASIM=1, which has Numba run CUDA kernels in plain Python. On a machine with one,
and without that variable, the same command runs on it. It prints whether both routes agree, and how many people moved.
"""

from __future__ import annotations

import sys

import numpy as np
from numba import cuda

from homeward.numerics.draws import uniform
from homeward.numerics.exits import families_by_exit, persons_by_exit
from homeward.numerics.streams import HARM_DISPLACED, LEAVE_REFUGE

SEED, DAY, FAMILY_SIZE = 1, 2_000, 5


def leave(member: int, cell: int, people: int, moving: float, harm: float) -> tuple[int, int]:
    """Draw who leaves a refuge and who is harmed there, as `leave_refuge` does (§6.3, §8)."""
    to_leave = uniform(SEED, LEAVE_REFUGE, member, DAY, cell, 0)
    to_be_harmed = uniform(SEED, HARM_DISPLACED, member, DAY, cell, 0)
    gone = families_by_exit(people, moving, moving + harm, FAMILY_SIZE, to_leave)
    harmed = persons_by_exit(people - gone, harm, moving, moving + harm, to_be_harmed)
    return gone, harmed


leave_there = cuda.jit(device=True)(leave)


@cuda.jit
def leave_on_device(people, moving, harm, gone, harmed):  # noqa: ANN001, ANN201  a CUDA kernel
    """Let a thread take one member through all cells."""
    member = cuda.grid(1)
    if member < gone.shape[0]:
        for cell in range(people.size):
            left, hurt = leave_there(member, cell, people[cell], moving[cell], harm[cell])
            gone[member, cell] = left
            harmed[member, cell] = hurt


def agreement(members: int, cells: int) -> tuple[bool, int]:
    """Tell whether device and processor draw the same integers, and how many people moved."""
    spread = np.linspace(0.0, 1.0, cells)
    people = (10.0 ** (4.0 * spread)).astype(np.int64)
    moving, harm = 0.3 * spread[::-1], 1e-3 * (1.0 + spread)
    gone, harmed = (np.zeros((members, cells), dtype=np.int64) for _ in range(2))
    leave_on_device[1, members](people, moving, harm, gone, harmed)
    same = all(
        leave(member, cell, int(people[cell]), float(moving[cell]), float(harm[cell]))
        == (gone[member, cell], harmed[member, cell])
        for member in range(members)
        for cell in range(cells)
    )
    return same, int(gone.sum() + harmed.sum())


if __name__ == "__main__":
    is_same, moved = agreement(members=8, cells=60)
    print("the same integers" if is_same else "OTHER INTEGERS", f"({moved:,} people moved)")
    sys.exit(not is_same)
