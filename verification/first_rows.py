"""How much of the variance that all ranges of a blank scenario cause goes with the first five of `check --rank`.

By another route than the ranking itself: pick and freeze. An ensemble is run again with the first five inputs as they
were and all others, and chance, drawn anew; the covariance of the two is what the five cause, together with what they
do with one another. `python verification/first_rows.py [FOLDERS] [MEMBERS]`, with `tests` on the path.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import numpy as np

from homeward.assemble.communities import ensemble as drawn
from homeward.engine.communities.ready import Workspace, prepare, run_whole_member
from homeward.engine.pool import run_jobs
from homeward.evaluation.outcomes import OUTCOMES, outcomes_by_group
from homeward.evaluation.ranking.rank_inputs import rank
from homeward.scenario.blank.new_blank import new_blank
from homeward.scenario.load import load_scenario
from homeward.scenario.scenario import Scenario
from scenario.blank.some_answers import some_answers

FIRST = 5
RANKED_BY = 256
"""Members of the ranking: the default of the command."""
DISPLACED = OUTCOMES.index("displaced")
BEFORE, ANEW = 11, 23
"""Seeds of what is drawn."""


PLAIN = drawn.Draws


class FrozenDraws(PLAIN):
    """Quantiles of one seed for some inputs, and of another for all others."""

    frozen: frozenset[tuple[str, ...]] | None = None
    """Addresses of the inputs that are as before; None: all."""

    def quantile(self, *name: str) -> np.ndarray:
        is_frozen = FrozenDraws.frozen is None or name in FrozenDraws.frozen
        return PLAIN(BEFORE if is_frozen else self.seed, self.n_member, self.first).quantile(*name)


def displaced(
    scenario: Scenario, members: int, frozen: frozenset[tuple[str, ...]] | None, chance: int
) -> np.ndarray:
    """People displaced on the last day (member), with some inputs as before."""
    FrozenDraws.frozen = frozen
    drawn.Draws = FrozenDraws
    ready = prepare(
        scenario, days=[scenario.n_day - 1], members=members, seed=ANEW, chance_seed=chance
    )
    drawn.Draws = PLAIN

    def count(member: int, space: Workspace) -> float:
        return float(outcomes_by_group(run_whole_member(ready, member, space))[DISPLACED].sum())

    return np.array(run_jobs(ready, list(range(members)), count, threads=1))


def part_of_first(scenario: Scenario, members: int) -> float:
    """Part of the variance of all ranges that goes with the first five."""
    found = rank(
        scenario, outcome="displaced", on=scenario.end, members=RANKED_BY, seed=1, threads=1
    )
    first = frozenset(one.what.address for one in found.ranked[:FIRST])
    as_it_was = displaced(scenario, members, None, 31)
    by_all = np.cov(as_it_was, displaced(scenario, members, None, 37))[0, 1]
    return float(np.cov(as_it_was, displaced(scenario, members, first, 41))[0, 1] / by_all)


if __name__ == "__main__":
    folders = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    members = int(sys.argv[2]) if len(sys.argv) > 2 else 300
    parts: list[float] = []
    with tempfile.TemporaryDirectory() as place:
        for seed in range(folders):
            made = new_blank(Path(place) / str(seed), some_answers(seed).encode())
            parts.append(part_of_first(load_scenario(made), members))
            print(f"{seed:3d}  {parts[-1]:.2f}  median so far {np.median(parts):.2f}", flush=True)
    print(f"median {np.median(parts):.2f}; {np.mean(np.array(parts) >= 0.5):.0%} are at least half")
