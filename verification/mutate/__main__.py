"""Damaged inputs, tried.

usage: python verification/mutate [--seed 1] [--cases 10000] [--first 0] [--workers 1]
       python verification/mutate [--seed 1] --case N [--keep FOLDER]
       python verification/mutate --sizes

Every case of every seed is the same on every machine. With --case the damage and the outcome of one are
printed, and with --keep its files are written. With --sizes very large inputs are given to the command.
The exit status is 1 if there is a fault.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))


def _main() -> bool:
    from mutate.run import run  # noqa: PLC0415  the folder is on the path only now
    from mutate.show import show  # noqa: PLC0415
    from mutate.sizes import try_sizes  # noqa: PLC0415

    parser = argparse.ArgumentParser(
        prog="verification/mutate", description="Damaged inputs, tried."
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--first", type=int, default=0, help="number of the first case")
    parser.add_argument("--workers", type=int, default=1, help="processes")
    parser.add_argument("--case", type=int, help="show one case")
    parser.add_argument("--keep", type=Path, help="write the files of that case to a folder")
    parser.add_argument("--sizes", action="store_true", help="try very large inputs")
    given = parser.parse_args()
    if given.sizes:
        return try_sizes() > 0
    if given.case is not None:
        return show(given.seed, given.case, given.keep).is_fault
    return run(given.seed, given.first, given.cases, given.workers) > 0


if __name__ == "__main__":
    sys.exit(int(_main()))
