"""Many cases of one seed, and what they show."""

from __future__ import annotations

import sys
import time

from mutate.cases import make_case
from mutate.report import Tally, listed, table
from mutate.watch import watch

EVERY = 1000
"""Cases between two signs of life."""


def run(seed: int, first: int, cases: int, workers: int) -> int:
    """Try many cases, print what became of them, and return how many faults there are."""
    tally = Tally()
    began = time.monotonic()
    outcomes = watch(seed, range(first, first + cases), workers)
    for done, (number, outcome) in enumerate(outcomes, start=1):
        tally.add(make_case(seed, number), outcome)
        if outcome.is_fault:
            print(f"case {number}: {outcome.kind}: {outcome.said[:200]}", file=sys.stderr)
        if done % EVERY == 0:
            print(f"{done:,} cases, {tally.n_fault} faults", file=sys.stderr)
    minutes = (time.monotonic() - began) / 60
    print(f"Seed {seed}, cases {first} to {first + cases - 1}, {workers} processes: {minutes:.1f} minutes, "
          f"{cases / minutes:,.0f} a minute, {1000 * tally.seconds / cases:.1f} ms a case.")  # fmt: skip
    print(f"Slowest {tally.slowest[0]:.1f} s (case {tally.slowest[1]}), "
          f"largest {tally.largest[0]:.0f} MB (case {tally.largest[1]}).\n")  # fmt: skip
    print(table(tally))
    print(f"\nFaults: {tally.n_fault}\n{listed(tally.faults)}")
    print("\nOne damage, accepted in silence with another meaning, for a person to judge:")
    print(listed(tally.silent))
    return tally.n_fault
