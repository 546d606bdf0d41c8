"""What `explain` says from few runs, against all combinations of obstacles (model §10.1).

usage: python verification/explain_against_all.py [SCENARIO] [--members 40] [--since DAY] [--on DAY]

Two to the number of obstacles runs a member: of `tiny`, with thirteen, some 5 CPU seconds a member; it says how long it
will take once the first members are done.
"""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from homeward.evaluation.explanation.explain import Explanation, explain
from homeward.evaluation.outcomes import OUTCOMES
from homeward.scenario.load import load_scenario

LEAST_PART = 0.02
"""Share of the whole below which an obstacle is not counted among those of which relative errors are given."""
LEAST_PEOPLE = 5.0
"""Persons: where all obstacles make less in a member, nothing binds that could be told."""


@dataclass(frozen=True)
class Agreement:
    """How near an estimate is to all combinations.

    Parameters
    ----------
    misplaced
        Sum over obstacles of what is off in a member, over the whole, mean over members.
    off
        By obstacle that counts: how far its mean over members is off, over itself.
    right
        Share of members in which the obstacle that binds is the right one.
    """

    misplaced: float
    off: NDArray[np.float64]
    right: float


def agreement(estimated: NDArray[np.float64], known: NDArray[np.float64]) -> Agreement:
    """Compare contributions (obstacle, member)."""
    whole = known.sum(axis=0)
    is_told = np.abs(whole) >= LEAST_PEOPLE
    estimated, known, whole = estimated[:, is_told], known[:, is_told], whole[is_told]
    mean = known.mean(axis=1)
    counts = np.abs(mean) >= LEAST_PART * abs(mean.sum())
    towards = np.sign(whole)
    is_right = (towards * estimated).argmax(axis=0) == (towards * known).argmax(axis=0)
    return Agreement(
        misplaced=float((np.abs(estimated - known).sum(axis=0) / np.abs(whole)).mean()),
        off=np.abs(estimated.mean(axis=1) - mean)[counts] / np.abs(mean[counts]),
        right=float(is_right.mean()),
    )


def people(explanation: Explanation, outcome: int) -> NDArray[np.float64]:
    """Contributions of everybody (obstacle, member), persons."""
    groups = slice(len(explanation.labels.groups))
    return explanation.contribution[:, :, outcome, :, groups].sum(axis=(-2, -1))


def main() -> None:
    """Explain both ways and print how far they are apart."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("scenario", nargs="?", default="tiny")
    parser.add_argument("--members", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int)
    for name in ("--since", "--on"):
        parser.add_argument(name, type=dt.date.fromisoformat)
    asked = vars(parser.parse_args())
    scenario = load_scenario(asked.pop("scenario"))
    shared: dict[str, Any] = {
        **asked,
        "expected": lambda seconds: print(f"about {seconds / 60:.1f} min", file=sys.stderr),
    }
    few, every = (explain(scenario, **shared, is_exact=one) for one in (False, True))
    print(f"{scenario.name}: {few.members} members, {few.runs} runs each against {every.runs}")
    for outcome, name in enumerate(OUTCOMES):
        found = agreement(people(few, outcome), people(every, outcome))
        print(
            f"{name}: misplaced {found.misplaced:.1%} a member; obstacles of 2% or more are off by "
            f"{found.off.mean():.1%} on average, {found.off.max():.1%} at most; "
            f"the right one binds in {found.right:.1%} of members"
        )


if __name__ == "__main__":
    main()
