"""The order of a calibration: rounds of members, each moved by what was observed (model §18.3)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np

from homeward.evaluation.calibration.by_chance import ByChance, changes, no_chance
from homeward.evaluation.calibration.logged_observations import LoggedObservations
from homeward.evaluation.calibration.smoothing import (
    filled,
    informing,
    middle_of,
    noise_of,
    smooth,
)
from homeward.evaluation.calibration.unknowns import Reals

STEPS = 4
TWICE = 4
"""One in so many members is run twice, to tell chance from parameters."""
LEAST_MEMBERS = 40
USEFUL_BUDGET = 1000
"""Budget from which chance contracts what cannot act by less than about a tenth, with ten observations (§18.6)."""
MOST_FINAL = 1000

Run = Callable[[str, int, Reals], Reals]
"""Runs members: the round, the number of the first, and normal scores (unknown, member), to outputs (row, member)."""


@dataclass(frozen=True)
class Plan:
    """How many members are run.

    Parameters
    ----------
    members
        Of every round.
    again
        Of them those that are run twice in every round.
    final
        Of the posterior that are run at the end.
    """

    members: int
    steps: int = STEPS
    most_final: int = MOST_FINAL

    @property
    def again(self) -> int:
        """Members that are run twice in every round."""
        return max(self.members // TWICE, 1)

    @property
    def final(self) -> int:
        """Members of the posterior that are run at the end."""
        return min(self.members, self.most_final)

    @property
    def budget(self) -> int:
        """Members that are run in all."""
        return self.steps * (self.members + self.again) + self.final


def plan(budget: int) -> Plan:
    """Make the most of a number of members to be run."""
    members = LEAST_MEMBERS
    while Plan(members + 1, STEPS).budget <= budget:
        members += 1
    return Plan(members, STEPS)


def least_budget() -> int:
    """Return the fewest members that can be calibrated with."""
    return Plan(LEAST_MEMBERS, STEPS).budget


@dataclass(frozen=True)
class Assimilated:
    """What came of it.

    Parameters
    ----------
    prior, posterior
        (unknown, member): normal scores.
    before, after
        (row, member): what the first round and the posterior gave; NaN where a member has no value. No members where
        they are left out.
    left_out
        Numbers of the rows that no round could use.
    by_chance
        What the rounds made of scores that nothing depends on.
    """

    prior: Reals
    posterior: Reals
    before: Reals
    after: Reals
    left_out: tuple[int, ...]
    by_chance: ByChance = field(default_factory=no_chance)

    def without_outputs(self) -> Assimilated:
        """Leave out what members gave, which are exact counts."""
        return replace(self, before=self.before[:, :0].copy(), after=self.after[:, :0].copy())


def assimilate(
    run: Run,
    prior: Reals,
    figures: LoggedObservations,
    planned: Plan,
    *,
    seed: int,
    idle: Reals | None = None,
) -> Assimilated:
    """Calibrate: in every round members are run, some of them twice, and moved; the last are run once more.

    Parameters
    ----------
    prior
        (unknown, member): normal scores.
    idle
        (idle, member): scores that no run is given; they are moved like the others, and show what chance does.
    """
    n_unknown, number = prior.shape[0], 0
    began = np.empty((0, prior.shape[1])) if idle is None else idle
    state = np.concatenate([prior, began])
    before: Reals | None = None
    used = np.zeros(len(figures.rows), dtype=np.bool_)
    for step in range(planned.steps):
        normal = state[:n_unknown]
        asked = np.concatenate([normal, normal[:, : planned.again]], axis=1)
        outputs = run(f"Round {step + 1} of {planned.steps}", number, asked)
        number += asked.shape[1]
        first, again = outputs[:, : planned.members], outputs[:, planned.members :]
        before = first if before is None else before
        rows = informing(first)
        if not rows.any():
            continue
        used |= rows
        middle = middle_of(first)
        whole = filled(first, middle)
        noise = noise_of(whole[:, : planned.again], filled(again, middle))
        state = smooth(
            state,
            whole[rows],
            figures.said[rows],
            figures.covariance[np.ix_(rows, rows)],
            noise[np.ix_(rows, rows)],
            planned.steps,
            seed=seed,
            step=step,
        )
    normal = state[:n_unknown]
    final = normal[:, : planned.final]
    after = run("Posterior", number, final) if planned.final else np.empty((used.size, 0))
    return Assimilated(
        prior=prior,
        posterior=normal,
        before=np.empty((used.size, 0)) if before is None else before,
        after=after,
        left_out=tuple(np.flatnonzero(~used).tolist()),
        by_chance=changes(began, state[n_unknown:]),
    )
